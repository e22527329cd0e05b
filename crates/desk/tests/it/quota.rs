//! Limits that take long to reach, with the clock in hand (A6).

use db::{params, sql};
use desk::Customer;
use desk::code;
use desk::conversation::message::NewFile;
use desk::conversation::{Conversation, Reply, Written};
use kernel::Fault;
use net::ContentHash;
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::inbox::{Stage, words};
use crate::session::Visitor;

const MEGABYTE: i64 = 1024 * 1024;
const HOUR: i64 = 60 * 60 * 1000;

sql! {
    /// So many codes were asked for, each counted as itself.
    ASKED = "insert into attempt (org_id, kind, key, weight, at) values ($1, 'code', '', $2, $3)";
}

/// A message with one file of this size, as the form's files are counted.
async fn send(stage: &Stage, who: &Customer, bytes: i64) -> Result<(), Fault> {
    let file = NewFile {
        hash: ContentHash::of(b"a photograph").to_string(),
        preview: None,
        name: "photo.png".to_owned(),
        media_type: "image/png".to_owned(),
        size: bytes,
    };
    let mut act = stage.kit.act(who);
    let conversation = act.open::<Reply, Conversation>(stage.id).await?;
    let written = Written { once: stage.once(), text: words("See there."), files: vec![file] };
    conversation.reply(&mut act, &written).await?;
    act.done(()).await
}

fn wait(result: Result<(), Fault>, code: &kernel::Code) -> i64 {
    let fault = result.expect_err("it is one too many");
    assert!(fault.is(code), "{fault}");
    fault.retry_after_seconds().expect("it says when to come again")
}

#[both]
async fn a6_a_hundred_megabytes_of_files_an_hour_for_a_customer(database: Database) {
    let stage = Stage::new(&database).await;
    for _ in 0..5 {
        send(&stage, &stage.cleo, 18 * MEGABYTE).await.expect("ninety are taken");
    }
    stage.kit.clock.advance_millis(HOUR / 4);
    assert_eq!(wait(send(&stage, &stage.cleo, 10 * MEGABYTE + 1).await, &code::SEND_LIMIT), 45 * 60);
    send(&stage, &stage.cleo, 10 * MEGABYTE).await.expect("a hundred are taken");
    wait(send(&stage, &stage.cleo, 1).await, &code::SEND_LIMIT);
    stage.reply("Without a file.").await;
    stage.kit.clock.advance_millis(HOUR * 3 / 4 - 2_000);
    wait(send(&stage, &stage.cleo, 1).await, &code::SEND_LIMIT);
    stage.kit.clock.advance_millis(2_000);
    send(&stage, &stage.cleo, 90 * MEGABYTE).await.expect("an hour after the ninety");
}

#[both]
async fn a6_three_thousand_codes_an_hour_for_an_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let mut writer = kit.db.writer().await.expect("a writer is free");
    writer.run(ASKED.with(params![kit.org, 2_998_i64, kit.clock.now()])).await.expect("they are counted");
    writer.commit().await.expect("it is stored");
    Visitor::new(&kit).ask(&kit, &site, "first@example.com").await.expect("the 2,999th");
    Visitor::new(&kit).ask(&kit, &site, "second@example.com").await.expect("the 3,000th");
    let other = kit.site_at("help.zeta.test").await;
    for place in [&site, &other] {
        let refused = Visitor::new(&kit).ask(&kit, place, "third@example.com").await.map(drop);
        assert_eq!(wait(refused, &code::TOO_OFTEN), 60 * 60, "whichever brand it is asked of");
    }
    kit.clock.advance_millis(HOUR);
    Visitor::new(&kit).ask(&kit, &site, "third@example.com").await.expect("an hour later");
}
