//! The first Administrator (TH24): by a link that only the console shows. It is used up with that, and over as soon as
//! anybody administers.

use db::{params, sql};
use identity::{PasswordHash, Token};
use kernel::{EmailAddress, Fault, Language, OrgId};
use serde_json::json;

use super::{ADD, GIVE_PASSWORD, Grants, UserId, UserKind, UserName, facts};
use crate::act::{Act, View};
use crate::code;
use crate::door::Desk;
use crate::kb::Host;
use crate::right::Role;
use crate::session::NewPassword;
use crate::who::{AppPublic, System};

/// How long the link is good.
pub const CONSOLE_HOURS: i64 = 24;

sql! {
    MAKE = "insert into console_link (org_id, hash, ends_at) select $1, $2, $3 from org o where o.org_id = $1
        and not exists (select 1 from user_role r where r.org_id = o.org_id and r.role = 'administrator')
        on conflict (org_id) do update set hash = excluded.hash, ends_at = excluded.ends_at returning hash";
    LOOK = "select hash from console_link l where l.org_id = $1 and l.hash = $2 and l.ends_at > $3
        and not exists (select 1 from user_role r where r.org_id = l.org_id and r.role = 'administrator')";
    GATE = "select org_id from org where org_id = $1";
    END = "delete from console_link where org_id = $1";
}

/// Somebody about to be the first Administrator.
#[derive(Clone, Debug)]
pub struct First {
    /// The name.
    pub name: UserName,
    /// The address to sign in with.
    pub email: EmailAddress,
}

impl Act<System> {
    /// Makes the link, to be shown once: we keep its fingerprint. An older one is over. Nothing where somebody administers
    /// already.
    pub async fn make_console_link(&mut self) -> Result<Option<Token>, Fault> {
        let (org, ends_at) = (self.org(), self.now().plus_seconds(CONSOLE_HOURS * 60 * 60));
        let token = Token::new(&self.desk().context().random);
        let hash = token.fingerprint().to_text();
        let made: Option<(String,)> =
            self.writer().await?.maybe(MAKE.with(params![org, hash.as_str(), ends_at])).await?;
        Ok(made.map(|_| token))
    }
}

impl View<AppPublic> {
    /// Whether the link is one, without using it; `link_over` when it is none.
    pub async fn look_console_link(&self, link: &Token) -> Result<(), Fault> {
        let call = LOOK.with(params![self.org(), link.fingerprint().to_text(), self.now()]);
        let found: Option<(String,)> = self.reader().maybe(call).await?;
        found.map(drop).ok_or_else(|| Fault::new(&code::LINK_OVER))
    }
}

impl Desk {
    /// Uses the link up: there is an Administrator, who also answers customers. Signs nobody in.
    pub async fn add_first_administrator(
        &self,
        host: &Host,
        first: &First,
        new: NewPassword,
    ) -> Result<(), Fault> {
        let view = self.view_app(host).await?;
        let looked = view.look_console_link(&new.link).await;
        view.close();
        looked?;
        let link = new.link.clone();
        let hash = new.hashed(&first.email, &self.context().random).await?;
        let mut act = self.act_app(host)?;
        act.begin_administering(&link, first, &hash).await?;
        act.done(()).await
    }
}

impl Act<AppPublic> {
    /// The organization is locked first: of two who come at once, one finds the link.
    async fn begin_administering(
        &mut self,
        link: &Token,
        first: &First,
        password: &PasswordHash,
    ) -> Result<(), Fault> {
        let (org, id, now): (OrgId, UserId, _) = (self.org(), self.new_id(), self.now());
        let writer = self.writer().await?;
        let _: Vec<(OrgId,)> = writer.all(GATE.with(params![org]).locking("org")).await?;
        let call = LOOK.with(params![org, link.fingerprint().to_text(), now]);
        let found: Option<(String,)> = writer.maybe(call).await?;
        found.ok_or_else(|| Fault::new(&code::LINK_OVER))?;
        writer.run(END.with(params![org])).await?;
        let language: Option<&Language> = None;
        let (email, kind) = (&first.email, UserKind::FullTime);
        let values = params![org, id, email, email.key(), &first.name.0, kind, language, true, now];
        writer.run(ADD.with(values)).await?;
        writer.run(GIVE_PASSWORD.with(params![org, id, password.as_stored()])).await?;
        let grants = Grants { kind, roles: vec![Role::Administrator, Role::Agent], sets: Vec::new() };
        grants.store(self, id).await?;
        self.announce(facts::FIRST, id.to_string(), json!({})).await?;
        Ok(())
    }
}
