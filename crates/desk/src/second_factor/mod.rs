//! The second factor of users (R2): codes of an authenticator app, recovery codes, and of whom it is demanded.

mod demand;
mod enrol;
mod enter;
mod half;
mod manage;
mod recovery;
mod reset;

use db::{Statement, params, sql};
use identity::{Keys, TotpSecret, TotpStep};
use kernel::{Fault, OrgId};

use crate::Act;
use crate::user::UserId;
use crate::who::Who;

pub(crate) use demand::Demand;
pub use enrol::{OFFER_MINUTES, Offer};
pub use half::{HALF_MINUTES, NewHalf, TRIES};
pub(crate) use half::{begin as begin_half, end_of as end_halves_of};
pub use manage::{Confirmed, Standing};
pub use recovery::{CODES, NewCodes};
pub use reset::Reset;

/// What second factors announce. Ids only.
pub mod facts {
    crate::interest::facts! {
        /// A user set up a second factor.
        MADE "user.second_factor_made";
        /// A user turned their second factor off.
        OFF "user.second_factor_off";
        /// An Administrator took away a user's second factor, so that they can set up another.
        RESET "user.second_factor_reset";
        /// A user has new recovery codes; the older ones are over.
        CODES_MADE "user.recovery_codes_made";
        /// A user came in by a recovery code, which is used up.
        CODE_USED "user.recovery_code_used";
    }
}

sql! {
    FIND = "select sealed, last_step from second_factor where org_id = $1 and user_id = $2";
    STORE = "insert into second_factor (org_id, user_id, sealed, last_step, made_at) values ($1, $2, $3, $4, $5)
        on conflict (org_id, user_id) do nothing returning user_id";
    USED = "update second_factor set last_step = $3 where org_id = $1 and user_id = $2";
    REMOVE = "delete from second_factor where org_id = $1 and user_id = $2 returning user_id";
}

/// A user's second factor.
struct Held {
    secret: TotpSecret,
    used: TotpStep,
}

impl Held {
    /// The user's, locked, so that two who show one code do it one after another.
    async fn find<W: Who>(act: &mut Act<W>, user: UserId) -> Result<Option<Self>, Fault> {
        let (org, keys) = (act.org(), act.desk().keys().clone());
        let call = FIND.with(params![org, user]).locking("second_factor");
        let found: Option<(Vec<u8>, TotpStep)> = act.writer().await?.maybe(call).await?;
        found.map(|(sealed, used)| Ok(Self { secret: open(&keys, &sealed, (org, user))?, used })).transpose()
    }
}

/// Stores the second factor whose code of this step was shown; whether there was none yet.
async fn store<W: Who>(
    act: &mut Act<W>,
    user: UserId,
    (secret, step): (&TotpSecret, TotpStep),
) -> Result<bool, Fault> {
    let (org, now, sealed) = (act.org(), act.now(), seal(act, secret, user));
    let stored: Option<(UserId,)> =
        act.writer().await?.maybe(STORE.with(params![org, user, sealed, step, now])).await?;
    Ok(stored.is_some())
}

/// Takes it away with its recovery codes, and answers whether there was one.
async fn remove<W: Who>(act: &mut Act<W>, user: UserId) -> Result<bool, Fault> {
    let org = act.org();
    let removed: Option<(UserId,)> = act.writer().await?.maybe(REMOVE.with(params![org, user])).await?;
    half::end_of(act, user).await?;
    Ok(removed.is_some())
}

fn seal<W: Who>(act: &Act<W>, secret: &TotpSecret, user: UserId) -> Vec<u8> {
    act.desk().keys().seal(secret.reveal(), &place(act.org(), user), &act.desk().context().random)
}

fn open(keys: &Keys, sealed: &[u8], (org, user): (OrgId, UserId)) -> Result<TotpSecret, Fault> {
    let opened = keys.open(sealed, &place(org, user)).map_err(Fault::internal)?;
    TotpSecret::from_bytes(opened.reveal()).ok_or_else(|| Fault::internal("a sealed second factor is none"))
}

fn place(org: OrgId, user: UserId) -> String {
    format!("{org}/second_factor/sealed/{user}")
}

/// Every statement about second factors.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, enrol::STATEMENTS, half::STATEMENTS, manage::STATEMENTS, recovery::STATEMENTS].concat()
}
