//! A form at its page: what is asked, what is refused, and what becomes of it (K6, A4, P12).

use desk::form::{Edit, Form, TypedField};
use http::StatusCode;
use testkit::{Database, both};

use super::{ANA, ASKED, Stage, field};

#[both]
async fn k6_a_strangers_form_is_thanked_for_and_found_once_the_address_is_proven(database: Database) {
    let stage = Stage::new(&database).await;
    let mut stranger = stage.site.browser();
    let page = stranger.get(&stage.here).await;
    assert!(page.has("Ask us") && page.has("name=\"email\"") && page.has("bits=\"16\""), "{}", page.text);
    assert!(page.header("cache-control").contains("no-store"), "it holds a key of its own");
    let sent = stage.send_worked(&mut stranger, &ASKED).await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, &*format!("{}/sent?said=sent", stage.here))
    );
    let thanks = stranger.get(sent.location()).await;
    assert!(thanks.has("We hurry.") && !thanks.has("Broken lamp"), "anybody may come here: {}", thanks.text);
    assert_eq!(stage.counts().await, [1, 0, 0]);
    let mut other = stage.site.signed_in("other@example.com").await;
    assert!(!other.get("/en_us/conversations").await.has("Broken lamp"));
    let mut ana = stage.site.signed_in(ANA).await;
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Broken lamp") && list.has("It &lt;b&gt;flickers&lt;/b&gt;."), "{}", list.text);
}

#[both]
async fn p12_without_script_it_waits_until_the_address_is_proven_by_a_code(database: Database) {
    let stage = Stage::new(&database).await;
    let mut stranger = stage.site.browser();
    let held = stage.send(&mut stranger, &ASKED).await;
    assert_eq!(held.location(), format!("{}/sent?said=held", stage.here));
    let told = stranger.get(held.location()).await;
    let login = "/login?referralUrl=%2Fen_us%2Fconversations";
    assert!(told.has("One more step") && told.has(login), "{}", told.text);
    assert_eq!(stage.counts().await, [0, 0, 1]);
    stranger.sign_in(ANA).await;
    assert!(stranger.get("/en_us/conversations").await.has("Broken lamp"));
    assert_eq!(stage.counts().await, [1, 0, 0]);
}

#[both]
async fn k6_a_signed_in_customers_form_leads_to_its_conversation(database: Database) {
    let stage = Stage::new(&database).await;
    let mut ana = stage.site.signed_in(ANA).await;
    let page = ana.get(&stage.here).await;
    assert!(page.has(ANA) && !page.has("name=\"email\"") && !page.has("bits="), "{}", page.text);
    let forged = [("email", "victim@example.com"), ("subject", "Broken lamp"), ("message", "Hm.")];
    let sent = stage.send_drawn(&mut ana, &page, &forged, &[]).await;
    assert!(sent.location().starts_with("/en_us/conversations/"), "{}", sent.location());
    assert!(ana.get(sent.location()).await.has("Broken lamp"));
    let again = stage.send_drawn(&mut ana, &page, &forged, &[]).await;
    assert_eq!(again.location(), sent.location(), "the same form again is the same message");
    let mut victim = stage.site.signed_in("victim@example.com").await;
    assert!(!victim.get("/en_us/conversations").await.has("Broken lamp"));
}

#[both]
async fn k6_what_is_refused_is_named_at_its_field_and_kept(database: Database) {
    let red = TypedField { choices: "Red\nBlue".to_owned(), is_required: true, ..field("colour", "radio") };
    let fields = [red, field("call", "phone"), field("photos", "files")];
    let stage = Stage::with(&database, &fields, |_| {}).await;
    let mut stranger = stage.site.browser();
    let page = stranger.get(&stage.here).await;
    let typed = [
        ("email", "ana"),
        ("name", "Ana <i>"),
        ("message", "Kept \"words\""),
        ("call", "1"),
        ("colour", "green"),
    ];
    let refused =
        stage.send_drawn(&mut stranger, &page, &typed, &[("a.csv", b"a,b\n"), ("b.exe", b"MZ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["email-problems", "subject-problems", "call-problems", "colour-problems", "files-problems"] {
        assert!(refused.has(&format!("id=\"{said}\"")), "{said}: {}", refused.text);
    }
    assert!(
        refused.has("Kept &quot;words&quot;") && refused.has("Ana &lt;i&gt;") && refused.has("value=\"ana\"")
    );
    let kept = refused.hidden("kept");
    let mended = [("email", ANA), ("subject", "x"), ("message", "y"), ("colour", "blue"), ("kept", &kept)];
    assert_eq!(refused.hidden("once"), page.hidden("once"), "it is the same form");
    let sent = stage.send_drawn(&mut stranger, &refused, &mended, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    stranger.sign_in(ANA).await;
    let list = stranger.get("/en_us/conversations").await;
    let id =
        list.text.split("/en_us/conversations/").nth(2).unwrap().split(['"', '#']).next().unwrap().to_owned();
    let conversation = stranger.get(&format!("/en_us/conversations/{id}")).await;
    assert!(conversation.has("a.csv") && conversation.has("The colour: Blue"), "{}", conversation.text);
}

#[both]
async fn th26_what_one_stranger_uploaded_no_other_can_claim(database: Database) {
    let stage = Stage::with(&database, &[field("photos", "files")], |_| {}).await;
    let mut stranger = stage.site.browser();
    let page = stranger.get(&stage.here).await;
    let refused = stage.send_drawn(&mut stranger, &page, &[], &[("secret.csv", b"a,b\n")]).await;
    let kept = refused.hidden("kept");
    let mut thief = stage.site.browser();
    let theirs =
        [("email", "thief@example.com"), ("subject", "x"), ("message", "y"), ("kept", kept.as_str())];
    assert_eq!(stage.send_worked(&mut thief, &theirs).await.status, StatusCode::SEE_OTHER);
    thief.sign_in("thief@example.com").await;
    let list = thief.get("/en_us/conversations").await;
    let id =
        list.text.split("/en_us/conversations/").nth(2).unwrap().split(['"', '#']).next().unwrap().to_owned();
    assert!(!thief.get(&format!("/en_us/conversations/{id}")).await.has("secret.csv"));
}

#[both]
async fn k6_a_condition_is_said_to_who_has_no_script_and_held_by_the_server(database: Database) {
    let fields = [
        TypedField { choices: "Order\nOther".to_owned(), ..field("cause", "select") },
        TypedField {
            when_field: "cause".to_owned(),
            when_is: "order".to_owned(),
            is_required: true,
            ..field("number", "text")
        },
    ];
    let stage = Stage::with(&database, &fields, |_| {}).await;
    let mut stranger = stage.site.browser();
    let page = stranger.get(&stage.here).await;
    assert!(
        page.has("data-when=\"cause\" data-is=\"order\"") && page.has("Only if “The cause” is “Order”"),
        "{}",
        page.text
    );
    let ask = async |more: [(&str, &str); 2]| {
        let all: Vec<_> = ASKED.iter().chain(&more).copied().collect();
        stage.send(&mut stage.site.browser(), &all).await
    };
    assert!(ask([("cause", "order"), ("number", "")]).await.has("id=\"number-problems\""));
    assert_eq!(ask([("cause", "other"), ("number", "secret")]).await.status, StatusCode::SEE_OTHER);
    let mut ana = stage.site.signed_in(ANA).await;
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Broken lamp") && !list.has("secret"), "{}", list.text);
}

#[both]
async fn k6_a_form_is_there_while_it_is_published_and_in_each_language(database: Database) {
    let stage = Stage::new(&database).await;
    stage.site.kit.set("languages", "en_us,de").await;
    let mut stranger = stage.site.browser();
    let path = format!("ask-us-{}", stage.hash);
    let led = stranger.get(&format!("/contact/{path}")).await;
    assert_eq!((led.status, led.location()), (StatusCode::FOUND, &*stage.here));
    let old = stranger.get(&format!("/en_us/contact/anything-{}", stage.hash)).await;
    assert_eq!((old.status, old.location()), (StatusCode::MOVED_PERMANENTLY, &*stage.here));
    let german = stranger.get(&format!("/de/contact/{path}")).await;
    assert!(german.has("Ihr Name") && german.has("lang=\"en-US\""), "K4: {}", german.text);
    for wrong in ["/en_us/contact/ask-us-aaaaaaaa", "/en_us/contact/ask", &format!("/fr/contact/{path}")] {
        assert_eq!(stranger.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let page = stranger.get(&stage.here).await;
    let mut act = stage.site.kit.act(&stage.con);
    act.open::<Edit, Form>(stage.id).await.unwrap().unpublish(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stranger.get(&stage.here).await.status, StatusCode::NOT_FOUND);
    let late = stage.send_drawn(&mut stranger, &page, &ASKED, &[]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}

#[both]
async fn k6_a_form_for_customers_leads_strangers_to_the_sign_in(database: Database) {
    let stage = Stage::with(&database, &[], |typed| "customers".clone_into(&mut typed.audience)).await;
    let mut stranger = stage.site.browser();
    let led = stranger.get(&stage.here).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert!(led.location().starts_with("/login?referralUrl="), "{}", led.location());
    let refused = stranger.upload(&stage.here, &ASKED, &[]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let mut ana = stage.site.signed_in(ANA).await;
    assert_eq!(ana.get(&stage.here).await.status, StatusCode::OK);
}

#[both]
async fn a6_too_many_forms_are_refused_with_what_was_written_kept(database: Database) {
    let stage = Stage::new(&database).await;
    for _ in 0..5 {
        let sent = stage.send_worked(&mut stage.site.browser(), &ASKED).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let refused = stage.send_worked(&mut stage.site.browser(), &ASKED).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "3600");
    assert!(
        refused.has("It &lt;b&gt;flickers&lt;/b&gt;.") && refused.has("id=\"form-problems\""),
        "{}",
        refused.text
    );
    assert_eq!(stage.counts().await, [5, 0, 0]);
}

#[both]
async fn k6_a_form_that_lay_open_for_days_can_be_sent_all_the_same(database: Database) {
    let stage = Stage::new(&database).await;
    stage.site.kit.set("portal.my-conversations", "off").await;
    let mut stranger = stage.site.browser();
    let page = stranger.get(&stage.here).await;
    stage.site.kit.clock.advance_millis(2 * 24 * 60 * 60 * 1_000);
    let late = stage.send_drawn(&mut stranger, &page, &ASKED, &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(late.hidden("once"), page.hidden("once"), "it is the same form");
    stage.site.kit.clock.advance_millis(10_000);
    let sent = stage.send_drawn(&mut stranger, &late, &ASKED, &[]).await;
    assert_eq!(sent.location(), format!("{}/sent?said=sent", stage.here), "{}", sent.text);
}

/// TH32: another site's form is none of ours, whatever its visitor's browser holds.
#[both]
async fn th32_another_site_cannot_send_the_form_of_a_signed_in_customer(database: Database) {
    let stage = Stage::new(&database).await;
    let mut ana = stage.site.signed_in(ANA).await;
    let request = http::Request::post(&stage.here)
        .header("host", "help.acme.test")
        .header("cookie", ana.cookie_line())
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "multipart/form-data; boundary=x");
    let body = "--x\r\ncontent-disposition: form-data; name=\"message\"\r\n\r\nForged\r\n--x--\r\n";
    let refused = ana.exchange(request.body(body.into()).unwrap()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(stage.counts().await, [0, 0, 0]);
}
