//! What a browser still shows of the inbox when its user has left (P18).

use journeys::Journey;
use testkit::Database;

use crate::agent::start_work;

const CUSTOMER: &str = "pat@customer.test";
const SUBJECT: &str = "The lock turns twice";
const TEXT: &str = "And then once more by itself.";

pub(crate) async fn p18_back_shows_nothing_to_whoever_comes_after_an_agent(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (agent, customer) = (journey.browser().await, journey.browser().await);
    // Wide enough for the bar with the way out.
    agent.resize(1600, 900).await;
    start_work(&journey, &agent).await;
    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, SUBJECT, TEXT).await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.follow(SUBJECT).await;
    agent.sees_heading(SUBJECT).await;
    agent.sees(TEXT).await;
    agent.press("Sign out").await;
    agent.sees("Password").await;
    for _ in 0..2 {
        agent.go_back().await;
        agent.sees("Password").await;
        for told in [SUBJECT, TEXT, CUSTOMER] {
            agent.holds_nothing_of(told).await;
        }
    }
}
