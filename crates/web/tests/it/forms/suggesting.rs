//! Articles are suggested before a form is sent, and every step is a button without script (K6).

use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use super::{ANA, ASKED, Stage};
use crate::client::{Answer, Browser};

async fn stage(database: &Database) -> Stage {
    let stage = Stage::new(database).await;
    let mut act = stage.site.kit.operate();
    for new in [
        article("A broken lamp", "Lamps that flicker want another bulb."),
        article("Broken lamps inside", "Whisper of lamps.").internal(),
    ] {
        act.make_article(stage.site.kit.kb.id, &new).await.unwrap();
    }
    act.done(()).await.unwrap();
    stage.site.kit.index().await;
    stage
}

/// The address of the first button that posts there.
fn button(page: &Answer, ending: &str) -> String {
    let actions = page.text.split("action=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let action = actions.into_iter().find(|action| action.contains("/requests/") && action.ends_with(ending));
    action.unwrap_or_else(|| panic!("no button to …{ending} in {}", page.text)).to_owned()
}

async fn reading<'a>(stage: &'a Stage, browser: &mut Browser<'a>) -> (String, Answer) {
    let led = stage.send_worked(browser, &ASKED).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.text);
    let link = led.location().to_owned();
    assert!(link.contains("/requests/"), "{link}");
    let offered = browser.get(&link).await;
    assert!(offered.has("A broken lamp") && offered.has("Broken lamp"), "{}", offered.text);
    assert!(!offered.has("inside") && !offered.has("Whisper"), "TH28: {}", offered.text);
    let read = browser.post(&button(&offered, ""), &[]).await;
    assert_eq!(read.status, StatusCode::SEE_OTHER);
    let article = browser.get(read.location()).await;
    assert!(article.has("another bulb") && article.has("Did this answer your question?"), "{}", article.text);
    (link, article)
}

#[both]
async fn k6_somebody_reads_finds_the_answer_and_closes_what_they_wrote(database: Database) {
    let stage = stage(&database).await;
    let mut stranger = stage.site.browser();
    let (link, article) = reading(&stage, &mut stranger).await;
    let closed = stranger.post(&button(&article, "/closing"), &[]).await;
    assert_eq!(closed.location(), format!("{}/sent?said=closed", stage.here));
    assert!(stranger.get(closed.location()).await.has("not sent"));
    assert_eq!(stranger.get(&link).await.status, StatusCode::NOT_FOUND, "it is over");
    assert_eq!(stage.counts().await, [0, 1, 0]);
    assert!(stage.site.last_mail().await.is_none());
    stranger.sign_in(ANA).await;
    assert!(!stranger.get("/en_us/conversations").await.has("Broken lamp"));
}

#[both]
async fn k6_somebody_reads_and_sends_it_all_the_same(database: Database) {
    let stage = stage(&database).await;
    let mut stranger = stage.site.browser();
    let (link, _) = reading(&stage, &mut stranger).await;
    let sent = stranger.post(&link, &[]).await;
    assert_eq!(sent.location(), format!("{}/sent?said=sent", stage.here));
    assert_eq!(stage.counts().await, [1, 0, 0]);
    assert_eq!(stranger.post(&link, &[]).await.status, StatusCode::NOT_FOUND, "once");
    stranger.sign_in(ANA).await;
    assert!(stranger.get("/en_us/conversations").await.has("Broken lamp"));
}

#[both]
async fn k6_what_waits_is_nothing_to_who_has_no_link(database: Database) {
    let stage = stage(&database).await;
    let mut stranger = stage.site.browser();
    let (link, article) = reading(&stage, &mut stranger).await;
    let mut other = stage.site.browser();
    let cut = &link[..link.len() - 1];
    for address in [cut, &format!("{link}0"), &link.replace("ask-us-", "x-").replace(&stage.hash, "aaaaaaaa")]
    {
        assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(other.post(address, &[]).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let closing = button(&article, "/closing");
    let elsewhere = closing.replace(closing.split('/').nth_back(1).unwrap(), "6ab13b80000000000000ffff");
    assert_eq!(other.post(&elsewhere, &[]).await.status, StatusCode::NOT_FOUND, "it was not suggested");
    stage.site.kit.clock.advance_millis(60 * 60 * 1_000);
    assert_eq!(stranger.get(&link).await.status, StatusCode::NOT_FOUND, "an hour is over");
}

#[both]
async fn k6_a_customers_choice_is_theirs(database: Database) {
    let stage = stage(&database).await;
    let mut ana = stage.site.signed_in(ANA).await;
    let page = ana.get(&stage.here).await;
    let led = stage.send_drawn(&mut ana, &page, &ASKED[1..], &[]).await;
    let sent = ana.post(led.location(), &[]).await;
    assert!(sent.location().starts_with("/en_us/conversations/"), "{}", sent.location());
    assert!(ana.get(sent.location()).await.has("Broken lamp"));
}
