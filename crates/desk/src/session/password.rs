//! How users sign in: by a password, which they set through a link (R2).

use db::{FromRow, Row, params, sql};
use identity::{PasswordHash, Token, check_password};
use kernel::{EmailAddress, Fault, Random, Secret};
use serde_json::json;
use tokio::sync::Semaphore;

use super::life::{self, Beginning};
use super::limit::{self, Attempt, Network};
use super::{Browser, NewSession, SessionKind, SessionWay, facts};
use crate::code;
use crate::kb::Host;
use crate::second_factor::{self, NewHalf};
use crate::setting::{self, USER_MINUTES};
use crate::user::UserId;
use crate::who::{Account, AppPublic, System, Who};
use crate::{Act, Desk, View};

/// How long a link lives through which a password is set.
const LINK_HOURS: i64 = 24;

sql! {
    ADD_LINK = "insert into password_link (org_id, hash, user_id, ends_at)
        select $1, $2, id, $4 from app_user where org_id = $1 and id = $3 and active returning user_id";
    END_LINKS = "delete from password_link where org_id = $1 and user_id = $2";
    LINKED = "select u.id, u.email from password_link l join app_user u on u.org_id = l.org_id and u.id = l.user_id
        where l.org_id = $1 and l.hash = $2 and l.ends_at > $3 and u.active";
    USE_LINK = "delete from password_link where org_id = $1 and hash = $2 and ends_at > $3 returning user_id";
    SET = "update app_user set password = $3 where org_id = $1 and id = $2 and active";
    ACCOUNT = "select id, email, password from app_user
        where org_id = $1 and email_key = $2 and active and password is not null";
    OWN = "select password from app_user where org_id = $1 and id = $2 and active";
    STILL = "select id from app_user where org_id = $1 and id = $2 and active and password = $3";
}

/// A password about to be set.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// What the link ended in.
    pub link: Token,
    /// The password.
    pub password: Secret,
    /// The password once more.
    pub again: Secret,
}

/// Address and password as somebody typed them.
#[derive(Clone, Debug)]
pub struct PasswordTry {
    /// The address.
    pub email: EmailAddress,
    /// The password.
    pub password: Secret,
}

/// How far a right password leads.
#[derive(Debug)]
pub enum SignIn {
    /// Signed in.
    Whole(NewSession),
    /// The second factor is asked for next.
    Half(NewHalf),
}

struct Known {
    id: UserId,
    email: EmailAddress,
    password: PasswordHash,
}

impl Act<System> {
    /// Makes the link through which a user sets a password, once and within a day; an older one is over. To be shown
    /// once: we keep its fingerprint.
    pub async fn make_password_link(&mut self, user: UserId) -> Result<Token, Fault> {
        let (org, ends_at) = (self.org(), self.now().plus_seconds(LINK_HOURS * 60 * 60));
        let token = Token::new(&self.desk().context().random);
        let hash = token.fingerprint().to_text();
        let writer = self.writer().await?;
        writer.run(END_LINKS.with(params![org, user])).await?;
        let (_,): (UserId,) = writer.one(ADD_LINK.with(params![org, hash.as_str(), user, ends_at])).await?;
        Ok(token)
    }
}

impl View<AppPublic> {
    /// Whose password a link sets, without using it; `link_over` when it is none.
    pub async fn look_password_link(&self, link: &Token) -> Result<EmailAddress, Fault> {
        let hash = link.fingerprint().to_text();
        let call = LINKED.with(params![self.org(), hash.as_str(), self.now()]);
        let row: Option<(UserId, EmailAddress)> = self.reader().maybe(call).await?;
        row.map(|(_, email)| email).ok_or_else(|| Fault::new(&code::LINK_OVER))
    }
}

impl Desk {
    /// Sets a password through a link, which is used up with all others, and ends the user's sessions (TH14, TH20). Signs nobody in.
    pub async fn set_password(&self, host: &Host, new: NewPassword) -> Result<(), Fault> {
        let view = self.view_app(host).await?;
        let looked = view.look_password_link(&new.link).await;
        view.close();
        let link = new.link.clone();
        let hash = new.hashed(&looked?, &self.context().random).await?;
        let mut act = self.act_app(host)?;
        act.store_password(&link, &hash).await?;
        act.done(()).await
    }

    /// Signs a user in, or half in where they have a second factor. Unknown address, wrong password, no password and an
    /// inactive user are one answer after the same work (TH18).
    pub async fn sign_in_user(
        &self,
        host: &Host,
        typed: PasswordTry,
        browser: &Browser,
    ) -> Result<SignIn, Fault> {
        let mut act = self.act_app(host)?;
        let attempts = count_try(&mut act, &typed.email, &browser.network).await?;
        let account = act.account(&typed.email).await?;
        // Counted and stored before the comparison, so that tries of one instant are counted.
        act.done(()).await?;
        let stored = account.as_ref().map_or_else(PasswordHash::decoy, |account| account.password.clone());
        let is_right = slowly(move || stored.verify(&typed.password)).await?;
        let Some(account) = account.filter(|_| is_right) else {
            self.note_sign_in(host.org, &typed.email.key(), &browser.network, "password");
            return Err(Fault::new(&code::PASSWORD_WRONG));
        };
        let mut act = self.act_app(host)?.from(&browser.network);
        limit::take_back(&mut act, &attempts).await?;
        let signed_in = act.begin_user(&account, browser).await?;
        act.done(signed_in).await
    }
}

impl Act<AppPublic> {
    async fn account(&mut self, email: &EmailAddress) -> Result<Option<Known>, Fault> {
        let key = email.key();
        let call = ACCOUNT.with(params![self.org(), key.as_str()]);
        self.writer().await?.maybe(call).await
    }

    /// Begins the session, unless the user was deactivated or the password changed meanwhile.
    async fn begin_user(&mut self, account: &Known, browser: &Browser) -> Result<SignIn, Fault> {
        let call =
            STILL.with(params![self.org(), account.id, account.password.as_stored()]).locking("app_user");
        let still: Option<(UserId,)> = self.writer().await?.maybe(call).await?;
        still.ok_or_else(|| Fault::new(&code::PASSWORD_WRONG))?;
        match second_factor::begin_half(self, account.id).await? {
            Some(half) => Ok(SignIn::Half(half)),
            None => begin_of_user(self, (account.id, &account.email), browser).await.map(SignIn::Whole),
        }
    }

    async fn store_password(&mut self, link: &Token, hash: &PasswordHash) -> Result<(), Fault> {
        let (org, now, link) = (self.org(), self.now(), link.fingerprint().to_text());
        let writer = self.writer().await?;
        let row: Option<(UserId,)> = writer.maybe(USE_LINK.with(params![org, link.as_str(), now])).await?;
        let (user,) = row.ok_or_else(|| Fault::new(&code::LINK_OVER))?;
        writer.run(SET.with(params![org, user, hash.as_stored()])).await?;
        shut_out(self, user).await?;
        self.announce(facts::PASSWORD_SET, user.to_string(), json!({})).await?;
        Ok(())
    }
}

/// Begins a session of a user who has shown everything that was asked for.
pub(crate) async fn begin_of_user<W: Who>(
    act: &mut Act<W>,
    (user, email): (UserId, &EmailAddress),
    browser: &Browser,
) -> Result<NewSession, Fault> {
    let org = act.org();
    let minutes = setting::of_org(act.writer().await?, org, USER_MINUTES).await?;
    let new = Beginning {
        id: act.new_id(),
        kind: SessionKind::User,
        holder: user.to_string(),
        kb: None,
        address: email,
        is_whole: true,
        minutes: setting::number(&minutes, USER_MINUTES),
        way: SessionWay::Password,
        token_id: None,
    };
    life::begin(act, &new, browser).await
}

/// Counts one more password or second factor of an account that may be wrong (A6).
pub(crate) async fn count_try<W: Who>(
    act: &mut Act<W>,
    email: &EmailAddress,
    network: &Network,
) -> Result<[Attempt; 2], Fault> {
    let of_account = limit::count(act, &limit::PASSWORDS_OF_ACCOUNT, &email.key()).await?;
    let of_network = limit::count(act, &limit::PASSWORDS_OF_NETWORK, network.key()).await?;
    Ok([of_account, of_network])
}

/// Whether somebody signed in knows their password, counted like a sign-in. What was counted is to be taken back.
pub(crate) async fn check_own_password(
    mut act: Act<Account>,
    typed: Secret,
    network: &Network,
) -> Result<[Attempt; 2], Fault> {
    let (org, desk, user) = (act.org(), act.desk().clone(), act.who().user.clone());
    let attempts = count_try(&mut act, &user.email, network).await?;
    let stored: Option<(Option<String>,)> =
        act.writer().await?.maybe(OWN.with(params![org, user.id])).await?;
    act.done(()).await?;
    let stored =
        stored.and_then(|(stored,)| stored).map_or_else(PasswordHash::decoy, PasswordHash::from_stored);
    if slowly(move || stored.verify(&typed)).await? {
        return Ok(attempts);
    }
    desk.note_sign_in(org, &user.email.key(), network, "password");
    Err(Fault::new(&code::PASSWORD_WRONG))
}

/// Ends every session of a user, and every link through which one could begin.
pub(crate) async fn shut_out<W: Who>(act: &mut Act<W>, user: UserId) -> Result<(), Fault> {
    let org = act.org();
    act.writer().await?.run(END_LINKS.with(params![org, user])).await?;
    second_factor::end_halves_of(act, user).await?;
    life::end_all(act, SessionKind::User, &user.to_string()).await.map(drop)
}

impl NewPassword {
    /// The hash to store, if the password may protect the account of `email` and was typed twice alike.
    pub(crate) async fn hashed(self, email: &EmailAddress, random: &Random) -> Result<PasswordHash, Fault> {
        self.check(email)?;
        let random = random.clone();
        slowly(move || PasswordHash::new(&self.password, &random)).await
    }

    fn check(&self, email: &EmailAddress) -> Result<(), Fault> {
        check_password(&self.password, email).map_err(|_| Fault::new(&code::PASSWORD_WEAK))?;
        let is_same = self.password.matches(self.again.reveal().as_bytes());
        if is_same { Ok(()) } else { Err(Fault::new(&code::PASSWORDS_DIFFER)) }
    }
}

/// Runs what takes tens of milliseconds and 19 MiB on a thread of its own, two at once at most.
async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    static TURNS: Semaphore = Semaphore::const_new(2);
    let _turn = TURNS.acquire().await.map_err(Fault::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

impl FromRow for Known {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { id: row.get(0)?, email: row.get(1)?, password: PasswordHash::from_stored(row.get(2)?) })
    }
}
