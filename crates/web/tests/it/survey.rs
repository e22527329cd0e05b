//! How content a customer was: reached from the conversation, answered by its button alone (W5).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use spine::{Registry, Worker};
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const ANA: &str = "ana@example.com";
const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";

/// A conversation that an agent has answered by mail and marked as done, looked at by the jobs.
async fn stage(database: &Database) -> (Site, String) {
    let site = Site::new(database).await;
    site.kit.set("satisfaction.survey", "on").await;
    let id = site.conversation(ANA, "Lamp", &[(In, "It is dark")]).await;
    let agent = site.kit.user("Ada Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&agent).await;
    let desk = format!("/app/conversations/{id}");
    let once = agent.get(&desk).await.hidden("once");
    let fields = [("once", once.as_str()), ("text", "Turn it on."), ("channel", "email"), ("then", "done")];
    agent.upload(&format!("{desk}/reply"), &fields, &[]).await;
    let product = &site.kit.desk;
    let registry = Registry::new().with::<desk::survey::Consider>();
    let worker: Worker<desk::Desk> = product.worker(registry, product.clone());
    worker.run_ready().await.unwrap();
    drop(agent);
    (site, id)
}

/// Where the conversation leads to be rated.
async fn way(ana: &mut Browser<'_>, id: &str) -> String {
    let page = ana.get(&format!("/en_us/conversations/{id}")).await;
    let (_, rest) = page.text.split_once("href=\"/en_us/survey/").expect("it is asked");
    format!("/en_us/survey/{}", rest.split('"').next().unwrap())
}

fn chosen(page: &Answer) -> Vec<&str> {
    let boxes = page.text.split("name=\"rating\" value=\"").skip(1);
    boxes.filter(|rest| rest.split('>').next().unwrap().contains("checked")).map(|rest| &rest[..1]).collect()
}

#[both]
async fn w5_a_look_chooses_and_only_the_button_answers(database: Database) {
    let (site, id) = stage(&database).await;
    let mut ana = site.signed_in(ANA).await;
    let survey = way(&mut ana, &id).await;
    // Whoever has the link may answer without signing in, as from a mail.
    let mut anybody = site.browser();
    let page = anybody.get(&format!("{survey}?rating=4")).await;
    assert_eq!((page.status, chosen(&page)), (StatusCode::OK, vec!["4"]));
    assert!(!page.has("Lamp") && !page.has("ana@"), "it says nothing of the conversation: {}", page.text);
    assert!(page.header("cache-control").contains("no-store"), "{}", page.header("cache-control"));
    assert!(chosen(&anybody.get(&survey).await).is_empty(), "TH32: following a link has answered nothing");

    let none = anybody.post(&survey, &[("rating", "9")]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.has("Choose one"), "{}", none.text);
    let rated = anybody.post(&survey, &[("rating", "2")]).await;
    assert_eq!(
        (rated.status, rated.location()),
        (StatusCode::SEE_OTHER, format!("{survey}?step=why").as_str())
    );
    let why = anybody.get(rated.location()).await;
    assert!(why.has("What should we have done better?") && why.has("Not really"), "{}", why.text);
    let empty = anybody.post(&survey, &[("step", "why"), ("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(2_001);
    let long = anybody.post(&survey, &[("step", "why"), ("text", &long)]).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.has(&"x".repeat(2_001)), "it is kept");
    let said = anybody.post(&survey, &[("step", "why"), ("text", "Too <b>slow</b>")]).await;
    assert!(anybody.get(said.location()).await.has("Thank you for your answer"));

    let again = anybody.post(&survey, &[("rating", "3")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "a slip can be put right");
    let agent = site.kit.user("Lea Lead", &[Role::Administrator]).await;
    let mut agent = site.at_desk(&agent).await;
    let desk = agent.get(&format!("/app/conversations/{id}")).await;
    assert!(desk.has("3 of 5") && desk.has("Too &lt;b&gt;slow&lt;/b&gt;"), "{}", desk.text);
    assert!(desk.has("The customer rated 3 of 5"));
    let results = agent.get(&format!("{CONFIGURATION}?tab=survey")).await;
    assert!(results.has("Too &lt;b&gt;slow") && results.has("#1001"), "{}", results.text);

    let (_, rest) = desk.text.split_once("/messages/").expect("a message can be redacted");
    let redaction = format!("/app/conversations/{id}/messages/{}", rest.split('"').next().unwrap());
    assert!(agent.get(&redaction).await.has("Too &lt;b&gt;slow"), "W3: what the customer wrote can go");
    agent.post(&redaction, &[("what", "details"), ("survey", "true"), ("sure", "yes")]).await;
    let desk = agent.get(&format!("/app/conversations/{id}")).await;
    assert!(desk.has("3 of 5") && !desk.has("Too &lt;b&gt;slow"), "{}", desk.text);
}

#[both]
async fn w5_a_survey_that_is_over_or_forged_says_so(database: Database) {
    let (site, id) = stage(&database).await;
    let mut ana = site.signed_in(ANA).await;
    let survey = way(&mut ana, &id).await;
    assert_eq!(ana.get(&format!("{survey}0")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.get("/en_us/survey/nonsense").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.post("/en_us/survey/nonsense", &[("rating", "5")]).await.status, StatusCode::NOT_FOUND);
    site.kit.clock.advance_millis(31 * 24 * 60 * 60 * 1_000);
    let over = site.browser().get(&survey).await;
    assert!(over.status == StatusCode::GONE && over.has("no longer be answered"), "{}", over.text);
    let late = site.browser().post(&survey, &[("rating", "5")]).await;
    assert_eq!((late.status, late.location()), (StatusCode::SEE_OTHER, survey.as_str()));
}

#[both]
async fn w5_a_company_asks_in_its_own_words_and_the_customers_language(database: Database) {
    let (site, id) = stage(&database).await;
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let mut cora = site.at_desk(&cora).await;
    let texts = [
        ("name", "sn.ask"),
        ("language", "en_us"),
        ("text", "Did the lamp shine?"),
        ("language", "de"),
        ("text", "Hat die Lampe geleuchtet?"),
    ];
    cora.post("/app/settings/snippets", &texts).await;
    site.kit.set("languages", "en_us,de").await;
    site.kit.set("satisfaction.question", "sn.ask").await;
    site.kit.set("satisfaction.introduction", "Ten seconds, please.").await;
    let mut ana = site.signed_in(ANA).await;
    let survey = way(&mut ana, &id).await;
    let page = ana.get(&survey).await;
    assert!(page.has("Did the lamp shine?") && page.has("Ten seconds, please."), "{}", page.text);
    let german = ana.get(&survey.replace("/en_us/", "/de/")).await;
    assert!(german.has("Hat die Lampe geleuchtet?") && german.has("Sehr zufrieden"), "{}", german.text);
}
