//! Who hears that a page of a theme cannot be drawn, and how often (T4).

use db::{params, sql};
use desk::right::Role;
use desk::theme::BROKEN_MAIL;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{draft, list, make, publish, save, see};

const MINUTE: i64 = 60_000;

sql! {
    MAILS = "select payload from job where org_id = $1 and kind = $2";
}

async fn mails(kit: &Kit) -> Vec<String> {
    let reader = kit.db.reader().await.unwrap();
    let payloads: Vec<(String,)> = reader.all(MAILS.with(params![kit.org, BROKEN_MAIL])).await.unwrap();
    reader.end();
    payloads.into_iter().map(|(payload,)| payload).collect()
}

#[both]
async fn t4_a_broken_theme_tells_those_who_manage_themes_once_an_hour(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let admin = kit.user("Max", &[Role::Administrator]).await;
    kit.user("Ana", &[Role::Agent]).await;
    kit.collaborator("Col Lab").await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let live = see(&kit, &lead, id).await.live.unwrap();
    let tell = async |why: &str| kit.desk.tell_of_broken_theme(kit.org, live, why).await.unwrap();
    assert!(tell("pages/home.html:3: undefined\nvalue").await);
    let told = mails(&kit).await;
    assert_eq!(told.len(), 2, "{told:?}");
    for who in [&lead, &admin] {
        assert!(told.iter().any(|payload| payload.contains(&who.id.to_string())), "{told:?}");
    }
    let broken = list(&kit, &lead).await[0].broken.clone().expect("it is marked");
    assert_eq!((broken.at, broken.why.as_str()), (kit.clock.now(), "pages/home.html:3: undefinedvalue"));

    kit.clock.advance_millis(59 * MINUTE);
    assert!(!tell("pages/search.html:1: another").await, "within the hour");
    kit.clock.advance_millis(MINUTE);
    assert!(tell("pages/search.html:1: another").await);
    assert_eq!(mails(&kit).await.len(), 4);

    save(&kit, &lead, (id, live), &draft("#aa3300", &[])).await.unwrap();
    publish(&kit, &lead, id).await.unwrap();
    assert_eq!(list(&kit, &lead).await[0].broken, None, "another revision may be whole");
    assert!(!tell("what an older page said").await, "it is not published any more");
}
