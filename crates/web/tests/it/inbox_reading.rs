//! The lists and the conversation at the desk (W1, W2, P5).

use std::collections::BTreeSet;

use desk::conversation::message::Direction::{In, Out};
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Browser, Site};

async fn desk(site: &Site) -> Browser<'_> {
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    site.at_desk(&ana).await
}

async fn conversation(site: &Site, subject: &str, text: &str) -> String {
    site.kit.clock.advance_millis(1000);
    site.conversation("cleo@example.com", subject, &[(In, text)]).await
}

#[both]
async fn w1_each_view_shows_its_own_and_counts_them(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let lamp = conversation(&site, "Lamp", "It is broken").await;
    let chair = conversation(&site, "Chair", "It wobbles").await;
    let table = conversation(&site, "Table", "Too large").await;
    let me = ana.get(&format!("/app/conversations/{lamp}")).await.hidden("user");
    ana.post(&format!("/app/conversations/{lamp}/assign"), &[("user", &me)]).await;
    ana.post(&format!("/app/conversations/{chair}/done"), &[]).await;
    let in_view = async |ana: &mut Browser<'_>, view: &str| {
        let page = ana.get(&format!("/app/conversations?view={view}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), "no-store, private", "TH48");
        ["Lamp", "Chair", "Table"].map(|subject| page.has(subject))
    };
    assert_eq!(in_view(&mut ana, "mine").await, [true, false, false]);
    assert_eq!(in_view(&mut ana, "unassigned").await, [false, false, true]);
    assert_eq!(in_view(&mut ana, "open").await, [true, false, true]);
    assert_eq!(in_view(&mut ana, "done").await, [false, true, false]);
    assert_eq!(in_view(&mut ana, "snoozed").await, [false, false, false]);
    assert_eq!(
        in_view(&mut ana, "nonsense").await,
        [true, false, false],
        "what means nothing is the usual view"
    );
    let until = (site.kit.clock.now().0 + 60_000).to_string();
    ana.post(&format!("/app/conversations/{table}/snooze"), &[("until", &until)]).await;
    assert_eq!(in_view(&mut ana, "snoozed").await, [false, false, true]);
}

#[both]
async fn w1_filters_and_words_narrow_the_list(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let lamp = conversation(&site, "Lamp", "Crème brûlée invoice").await;
    conversation(&site, "Chair", "The refund of the chair").await;
    ana.post(&format!("/app/conversations/{lamp}/tags"), &[("new", "Warranty Case")]).await;
    ana.post(&format!("/app/conversations/{lamp}/priority"), &[("priority", "5")]).await;
    for narrowing in ["tag=warranty%20case", "priority=5", "q=CREME%20inv", "q=1001", "q=lamp&channel=email"]
    {
        let page = ana.get(&format!("/app/conversations?view=open&{narrowing}")).await;
        assert!(page.has(">Lamp<") && !page.has(">Chair<"), "{narrowing}");
    }
    assert!(ana.get("/app/conversations?view=open&q=refund").await.has("<mark>refund</mark>"));
    let none = ana.get("/app/conversations?view=open&q=zebra").await;
    assert!(none.has("Nothing found") && none.has("Clear filters"));
    let all = ana.get("/app/conversations?view=open&status=nonsense&team=x&brand=%00&priority=9").await;
    assert!(all.status == StatusCode::OK && all.has(">Lamp<") && all.has(">Chair<"));
}

#[both]
async fn w1_pages_by_cursor_and_a_damaged_one_is_the_first_page(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    for number in 0..53 {
        conversation(&site, &format!("Subject {number:02}"), "text").await;
    }
    let first = ana.get("/app/conversations?view=open").await;
    assert_eq!(first.text.matches("clip\" dir=\"auto\">Subject ").count(), 50);
    let at = first.text.find("/app/conversations?view=open&amp;after=").expect("there is a next page");
    let next = first.text[at..].split('"').next().unwrap().replace("&amp;", "&");
    let second = ana.get(&next).await;
    assert_eq!(second.text.matches("clip\" dir=\"auto\">Subject ").count(), 3);
    let part = ana.get(&next.replace("conversations?", "conversations/list?")).await;
    assert!(
        part.text.matches("clip\" dir=\"auto\">Subject ").count() == 3 && !part.has("<html"),
        "the part that comes again"
    );
    let damaged = ana.get("/app/conversations?view=open&after=AAAA").await;
    assert_eq!(damaged.text.matches("clip\" dir=\"auto\">Subject ").count(), 50);
    assert!(damaged.has("That page of the list no longer exists"));
    let other = ana.get(&next.replace("view=open", "view=unassigned")).await;
    assert!(other.has("That page of the list no longer exists"), "a cursor is of one list");
}

#[both]
async fn w2_a_conversation_opens_beside_the_list_it_was_found_in(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let texts = [(In, "first <b>words</b>"), (Out, "an answer")];
    let id = site.conversation("cleo@example.com", "Lamp <1>", &texts).await;
    let other = conversation(&site, "", "of another day").await;
    let list = ana.get("/app/conversations?view=open&q=words").await;
    let row = format!("/app/conversations/{id}?view=open&amp;q=words");
    assert!(list.has(&row), "{}", list.text);
    let page = ana.get(&row.replace("&amp;", "&")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.has("Lamp &lt;1&gt;") && page.has("first &lt;b&gt;words&lt;/b&gt;") && page.has("an answer")
    );
    assert!(
        page.has("cleo@example.com") && page.has(&format!("/app/conversations/{other}")),
        "who, and what else"
    );
    assert!(page.has(&format!("/app/conversations/{id}/done?view=open&amp;q=words")), "forms keep the list");
    let done = ana.post(&format!("/app/conversations/{id}/done?view=open&q=words"), &[]).await;
    assert_eq!(done.location(), row.replace("&amp;", "&"));
    let parts = ana.get(&format!("/app/conversations/{id}/parts")).await;
    assert!(parts.has("first &lt;b&gt;words") && !parts.has("<html") && !parts.has("<textarea"));
}

#[both]
async fn w1_what_was_opened_is_no_longer_unread(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let id = conversation(&site, "Lamp", "It is broken").await;
    assert!(ana.get("/app/conversations?view=open").await.has("row unread"));
    let page = ana.get(&format!("/app/conversations/{id}?view=open")).await;
    assert!(!page.has("row unread"), "at once where it is open");
    site.kit.desk.flush_marks().await.unwrap();
    assert!(!ana.get("/app/conversations?view=open").await.has("row unread"));
}

#[both]
async fn th27_an_unknown_and_a_broken_id_are_one_answer(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let id = conversation(&site, "Lamp", "It is broken").await;
    let wrongs = ["6ab13b80000000000000ffff", "6AB13B80000000000000FFFF", "nonsense", "%00"];
    let addresses = [
        "/app/conversations/WRONG".to_owned(),
        "/app/conversations/WRONG/parts".to_owned(),
        "/app/conversations/WRONG/files/6ab13b80000000000000fffe".to_owned(),
        "/app/conversations/WRONG/messages/6ab13b80000000000000fffe/redaction".to_owned(),
        format!("/app/conversations/{id}/files/WRONG"),
        format!("/app/conversations/{id}/files/WRONG/preview"),
        format!("/app/conversations/{id}/notes/WRONG/redaction"),
    ];
    for address in addresses {
        let mut answers = BTreeSet::new();
        for wrong in wrongs {
            let answer = ana.get(&address.replace("WRONG", wrong)).await;
            answers.insert((answer.status, answer.text.replace(wrong, "WRONG")));
        }
        assert_eq!(answers.len(), 1, "{address}: {answers:#?}");
        assert!(answers.iter().all(|(status, _)| *status == StatusCode::NOT_FOUND), "{address}");
    }
    let fields = [("text", "x"), ("subject", "x"), ("priority", "1"), ("until", "1890000000000")];
    for verb in ["note", "subject", "assign", "tags", "priority", "snooze", "done", "reopen"] {
        let mut answers = BTreeSet::new();
        for wrong in wrongs {
            let answer = ana.post(&format!("/app/conversations/{wrong}/{verb}"), &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}/{verb}");
            answers.insert(answer.text.replace(wrong, "WRONG"));
        }
        assert_eq!(answers.len(), 1, "{verb}: {answers:#?}");
    }
}

#[both]
async fn w7_only_whoever_works_on_it_is_told_of_a_message(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = desk(&site).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let mut bob = site.at_desk(&bob).await;
    let id = conversation(&site, "Lamp", "It is broken").await;
    let me = ana.get(&format!("/app/conversations/{id}")).await.hidden("user");
    ana.post(&format!("/app/conversations/{id}/assign"), &[("user", &me)]).await;
    let notice = format!("/app/notices?conversation={id}&kind=message");
    let told = ana.get(&notice).await;
    assert!(told.status == StatusCode::OK && told.has("cleo@example.com") && told.has("It is broken"));
    assert_eq!(bob.get(&notice).await.status, StatusCode::NO_CONTENT);
    assert!(ana.get(&notice.replace("message", "assigned")).await.has("Ana Agent assigned this to you"));
    assert_eq!(ana.get(&notice.replace("message", "anything")).await.status, StatusCode::NO_CONTENT);
}
