//! Taking an answer back before it leaves (W2, P5).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const FILE: (&str, &[u8]) = ("label.txt", b"Acme, 1 Main Street");

async fn answer(browser: &mut Browser<'_>, desk: &str, text: &str, files: &[(&str, &[u8])]) -> Answer {
    let once = browser.get(desk).await.hidden("once");
    let fields = [("once", once.as_str()), ("text", text), ("channel", "portal"), ("then", "done")];
    browser.upload(&format!("{desk}/reply"), &fields, files).await
}

fn back_url(page: &Answer) -> Option<String> {
    let (_, rest) = page.text.split_once("formaction=\"")?;
    rest.split('"').next().filter(|url| url.ends_with("/back")).map(str::to_owned)
}

#[both]
async fn w2_p5_an_answer_can_be_taken_back_and_comes_before_what_is_being_written(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("inbox.undo-seconds", "10").await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let (desk, portal) = (format!("/app/conversations/{id}"), format!("/en_us/conversations/{id}"));
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut ana = site.at_desk(&user).await;
    let mut cleo = site.signed_in("cleo@example.com").await;

    let sent = answer(&mut ana, &desk, "It is **green** <now>.", &[FILE]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, desk.as_str()));
    site.kit.clock.advance_millis(2_500);
    let page = ana.get(&desk).await;
    assert!(page.has("Until then you can take it back.") && page.has("Leaves in 8 s"), "{}", page.text);
    assert!(page.has("<strong>green</strong> &lt;now&gt;") && page.has("label.txt"), "{}", page.text);
    assert!(page.has("Done when it leaves") && !page.has("Ana Agent marked this as done"));
    let theirs = cleo.get(&portal).await;
    assert!(!theirs.has("green") && !theirs.has("Ana Agent"), "P5");

    let back = back_url(&page).expect("its author may take it back");
    let once = page.hidden("once");
    let fields = [("once", once.as_str()), ("text", "One more thing."), ("channel", "email")];
    let taken = ana.upload(&back, &fields, &[("two.txt", b"2")]).await;
    assert_eq!(taken.status, StatusCode::OK);
    assert!(taken.has("Taken back. Nothing was sent."), "{}", taken.text);
    assert!(taken.has("It is **green** &lt;now&gt;.\n\nOne more thing.</textarea>"), "{}", taken.text);
    assert!(taken.has("label.txt") && taken.has("two.txt") && back_url(&taken).is_none());

    let again = ana.upload(&back, &fields, &[]).await;
    assert_eq!(again.status, StatusCode::OK, "the second half of a double click");
    assert!(
        again.has("It is **green** &lt;now&gt;.\n\nOne more thing.</textarea>") && again.has("label.txt")
    );

    let (once, kept) = (taken.hidden("once"), taken.all("kept"));
    let mut fields = vec![("once", once.as_str()), ("text", "It is blue."), ("channel", "portal")];
    fields.extend(kept.iter().map(|id| ("kept", id.as_str())));
    ana.upload(&format!("{desk}/reply"), &fields, &[]).await;
    let page = ana.get(&desk).await;
    assert!(page.has("It is blue.") && page.has("label.txt") && page.has("two.txt"), "{}", page.text);
}

#[both]
async fn w2_only_its_author_takes_an_answer_back(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("inbox.undo-seconds", "10").await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let desk = format!("/app/conversations/{id}");
    let (ana, bo) =
        (site.kit.user("Ana Agent", &[Role::Agent]).await, site.kit.user("Bo Agent", &[Role::Agent]).await);
    let col = site.kit.collaborator("Col Lab").await;
    let mut ana = site.at_desk(&ana).await;
    answer(&mut ana, &desk, "Mine", &[]).await;
    let back = back_url(&ana.get(&desk).await).expect("its author may take it back");
    for (user, refusal) in [(&bo, StatusCode::CONFLICT), (&col, StatusCode::FORBIDDEN)] {
        let mut other = site.at_desk(user).await;
        let page = other.get(&desk).await;
        assert!(page.has("Mine") && page.has("Leaves in 10 s") && back_url(&page).is_none());
        let answer = other.upload(&back, &[("once", "x"), ("text", "")], &[]).await;
        assert!(answer.status == refusal && !answer.has("Write something"), "{}", answer.text);
    }
    assert!(ana.get(&desk).await.has("Leaves in 10 s"), "it is still there");
}
