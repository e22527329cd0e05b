//! A customer is asked by mail how satisfied they were, and answers without script (W5).

use journeys::Journey;
use testkit::Database;

use crate::agent::{answer, start_work};

const CUSTOMER: &str = "mara@customer.test";
const SUBJECT: &str = "Which way is north";
const RATED: &str = "The customer rated 4 of 5";

pub(crate) async fn w5_a_customer_is_asked_by_mail_and_answers_on_the_page_alone(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    journey.portico.set("satisfaction.survey", "on").await;
    journey.portico.set("satisfaction.delay-minutes", "0").await;
    let (agent, customer) = (journey.browser().await, journey.browser().await);
    start_work(&journey, &agent).await;
    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, SUBJECT, "The needle turns and turns.").await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.follow(SUBJECT).await;
    answer(&agent, CUSTOMER, "Put down the magnet, please.").await;
    journey.letters.next_to(CUSTOMER).await;
    agent.press("Done").await;
    agent.sees("The customer was asked how satisfied they were").await;

    let asked = journey.letters.next_to(CUSTOMER).await;
    assert!(asked.text().contains("How satisfied were you with our help?"), "{}", asked.text());
    assert!(!asked.text().contains("magnet") && !asked.html().contains("magnet"));
    let text = asked.text();
    let mut links = text.split(['<', '>']);
    let link = links.find(|part| part.ends_with("?rating=4")).expect("an answer has its link");
    // A mail program looks at every link by itself, and so do some that guard against bad ones.
    let scanner = journey.browser().await;
    for rating in 1..=5 {
        scanner.go(&link.replace("rating=4", &format!("rating={rating}"))).await;
        scanner.sees("How satisfied were you with our help?").await;
    }
    agent.reload().await;
    agent.holds_nothing_of("The customer rated").await;

    let reader = journey.browser().await;
    reader.turn_scripts_off().await;
    reader.go(link).await;
    reader.press("Send answer").await;
    reader.sees_heading("Thank you for your answer").await;
    reader.write("What did we do well?", "It was the magnet.").await;
    reader.press("Send").await;
    reader.sees("We read every answer").await;
    agent.reload().await;
    agent.sees(RATED).await;
    agent.sees("It was the magnet.").await;

    customer.reload().await;
    customer.follow("Rate this conversation").await;
    customer.press("Very satisfied").await;
    customer.press("Send answer").await;
    customer.sees_heading("Thank you for your answer").await;
    agent.reload().await;
    agent.sees("5 of 5").await;
    agent.sees("It was the magnet.").await;
}
