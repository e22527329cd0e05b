//! The statements of imports beside those of histories.

use db::{Call, params, sql};
use kernel::{Fault, OrgId};

use super::join::Known;
use super::report::Report;
use super::{MailImport, read::Unfinished};
use crate::act::{Act, View};
use crate::conversation::{Author, ConversationId};
use crate::customer::CustomerId;
use crate::who::System;

sql! {
    KNOWN = "select m.outside_id, m.address, m.conversation_id, c.customer_id, c.brand_id, c.status, c.activity_at
        from message m join conversation c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.org_id = $1 and m.outside_id in ($list)";
    CONVERSATION = "select '', $3, c.id, c.customer_id, c.brand_id, c.status, c.activity_at
        from conversation c where c.org_id = $1 and c.id = $2";
    SEE = "insert into read_mark (org_id, reader, conversation_id, seq)
        select c.org_id, $3, c.id, c.last_seq from conversation c where c.org_id = $1 and c.id = $2
        on conflict (org_id, reader, conversation_id) do update set seq = excluded.seq where read_mark.seq < excluded.seq";
    SAVE = "insert into import_run (org_id, brand_id, source, place, report, changed_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (org_id, brand_id, source) do update
        set place = excluded.place, report = excluded.report, changed_at = excluded.changed_at";
    UNFINISHED = "select place, report from import_run where org_id = $1 and brand_id = $2 and source = $3";
    FORGET = "delete from import_run where org_id = $1 and brand_id = $2 and source = $3";
}

/// Of these mails those that are stored, as somebody sees it who only looks.
pub(super) async fn look(view: &View<System>, ids: Vec<&str>) -> Result<Vec<Known>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    view.reader().all(call(view.org(), ids)).await
}

/// Of these mails those that are stored, this transaction's own among them.
pub(super) async fn known(act: &mut Act<System>, ids: Vec<&str>) -> Result<Vec<Known>, Fault> {
    let call = call(act.org(), ids);
    act.writer().await?.all(call).await
}

/// A conversation that this address had a part in.
pub(super) async fn conversation(
    act: &mut Act<System>,
    id: ConversationId,
    address: String,
) -> Result<Option<Known>, Fault> {
    let values = params![act.org(), id, address];
    act.writer().await?.maybe(CONVERSATION.with(values)).await
}

fn call(org: OrgId, ids: Vec<&str>) -> Call<'_> {
    KNOWN.with(params![org]).list(ids.into_iter().flat_map(|id| params![id]).collect())
}

/// The customer has read it all: it happened long ago.
pub(super) async fn see(
    act: &mut Act<System>,
    conversation: ConversationId,
    customer: CustomerId,
) -> Result<(), Fault> {
    let values = params![act.org(), conversation, Author::Customer(customer).stored()];
    act.writer().await?.push(SEE.with(values)).await?;
    Ok(())
}

/// Stores how far the import got.
pub(super) async fn save(
    act: &mut Act<System>,
    import: &MailImport,
    place: &str,
    report: &Report,
) -> Result<(), Fault> {
    let report = serde_json::to_string(report).map_err(Fault::internal)?;
    let values = params![import.org, import.brand.id, &import.source, place, report, act.now()];
    act.writer().await?.push(SAVE.with(values)).await?;
    Ok(())
}

/// The end: nothing is left to go on with.
pub(super) async fn forget(act: &mut Act<System>, import: &MailImport) -> Result<(), Fault> {
    let values = params![import.org, import.brand.id, &import.source];
    act.writer().await?.push(FORGET.with(values)).await?;
    Ok(())
}

/// How far an earlier run got that broke off.
pub(super) async fn unfinished(
    view: &View<System>,
    import: &MailImport,
) -> Result<Option<Unfinished>, Fault> {
    let values = params![import.org, import.brand.id, &import.source];
    let row: Option<(String, String)> = view.reader().maybe(UNFINISHED.with(values)).await?;
    let Some((place, report)) = row else { return Ok(None) };
    let report = serde_json::from_str(&report).map_err(Fault::internal)?;
    Ok(Some(Unfinished { place, report }))
}
