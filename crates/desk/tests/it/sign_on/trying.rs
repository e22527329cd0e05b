//! C7: a token is tried out without being used up.

use desk::customer::Standing;
use desk::right::Role;
use testkit::{Database, both};

use super::super::inbox::code;
use super::super::session::{Visitor, holder};
use super::{Stage, begun};

#[both]
async fn c7_a_tried_token_says_what_fails_and_is_still_good(database: Database) {
    let mut stage = Stage::new(&database).await;
    let token = stage.token("cleo@customers.test");
    for _ in 0..2 {
        let tried = try_out(&stage, &token).await.unwrap();
        assert!(!tried.is_off);
        assert_eq!(tried.outcome.unwrap().email.as_str(), "cleo@customers.test");
    }
    begun(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap());
    assert_eq!(try_out(&stage, &token).await.unwrap().outcome.unwrap_err().name(), "replayed");
    assert_eq!(try_out(&stage, "x").await.unwrap().outcome.unwrap_err().name(), "malformed");
    stage.kit.set("portal.sign-on", "off").await;
    stage.look_again().await;
    let tried = try_out(&stage, &stage.token("dora@customers.test")).await.unwrap();
    assert!(tried.is_off && tried.outcome.is_ok(), "a token can be tried before the switch is turned");
}

#[both]
async fn c7_whom_a_token_names_counts_in_a_trial_too(database: Database) {
    let stage = Stage::new(&database).await;
    let cleo = holder(&stage.kit, "Cleo", "cleo@customers.test", Standing::Wrote).await;
    crate::session::block(&stage.kit, &cleo).await;
    let tried = try_out(&stage, &stage.token("cleo@customers.test")).await.unwrap();
    assert_eq!(tried.outcome.unwrap_err().name(), "blocked");
}

#[both]
async fn c7_r1_agents_try_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ana Agent", &[Role::Agent]).await;
    let tried = stage.kit.view(&agent).await.try_sign_on(stage.kit.kb.id, "x").await;
    assert_eq!(code(tried), "not_found");
}

async fn try_out(stage: &Stage, token: &str) -> Result<desk::sign_on::Trial, kernel::Fault> {
    stage.kit.view(&stage.ada).await.try_sign_on(stage.kit.kb.id, token).await
}
