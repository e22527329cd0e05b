//! Merging and deleting over HTTP (P14): asked on pages of their own, and what the old addresses answer from then on.

use desk::conversation::message::Direction::{In, Out};
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

fn desk(id: &str) -> String {
    format!("/app/conversations/{id}")
}

fn portal(id: &str) -> String {
    format!("/en_us/conversations/{id}")
}

async fn agent(site: &Site, role: Role) -> Browser<'_> {
    let user = site.kit.user("Ana Agent", &[role]).await;
    site.at_desk(&user).await
}

async fn two(site: &Site) -> (String, String) {
    let lamp =
        site.conversation("cleo@example.com", "Lamp", &[(In, "The lamp broke."), (Out, "Which one?")]).await;
    site.kit.clock.advance_millis(60_000);
    let bulb = site.conversation("cleo@example.com", "Bulb", &[(In, "The bulb, I mean.")]).await;
    (lamp, bulb)
}

/// The same page but for the ids and what the clock says.
fn without_ids(answer: &Answer, ids: &[&str]) -> String {
    ids.iter().fold(answer.text.clone(), |text, id| text.replace(id, "ID"))
}

#[both]
async fn p14_one_is_chosen_confirmed_and_merged_and_both_old_addresses_lead_on(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let mut ana = agent(&site, Role::Agent).await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    let page = ana.get(&format!("{}?view=open", desk(&bulb))).await;
    let merging = format!("{}/merging", desk(&bulb));
    assert!(page.has(&format!("href=\"{merging}?view=open")) && !page.has("/deletion"), "an agent merges");
    let choose = ana.get(&merging).await;
    assert!(choose.has("Merge conversation #1002") && choose.has("#1001") && choose.has("Which one?"));
    assert!(!choose.has("href=\"/app/conversations/{bulb}/merging/{bulb}"));
    for (number, is_found) in [("1001", true), ("#1001", true), ("1002", false), ("lamp", false)] {
        let found = ana.get(&format!("{merging}?number={}", number.replace('#', "%23"))).await;
        assert_eq!(found.has(&format!("{merging}/{lamp}")), is_found, "{number}");
        assert_eq!(found.has("no other conversation with the number"), !is_found, "{number}");
    }
    let confirm = ana.get(&format!("{merging}/{lamp}")).await;
    assert!(confirm.has("Merge #1002 into #1001?") && confirm.has("This cannot be undone"));
    assert!(confirm.has(&format!("href=\"{}/merging/{bulb}\"", desk(&lamp))), "the other way round");
    let merged = ana.post(&format!("{merging}/{lamp}?view=open"), &[]).await;
    assert_eq!(
        (merged.status, merged.location()),
        (StatusCode::SEE_OTHER, format!("{}?view=open", desk(&lamp)).as_str())
    );
    let page = ana.get(&desk(&lamp)).await;
    assert!(page.has("Merged into #1001") && page.has("merged conversation #1002 into this one"));
    assert!(page.has("The bulb, I mean.") && page.has("The lamp broke."));
    for (browser, old, new) in
        [(&mut ana, desk(&bulb), desk(&lamp)), (&mut cleo, portal(&bulb), portal(&lamp))]
    {
        let led = browser.get(&old).await;
        assert_eq!((led.status, led.location()), (StatusCode::SEE_OTHER, new.as_str()));
    }
    assert_eq!(
        ana.get(&format!("{}/parts?view=open", desk(&bulb))).await.location(),
        format!("{}/parts?view=open", desk(&lamp))
    );
    let led = cleo.get(&format!("{}?conversationStatus=open", portal(&bulb))).await;
    assert_eq!(led.location(), format!("{}?conversationStatus=open", portal(&lamp)));
    assert_eq!(ana.post(&format!("{merging}/{lamp}"), &[]).await.location(), desk(&lamp), "pressed twice");
}

#[both]
async fn p14_a_form_drawn_before_still_sends(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let mut ana = agent(&site, Role::Agent).await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    let once = cleo.get(&portal(&bulb)).await.hidden("once");
    ana.post(&format!("{}/merging/{lamp}", desk(&bulb)), &[]).await;
    let fields = [("once", once.as_str()), ("text", "Sent to where it was.")];
    for _ in 0..2 {
        let sent = cleo.upload(&format!("{}/messages", portal(&bulb)), &fields, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let led = cleo.get(sent.location().split('#').next().unwrap()).await;
        assert_eq!(led.location(), portal(&lamp));
    }
    let page = cleo.get(&portal(&lamp)).await;
    assert_eq!(page.text.matches("Sent to where it was.").count(), 1);
    let fields = [("text", "An answer to where it was."), ("channel", "portal")];
    ana.upload(&format!("{}/reply", desk(&bulb)), &fields, &[]).await;
    assert!(cleo.get(&portal(&lamp)).await.has("An answer to where it was."));
}

#[both]
async fn p14_other_customers_conversations_are_refused_in_words(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let hers = site.conversation("sue@example.com", "Sofa", &[(In, "It squeaks.")]).await;
    let mut ana = agent(&site, Role::Agent).await;
    let into_hers = format!("{}/merging/{hers}", desk(&bulb));
    for refused in [ana.get(&into_hers).await, ana.post(&into_hers, &[]).await] {
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.has("Only conversations of one customer can be merged") && refused.has(&lamp));
    }
    let itself = format!("{}/merging/{bulb}", desk(&bulb));
    for refused in [ana.get(&itself).await, ana.post(&itself, &[]).await] {
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("cannot be merged into itself"));
    }
    assert!(!ana.get(&format!("{}/merging", desk(&bulb))).await.has("#1003"), "nor are they offered");
    let col = site.kit.collaborator("Col Laborator").await;
    let mut col = site.at_desk(&col).await;
    for path in ["merging".to_owned(), format!("merging/{lamp}")] {
        assert_eq!(col.get(&format!("{}/{path}", desk(&bulb))).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(col.post(&format!("{}/merging/{lamp}", desk(&bulb)), &[]).await.status, StatusCode::FORBIDDEN);
    assert!(!col.get(&desk(&bulb)).await.has("/merging"));
}

#[both]
async fn p8_p13_the_page_says_what_is_opened_and_who_sees_it(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let mut ana = agent(&site, Role::Agent).await;
    let confirm = format!("{}/merging/{lamp}", desk(&bulb));
    let plain = ana.get(&confirm).await;
    assert!(!plain.has("is opened, because") && !plain.has("sees all of it"));
    ana.post(&format!("{}/done", desk(&lamp)), &[]).await;
    assert!(ana.get(&confirm).await.has("#1001 is opened, because #1002 is open"));
}

#[both]
async fn w2_an_administrator_deletes_after_a_page_that_says_what_is_lost(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let mut agent_at_desk = agent(&site, Role::Agent).await;
    let deletion = format!("{}/deletion", desk(&lamp));
    for refused in
        [agent_at_desk.get(&deletion).await, agent_at_desk.post(&deletion, &[("sure", "yes")]).await]
    {
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let user = site.kit.user("Ada Administrator", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&user).await;
    assert!(ada.get(&desk(&lamp)).await.has(&format!("href=\"{deletion}\"")));
    let asked = ada.get(&deletion).await;
    assert!(asked.has("Delete conversation #1001?") && asked.has("2 messages, no files and no notes"));
    assert!(asked.has("cannot be called back") && asked.has("never given again"));
    let unsure = ada.post(&deletion, &[]).await;
    assert!(unsure.status == StatusCode::UNPROCESSABLE_ENTITY && unsure.has("Please confirm"));
    let deleted = ada.post(&format!("{deletion}?view=open"), &[("sure", "yes")]).await;
    assert_eq!((deleted.status, deleted.location()), (StatusCode::SEE_OTHER, "/app/conversations?view=open"));
    let list = ada.get("/app/conversations?view=open").await;
    assert!(list.has("The conversation is deleted") && list.has("Bulb") && !list.has("Lamp"));
    assert_eq!(ada.get(&desk(&lamp)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get(&deletion).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get(&desk(&bulb)).await.status, StatusCode::OK);
}

/// Deleted, merged into another's eyes, foreign and unknown: not a byte tells them apart.
#[both]
async fn p14_every_address_that_leads_nowhere_answers_the_same(database: Database) {
    let site = Site::new(&database).await;
    let (lamp, bulb) = two(&site).await;
    let chair = site.conversation("cleo@example.com", "Chair", &[(In, "It squeaks.")]).await;
    let hers = site.conversation("sue@example.com", "Sofa", &[(In, "It squeaks.")]).await;
    let unknown = site.kit.id::<desk::conversation::Conversation>().to_string();
    let user = site.kit.user("Ada Administrator", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&user).await;
    ada.post(&format!("{}/merging/{lamp}", desk(&bulb)), &[]).await;
    ada.post(&format!("{}/deletion", desk(&chair)), &[("sure", "yes")]).await;
    let mut sue = site.signed_in("sue@example.com").await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    let ids = [lamp.as_str(), &bulb, &chair, &hers, &unknown];
    let mut answers = Vec::new();
    for id in [&lamp, &bulb, &chair, &unknown] {
        answers.push(sue.get(&portal(id)).await);
    }
    for below in ["", "/done", "/live"] {
        answers.push(sue.get(&format!("{}{below}", portal(&chair))).await);
    }
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(without_ids(answer, &ids), without_ids(&answers[0], &ids));
        let names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        assert_eq!(names, answers[0].headers.keys().map(ToString::to_string).collect::<Vec<_>>());
    }
    for id in [&chair, &hers, &unknown] {
        let answer = cleo.get(&portal(id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let sent = cleo.upload(&format!("{}/messages", portal(id)), &[("text", "Hello")], &[]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
    assert!(!cleo.get("/en_us/conversations").await.has("Chair"));
}
