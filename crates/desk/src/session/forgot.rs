//! A user has forgotten the password (R2): a link goes to the address, and nobody learns whose it is.

use db::{params, sql};
use identity::Token;
use kernel::{EmailAddress, Fault, Id, Language, Noun, OrgId, Time};
use serde::{Deserialize, Serialize};

use super::limit::{self, Network};
use crate::Act;
use crate::kb::Origin;
use crate::user::UserId;
use crate::who::{AppPublic, System};

/// How long the link lives.
pub const PASSWORD_MINUTES: i64 = 30;

/// The kind of job that sends the mail.
pub const PASSWORD_MAIL: &str = "password-mail";

sql! {
    ASK = "insert into password_request (org_id, id, address_key, language, origin, sealed, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "select u.id, u.email, coalesce(u.language, r.language), r.origin, r.sealed, r.ends_at
        from password_request r join app_user u on u.org_id = r.org_id and u.email_key = r.address_key
        where r.org_id = $1 and r.id = $2 and r.ends_at > $3 and u.active";
    ADD_LINK = "insert into password_link (org_id, hash, user_id, ends_at) values ($1, $2, $3, $4)
        on conflict do nothing";
}

/// A wish for a new password.
#[derive(Clone, Debug)]
pub struct PasswordAsking {
    /// The address that was typed.
    pub address: EmailAddress,
    /// The language of the page; a user's own goes before.
    pub language: Language,
    /// The registered address of the app, which the link begins with (TH16).
    pub origin: Origin,
    /// Where the browser is.
    pub network: Network,
}

impl Noun for PasswordAsking {
    const NAME: &'static str = "password_request";
}

type RequestId = Id<PasswordAsking>;

/// The job that sends the mail. Neither address nor link stands in it (TH17).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasswordJob {
    request: RequestId,
}

/// What the mail says.
#[derive(Debug)]
pub struct PasswordMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// The address of the app.
    pub origin: Origin,
    /// What the link ends in.
    pub link: Token,
}

impl Act<AppPublic> {
    /// Has a link mailed, if the address is an active user's. Who holds it is not looked at here but by the job, so that
    /// neither the answer nor its time tells (TH18).
    pub async fn ask_password(&mut self, asking: &PasswordAsking) -> Result<(), Fault> {
        limit::count(self, &limit::PASSWORD_LINKS_OF_ADDRESS, &asking.address.key()).await?;
        limit::count(self, &limit::PASSWORD_LINKS_OF_NETWORK, asking.network.key()).await?;
        let (org, now, id): (_, _, RequestId) = (self.org(), self.now(), self.new_id());
        let (desk, ends_at) = (self.desk().clone(), now.plus_seconds(60 * PASSWORD_MINUTES));
        let link = Token::new(&desk.context().random);
        let sealed = desk.keys().seal(link.reveal().as_bytes(), &place(org, id), &desk.context().random);
        let (key, origin) = (asking.address.key(), asking.origin.to_string());
        let values = params![org, id, key.as_str(), &asking.language, origin.as_str(), sealed, ends_at];
        self.writer().await?.run(ASK.with(values)).await?;
        self.enqueue(PASSWORD_MAIL, &PasswordJob { request: id }).await
    }
}

impl Act<System> {
    /// Makes the link good and says where to send it; nothing where the wish is over or nobody's. Links made before stay
    /// good until one is used, so that a stranger's wish ends no invitation.
    pub async fn open_password_mail(&mut self, job: &PasswordJob) -> Result<Option<PasswordMail>, Fault> {
        let (org, now) = (self.org(), self.now());
        let call = FIND.with(params![org, job.request, now]);
        let found: Option<Found> = self.writer().await?.maybe(call).await?;
        let Some(found) = found else { return Ok(None) };
        let opened = self.desk().keys().open(&found.sealed, &place(org, job.request));
        let opened = opened.map_err(Fault::internal)?;
        let link = std::str::from_utf8(opened.reveal()).ok().and_then(Token::parse);
        let link = link.ok_or_else(|| Fault::internal("a sealed link is none"))?;
        let hash = link.fingerprint().to_text();
        let values = params![org, hash.as_str(), found.user, found.ends_at];
        self.writer().await?.run(ADD_LINK.with(values)).await?;
        let origin = Origin::parse(&found.origin);
        let origin = origin.ok_or_else(|| Fault::internal("a stored origin cannot be read"))?;
        Ok(Some(PasswordMail { address: found.address, language: found.language, origin, link }))
    }
}

fn place(org: OrgId, id: RequestId) -> String {
    format!("{org}/password_request/sealed/{id}")
}

struct Found {
    user: UserId,
    address: EmailAddress,
    language: Language,
    origin: String,
    sealed: Vec<u8>,
    ends_at: Time,
}

db::columns!(Found: user, address, language, origin, sealed, ends_at);
