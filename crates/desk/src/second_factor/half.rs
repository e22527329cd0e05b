//! Half a sign-in: the password was right, and the second factor is still to be shown. It gives access to nothing.

use db::{params, sql};
use identity::Token;
use kernel::{EmailAddress, Fault, Time};

use crate::act::{Act, View};
use crate::user::UserId;
use crate::who::{AppPublic, Who};

/// How long it may take to show the second factor.
pub const HALF_MINUTES: i64 = 10;
/// How often one may try, before the password is asked for again.
pub const TRIES: i64 = 5;

sql! {
    BEGIN = "insert into half_sign_in (org_id, hash, user_id, tries, ends_at)
        select $1, $2, $3, 0, $4 from second_factor where org_id = $1 and user_id = $3 returning user_id";
    LOOK = "select user_id from half_sign_in where org_id = $1 and hash = $2 and ends_at > $3 and tries < $4";
    TRY = "update half_sign_in set tries = tries + 1
        where org_id = $1 and hash = $2 and ends_at > $3 and tries < $4 returning user_id";
    WHO = "select email from app_user where org_id = $1 and id = $2 and active";
    END = "delete from half_sign_in where org_id = $1 and hash = $2";
    END_OF = "delete from half_sign_in where org_id = $1 and user_id = $2";
}

/// Half a sign-in that has just begun.
#[derive(Clone, Debug)]
pub struct NewHalf {
    /// For the browser's cookie; we keep its fingerprint only.
    pub token: Token,
    /// When it is over.
    pub ends_at: Time,
}

/// Whose sign-in a browser has in its middle.
#[derive(Debug)]
pub(super) struct Halfway {
    pub(super) user: UserId,
    pub(super) email: EmailAddress,
}

/// Begins half a sign-in of whoever has a second factor; nothing for whoever has none.
pub(crate) async fn begin<W: Who>(act: &mut Act<W>, user: UserId) -> Result<Option<NewHalf>, Fault> {
    let (org, ends_at) = (act.org(), act.now().plus_seconds(HALF_MINUTES * 60));
    let token = Token::new(&act.desk().context().random);
    let hash = token.fingerprint().to_text();
    let call = BEGIN.with(params![org, hash.as_str(), user, ends_at]);
    let begun: Option<(UserId,)> = act.writer().await?.maybe(call).await?;
    Ok(begun.map(|_| NewHalf { token, ends_at }))
}

/// Ends every half sign-in of a user.
pub(crate) async fn end_of<W: Who>(act: &mut Act<W>, user: UserId) -> Result<(), Fault> {
    let org = act.org();
    act.writer().await?.run(END_OF.with(params![org, user])).await?;
    Ok(())
}

/// Ends this one.
pub(super) async fn end<W: Who>(act: &mut Act<W>, half: &Token) -> Result<(), Fault> {
    let org = act.org();
    act.writer().await?.run(END.with(params![org, half.fingerprint().to_text()])).await?;
    Ok(())
}

/// Counts a try. The user stays locked, so that tries of one instant are made one after another, and none beside a
/// password that is being changed.
pub(super) async fn count<W: Who>(act: &mut Act<W>, half: &Token) -> Result<Option<Halfway>, Fault> {
    let (org, now, hash) = (act.org(), act.now(), half.fingerprint().to_text());
    let writer = act.writer().await?;
    let half: Option<(UserId,)> = writer.maybe(LOOK.with(params![org, hash.as_str(), now, TRIES])).await?;
    let Some((user,)) = half else { return Ok(None) };
    let who: Option<(EmailAddress,)> = writer.maybe(WHO.with(params![org, user]).locking("app_user")).await?;
    let counted: Option<(UserId,)> = writer.maybe(TRY.with(params![org, hash.as_str(), now, TRIES])).await?;
    Ok(who.zip(counted).map(|((email,), _)| Halfway { user, email }))
}

impl View<AppPublic> {
    /// Whether this browser has half a sign-in that can still be finished.
    pub async fn is_half_signed_in(&self, half: &Token) -> Result<bool, Fault> {
        let call = LOOK.with(params![self.org(), half.fingerprint().to_text(), self.now(), TRIES]);
        let found: Option<(UserId,)> = self.reader().maybe(call).await?;
        Ok(found.is_some())
    }
}
