//! Shortcuts: kept on their page, put into answers with their places filled (W2).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Browser, Site};

const TEXT: &str = "Dear {{customer.firstName|friend}},\n\n#{{conversation.number}} leaves **today**.\n{{user.firstName}}, {{brand.name}}";

/// The id of the only shortcut that the box offers.
async fn offered(browser: &mut Browser<'_>, desk: &str) -> Vec<String> {
    let page = browser.get(desk).await.text;
    let ids = page.split("name=\"shortcut\" value=\"").skip(1);
    ids.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

#[both]
async fn w2_a_shortcut_is_put_behind_what_is_written_with_its_places_filled(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let desk = format!("/app/conversations/{id}");
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut ana = site.at_desk(&user).await;
    assert!(ana.get(&desk).await.has("There are no shortcuts yet."));
    let kept = ana.post("/app/shortcuts", &[("name", "Parcel"), ("text", TEXT)]).await;
    assert_eq!((kept.status, kept.location()), (StatusCode::SEE_OTHER, "/app/shortcuts"));
    let page = ana.get("/app/shortcuts").await;
    assert!(
        page.has("The shortcut is saved") && page.has("#{{conversation.number}} leaves **today**."),
        "{}",
        page.text
    );
    assert!(!page.has("For everybody who answers"), "an agent writes their own");

    let shortcuts = offered(&mut ana, &desk).await;
    let [shortcut] = shortcuts.as_slice() else { panic!("{shortcuts:?}") };
    let once = ana.get(&desk).await.hidden("once");
    let fields = [("once", once.as_str()), ("text", "Hello."), ("channel", "portal"), ("shortcut", shortcut)];
    let page = ana.upload(&format!("{desk}/reply"), &fields, &[("a.txt", b"a")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let expected = "Hello.\n\nDear friend,\n\n#1001 leaves **today**.\nAna, Acme Help</textarea>";
    assert!(page.has(expected) && page.has("a.txt"), "{}", page.text);
    assert!(
        page.has("<option value=\"portal\" data-limit=\"10240\" selected>"),
        "the rest of the form stays"
    );
    assert!(!ana.get(&desk).await.has("leaves"), "nothing was sent");

    let strange = [("once", once.as_str()), ("text", ""), ("shortcut", "6ab13b800000000000000000")];
    let gone = ana.upload(&format!("{desk}/reply"), &strange, &[]).await;
    assert!(
        gone.status == StatusCode::CONFLICT && gone.has("This shortcut is not there any more."),
        "{}",
        gone.text
    );
}

#[both]
async fn w2_a_shortcut_is_changed_refused_and_removed_on_its_page(database: Database) {
    let site = Site::new(&database).await;
    let (ana, lead) = (
        site.kit.user("Ana Agent", &[Role::Agent]).await,
        site.kit.user("Lea Lead", &[Role::Administrator]).await,
    );
    let (mut ana, mut lead) = (site.at_desk(&ana).await, site.at_desk(&lead).await);
    lead.post("/app/shortcuts", &[("name", "Apology"), ("text", "Sorry."), ("shared", "yes")]).await;
    ana.post("/app/shortcuts", &[("name", "Parcel"), ("text", "It left.")]).await;
    let page = ana.get("/app/shortcuts").await;
    assert!(page.has("Everybody’s") && page.text.matches("/removal\"").count() == 1, "{}", page.text);
    let edit = page
        .text
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|url| url.contains("edit=")));
    let edit = edit.unwrap().to_owned();
    let form = ana.get(&edit).await;
    assert!(form.has("value=\"Parcel\"") && form.has("It left.</textarea>"), "{}", form.text);
    let id = form.hidden("id");

    for (name, text, problem) in [
        ("", "x", "Please fill this in."),
        ("Parcel", "", "Please fill this in."),
        ("Parcel", "It left.", "This name is used by another."),
        (&"n".repeat(61), "typed text", "Use at most 60 characters."),
        ("Long", &"t".repeat(10_241), "Use at most 10240 characters."),
    ] {
        let refused = ana.post("/app/shortcuts", &[("name", name), ("text", text)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            refused.has(problem) && refused.has(&format!("{text}</textarea>")),
            "{name}: {}",
            refused.text
        );
    }
    ana.post("/app/shortcuts", &[("id", &id), ("name", "Parcel"), ("text", "It left yesterday.")]).await;
    let page = ana.get("/app/shortcuts").await;
    assert!(page.has("It left yesterday.") && !page.has("It left.<"), "{}", page.text);

    let shared = [("name", "For all"), ("text", "x"), ("shared", "yes")];
    assert_eq!(ana.post("/app/shortcuts", &shared).await.status, StatusCode::FORBIDDEN);
    assert_eq!(lead.post(&format!("/app/shortcuts/{id}/removal"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.post(&format!("/app/shortcuts/{id}/removal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!ana.get("/app/shortcuts").await.has("It left yesterday."));
}
