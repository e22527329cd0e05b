//! The list and the conversation (P3, P4, P5, P14, P17, P18).

use std::collections::BTreeSet;

use desk::conversation::history::{Entry, append_history};
use desk::conversation::message::Direction::{In, Out};
use desk::conversation::message::{Author, NewMessage};
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Site};

#[both]
async fn p3_times_are_in_the_browsers_zone_where_the_customer_chose_none(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = format!("/en_us/conversations/{id}");
    // The story begins at 14:13 UTC.
    for (zone, time) in
        [("", "2:13"), ("Asia/Tokyo", "11:13"), ("Nowhere/<b>", "2:13"), ("../../etc/passwd", "2:13")]
    {
        ana.cookies.insert("zone".to_owned(), zone.to_owned());
        assert!(ana.get(&page).await.has(time), "{zone}");
    }
}

#[both]
async fn a6_sixty_searches_a_minute_then_a_page_that_says_when(database: Database) {
    let site = Site::new(&database).await;
    site.conversation("ana@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    for _ in 0..60 {
        assert_eq!(ana.get("/en_us/conversations?q=lamp").await.status, StatusCode::OK);
    }
    let refused = ana.get("/en_us/conversations?q=lamp").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
    assert!(
        refused.has("class=\"button\" href=\"/en_us/conversations?q=lamp\""),
        "there it can be tried again"
    );
    assert_eq!(ana.get("/en_us/conversations").await.status, StatusCode::OK, "reading goes on");
    site.kit.clock.advance_millis(60_000);
    assert_eq!(ana.get("/en_us/conversations?q=lamp").await.status, StatusCode::OK);
}

#[both]
async fn p3_the_list_shows_own_conversations_newest_activity_first(database: Database) {
    let site = Site::new(&database).await;
    site.conversation(
        "ana@example.com",
        "Where is my lamp?",
        &[(In, "It should be here"), (Out, "On its way")],
    )
    .await;
    site.conversation("ana@example.com", "", &[(In, "Just a question about invoices")]).await;
    site.conversation("bob@example.com", "Bob's secret", &[(In, "not for Ana")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Where is my lamp?") && list.has("On its way") && list.has("No subject"));
    assert!(!list.has("Bob") && !list.has("not for Ana"));
    assert_eq!(list.header("cache-control"), "no-store, private", "P18, TH48");
    assert_eq!(list.header("x-robots-tag"), "noindex");
    assert!(ana.get("/en_us").await.has("Where is my lamp?"), "the home shows the latest");
}

#[both]
async fn p3_filters_order_and_search_narrow_the_list(database: Database) {
    let site = Site::new(&database).await;
    let lamp = site.conversation("ana@example.com", "Lamp", &[(In, "Crème brûlée invoice")]).await;
    site.conversation("ana@example.com", "Chair", &[(In, "The refund of the chair")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    ana.post(&format!("/en_us/conversations/{lamp}/completion"), &[]).await;
    let open = ana.get("/en_us/conversations?conversationStatus=open").await;
    assert!(open.has("Chair") && !open.has("Lamp"));
    let done = ana.get("/en_us/conversations?conversationStatus=done").await;
    assert!(done.has("Lamp") && !done.has("Chair"));
    let all = ana.get("/en_us/conversations?conversationStatus=anything&order=nonsense").await;
    assert!(all.has("Lamp") && all.has("Chair"));
    let found = ana.get("/en_us/conversations?q=CREME%20inv").await;
    assert!(found.has("Lamp") && !found.has("Chair"), "accents and case apart, the last word as a beginning");
    assert!(found.has("<mark"));
    assert!(ana.get("/en_us/conversations?q=1001").await.has("Lamp"), "P17: the number is found");
    let none = ana.get("/en_us/conversations?q=nothing%22%20OR%20%2A").await;
    assert!(none.status == StatusCode::OK && !none.has("Lamp") && !none.has("Chair"));
}

#[both]
async fn p3_pages_by_cursor_and_a_foreign_cursor_is_the_first_page(database: Database) {
    let site = Site::new(&database).await;
    for number in 0..53 {
        site.conversation("ana@example.com", &format!("Subject {number:02}"), &[(In, "text")]).await;
        site.kit.clock.advance_millis(1000);
    }
    let mut ana = site.signed_in("ana@example.com").await;
    let first = ana.get("/en_us/conversations").await;
    assert_eq!(first.text.matches("Subject ").count(), 50);
    let at = first.text.find("/en_us/conversations?after=").expect("there is an older page");
    let older = first.text[at..].split('"').next().unwrap().to_owned();
    let second = ana.get(&older).await;
    assert_eq!(second.text.matches("Subject ").count(), 3);
    let mut bob = site.signed_in("bob@example.com").await;
    let foreign = bob.get(&older).await;
    assert_eq!(foreign.status, StatusCode::OK);
    assert!(foreign.has("That page of the list no longer exists") && !foreign.has("Subject "));
    assert!(!bob.get("/en_us/conversations").await.has("That page of the list"), "said once");
    let damaged = ana.get("/en_us/conversations?after=AAAA").await;
    assert!(damaged.has("That page of the list no longer exists") && !damaged.has("AAAA"));
    assert_eq!(damaged.text.matches("Subject ").count(), 50, "the first page");
}

#[both]
async fn p3_filter_order_search_and_page_survive_a_conversation(database: Database) {
    let site = Site::new(&database).await;
    let mut ids = Vec::new();
    for number in 0..51 {
        ids.push(site.conversation("ana@example.com", &format!("Lamp {number:02}"), &[(In, "text")]).await);
        site.kit.clock.advance_millis(1000);
    }
    let mut ana = site.signed_in("ana@example.com").await;
    let said = "conversationStatus=open&amp;order=activity-newest&amp;q=lamp";
    let list = ana.get(&format!("/en_us/conversations?{}", said.replace("&amp;", "&"))).await;
    let row = format!("/en_us/conversations/{}?{said}", ids[50]);
    assert!(list.has(&format!("{row}#latest")), "{}", list.text);
    let page = ana.get(&row.replace("&amp;", "&")).await;
    assert!(page.has(&format!("\"/en_us/conversations?{said}\"")), "{}", page.text);
    let at =
        list.text.find(&format!("/en_us/conversations?{said}&amp;after=")).expect("there is a next page");
    let older = list.text[at..].split('"').next().unwrap().to_owned();
    let second = ana.get(&older.replace("&amp;", "&")).await;
    let row = older.replace("conversations?", &format!("conversations/{}?", ids[0]));
    assert!(second.has(&format!("{row}#latest")), "{}", second.text);
    assert!(ana.get(&row.replace("&amp;", "&")).await.has(&format!("\"{older}\"")));
    let foreign = ana.get(&format!("/en_us/conversations/{}?order=nonsense&q=%22%3E", ids[0])).await;
    assert!(foreign.has("\"/en_us/conversations?q=%22%3E\""), "what means nothing is left out");
}

#[both]
async fn p4_fifty_messages_are_shown_and_the_older_ones_behind_a_link(database: Database) {
    let site = Site::new(&database).await;
    let texts: Vec<String> = (0..53).map(|number| format!("Message-{number:02}")).collect();
    let messages: Vec<_> = texts.iter().map(|text| (In, text.as_str())).collect();
    let id = site.conversation("ana@example.com", "Lamp", &messages).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let shown = |page: &Answer| texts.iter().map(|text| page.has(text)).collect::<Vec<bool>>();
    let page = ana.get(&format!("/en_us/conversations/{id}?q=message")).await;
    assert_eq!(shown(&page), [vec![false; 3], vec![true; 50]].concat());
    let at = page.text.find(&format!("/en_us/conversations/{id}?before=")).expect("there is an older page");
    let older = page.text[at..].split('"').next().unwrap().replace("&amp;", "&");
    let older = ana.get(&older).await;
    assert_eq!(shown(&older), [vec![true; 3], vec![false; 50]].concat());
    assert!(older.has("\"/en_us/conversations?q=message\""), "P3: the way back is the same");
}

#[both]
async fn p4_a_conversation_shows_its_messages_and_who_wrote_them(database: Database) {
    let site = Site::new(&database).await;
    let id =
        site.conversation("ana@example.com", "Lamp", &[(In, "first <b>words</b>"), (Out, "an answer")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = ana.get(&format!("/en_us/conversations/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("first &lt;b&gt;words&lt;/b&gt;") && page.has("an answer") && page.has("#1001"));
    assert!(page.has("Acme Help"), "an automatic message is the brand's");
    assert!(page.text.find("first").unwrap() < page.text.find("an answer").unwrap(), "oldest first");
}

#[both]
async fn th27_a_foreign_an_unknown_and_a_broken_id_are_one_answer(database: Database) {
    let site = Site::new(&database).await;
    let foreign = site.conversation("bob@example.com", "Bob's", &[(In, "secret")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let unknown = "6ab13b80000000000000ffff".to_owned();
    let ids = [foreign, unknown.clone(), "nonsense".to_owned(), unknown.to_uppercase()];
    for below in ["", "/done", "/live", "/files/6ab13b80000000000000ffff"] {
        let mut answers = BTreeSet::new();
        for id in &ids {
            let answer = ana.get(&format!("/en_us/conversations/{id}{below}")).await;
            answers.insert((answer.status, answer.text.replace(&format!("{id}{below}"), "PLACE")));
        }
        assert_eq!(answers.len(), 1, "{below}: {answers:#?}");
        assert!(answers.iter().all(|(status, _)| *status == StatusCode::NOT_FOUND), "{below}");
    }
    let reply = [("once", "aaaaaaaaaaaaaaaaaaaaaa"), ("text", "x")];
    let mut answers = BTreeSet::new();
    for id in &ids {
        let replied = ana.upload(&format!("/en_us/conversations/{id}/messages"), &reply, &[]).await;
        let finished = ana.post(&format!("/en_us/conversations/{id}/completion"), &[]).await;
        assert_eq!([replied.status, finished.status], [StatusCode::NOT_FOUND; 2], "{id}");
        answers.insert([replied, finished].map(|answer| answer.text.replace(id, "ID")));
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
}

#[both]
async fn p13_only_this_brands_conversations_when_the_setting_says_so(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "words")]).await;
    let mut there = site.browser_at("help.zeta.test");
    there.sign_in("ana@example.com").await;
    let list = there.get("/en_us/conversations").await;
    assert!(list.has("Lamp") && list.has("Acme Help"), "another brand's carries that brand's name");
    let page = format!("/en_us/conversations/{id}");
    let shown = there.get(&page).await;
    assert!(shown.has("<dt>Brand</dt><dd dir=\"auto\">Acme Help</dd>"), "{}", shown.text);
    let refused = there.upload(&format!("{page}/messages"), &[("text", " ")], &[]).await;
    assert!(refused.has("<dt>Brand</dt>"), "and beside a refused form");
    let own = site.signed_in("ana@example.com").await.get(&page).await;
    assert!(own.has("Lamp") && !own.has("<dt>Brand</dt>"), "its own site's needs none");
    site.kit.set_of(&site.kit.other_kb, "portal.only-this-brand", "on").await;
    assert!(!there.get("/en_us/conversations").await.has("Lamp"));
    assert!(!there.get("/en_us/conversations?q=words").await.has("Lamp"));
    assert_eq!(there.get(&format!("/en_us/conversations/{id}")).await.status, StatusCode::NOT_FOUND);
}

/// P19, T4: as many messages as are put together at once, a day apart, and as much that happened as is read of one.
#[both]
async fn p19_a_long_conversation_comes_whole_and_says_what_is_left(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "The first")]).await;
    let (by, mut at) = (Author::Automatic, site.kit.clock.now());
    let mut entries = Vec::new();
    for number in 0..650 {
        at = at.plus_seconds(24 * 60 * 60);
        entries.push(Entry::Message(NewMessage::plain(by, "", &format!("Word {number}."), at)));
        if number % 7 < 2 {
            entries.push(Entry::Done { by, at });
            entries.push(Entry::Reopened { by, at: at.plus_seconds(60) });
        }
    }
    let mut act = site.kit.operate();
    append_history(&mut act, id.parse().unwrap(), &entries).await.unwrap();
    act.done(()).await.unwrap();
    let mut ana = site.signed_in("ana@example.com").await;
    let page = format!("/en_us/conversations/{id}");
    let count = |answer: &Answer| answer.text.matches("<li class=\"message").count();
    assert_eq!(count(&ana.get(&page).await), 50);
    let whole = ana.get(&format!("{page}?whole")).await;
    assert_eq!((whole.status, count(&whole)), (StatusCode::OK, 400), "{}", whole.text.len());
    assert!(whole.has("Reopened") && !whole.has("?whole\""), "the way to print is not offered twice");
    let older = whole.text.split("href=\"").find(|rest| rest.contains("?before=") && rest.starts_with(&page));
    let older = older.and_then(|rest| rest.split('"').next()).unwrap_or_default().replace("&amp;", "&");
    assert!(older.ends_with("&whole"), "{older}");
    let rest = ana.get(&older).await;
    assert_eq!((rest.status, count(&rest)), (StatusCode::OK, 251));
    assert!(rest.has("The first") && rest.has("Conversation opened") && !rest.has("?before="));
}
