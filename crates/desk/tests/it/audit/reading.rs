//! Who reads what of the log, and what stands in it.

use std::net::Ipv4Addr;

use db::{params, sql};
use desk::api_key::ApiHost;
use desk::audit::{AuditQuery, PAGE, kind};
use desk::conversation::{Conversation, Delete, Details, EditSubject, MarkDone};
use desk::right::Role;
use desk::session::Network;
use kernel::Text;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{change, log, named};
use crate::api_key;
use crate::inbox::redaction::redact_details;
use crate::inbox::{Stage, code};

sql! {
    COPY = "insert into audit (org_id, chain, name, subject, actor, at, client, details, was, became, salt, digest, block)
        select $2, chain, name, subject, actor, at, client, details, was, became, salt, digest, block from audit
        where org_id = $1 and subject = $3";
}

#[both]
async fn r4_a_change_is_written_down_with_who_when_from_where_and_both_values(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let from = Network::of(Ipv4Addr::new(192, 0, 2, 9).into());
    let mut act = kit.act(&ada).from(&from);
    let reopen = desk::setting::Setting::find("portal.reopen").unwrap();
    act.change_setting(kit.kb.id, reopen, ("on", "off")).await.unwrap();
    act.done(()).await.unwrap();
    let newest = log(&kit, &ada, &AuditQuery::default()).await.unwrap().remove(0);
    assert_eq!(newest.name, "setting.changed");
    assert_eq!(newest.actor_name.as_deref(), Some("Ada Min"));
    assert_eq!((newest.at, newest.client.as_str()), (kit.clock.now(), "192.0.2.9"));
    assert_eq!((newest.change.was.as_deref(), newest.change.became.as_deref()), (Some("on"), Some("off")));
    assert_eq!(
        (newest.subject, newest.details["name"].as_str()),
        (kit.kb.id.to_string(), Some("portal.reopen"))
    );
    // What is as it was is no change.
    change(&kit, &ada, "portal.reopen", "off", "off").await.unwrap();
    assert_eq!(log(&kit, &ada, &named("setting.changed")).await.unwrap()[0].seq, newest.seq);
}

#[both]
async fn th33_what_is_not_stored_is_not_in_the_log_either(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let before = log(&kit, &ada, &AuditQuery::default()).await.unwrap().len();
    let mut act = kit.act(&ada);
    let reopen = desk::setting::Setting::find("portal.reopen").unwrap();
    act.change_setting(kit.kb.id, reopen, ("on", "off")).await.unwrap();
    drop(act);
    assert_eq!(log(&kit, &ada, &AuditQuery::default()).await.unwrap().len(), before);
}

#[both]
async fn r4_administrators_read_all_of_it_and_content_managers_what_was_set(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let cora = kit.user("Cora Content", &[Role::ContentManager]).await;
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let colla = kit.collaborator("Col Lab").await;
    let all = log(&kit, &ada, &AuditQuery::default()).await.unwrap();
    assert!(all.iter().any(|entry| entry.name == "user.added"));
    let of_settings = log(&kit, &cora, &AuditQuery::default()).await.unwrap();
    assert!(!of_settings.is_empty() && of_settings.iter().all(|entry| entry.name == "setting.changed"));
    for nobody in [&agent, &colla] {
        assert_eq!(code(log(&kit, nobody, &AuditQuery::default()).await), "may_not");
    }
}

#[both]
async fn r4_the_log_is_searched_and_turned_over(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let begun = kit.clock.now();
    for turn in 0..PAGE {
        kit.clock.advance_millis(1_000);
        let (from, to) = if turn % 2 == 0 { ("on", "off") } else { ("off", "on") };
        change(kit, &ada, "portal.reopen", from, to).await.unwrap();
    }
    let of_ada = AuditQuery { actor: Some(format!("user:{}", ada.id)), ..AuditQuery::default() };
    assert_eq!(log(kit, &ada, &of_ada).await.unwrap().len(), PAGE);
    let of_conversation = AuditQuery { subject: Some(stage.id.to_string()), ..AuditQuery::default() };
    let told: Vec<_> = log(kit, &ada, &of_conversation).await.unwrap();
    assert!(told.iter().all(|entry| entry.name.starts_with("conversation.")) && !told.is_empty());
    let since = AuditQuery { since: Some(begun.plus_millis(49_500)), ..named("setting") };
    assert_eq!(log(kit, &ada, &since).await.unwrap().len(), 1);
    let until =
        AuditQuery { since: Some(begun), until: Some(begun.plus_millis(2_500)), ..named("setting.changed") };
    assert_eq!(log(kit, &ada, &AuditQuery { actor: of_ada.actor.clone(), ..until }).await.unwrap().len(), 2);
    let view = kit.view(&ada).await;
    let (first, more) = view.audit(&AuditQuery::default()).await.unwrap();
    assert!(more);
    let next = AuditQuery { before: Some(first[PAGE - 1].seq), ..AuditQuery::default() };
    let (second, _) = view.audit(&next).await.unwrap();
    assert!(second[0].seq < first[PAGE - 1].seq);
    view.close();
}

#[both]
async fn r4_what_was_refused_is_written_down_by_the_clock(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let from = Network::of(Ipv4Addr::new(192, 0, 2, 9).into());
    for _ in 0..1_003 {
        kit.desk.note_refused(&ada, "/app/settings", &from);
    }
    kit.desk.house_turn().await.unwrap();
    let refused = log(&kit, &ada, &named(kind::REFUSED)).await.unwrap();
    assert_eq!((refused[0].subject.as_str(), refused[0].client.as_str()), ("/app/settings", "192.0.2.9"));
    let left_out = log(&kit, &ada, &named(kind::LEFT_OUT)).await.unwrap();
    assert_eq!(left_out[0].details["count"], 3);
}

#[both]
async fn r4_taking_the_log_away_is_an_entry_of_it(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = kit.act(&ada);
    let taken = act.export_audit(&named("setting")).await.unwrap();
    act.done(()).await.unwrap();
    let entry = log(&kit, &ada, &named("audit.exported")).await.unwrap().remove(0);
    assert_eq!(entry.details["entries"], taken.len());
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(kit.act(&agent).export_audit(&named("setting")).await), "may_not");
}

#[both]
async fn w3_a_redacted_subject_is_taken_out_of_the_log_as_well(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = kit.act(&ada);
    let conversation = act.open::<EditSubject, Conversation>(stage.id).await.unwrap();
    conversation.edit_subject(&mut act, &Text::new("Card 4111").unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    let said = log(kit, &ada, &named("conversation.subject")).await.unwrap();
    assert_eq!(said[0].change.became.as_deref(), Some("Card 4111"));
    kit.part_from_twin();
    let subject = Details { subject: true, ..Details::default() };
    redact_details(&stage, 0, subject).await.unwrap();
    let said = log(kit, &ada, &named("conversation.subject")).await.unwrap().remove(0);
    assert!(said.is_emptied && said.change.became.is_none() && said.actor_name.is_some());
}

#[both]
async fn w3_of_a_deleted_conversation_the_log_says_that_things_happened(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = kit.act(&ada);
    act.open::<MarkDone, Conversation>(stage.id).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = kit.act(&ada);
    act.open::<Delete, Conversation>(stage.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let about = AuditQuery { subject: Some(stage.id.to_string()), ..AuditQuery::default() };
    let entries = log(kit, &ada, &about).await.unwrap();
    assert_eq!(entries[0].name, "conversation.deleted");
    assert!(!entries[0].is_emptied && entries[1..].iter().all(|entry| entry.is_emptied));
}

#[both]
async fn th27_the_log_of_another_organization_is_not_read(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    change(&kit, &ada, "portal.reopen", "on", "off").await.unwrap();
    let entry = log(&kit, &ada, &named("setting.changed")).await.unwrap().remove(0);
    let all = log(&kit, &ada, &AuditQuery::default()).await.unwrap();
    let mut seqs: Vec<i64> = all.iter().map(|entry| entry.seq).collect();
    seqs.dedup();
    assert_eq!(seqs.len(), all.len());
    assert!(all.iter().all(|entry| !entry.name.starts_with('!')));
    let stranger = desk::User { org: kit.id(), ..ada.clone() };
    assert!(log(&kit, &stranger, &AuditQuery::default()).await.unwrap().is_empty());
    assert_eq!(code(kit.act(&stranger).set_back(entry.seq).await), "not_found");
    kit.part_from_twin();
    kit.lose("audit", "true").await;
    assert!(log(&kit, &ada, &AuditQuery::default()).await.unwrap().is_empty());
    kit.lose("app_user", "true").await;
}

#[both]
async fn th27_customers_are_named_as_this_organization_knows_them(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    stage.reply("Is anybody there?").await;
    let replied = log(kit, &ada, &named("conversation.replied")).await.unwrap().remove(0);
    assert_eq!(replied.actor_name.as_deref(), Some("Cleo Customer"));
    let mut act = kit.act(&ada);
    act.open::<Delete, Conversation>(stage.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    kit.part_from_twin();
    kit.lose("customer", "true").await;
    let replied = log(kit, &ada, &named("conversation.replied")).await.unwrap().remove(0);
    assert_eq!(replied.actor_name, None);
}

#[both]
async fn r3_th27_keys_are_named_as_this_organization_knows_them(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let made = api_key::make(&kit, &ada, &api_key::new("org.user", "")).await.unwrap();
    let key = api_key::enter(&kit, ApiHost::Common, (made.token.reveal(), "192.0.2.7")).await.unwrap();
    kit.desk.note_refused(&key, "/v1/orgs", &Network::of(Ipv4Addr::new(192, 0, 2, 7).into()));
    kit.desk.house_turn().await.unwrap();
    let refused = log(&kit, &ada, &named(kind::REFUSED)).await.unwrap().remove(0);
    assert_eq!(refused.actor_name.as_deref(), Some("Shop"));
    kit.part_from_twin();
    kit.lose("api_key", "true").await;
    let refused = log(&kit, &ada, &named(kind::REFUSED)).await.unwrap().remove(0);
    assert_eq!(refused.actor_name, None);
}

#[both]
async fn th27_a_deletion_empties_the_log_of_its_own_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let neighbour = desk::User { org: kit.id(), ..ada.clone() };
    kit.part_from_twin();
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(COPY.with(params![kit.org, neighbour.org, stage.id])).await.unwrap();
    writer.commit().await.unwrap();
    let mut act = kit.act(&ada);
    act.open::<Delete, Conversation>(stage.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let about = AuditQuery { subject: Some(stage.id.to_string()), ..AuditQuery::default() };
    let entries = log(kit, &neighbour, &about).await.unwrap();
    assert!(!entries.is_empty() && entries.iter().all(|entry| !entry.is_emptied));
}
