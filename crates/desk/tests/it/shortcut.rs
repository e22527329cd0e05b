//! W2: answers that are written often, kept under a name.

use desk::right::Role;
use desk::shortcut::{Edit, MOST, NewShortcut, Shortcut, ShortcutId, text_of};
use desk::{User, View};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::inbox::code;

async fn save(kit: &Kit, who: &User, (new, is_shared): (NewShortcut, bool)) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.add_shortcut(&new, is_shared).await?;
    act.done(()).await
}

async fn change(kit: &Kit, who: &User, id: ShortcutId, name: &str) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Shortcut>(id).await?.change(&mut act, &new(name, false).0).await?;
    act.done(()).await
}

fn new(name: &str, is_shared: bool) -> (NewShortcut, bool) {
    let text = text_of(&format!("Text of {name}")).unwrap();
    (NewShortcut { name: name.parse().unwrap(), text }, is_shared)
}

async fn all(kit: &Kit, who: &User) -> Vec<Shortcut> {
    let view: View<User> = kit.view(who).await;
    view.shortcuts().await.unwrap()
}

async fn names(kit: &Kit, who: &User) -> Vec<String> {
    all(kit, who).await.into_iter().map(|shortcut| shortcut.name).collect()
}

async fn one(kit: &Kit, who: &User, id: ShortcutId) -> Result<Shortcut, Fault> {
    let view: View<User> = kit.view(who).await;
    view.see(id).await
}

async fn remove(kit: &Kit, who: &User, id: ShortcutId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Shortcut>(id).await?.remove(&mut act).await?;
    act.done(()).await
}

#[both]
async fn w2_shortcuts_are_ones_own_or_everybodys(database: Database) {
    let kit = Kit::new(&database).await;
    let (ana, bo) = (kit.user("Ana", &[Role::Agent]).await, kit.user("Bo", &[Role::Agent]).await);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    save(&kit, &ana, new("Parcel", false)).await.unwrap();
    save(&kit, &bo, new("parcel", false)).await.unwrap();
    save(&kit, &lead, new("Apology", true)).await.unwrap();
    assert_eq!(names(&kit, &ana).await, ["Apology", "Parcel"]);
    assert_eq!(names(&kit, &lead).await, ["Apology"]);
    assert_eq!(code(save(&kit, &ana, new(" PARCEL ", false)).await), "name_taken");
    assert_eq!(code(save(&kit, &ana, new("Mine for all", true)).await), "may_not");

    let (own, shared) = (all(&kit, &ana).await[1].clone(), all(&kit, &ana).await[0].clone());
    assert_eq!(code(one(&kit, &bo, own.id).await), "not_found");
    assert_eq!(one(&kit, &bo, shared.id).await.unwrap().text, "Text of Apology");
    for who in [&bo, &lead] {
        assert_eq!(code(remove(&kit, who, own.id).await), "not_found");
        assert_eq!(code(change(&kit, who, own.id, "Taken over").await), "not_found");
    }
    let refused = (remove(&kit, &ana, shared.id).await, change(&kit, &ana, shared.id, "Taken over").await);
    assert_eq!((code(refused.0), code(refused.1)), ("may_not", "may_not"));

    change(&kit, &ana, own.id, "Where is it").await.unwrap();
    let now = one(&kit, &ana, own.id).await.unwrap();
    assert_eq!(
        (now.name.as_str(), now.text.as_str(), now.is_shared),
        ("Where is it", "Text of Where is it", false)
    );
    remove(&kit, &ana, own.id).await.unwrap();
    remove(&kit, &lead, shared.id).await.unwrap();
    assert_eq!((names(&kit, &ana).await.len(), names(&kit, &bo).await), (0, vec!["parcel".to_owned()]));
}

#[both]
async fn w2_r1_who_neither_answers_nor_writes_for_others_has_no_shortcuts(database: Database) {
    let kit = Kit::new(&database).await;
    let ana = kit.user("Ana", &[Role::Agent]).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    save(&kit, &lead, new("Everybody's", true)).await.unwrap();
    let id = all(&kit, &ana).await[0].id;
    for who in [kit.collaborator("Col Lab").await, kit.user("No Role", &[]).await] {
        let view: View<User> = kit.view(&who).await;
        assert_eq!(
            (code(view.shortcuts().await), code(view.see::<Shortcut>(id).await)),
            ("may_not", "not_found")
        );
        view.close();
        assert_eq!(code(save(&kit, &who, new("Mine", false)).await), "may_not");
        assert_eq!(code(remove(&kit, &who, id).await), "not_found", "absent and invisible are one answer");
    }
}

#[both]
async fn w2_an_owner_keeps_a_hundred(database: Database) {
    let kit = Kit::new(&database).await;
    let ana = kit.user("Ana", &[Role::Agent]).await;
    for number in 0..MOST {
        save(&kit, &ana, new(&format!("Number {number}"), false)).await.unwrap();
    }
    assert_eq!(code(save(&kit, &ana, new("One more", false)).await), "shortcuts_many");
    let id = all(&kit, &ana).await[0].id;
    change(&kit, &ana, id, "Another name").await.unwrap();
    assert_eq!(all(&kit, &ana).await.len(), MOST);
    for (typed, refused) in
        [("", "text_empty"), (&"x".repeat(10_241), "text_too_long"), ("a\0b", "text_broken")]
    {
        assert_eq!(code(text_of(typed)), refused);
    }
}

#[both]
async fn th27_another_organizations_shortcuts_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::Administrator]).await;
    save(&kit, &lead, new("Apology", true)).await.unwrap();
    let id = all(&kit, &lead).await[0].id;
    kit.part_from_twin();
    kit.lose("shortcut", "true").await;
    assert!(all(&kit, &lead).await.is_empty());
    assert_eq!(code(one(&kit, &lead, id).await), "not_found");
    assert_eq!(code(remove(&kit, &lead, id).await), "not_found");
    for number in 0..MOST {
        save(&kit, &lead, new(&format!("Number {number}"), true)).await.unwrap();
    }
    assert_eq!(all(&kit, &lead).await.len(), MOST, "the twin's does not count");
}
