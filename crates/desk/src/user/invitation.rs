//! Inviting users: by a link that goes to the address, works once and within a day (TH14, TH15).

use db::{params, sql};
use identity::{PasswordHash, Token};
use kernel::{EmailAddress, Fault, Language, OrgId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::member::{Member, Resend, Withdraw};
use super::{ADD, Grants, UserId, UserName, facts};
use crate::act::{Act, Allowed, View};
use crate::code;
use crate::door::Desk;
use crate::kb::{Host, Origin};
use crate::right::Right;
use crate::session::{self, NewPassword};
use crate::who::{AppPublic, System, User};

/// How long an invitation is good.
pub const INVITATION_HOURS: i64 = 24;

/// The kind of job that sends the mail.
pub const INVITATION_MAIL: &str = "invitation-mail";

sql! {
    STORE = "insert into invitation (org_id, user_id, hash, sealed, language, origin, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (org_id, user_id) do update set hash = excluded.hash,
        sealed = excluded.sealed, language = excluded.language, origin = excluded.origin, ends_at = excluded.ends_at";
    TO_SEND = "select u.email, i.language, i.origin, i.sealed from invitation i
        join app_user u on u.org_id = i.org_id and u.id = i.user_id
        where i.org_id = $1 and i.user_id = $2 and i.hash = $3 and i.ends_at > $4";
    LOOK = "select u.name, u.email from invitation i join app_user u on u.org_id = i.org_id and u.id = i.user_id
        where i.org_id = $1 and i.hash = $2 and i.ends_at > $3";
    USE = "delete from invitation where org_id = $1 and hash = $2 and ends_at > $3 returning user_id";
    JOIN = "update app_user set password = $3, active = $4, name = $5 where org_id = $1 and id = $2";
    WITHDRAW = "delete from app_user where org_id = $1 and id = $2";
}

/// Somebody about to be invited.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The name.
    pub name: UserName,
    /// The address, which is also the one to sign in with.
    pub email: EmailAddress,
    /// What they will be given.
    pub grants: Grants,
}

/// How an invitation gets to somebody.
#[derive(Clone, Debug)]
pub struct Way {
    /// The language of the mail.
    pub language: Language,
    /// The registered address of the app, which the link begins with (TH16).
    pub origin: Origin,
}

/// Whoever holds an invitation, as its page greets them.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The name.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
}

/// The job that sends the mail. Neither address nor link stands in it (TH17).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InvitationJob {
    user: UserId,
    hash: String,
}

/// What the mail says.
#[derive(Debug)]
pub struct InvitationMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// The address of the app.
    pub origin: Origin,
    /// What the link ends in.
    pub link: Token,
}

impl Act<User> {
    /// Invites somebody, who is a user from then on and active once they have used the link. `email_taken` where the
    /// address is a user's already. For Administrators.
    pub async fn invite(&mut self, new: &Invitation, way: &Way) -> Result<UserId, Fault> {
        self.who().must(Right::Administer)?;
        let (org, id, now) = (self.org(), self.new_id(), self.now());
        let language: Option<&Language> = None;
        let (kind, key) = (new.grants.kind, new.email.key());
        let values = params![org, id, &new.email, key, &new.name.0, kind, language, false, now];
        self.writer().await?.run(ADD.with(values)).await?;
        new.grants.store(self, id).await?;
        send(self, (id, &new.email), way).await?;
        Ok(id)
    }
}

impl Allowed<Member, Resend> {
    /// Sends another link; the older one is over. `too_often` for one address as for other links (A6).
    pub async fn invite_again(&self, act: &mut Act<User>, way: &Way) -> Result<(), Fault> {
        self.belongs_to(act)?;
        send(act, (self.id, &self.email), way).await
    }
}

impl Allowed<Member, Withdraw> {
    /// Takes the invitation back: the link is over, and whoever was invited is no user.
    pub async fn withdraw(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        act.writer().await?.run(WITHDRAW.with(params![org, self.id])).await?;
        act.announce(facts::WITHDRAWN, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

async fn send(act: &mut Act<User>, (user, email): (UserId, &EmailAddress), way: &Way) -> Result<(), Fault> {
    session::count_invitation(act, email).await?;
    let (org, now, desk) = (act.org(), act.now(), act.desk().clone());
    let link = Token::new(&desk.context().random);
    let sealed = desk.keys().seal(link.reveal().as_bytes(), &place(org, user), &desk.context().random);
    let (hash, origin) = (link.fingerprint().to_text(), way.origin.to_string());
    let ends_at = now.plus_seconds(INVITATION_HOURS * 60 * 60);
    let values = params![org, user, hash.as_str(), sealed, &way.language, origin.as_str(), ends_at];
    act.writer().await?.run(STORE.with(values)).await?;
    act.announce(facts::INVITED, user.to_string(), json!({})).await?;
    act.enqueue(INVITATION_MAIL, &InvitationJob { user, hash }).await
}

fn place(org: OrgId, user: UserId) -> String {
    format!("{org}/invitation/sealed/{user}")
}

impl InvitationMail {
    /// What to send; nothing where the invitation was used, replaced or withdrawn, or is over.
    pub async fn open(view: &View<System>, job: &InvitationJob) -> Result<Option<Self>, Fault> {
        let call = TO_SEND.with(params![view.org(), job.user, job.hash.as_str(), view.now()]);
        let found: Option<(EmailAddress, Language, String, Vec<u8>)> = view.reader().maybe(call).await?;
        let Some((address, language, origin, sealed)) = found else { return Ok(None) };
        let opened = view.desk().keys().open(&sealed, &place(view.org(), job.user));
        let opened = opened.map_err(Fault::internal)?;
        let link = std::str::from_utf8(opened.reveal()).ok().and_then(Token::parse);
        let link = link.ok_or_else(|| Fault::internal("a sealed link is none"))?;
        let origin = Origin::parse(&origin);
        let origin = origin.ok_or_else(|| Fault::internal("a stored origin cannot be read"))?;
        Ok(Some(Self { address, language, origin, link }))
    }
}

impl View<AppPublic> {
    /// Whom a link invites, without using it; `link_over` when it is none.
    pub async fn look_invitation(&self, link: &Token) -> Result<Invited, Fault> {
        let hash = link.fingerprint().to_text();
        let call = LOOK.with(params![self.org(), hash.as_str(), self.now()]);
        let found: Option<Invited> = self.reader().maybe(call).await?;
        found.ok_or_else(|| Fault::new(&code::LINK_OVER))
    }
}

impl Desk {
    /// Uses an invitation up: whoever was invited is active, with this name and password. Signs nobody in.
    pub async fn accept_invitation(
        &self,
        host: &Host,
        name: &UserName,
        new: NewPassword,
    ) -> Result<(), Fault> {
        let view = self.view_app(host).await?;
        let looked = view.look_invitation(&new.link).await;
        view.close();
        let link = new.link.clone();
        let hash = new.hashed(&looked?.email, &self.context().random).await?;
        let mut act = self.act_app(host)?;
        act.join(&link, name, &hash).await?;
        act.done(()).await
    }
}

impl Act<AppPublic> {
    /// The delete answers whose invitation it was: of two who come at once, one finds it.
    async fn join(&mut self, link: &Token, name: &UserName, password: &PasswordHash) -> Result<(), Fault> {
        let (org, now, link) = (self.org(), self.now(), link.fingerprint().to_text());
        let writer = self.writer().await?;
        let used: Option<(UserId,)> = writer.maybe(USE.with(params![org, link.as_str(), now])).await?;
        let (id,) = used.ok_or_else(|| Fault::new(&code::LINK_OVER))?;
        writer.run(JOIN.with(params![org, id, password.as_stored(), true, &name.0])).await?;
        self.announce(facts::JOINED, id.to_string(), json!({})).await?;
        Ok(())
    }
}

db::columns!(Invited: name, email);
