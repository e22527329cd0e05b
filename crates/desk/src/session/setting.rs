//! What a changed setting does to sessions, in the transaction that changes it.

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{SessionId, SessionKind, facts, life};
use crate::Act;
use crate::kb::KbId;
use crate::setting::{self, Scope, USER_MINUTES};
use crate::who::Who;

sql! {
    END_OF_KB = "delete from session where org_id = $1 and kb_id = $2 and /*see*/kind = 'customer'/*end*/";
    END_OTHERWISE = "delete from session where org_id = $1 and kb_id = $2 and kind = 'customer' and way <> 'sign_on'
        returning id, holder_id";
    SHORTEN_USERS = "update session set ends_at = made_at + $2 where org_id = $1 and kind = 'user' and ends_at > made_at + $2";
    SHORTEN = "update session set ends_at = made_at + $3 where org_id = $1 and kb_id = $2 and /*see*/kind = 'customer'/*end*/
        and ends_at > made_at + $3";
}

/// Turning the portal off ends the customers' sessions of its knowledge base (P1). A shorter lifetime shortens them for good,
/// so that a longer one revives none (A1). Custom Sign On ends what began by a way that it replaces (A3).
pub(crate) async fn follow_setting<W: Who>(
    act: &mut Act<W>,
    scope: Scope,
    name: &str,
    value: &str,
) -> Result<(), Fault> {
    match (scope, name, value) {
        (Scope::Kb(kb), "portal.my-conversations", "off") => end_of_kb(act, kb).await,
        (Scope::Kb(kb), "portal.sign-on", "on") | (Scope::Kb(kb), "portal.sign-on-code", "off") => {
            end_otherwise(act, kb).await
        }
        (Scope::Kb(kb), "portal.session-minutes", minutes) => shorten(act, kb, minutes).await,
        (Scope::Org, USER_MINUTES, minutes) => shorten_users(act, minutes).await,
        _ => Ok(()),
    }
}

async fn end_of_kb<W: Who>(act: &mut Act<W>, kb: KbId) -> Result<(), Fault> {
    let call = END_OF_KB.with(params![act.org(), kb]);
    act.writer().await?.run(call).await?;
    act.announce(facts::ENDED, kb.to_string(), json!({ "kb": kb })).await?;
    Ok(())
}

async fn end_otherwise<W: Who>(act: &mut Act<W>, kb: KbId) -> Result<(), Fault> {
    let (org, scope) = (act.org(), Scope::Kb(kb));
    let values = setting::in_force(act.writer().await?, org, scope).await?;
    let is_on = |name: &str| setting::value(&values, name) == "on";
    if !is_on("portal.sign-on") || is_on("portal.sign-on-code") {
        return Ok(());
    }
    let call = END_OTHERWISE.with(params![org, kb]);
    let ended: Vec<(SessionId, String)> = act.writer().await?.all(call).await?;
    life::tell(act, SessionKind::Customer, ended).await
}

async fn shorten<W: Who>(act: &mut Act<W>, kb: KbId, minutes: &str) -> Result<(), Fault> {
    let minutes: i64 = minutes.parse().map_err(Fault::internal)?;
    let call = SHORTEN.with(params![act.org(), kb, minutes * 60_000]);
    act.writer().await?.run(call).await?;
    Ok(())
}

async fn shorten_users<W: Who>(act: &mut Act<W>, minutes: &str) -> Result<(), Fault> {
    let minutes: i64 = minutes.parse().map_err(Fault::internal)?;
    let call = SHORTEN_USERS.with(params![act.org(), minutes * 60_000]);
    act.writer().await?.run(call).await?;
    Ok(())
}
