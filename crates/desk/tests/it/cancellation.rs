//! Whoever leaves half-way leaves nothing half-done: the product's views and acts, dropped at every await.

use db::{params, sql};
use desk::conversation::portal::ListQuery;
use desk::conversation::{Conversation, Finish, Reply, Status, Written};
use kernel::Fault;
use testkit::{Database, at_every_await, both};

use crate::inbox::{Stage, words};

sql! {
    STORED = "select (select count(*) from message m where m.org_id = $1), (select count(*) from fact f where f.org_id = $1),
        (select count(*) from idempotency s where s.org_id = $1)";
}

/// Rows that an act writes: messages, facts, keys of forms.
type Stored = (i64, i64, i64);

async fn stored(stage: &Stage) -> Stored {
    let reader = stage.kit.db.reader().await.expect("a reader is free");
    let rows = reader.one(STORED.with(params![stage.kit.org])).await.expect("they can be counted");
    reader.end();
    rows
}

/// A conversation is read and marked as done again, so that the next try finds what the last one found.
async fn finish(stage: &Stage) -> Result<(), Fault> {
    let mut act = stage.kit.act(&stage.cleo);
    act.open::<Finish, Conversation>(stage.id).await?.finish(&mut act).await?;
    act.done(()).await
}

async fn reply(stage: &Stage, written: &Written) -> Result<(), Fault> {
    let mut act = stage.kit.act(&stage.cleo);
    act.open::<Reply, Conversation>(stage.id).await?.reply(&mut act, written).await?;
    act.done(()).await
}

#[both]
async fn a_view_dropped_at_any_await_leaves_the_next_one_whole(database: Database) {
    let stage = Stage::new(&database).await;
    let look = || async {
        let view = stage.kit.view(&stage.cleo).await;
        let conversation: Conversation = view.see(stage.id).await?;
        let thread = view.messages(&conversation, None).await?;
        let list = view.conversations(&ListQuery::default()).await?;
        view.close();
        Ok::<_, Fault>((thread.messages.len(), list.rows.len()))
    };
    // More than there are connections: one that did not come back would be missed.
    for _ in 0..3 {
        let (end, _) = at_every_await(look, || async { drop(stage.messages().await) }).await;
        assert_eq!(end.expect("it comes to its end"), (1, 1));
    }
}

#[both]
async fn an_act_dropped_at_any_await_is_stored_whole_or_not_at_all(database: Database) {
    let stage = Stage::new(&database).await;
    finish(&stage).await.expect("customers finish");
    let (before, written) = (
        stored(&stage).await,
        Written { once: stage.once(), text: words("It snapped again."), files: Vec::new() },
    );
    stage.later();
    let is_whole = || async {
        // The next transaction works, and what it finds is the whole of it or nothing.
        let mut probe = stage.kit.act(&stage.cleo);
        let found = probe.open::<Reply, Conversation>(stage.id).await.expect("the next act begins");
        let status = found.status;
        drop(probe);
        let now = stored(&stage).await;
        match status {
            Status::Done => assert_eq!(now, before, "nothing is stored"),
            _ => assert!(now.0 == before.0 + 1 && now.1 > before.1 && now.2 == before.2 + 1, "{now:?}"),
        }
    };
    let (end, awaits) = at_every_await(|| reply(&stage, &written), is_whole).await;
    end.expect("it comes to its end");
    is_whole().await;
    let conversation = stage.conversation().await;
    assert_eq!(conversation.status, Status::Open, "after {awaits} tries");
    let texts: Vec<String> = stage.messages().await.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["The pole snapped.", "It snapped again."], "once, however often it was tried");
}
