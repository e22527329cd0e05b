//! Answers and notes (W2, P5, W6).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

/// Ana at the desk, Cleo in the portal, and the two addresses of their conversation.
struct Stage<'a> {
    ana: Browser<'a>,
    cleo: Browser<'a>,
    desk: String,
    portal: String,
}

async fn stage(site: &Site) -> Stage<'_> {
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    Stage {
        ana: site.at_desk(&user).await,
        cleo: site.signed_in("cleo@example.com").await,
        desk: format!("/app/conversations/{id}"),
        portal: format!("/en_us/conversations/{id}"),
    }
}

async fn answer(stage: &mut Stage<'_>, text: &str, more: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let once = stage.ana.get(&stage.desk).await.hidden("once");
    let fields = [&[("once", once.as_str()), ("text", text)], more].concat();
    stage.ana.upload(&format!("{}/reply", stage.desk), &fields, files).await
}

#[both]
async fn w2_an_answer_waits_to_leave_and_stands_in_the_portal(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("E-mail · cleo@example.com"), "where it will go");
    let once = page.hidden("once");
    for _ in 0..2 {
        let fields = [("once", once.as_str()), ("text", "A new one is <on> its way."), ("channel", "email")];
        let sent = stage.ana.upload(&format!("{}/reply", stage.desk), &fields, &[]).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, stage.desk.as_str()));
    }
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("Sent to cleo@example.com") && page.has("Waiting to be sent"), "{}", page.text);
    assert_eq!(
        page.text.matches("A new one is &lt;on&gt; its way.").count(),
        1,
        "the same form is one answer"
    );
    let portal = stage.cleo.get(&stage.portal).await;
    assert!(portal.has("A new one is &lt;on&gt; its way.") && portal.has("Ana Agent"));
    assert!(!stage.ana.get(&stage.desk).await.has("Sent to cleo"), "said once");
}

#[both]
async fn w2_an_answer_can_stay_in_the_portal_and_finish(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let sent = answer(&mut stage, "Solved.", &[("channel", "portal"), ("then", "done")], &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = stage.ana.get(&stage.desk).await;
    assert!(
        page.has("Solved.") && !page.has("Waiting to be sent") && page.has("Ana Agent marked this as done")
    );
    assert!(stage.cleo.get("/en_us/conversations?conversationStatus=done").await.has("Solved."));
}

#[both]
async fn w2_a_formatted_answer_is_seen_before_and_after_it_is_sent(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let typed = "**Both** fit:\n\n- the short one\n- the long one";
    let (strong, item) = ("<strong>Both</strong>", "<li>the long one</li>");

    let sizes: &[(&str, &[u8])] = &[("sizes.txt", b"short: 40 cm")];
    let preview = answer(&mut stage, typed, &[("channel", "portal"), ("then", "preview")], sizes).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.has(strong) && preview.has(item) && preview.has("- the long one"), "{}", preview.text);
    assert!(
        preview.has("sizes.txt") && preview.has("<option value=\"portal\" data-limit=\"10240\" selected>")
    );
    assert!(!stage.cleo.get(&stage.portal).await.has("the long one"), "nothing was sent");

    let (once, kept) = (preview.hidden("once"), preview.all("kept"));
    let fields = [("once", once.as_str()), ("text", typed), ("kept", kept[0].as_str())];
    let sent = stage.ana.upload(&format!("{}/reply", stage.desk), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for page in [stage.ana.get(&stage.desk).await, stage.cleo.get(&stage.portal).await] {
        assert!(page.has(strong) && page.has(item) && page.has("sizes.txt"), "{}", page.text);
    }
    let list = stage.cleo.get("/en_us/conversations").await;
    assert!(list.has("Both fit:") && !list.has("**"), "{}", list.text);

    let empty = answer(&mut stage, " ", &[("then", "preview")], &[]).await;
    assert!(
        empty.status == StatusCode::OK && empty.has("Write something or attach a file."),
        "{}",
        empty.text
    );
}

#[both]
async fn w2_files_go_with_an_answer_and_reach_the_customer(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let files: [(&str, &[u8]); 2] = [("parts list.csv", b"a,b\n1,2\n"), ("tool.bin", b"\x80\x81\x82\0")];
    assert_eq!(
        answer(&mut stage, "", &[], &files).await.status,
        StatusCode::SEE_OTHER,
        "files alone are enough"
    );
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("parts list.csv") && page.has("tool.bin"));
    let mark = format!("{}/files/", stage.desk);
    let at = page.text.find(&mark).unwrap();
    let file = page.text[at..].split('"').next().unwrap().to_owned();
    let whole = stage.ana.get(&file).await;
    assert_eq!(whole.bytes, b"a,b\n1,2\n");
    assert!(whole.header("content-security-policy").contains("sandbox"), "TH35");
    assert!(whole.header("content-disposition").starts_with("attachment"));
    let theirs = file.replace("/app/", "/en_us/");
    assert_eq!(stage.cleo.get(&theirs).await.bytes, b"a,b\n1,2\n");
    assert_eq!(site.browser_at("app.acme.test").get(&file).await.status, StatusCode::SEE_OTHER, "TH25");
}

#[both]
async fn w2_a_refused_answer_keeps_what_was_typed_and_stores_nothing(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let long = "ä".repeat(10_241);
    let refused = answer(&mut stage, &long, &[("channel", "portal")], &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.text.replace(&long, "LONG");
    assert!(said.contains("LONG") && said.contains("longer than the 10240 characters"), "{said}");
    assert!(said.contains("Not sent."), "{said}");
    assert!(refused.has("value=\"portal\" data-limit=\"10240\" selected"), "the channel stays chosen");
    let empty = answer(&mut stage, " \r\n", &[], &[]).await;
    assert!(
        empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.has("Write something or attach a file.")
    );
    let nul = answer(&mut stage, "a\0b", &[], &[]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
    let files: Vec<(String, Vec<u8>)> = (0..11).map(|number| (format!("{number}.csv"), vec![b'a'])).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let many = answer(&mut stage, "see these", &[], &files).await;
    assert!(
        many.status == StatusCode::UNPROCESSABLE_ENTITY
            && many.has("At most 10 files")
            && many.has("see these")
    );
    let none = answer(&mut stage, "and this", &[], &[("empty.txt", b"")]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.has("empty.txt is empty"));
    let page = stage.ana.get(&stage.desk).await;
    assert!(!page.has("see these") && !page.has("and this"));
    assert_eq!(answer(&mut stage, "fine", &[], &files[..10]).await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn w2_files_have_a_limit_together(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let half = vec![b'a'; 13 * 1024 * 1024];
    let files: [(&str, &[u8]); 2] = [("one.txt", &half), ("two.txt", &half)];
    let refused = answer(&mut stage, "both", &[], &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("larger than 25 MB") && refused.has("one.txt") && refused.has("two.txt"));
    let (once, kept) = (refused.hidden("once"), refused.all("kept"));
    let fields = [("once", once.as_str()), ("text", "one of them"), ("kept", kept[1].as_str())];
    let sent = stage.ana.upload(&format!("{}/reply", stage.desk), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("two.txt") && !page.has("one.txt"));
}

#[both]
async fn w2_good_files_of_a_refused_answer_are_kept_and_bad_ones_named(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let files: [(&str, &[u8]); 3] = [("parts.csv", b"a,b\n"), ("empty.txt", b""), ("photo.bin", b"\x80\x81")];
    let refused = answer(&mut stage, "see these", &[], &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("see these") && refused.has("empty.txt is empty"));
    let at_the_field = "aria-invalid=\"true\" aria-describedby=\" reply-file-problem-1\"";
    assert!(refused.has(at_the_field), "{}", refused.text);
    let (once, kept) = (refused.hidden("once"), refused.all("kept"));
    assert_eq!(kept.len(), 2);
    // Refused again with one unticked, it stays away.
    let again = [("once", once.as_str()), ("text", "a\0b"), ("kept", kept[0].as_str())];
    let refused = stage.ana.upload(&format!("{}/reply", stage.desk), &again, &[("more.csv", b"c")]).await;
    assert!(refused.has("parts.csv") && refused.has("more.csv") && !refused.has("photo.bin"));
    let kept = refused.all("kept");
    let fields = [("once", once.as_str()), ("kept", kept[0].as_str()), ("kept", kept[1].as_str())];
    let sent = stage.ana.upload(&format!("{}/reply", stage.desk), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "kept files alone are enough: {}", sent.text);
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("parts.csv") && page.has("more.csv") && !page.has("photo.bin"));
}

#[both]
async fn th26_another_user_cannot_claim_kept_files(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let files: [(&str, &[u8]); 2] = [("parts.csv", b"a,b\n"), ("empty.txt", b"")];
    let refused = answer(&mut stage, "see these", &[], &files).await;
    let (once, kept) = (refused.hidden("once"), refused.all("kept"));
    let mut bob = site.at_desk(&site.kit.user("Bob Agent", &[Role::Agent]).await).await;
    let fields = [("once", once.as_str()), ("text", "mine?"), ("kept", kept[0].as_str())];
    let sent = bob.upload(&format!("{}/reply", stage.desk), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(!bob.get(&stage.desk).await.has("parts.csv"));
}

#[both]
async fn w2_an_answer_to_a_done_conversation_leaves_it_done_or_opens_it(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    stage.ana.post(&format!("{}/done", stage.desk), &[]).await;
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("Stays done") && page.has("Send and reopen") && !page.has("Send and done"));
    assert_eq!(
        answer(&mut stage, "By the way.", &[("then", "stay")], &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(stage.ana.get(&stage.desk).await.has("Stays done"));
    answer(&mut stage, "Let me look again.", &[("then", "open")], &[]).await;
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("Ana Agent reopened the conversation") && page.has("Send and done"));
}

#[both]
async fn p5_a_note_is_never_on_the_customers_page(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let once = stage.ana.get(&stage.desk).await.hidden("once");
    let added = stage
        .ana
        .post(&format!("{}/note", stage.desk), &[("once", &once), ("text", "A difficult <customer>")])
        .await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, stage.desk.as_str()));
    let page = stage.ana.get(&stage.desk).await;
    assert!(page.has("A difficult &lt;customer&gt;") && page.has("Note added") && page.has("Internal note"));
    for path in [stage.portal.as_str(), "/en_us/conversations", "/en_us", "/en_us/conversations?q=difficult"]
    {
        assert!(!stage.cleo.get(path).await.has("difficult &lt;"), "{path}");
    }
    let empty = stage.ana.post(&format!("{}/note", stage.desk), &[("text", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.has("Write something"));
    let long = "n".repeat(10_241);
    let refused = stage.ana.post(&format!("{}/note", stage.desk), &[("text", &long)]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has(&long));
}

#[both]
async fn w6_a_collaborator_reads_and_notes_and_nothing_else(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let collaborator = site.kit.collaborator("Col Laborator").await;
    let mut col = site.at_desk(&collaborator).await;
    assert_eq!(col.get("/app").await.location(), "/app/conversations?view=open");
    let page = col.get(&stage.desk).await;
    assert!(page.has("It is broken") && page.has("note-text") && !page.has("reply-text"));
    let reply = col.upload(&format!("{}/reply", stage.desk), &[("text", "psst")], &[("a.csv", b"a")]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.has("Not for your role"));
    let fields =
        [("subject", "x"), ("priority", "1"), ("until", "1890000000000"), ("user", ""), ("new", "x")];
    for verb in ["subject", "assign", "tags", "priority", "snooze", "done", "reopen"] {
        let refused = col.post(&format!("{}/{verb}", stage.desk), &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{verb}");
    }
    assert_eq!(
        col.post(&format!("{}/note", stage.desk), &[("text", "seen")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!stage.cleo.get(&stage.portal).await.has("psst"));
    assert!(stage.ana.get(&stage.desk).await.has("Col Laborator"));
}

#[both]
async fn w2_bytes_that_are_no_text_are_named_and_the_rest_is_kept(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = stage(&site).await;
    let once = stage.ana.get(&stage.desk).await.hidden("once");
    let fields: [(&str, &[u8]); 2] = [("once", once.as_bytes()), ("text", b"see \xed\xa0\x80 this")];
    let refused = stage.ana.upload_bytes(&format!("{}/reply", stage.desk), &fields, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("see \u{fffd}"), "the text is kept");
    assert!(!stage.cleo.get(&stage.portal).await.has("see \u{fffd}"), "no answer was stored");
}
