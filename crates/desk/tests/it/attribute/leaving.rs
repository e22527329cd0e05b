//! Values go with what they are of, and with their attribute.

use db::params;
use desk::attribute::{Attribute, Edit, ForgetValues};
use desk::conversation::{Conversation, Delete, Details, Redact};
use desk::right::Role;
use testkit::{Database, both};

use super::{add, names, said, set, stored};
use crate::inbox::{Stage, begin, code, statement};

#[both]
async fn w3_a_deleted_conversation_leaves_no_value(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let administrator = kit.user("Ad Min", &[Role::Administrator]).await;
    add(kit, &administrator, "cityStr", "").await.unwrap();
    let other = begin(kit, &stage.cleo, "Other", "Stays.", &[]).await;
    for of in [id, other] {
        set(kit, &stage.ana, (of, "cityStr"), &["Kyiv"]).await.unwrap();
    }
    let mut act = kit.act(&administrator);
    act.open::<Delete, Conversation>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stored(kit, "true").await, 1);
    assert_eq!(said(kit, &stage.ana, other).await, ["cityStr=Kyiv"]);
}

#[both]
async fn w3_values_are_redacted_with_the_details_of_a_message(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    add(kit, &lead, "cityStr", "").await.unwrap();
    set(kit, &stage.ana, (id, "cityStr"), &["Kyiv"]).await.unwrap();
    let message = stage.messages().await[0].id;
    for (details, left) in [
        (Details { name: true, ..Details::default() }, 1),
        (Details { values: true, ..Details::default() }, 0),
    ] {
        let mut act = kit.act(&stage.ana);
        let conversation = act.open::<Redact, Conversation>(id).await.unwrap();
        conversation.redact_details(&mut act, message, details).await.unwrap();
        act.done(()).await.unwrap();
        assert_eq!(stored(kit, "true").await, left);
    }
}

/// Runs the jobs that wait.
async fn forget(stage: &Stage) {
    let desk = stage.kit.desk.clone();
    let registry = spine::Registry::new().with::<ForgetValues>();
    let wake = desk.wake().clone();
    let worker = spine::Worker::new(stage.kit.db.clone(), desk.context().clone(), registry, desk, wake);
    worker.run_ready().await.unwrap();
}

#[both]
async fn p9_a_removed_attribute_is_nowhere_at_once_and_a_job_deletes_what_is_left(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let city = add(kit, &lead, "cityStr", "").await.unwrap();
    add(kit, &lead, "planStr", "").await.unwrap();
    set(kit, &stage.ana, (id, "cityStr"), &["Kyiv"]).await.unwrap();
    set(kit, &stage.ana, (id, "planStr"), &["Full"]).await.unwrap();
    let mut writer = kit.db.writer().await.unwrap();
    for number in 0..2_500_i64 {
        let of = format!("{number:024}");
        let values = params![kit.org, &of, city];
        writer
            .run(statement(
                "insert into attribute_value (org_id, object, object_id, attribute_id, place, value, value_key)
                values ($1, 'conversation', $2, $3, 0, 'Kyiv', 'kyiv')",
            ).with(values))
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    let mut act = kit.act(&lead);
    act.open::<Edit, Attribute>(city).await.unwrap().remove(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(names(kit, &lead).await, ["planStr"]);
    assert_eq!(said(kit, &stage.ana, id).await, ["planStr=Full"]);
    assert_eq!(stored(kit, "value = 'Kyiv'").await, 501, "two thousand went at once");
    forget(&stage).await;
    assert_eq!(stored(kit, "true").await, 1, "and the plan stays");
    let mut act = kit.act(&lead);
    assert_eq!(code(act.open::<Edit, Attribute>(city).await), "not_found");
}
