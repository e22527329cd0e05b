//! Replies, files, reopening, new conversations (P6, P8, P10, P11, P16).

use std::io::Cursor;

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

async fn begun(site: &Site) -> (Browser<'_>, String) {
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is broken")]).await;
    (site.signed_in("ana@example.com").await, format!("/en_us/conversations/{id}"))
}

async fn reply(browser: &mut Browser<'_>, page: &str, text: &str, files: &[(&str, &[u8])]) -> Answer {
    let once = browser.get(page).await.hidden("once");
    browser.upload(&format!("{page}/messages"), &[("once", &once), ("text", text)], files).await
}

pub(crate) fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(3, 2).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[both]
async fn p6_a_reply_is_stored_once_however_often_its_form_is_sent(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let once = ana.get(&page).await.hidden("once");
    for _ in 0..3 {
        let sent = ana
            .upload(&format!("{page}/messages"), &[("once", &once), ("text", " Thank\r\nyou ")], &[])
            .await;
        assert_eq!(
            (sent.status, sent.location()),
            (StatusCode::SEE_OTHER, format!("{page}#latest").as_str())
        );
    }
    let shown = ana.get(&page).await;
    assert_eq!(
        shown.text.matches("Thank<br>").count() + shown.text.matches("Thank<br />").count(),
        1,
        "{}",
        shown.text
    );
    assert!(shown.has("Your message is sent"));
    assert_eq!(
        reply(&mut ana, &page, "Thank\nyou", &[]).await.status,
        StatusCode::SEE_OTHER,
        "an equal text in another form"
    );
}

#[both]
async fn p6_every_limit_is_named_and_what_was_written_is_kept(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    for (text, said) in [("", "Please write a message"), (" \r\n\t ", "Please write a message")] {
        let refused = reply(&mut ana, &page, text, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(said));
    }
    let long = "ä".repeat(10_241);
    let refused = reply(&mut ana, &page, &long, &[]).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY
            && refused.has(&long)
            && refused.has("one character too long")
    );
    assert_eq!(reply(&mut ana, &page, &"😀".repeat(10_240), &[]).await.status, StatusCode::SEE_OTHER);
    let nul = reply(&mut ana, &page, "a\0b", &[]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
    let listed = ana.get("/en_us/conversations").await;
    assert!(!listed.has("a\0b"));
}

#[both]
async fn p6_good_files_of_a_refused_form_are_kept_and_bad_ones_named(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let picture = png();
    let large = vec![b'a'; 3 * 1024 * 1024 + 1];
    let files: [(&str, &[u8]); 4] =
        [("lamp.png", &picture), ("lamp.pdf", &picture), ("huge.csv", &large), ("run.exe", b"MZ")];
    let refused = reply(&mut ana, &page, "see these", &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("see these")
            && refused.has("lamp.pdf")
            && refused.has("huge.csv")
            && refused.has("run.exe")
    );
    assert!(!ana.get(&page).await.has("see these"), "no message was stored");
    let (once, kept) = (refused.hidden("once"), refused.all("kept"));
    assert_eq!(kept.len(), 1);
    let fields = [("once", once.as_str()), ("text", "see this"), ("kept", kept[0].as_str())];
    assert_eq!(ana.upload(&format!("{page}/messages"), &fields, &[]).await.status, StatusCode::SEE_OTHER);
    let shown = ana.get(&page).await;
    assert!(shown.has("see this") && shown.has("lamp.png"));
    let at = shown.text.find(&format!("{page}/files/")).unwrap();
    let address = shown.text[at..].split('"').next().unwrap().trim_end_matches("/preview").to_owned();
    let download = ana.get(&address).await;
    assert_eq!(download.bytes, picture, "P16: the bytes that came are the bytes that go");
    assert!(
        download.header("content-disposition").starts_with("attachment")
            && download.header("content-security-policy").contains("sandbox")
    );
    assert_eq!(
        (download.header("x-content-type-options"), download.header("cache-control")),
        ("nosniff", "no-store, private")
    );
    assert_eq!(ana.get(&format!("{address}/preview")).await.header("content-type"), "image/png");
    let mut bob = site.signed_in("bob@example.com").await;
    assert_eq!(bob.get(&address).await.status, StatusCode::NOT_FOUND, "TH25");
    assert_eq!(site.browser().get(&address).await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn th26_another_customer_cannot_claim_kept_files(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let refused = reply(&mut ana, &page, &"x".repeat(20_000), &[("lamp.png", &png())]).await;
    let (once, kept) = (refused.hidden("once"), refused.all("kept"));
    let mut bob = site.signed_in("bob@example.com").await;
    let fields =
        [("once", once.as_str()), ("subject", "Mine?"), ("text", "hello"), ("kept", kept[0].as_str())];
    let begun = bob.upload("/en_us/conversations", &fields, &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    assert!(!bob.get(begun.location()).await.has("lamp.png"));
}

#[both]
async fn p6_seven_files_are_one_too_many(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let names: Vec<String> = (0..7).map(|number| format!("{number}.csv")).collect();
    let seven: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"a,b".as_slice())).collect();
    assert_eq!(reply(&mut ana, &page, "", &seven).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reply(&mut ana, &page, "", &seven[..6]).await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn p8_a_done_conversation_reopens_by_writing_unless_that_is_off(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    assert!(ana.get(&format!("{page}/done")).await.has("method=\"post\""), "P11: one confirming step");
    assert_eq!(ana.post(&format!("{page}/completion"), &[]).await.location(), page);
    let done = ana.get(&page).await;
    assert!(done.has("Sending a message reopens this conversation"));
    let again = ana.post(&format!("{page}/completion"), &[]).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, page.as_str()), "done is done");
    assert!(ana.get(&page).await.has("already done"), "P11: two tabs");
    let once = done.hidden("once");
    site.kit.set("portal.reopen", "off").await;
    let refused =
        ana.upload(&format!("{page}/messages"), &[("once", &once), ("text", "still broken")], &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("still broken"), "the text is kept");
    site.kit.set("portal.reopen", "on").await;
    assert_eq!(
        ana.upload(&format!("{page}/messages"), &[("once", &once), ("text", "still broken")], &[])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(ana.get("/en_us/conversations?conversationStatus=open").await.has("still broken"));
}

#[both]
async fn p10_a_conversation_begins_in_the_portal(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let form = ana.get("/en_us/conversations/new").await;
    let once = form.hidden("once");
    let refused = ana
        .upload("/en_us/conversations", &[("once", &once), ("subject", " "), ("text", "kept text")], &[])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("kept text") && refused.has("aria-invalid"));
    let fields = [("once", once.as_str()), ("subject", "A <new> lamp"), ("text", "Which one fits?")];
    let begun = ana.upload("/en_us/conversations", &fields, &[]).await;
    let again = ana.upload("/en_us/conversations", &fields, &[]).await;
    assert_eq!(begun.location(), again.location(), "the same form is one conversation");
    let page = ana.get(begun.location()).await;
    assert!(page.has("A &lt;new&gt; lamp") && page.has("Which one fits?"));
    site.kit.set("portal.new-conversation", "off").await;
    assert_eq!(ana.get("/en_us/conversations/new").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ana.upload(
            "/en_us/conversations",
            &[("once", "bbbbbbbbbbbbbbbbbbbbbb"), ("subject", "x"), ("text", "y")],
            &[]
        )
        .await
        .status,
        StatusCode::NOT_FOUND
    );
}

#[both]
async fn a6_the_sixty_first_message_of_an_hour_is_refused_and_kept(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    for number in 0..60 {
        let once = format!("aaaaaaaaaaaaaaaaaaaa{number:02}");
        let sent = ana.upload(&format!("{page}/messages"), &[("once", &once), ("text", "again")], &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{number}");
    }
    site.kit.clock.advance_millis(30 * 60 * 1000);
    let repeated = [("once", "aaaaaaaaaaaaaaaaaaaa59"), ("text", "again")];
    let fields = [("once", "bbbbbbbbbbbbbbbbbbbbbb"), ("text", "one too many")];
    let refused = ana.upload(&format!("{page}/messages"), &fields, &[("lamp.png", &png())]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.has("one too many"), "the text is kept");
    let kept = refused.hidden("kept");
    let again = [&fields[..], &[("kept", kept.as_str())]].concat();
    let refused = ana.upload(&format!("{page}/messages"), &again, &[]).await;
    assert_eq!((refused.status, refused.hidden("kept")), (StatusCode::TOO_MANY_REQUESTS, kept.clone()));
    site.kit.clock.advance_millis(30 * 60 * 1000);
    assert_eq!(ana.upload(&format!("{page}/messages"), &again, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ana.get(&page).await.has("lamp.png"), "the good file came along");
    assert_eq!(ana.upload(&format!("{page}/messages"), &repeated, &[]).await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn a6_a_new_conversation_beyond_the_limit_is_refused_and_kept(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    for number in 0..60 {
        let once = format!("aaaaaaaaaaaaaaaaaaaa{number:02}");
        let fields = [("once", once.as_str()), ("subject", "Lamp"), ("text", "again")];
        let begun = ana.upload("/en_us/conversations", &fields, &[]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{number}");
    }
    let fields = [("once", "bbbbbbbbbbbbbbbbbbbbbb"), ("subject", "My chair"), ("text", "one too many")];
    let refused = ana.upload("/en_us/conversations", &fields, &[("chair.png", &png())]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.all("kept").len(), 1, "its good file, too");
    assert!(refused.has("My chair") && refused.has("one too many"), "what was written is kept");
    assert_eq!(refused.hidden("once"), "bbbbbbbbbbbbbbbbbbbbbb", "the same form");
    assert!(!ana.get("/en_us/conversations?q=chair").await.has("My chair"), "nothing was stored");
    site.kit.clock.advance_millis(60 * 60 * 1000);
    assert_eq!(ana.upload("/en_us/conversations", &fields, &[]).await.status, StatusCode::SEE_OTHER);
}

/// A lone surrogate as some clients write it: no UTF-8.
const SURROGATE: &[u8] = b"see \xed\xa0\x80 this";

#[both]
async fn p6_bytes_that_are_no_text_are_named_and_the_rest_is_kept(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let broken: [(&str, &[u8]); 2] = [("once", b"aaaaaaaaaaaaaaaaaaaaaa"), ("text", SURROGATE)];
    let refused = ana.upload_bytes(&format!("{page}/messages"), &broken, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("see \u{fffd}") && refused.has(" this") && refused.has("character that cannot be"));
    assert!(!ana.get(&page).await.has("see \u{fffd}"), "no message was stored");
    let broken: [(&str, &[u8]); 3] =
        [("once", b"aaaaaaaaaaaaaaaaaaaaaa"), ("subject", SURROGATE), ("text", b"kept text")];
    let refused = ana.upload_bytes("/en_us/conversations", &broken, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("kept text") && refused.has("see \u{fffd}") && refused.has("aria-invalid"));
}

/// Six times as long in HTML, and as much as a message can hold.
const QUOTE: &str = "\"";

#[both]
async fn p6_a_text_ten_times_too_long_is_kept_beside_long_messages(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    for _ in 0..12 {
        let sent = reply(&mut ana, &page, &QUOTE.repeat(10_240), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert!(ana.get(&page).await.has("It is broken"), "all of them fit on one page");
    for (text, drawn) in [
        ("ä".repeat(100_000), "ä"),
        (QUOTE.repeat(100_000), "&quot;"),
        ("\u{10348}".repeat(100_000), "\u{10348}"),
    ] {
        let refused = reply(&mut ana, &page, &text, &[("lamp.png", &png())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(&drawn.repeat(100_000)), "the text is kept");
        let (_, said) = refused.text.split_once("<ul class=\"problems\"").expect("the limit is named");
        assert!(said.contains("89760 characters") && said.contains("too long"), "{}", &said[..400]);
        assert_eq!(refused.all("kept").len(), 1, "and so is the file");
    }
}

#[both]
async fn p6_what_cannot_be_taken_is_not_called_our_mistake(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let refused = reply(&mut ana, &page, &"x".repeat(1024 * 1024), &[]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.has("That did not go through") && !refused.has("Something went wrong"));
}

#[both]
async fn p8_a_reply_to_what_an_agent_closed_meanwhile_is_kept_and_not_stored(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    site.kit.set("portal.reopen", "off").await;
    let once = ana.get(&page).await.hidden("once");
    let agent = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let mut bob = site.at_desk(&agent).await;
    let done = bob.post(&format!("{}/done", page.replace("/en_us", "/app")), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let fields = [("once", once.as_str()), ("text", "still wobbles")];
    let refused = ana.upload(&format!("{page}/messages"), &fields, &[("lamp.png", &png())]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("still wobbles"), "the text is kept");
    assert!(!ana.get(&page).await.has("still wobbles"), "nothing was stored");

    let (once, kept) = (refused.hidden("once"), refused.hidden("kept"));
    assert!(refused.has("action=\"/en_us/conversations\"") && refused.hidden("subject") == "Lamp");
    let fields = [("once", once.as_str()), ("subject", "Lamp"), ("text", "still wobbles"), ("kept", &kept)];
    let begun = ana.upload("/en_us/conversations", &fields, &[]).await;
    assert_ne!(begun.location(), page, "what was refused can begin a new conversation");
    let shown = ana.get(begun.location()).await;
    assert!(shown.has("still wobbles") && shown.has("lamp.png"));

    site.kit.set("portal.new-conversation", "off").await;
    let refused = ana.upload(&format!("{page}/messages"), &fields[..3], &[]).await;
    assert!(refused.has("still wobbles") && !refused.has("<form class=\"form\""), "{}", refused.text);
}

#[both]
async fn p6_two_tabs_at_once_store_a_form_once_and_two_forms_twice(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let mut other = site.browser();
    other.cookies = ana.cookies.clone();
    let address = format!("{page}/messages");
    for (keys, stored) in [(["a", "a"], 1), (["b", "c"], 2)] {
        let (first, second) = (keys[0].repeat(22), keys[1].repeat(22));
        let text = format!("Sent as {first}");
        let of = |once| [("once", once), ("text", text.as_str())];
        let (first, second) = (of(first.as_str()), of(second.as_str()));
        let sent = tokio::join!(ana.upload(&address, &first, &[]), other.upload(&address, &second, &[]));
        assert_eq!([sent.0.status, sent.1.status], [StatusCode::SEE_OTHER; 2]);
        assert_eq!(ana.get(&page).await.text.matches(&text).count(), stored, "{keys:?}");
    }
}
