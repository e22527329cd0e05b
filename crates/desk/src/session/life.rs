//! A session's beginning and end.

use db::{params, sql};
use identity::Token;
use kernel::{EmailAddress, Fault};
use serde_json::json;

use super::{Browser, NewSession, SessionId, SessionKind, SessionWay, device, facts};
use crate::Act;
use crate::kb::KbId;
use crate::who::Who;

const MINUTE: i64 = 60;

sql! {
    ADD = "insert into session (org_id, hash, id, kind, holder_id, kb_id, address, whole, device, made_at, ends_at, way)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    END = "delete from session where org_id = $1 and hash = $2 and kind = $3 returning id, holder_id";
    END_ONE = "delete from session where org_id = $1 and kind = $2 and /*see*/holder_id = $3/*end*/ and id = $4
        returning id, holder_id";
    END_ALL = "delete from session where org_id = $1 and kind = $2 and /*see*/holder_id = $3/*end*/
        returning id, holder_id";
}

/// A session about to begin.
pub(crate) struct Beginning<'a> {
    pub(crate) id: SessionId,
    pub(crate) kind: SessionKind,
    pub(crate) way: SessionWay,
    /// The id of the customer or user.
    pub(crate) holder: String,
    pub(crate) kb: Option<KbId>,
    /// The address that was proven.
    pub(crate) address: &'a EmailAddress,
    /// A4's answer: whether the address selects the holder.
    pub(crate) is_whole: bool,
    pub(crate) minutes: i64,
    /// The id that a sign-on token gave itself.
    pub(crate) token_id: Option<&'a str>,
}

type Ended = (SessionId, String);

/// Begins a session with a token of its own, and ends the one the browser had (TH20).
pub(crate) async fn begin<W: Who>(
    act: &mut Act<W>,
    new: &Beginning<'_>,
    browser: &Browser,
) -> Result<NewSession, Fault> {
    let (org, now) = (act.org(), act.now());
    if let Some(old) = &browser.session {
        let hash = old.fingerprint().to_text();
        let call = END.with(params![org, hash.as_str(), new.kind]);
        let ended = act.writer().await?.all(call).await?;
        tell(act, new.kind, ended).await?;
    }
    let token = Token::new(&act.desk().context().random);
    let ends_at = now.plus_seconds(new.minutes * MINUTE);
    let hash = token.fingerprint().to_text();
    let device = device::name(&browser.user_agent);
    let values = params![
        org,
        hash.as_str(),
        new.id,
        new.kind,
        new.holder.as_str(),
        new.kb,
        new.address,
        new.is_whole,
        device.as_str(),
        now,
        ends_at,
        new.way
    ];
    act.writer().await?.run(ADD.with(values)).await?;
    let mut payload = json!({ new.kind.name(): new.holder, "way": new.way.name() });
    if let Some(token_id) = new.token_id {
        payload["token"] = token_id.into();
    }
    act.announce(facts::STARTED, new.id.to_string(), payload).await?;
    Ok(NewSession { token, ends_at })
}

/// Ends one session of a holder, and answers whether there was one.
pub(super) async fn end_one<W: Who>(
    act: &mut Act<W>,
    kind: SessionKind,
    holder: &str,
    session: SessionId,
) -> Result<bool, Fault> {
    let call = END_ONE.with(params![act.org(), kind, holder, session]);
    let ended: Vec<Ended> = act.writer().await?.all(call).await?;
    let was_there = !ended.is_empty();
    tell(act, kind, ended).await?;
    Ok(was_there)
}

/// Ends every session of a holder, and answers how many there were.
pub(super) async fn end_all<W: Who>(
    act: &mut Act<W>,
    kind: SessionKind,
    holder: &str,
) -> Result<usize, Fault> {
    let call = END_ALL.with(params![act.org(), kind, holder]);
    let ended: Vec<Ended> = act.writer().await?.all(call).await?;
    let count = ended.len();
    tell(act, kind, ended).await?;
    Ok(count)
}

pub(super) async fn tell<W: Who>(
    act: &mut Act<W>,
    kind: SessionKind,
    ended: Vec<Ended>,
) -> Result<(), Fault> {
    for (id, holder) in ended {
        act.announce(facts::ENDED, id.to_string(), json!({ kind.name(): holder })).await?;
    }
    Ok(())
}
