//! C1 and C6: who may have the secret, and how one follows another.

use desk::api_key::{ApiHost, NewApiKey};
use desk::kb::Kb;
use desk::right::Role;
use desk::sign_on::{Manage, Replacing};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::{Kit, token_of};

use super::super::audit::{log, named};
use super::super::inbox::code;
use super::super::session::{Visitor, other_org};
use super::{Stage, begun, make, reason, retire, reveal};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

#[both]
async fn c1_the_secret_is_43_characters_of_base64url_and_stays_the_same(database: Database) {
    let stage = Stage::new(&database).await;
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(stage.secret.len() == 43 && stage.secret.chars().all(is_letter), "{}", stage.secret);
    assert_eq!(reveal(&stage.kit, &stage.ada, &stage.kit.kb).await.unwrap(), stage.secret);
    let entries = log(&stage.kit, &stage.ada, &named("sign_on_secret.revealed")).await.unwrap();
    assert_eq!(entries.len(), 2);
    assert!(!format!("{entries:?}").contains(&stage.secret), "TH33: the log holds no secret");
}

#[both]
async fn c1_a_knowledge_base_from_before_gets_its_secret_when_it_is_asked_for(database: Database) {
    let mut stage = Stage::new(&database).await;
    stage.kit.part_from_twin();
    stage.kit.lose("sign_on_secret", "true").await;
    stage.look_again().await;
    let token = stage.token("cleo@customers.test");
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature", "TH14");
    let empty = token_of("", "cleo@customers.test", stage.kit.clock.now().seconds());
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &empty).await.unwrap()), "signature", "TH14");
    let made = reveal(&stage.kit, &stage.ada, &stage.kit.kb).await.unwrap();
    assert_eq!(reveal(&stage.kit, &stage.ada, &stage.kit.kb).await.unwrap(), made);
    stage.secret = made;
    stage.look_again().await;
    stage.enter("cleo@customers.test").await;
}

#[both]
async fn c6_r1_only_administrators_reveal_make_and_retire(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let manager = kit.user("Con Tent", &[Role::ContentManager]).await;
    let agent = kit.user("Ana Agent", &[Role::Agent]).await;
    let collaborator = kit.collaborator("Col Lab").await;
    for (who, refused) in [(&manager, "may_not"), (&agent, "not_found"), (&collaborator, "not_found")] {
        assert_eq!(code(reveal(kit, who, &kit.kb).await), refused, "{}", who.name);
        assert_eq!(code(make(kit, who, Replacing::Later).await), refused, "{}", who.name);
        assert_eq!(code(retire(kit, who).await), refused, "{}", who.name);
    }
    assert_eq!(kit.view(&manager).await.sign_on_secrets(kit.kb.id).await.unwrap().len(), 1);
    assert_eq!(code(kit.view(&agent).await.sign_on_secrets(kit.kb.id).await), "not_found");
}

#[both]
async fn c6_two_secrets_sign_until_the_older_is_retired(database: Database) {
    let mut stage = Stage::new(&database).await;
    let old = stage.secret.clone();
    stage.kit.clock.advance_millis(1000);
    make(&stage.kit, &stage.ada, Replacing::Later).await.unwrap();
    stage.secret = reveal(&stage.kit, &stage.ada, &stage.kit.kb).await.unwrap();
    assert_ne!(stage.secret, old);
    stage.look_again().await;
    stage.enter("ana@customers.test").await;
    let of_old = |email: &str| token_of(&old, email, stage.kit.clock.now().seconds());
    begun(stage.come(&Visitor::new(&stage.kit), &of_old("bob@customers.test")).await.unwrap());
    let seen = stage.kit.view(&stage.ada).await.sign_on_secrets(stage.kit.kb.id).await.unwrap();
    let ends: Vec<Option<i64>> =
        seen.iter().map(|secret| secret.ends_at.map(|at| at.millis_since(seen[0].made_at))).collect();
    assert_eq!(ends, [None, Some(30 * DAY_MILLIS)]);

    retire(&stage.kit, &stage.ada).await.unwrap();
    stage.look_again().await;
    let of_old = token_of(&old, "cleo@customers.test", stage.kit.clock.now().seconds());
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &of_old).await.unwrap()), "signature");
    stage.enter("dora@customers.test").await;
    retire(&stage.kit, &stage.ada).await.unwrap();
    stage.look_again().await;
    stage.enter("emil@customers.test").await;
    let retired = log(&stage.kit, &stage.ada, &named("sign_on_secret.retired")).await.unwrap();
    assert_eq!(retired.len(), 1, "the newest cannot be retired");
}

#[both]
async fn c6_an_older_secret_ends_by_itself_after_thirty_days(database: Database) {
    let mut stage = Stage::new(&database).await;
    let old = stage.secret.clone();
    make(&stage.kit, &stage.ada, Replacing::Later).await.unwrap();
    stage.look_again().await;
    stage.kit.clock.advance_millis(30 * DAY_MILLIS - 1);
    let of_old = |email: &str| token_of(&old, email, stage.kit.clock.now().seconds());
    begun(stage.come(&Visitor::new(&stage.kit), &of_old("ana@customers.test")).await.unwrap());
    stage.kit.clock.advance_millis(1);
    let token = of_old("bob@customers.test");
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature");
    let seen = stage.kit.view(&stage.ada).await.sign_on_secrets(stage.kit.kb.id).await.unwrap();
    assert_eq!(seen.len(), 1);
    stage.kit.desk.sweep_sign_ins().await.unwrap();
    stage.look_again().await;
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature");
}

#[both]
async fn c6_replacing_at_once_ends_the_older_in_the_same_step(database: Database) {
    let mut stage = Stage::new(&database).await;
    let old = stage.secret.clone();
    make(&stage.kit, &stage.ada, Replacing::Later).await.unwrap();
    stage.kit.clock.advance_millis(1000);
    make(&stage.kit, &stage.ada, Replacing::AtOnce).await.unwrap();
    stage.look_again().await;
    let token = token_of(&old, "ana@customers.test", stage.kit.clock.now().seconds());
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature");
    assert_eq!(stage.kit.view(&stage.ada).await.sign_on_secrets(stage.kit.kb.id).await.unwrap().len(), 1);
    let made = log(&stage.kit, &stage.ada, &named("sign_on_secret.made")).await.unwrap();
    let retired = log(&stage.kit, &stage.ada, &named("sign_on_secret.retired")).await.unwrap();
    assert_eq!((made.len(), retired.len()), (2, 2));
}

/// The API's half of C1: the role decides, and another organization's knowledge base is not there.
#[both]
async fn c1_a_key_with_the_role_reads_the_secret(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    assert_eq!(reveal_by_key(kit, &stage, "org.admin", kit.kb.id).await.unwrap(), stage.secret);
    assert_eq!(code(reveal_by_key(kit, &stage, "org.user,org.permission", kit.kb.id).await), "may_not");
    let other = other_org(kit).await;
    assert_eq!(code(reveal_by_key(kit, &stage, "org.admin", other.kb).await), "not_found");
    assert_eq!(code(reveal_by_key(kit, &stage, "org.admin", kit.id::<Kb>()).await), "not_found");
}

async fn reveal_by_key(kit: &Kit, stage: &Stage, roles: &str, kb: desk::kb::KbId) -> Result<String, Fault> {
    let new = NewApiKey {
        name: roles.to_owned(),
        roles: roles.parse().unwrap(),
        networks: "".parse().unwrap(),
        days: None,
    };
    let mut act = kit.act(&stage.ada);
    let made = act.add_api_key(&new).await?;
    let made = act.done(made).await?;
    let here = "192.0.2.7".parse().unwrap();
    let mut act = kit.desk.act_key(ApiHost::Common, made.token.reveal(), here).await?;
    let secret = act.open::<Manage, Kb>(kb).await?.reveal_secret(&mut act).await?;
    act.done(secret.text.reveal().clone()).await
}
