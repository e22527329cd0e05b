//! Recovery codes: ten at a time, shown once, each good once.

use db::{params, sql};
use identity::RecoveryCode;
use kernel::Fault;
use serde_json::json;

use super::facts;
use crate::Act;
use crate::user::UserId;
use crate::who::Who;

/// How many there are in a set.
pub const CODES: usize = 10;

sql! {
    END_ALL = "delete from recovery_code where org_id = $1 and user_id = $2";
    ADD = "insert into recovery_code (org_id, user_id, hash) values ($1, $2, $3)";
    USE = "delete from recovery_code where org_id = $1 and user_id = $2 and hash = $3 returning user_id";
}

/// A set of recovery codes that was just made, to be shown once: we keep their fingerprints.
#[derive(Debug)]
pub struct NewCodes(pub Vec<RecoveryCode>);

/// Makes a new set; the codes of an older one are over.
pub(super) async fn renew<W: Who>(act: &mut Act<W>, user: UserId) -> Result<NewCodes, Fault> {
    let (org, desk) = (act.org(), act.desk().clone());
    act.writer().await?.run(END_ALL.with(params![org, user])).await?;
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| RecoveryCode::new(&desk.context().random)).collect();
    for code in &codes {
        let hash = code.fingerprints(desk.keys()).first().map(|newest| newest.to_text());
        act.writer().await?.run(ADD.with(params![org, user, hash])).await?;
    }
    act.announce(facts::CODES_MADE, user.to_string(), json!({})).await?;
    Ok(NewCodes(codes))
}

/// Uses a code up: the delete answers whether it is one, so that two who show it at once are one.
pub(super) async fn use_up<W: Who>(
    act: &mut Act<W>,
    user: UserId,
    shown: &RecoveryCode,
) -> Result<bool, Fault> {
    let (org, keys) = (act.org(), act.desk().keys().clone());
    for hash in shown.fingerprints(&keys) {
        let call = USE.with(params![org, user, hash.to_text()]);
        let found: Option<(UserId,)> = act.writer().await?.maybe(call).await?;
        if found.is_some() {
            act.announce(facts::CODE_USED, user.to_string(), json!({})).await?;
            return Ok(true);
        }
    }
    Ok(false)
}
