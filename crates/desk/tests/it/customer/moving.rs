//! W4: a customer who writes in the instant in which two become one.

use desk::conversation::{Conversation, ConversationId, Finish, Reply, Written};
use desk::customer::{Person, Standing};
use desk::session::NewSession;
use desk::{Act, Customer};
use kernel::{Fault, Text};
use testkit::{Database, both};

use super::Stage;
use crate::inbox::code;
use crate::session::holder;

/// Zoe, signed in, with a conversation; and Yara, whom she is to be merged into.
struct Moving {
    stage: Stage,
    zoe: Person,
    session: NewSession,
    begun: ConversationId,
}

fn written(once: &str) -> Written {
    Written { once: once.to_owned(), text: Text::new(once).unwrap(), files: Vec::new() }
}

async fn begin(act: &mut Act<Customer>, once: &str) -> Result<ConversationId, Fault> {
    Conversation::begin(act, &Text::new(once).unwrap(), &written(once)).await
}

impl Moving {
    async fn new(database: &Database) -> Self {
        let stage = Stage::new(database).await;
        let zoe = holder(&stage.kit, "Zoe", "zoe@example.com", Standing::Wrote).await;
        let session = stage.sign_in("zoe@example.com").await;
        let begun = stage.begin(&session, "lamp zoe").await;
        Self { stage, zoe, session, begun }
    }

    /// An act of whoever the session stands for at this moment.
    async fn act(&self) -> Act<Customer> {
        let desk = &self.stage.kit.desk;
        desk.act_customer(self.stage.site.clone(), self.session.token.reveal()).await.unwrap()
    }

    async fn merge(&self) {
        self.stage.merge(self.zoe.id, self.stage.yara.id).await.unwrap();
    }
}

#[both]
async fn w4_who_was_merged_before_the_first_statement_is_told_and_writes_anew(database: Database) {
    let moving = Moving::new(&database).await;
    let [mut new, mut reply, mut done] = [moving.act().await, moving.act().await, moving.act().await];
    moving.merge().await;
    assert_eq!(code(begin(&mut new, "late").await), "customer_moved");
    drop(new);
    assert_eq!(code(reply.reach::<Reply>(moving.begun).await), "customer_moved");
    drop(reply);
    assert_eq!(code(done.reach::<Finish>(moving.begun).await), "customer_moved");
    drop(done);
    let mut act = moving.act().await;
    assert_eq!(act.who().id, moving.stage.yara.id, "the session followed");
    let conversation = act.reach::<Reply>(moving.begun).await.unwrap();
    conversation.reply(&mut act, &written("once more")).await.unwrap();
    begin(&mut act, "lamp anew").await.unwrap();
    act.done(()).await.unwrap();
    let all = ["lamp anew", "lamp own", "lamp shared", "lamp zoe"];
    assert_eq!(moving.stage.list(&moving.session, "").await, all);
}

/// What was never there stays so, merged or not.
#[both]
async fn w4_a_conversation_of_nobody_is_not_there(database: Database) {
    let moving = Moving::new(&database).await;
    let nobodys = moving.stage.kit.id();
    assert_eq!(code(moving.act().await.reach::<Reply>(nobodys).await), "not_found");
    moving.merge().await;
    assert_eq!(code(moving.act().await.reach::<Reply>(nobodys).await), "not_found");
}

/// The merge is under way, and nobody knows of it yet: whoever writes waits for its end.
#[both]
async fn w4_who_writes_while_a_merge_is_under_way_waits_and_is_told(database: Database) {
    let moving = Moving::new(&database).await;
    let [mut new, mut reply] = [moving.act().await, moving.act().await];
    let mut merging = moving.stage.kit.act(&moving.stage.ana);
    Person::merge(&mut merging, moving.zoe.id, moving.stage.yara.id).await.unwrap();
    let id = moving.begun;
    let new = tokio::spawn(async move { code(begin(&mut new, "late").await) });
    let reply = tokio::spawn(async move { code(reply.reach::<Reply>(id).await) });
    tokio::task::yield_now().await;
    merging.done(()).await.unwrap();
    assert_eq!((new.await.unwrap(), reply.await.unwrap()), ("customer_moved", "customer_moved"));
}

/// Somebody writes, and a merge comes before it is stored: what was written goes along.
#[both]
async fn w4_a_merge_that_comes_while_somebody_writes_takes_it_along(database: Database) {
    let moving = Moving::new(&database).await;
    let mut writing = moving.act().await;
    let conversation = writing.reach::<Reply>(moving.begun).await.unwrap();
    conversation.reply(&mut writing, &written("hello from zoe")).await.unwrap();
    let begun = begin(&mut writing, "lamp just now").await.unwrap();
    let mut act = moving.stage.kit.act(&moving.stage.ana);
    let (zoe, yara) = (moving.zoe.id, moving.stage.yara.id);
    let merging = tokio::spawn(async move {
        Person::merge(&mut act, zoe, yara).await.unwrap();
        act.done(()).await.unwrap();
    });
    tokio::task::yield_now().await;
    writing.done(()).await.unwrap();
    merging.await.unwrap();
    let seen: Conversation = moving.stage.kit.view(&moving.stage.ana).await.see(begun).await.unwrap();
    assert_eq!(seen.customer, yara);
    let all = ["lamp just now", "lamp own", "lamp shared", "lamp zoe"];
    assert_eq!(moving.stage.list(&moving.session, "").await, all);
    assert_eq!(moving.stage.list(&moving.session, "hello").await, ["lamp zoe"], "found by its words");
}

/// A customer of another organization under the same id is not this one.
#[both]
async fn th27_a_customer_who_is_lost_here_stays_nowhere(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("solo@example.com").await;
    let desk = &stage.kit.desk;
    let mut act = desk.act_customer(stage.site.clone(), session.token.reveal()).await.unwrap();
    stage.kit.part_from_twin();
    stage.kit.lose("customer", &format!("id = '{}'", act.who().id)).await;
    assert_eq!(code(act.stay().await), "customer_moved");
}
