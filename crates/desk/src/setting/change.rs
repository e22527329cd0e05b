//! Changing settings: by an operator, by a user at the page, and back from an entry of the audit log.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, base_codes};
use serde_json::json;

use super::{OF_SCOPE, Scope, Setting, Values, facts, value};
use crate::act::Act;
use crate::audit::{Change, Entry};
use crate::code;
use crate::kb::KbId;
use crate::session;
use crate::who::{System, User, Who};

sql! {
    SET = "insert into setting (org_id, scope, name, value, changed_at) values ($1, $2, $3, $4, $5)
        on conflict (org_id, scope, name) do update set value = excluded.value, changed_at = excluded.changed_at";
    ORG = "select org_id from org where org_id = $1";
    KB = "select id from kb k where k.org_id = $1 and k.id = $2";
}

impl Setting {
    /// Changes it for one scope, from now on, on every node within a second.
    pub async fn set(&'static self, act: &mut Act<System>, scope: Scope, new: &str) -> Result<(), Fault> {
        self.store(act, scope, new).await
    }

    /// Stores a value it takes; the value it has already is no change.
    async fn store<W: Who>(&'static self, act: &mut Act<W>, scope: Scope, new: &str) -> Result<(), Fault> {
        if !self.takes(new) {
            return Err(Fault::new(&code::SETTING_VALUE).at("value", &code::SETTING_VALUE, vec![]));
        }
        let org = act.org();
        let values = in_force(act.writer().await?, org, scope).await?;
        fits(self.name, new, &values)?;
        let was = value(&values, self.name).to_owned();
        if was == new {
            return Ok(());
        }
        let values = params![org, scope.key(), self.name, new, act.now()];
        act.writer().await?.run(SET.with(values)).await?;
        session::follow_setting(act, scope, self.name, new).await?;
        let payload = json!({ "name": self.name, "value": new });
        act.announce_change(facts::CHANGED, scope.key(), (payload, Change::between(was, new))).await?;
        Ok(())
    }
}

impl Act<User> {
    /// Changes a setting of a knowledge base, or one of the organization that every knowledge base shows. `may_not` without
    /// the setting's right; `state_changed` where it is not any more what the page showed (`seen`), nor what is wanted.
    pub async fn change_setting(
        &mut self,
        kb: KbId,
        setting: &'static Setting,
        (seen, new): (&str, &str),
    ) -> Result<(), Fault> {
        self.may_change(setting)?;
        let scope = self.scope_of(setting, kb).await?;
        let org = self.org();
        let now = value(&in_force(self.writer().await?, org, scope).await?, setting.name).to_owned();
        if now != seen && now != new {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        setting.store(self, scope, new).await
    }

    /// Changes a setting of the organization from its own page, in the same manner.
    pub async fn change_org_setting(
        &mut self,
        setting: &'static Setting,
        (seen, new): (&str, &str),
    ) -> Result<(), Fault> {
        self.may_change(setting)?;
        let org = self.org();
        let _: Vec<(OrgId,)> = self.writer().await?.all(ORG.with(params![org]).locking("org")).await?;
        let now = of_org(self.writer().await?, org, setting.name).await?;
        if now != seen && now != new {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        setting.store(self, Scope::Org, new).await
    }

    fn may_change(&self, setting: &Setting) -> Result<(), Fault> {
        if self.who().may(setting.right) { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
    }

    /// Where the setting's value is kept; a knowledge base that is not this organization's is `not_found`. It stays locked,
    /// so that two who save at one instant do it one after another.
    async fn scope_of(&mut self, setting: &Setting, kb: KbId) -> Result<Scope, Fault> {
        let org = self.org();
        let found: Option<(KbId,)> =
            self.writer().await?.maybe(KB.with(params![org, kb]).locking("k")).await?;
        found.map(|_| setting.scope(kb)).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

/// Whether this user may give a setting the value again that it had before the change of this entry.
pub(crate) fn may_set_back(entry: &Entry, who: &User) -> bool {
    let Some((was, setting)) = before(entry) else { return false };
    setting.takes(was) && who.may(setting.right)
}

/// Gives a setting the value again that it had before the change of this entry.
pub(crate) async fn set_back(act: &mut Act<User>, entry: &Entry) -> Result<(), Fault> {
    let (was, setting) = before(entry).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    act.may_change(setting)?;
    let scope = match entry.subject.parse::<KbId>() {
        Ok(kb) => act.scope_of(setting, kb).await?,
        Err(_) => Scope::Org,
    };
    setting.store(act, scope, was).await
}

/// The setting that was changed, and what it was.
fn before(entry: &Entry) -> Option<(&str, &'static Setting)> {
    let was = entry.change.was.as_deref().filter(|_| entry.name == facts::CHANGED)?;
    Some((was, Setting::find(entry.details["name"].as_str()?).ok()?))
}

/// Whether a value goes together with the others: while Custom Sign On is on there is an address to send customers to, or
/// they would stand before a closed door (C2).
fn fits(name: &str, new: &str, values: &Values) -> Result<(), Fault> {
    let (on, url) = match name {
        "portal.sign-on" => (new, value(values, "portal.sign-on-url")),
        "portal.sign-on-url" => (value(values, "portal.sign-on"), new),
        _ => return Ok(()),
    };
    if on == "on" && url.is_empty() { Err(Fault::new(&code::SIGN_ON_WITHOUT_URL)) } else { Ok(()) }
}

/// What is set in this scope, as a transaction that changes it sees it.
pub(crate) async fn in_force(writer: &mut Writer, org: OrgId, scope: Scope) -> Result<Values, Fault> {
    let rows: Vec<(String, String)> = writer.all(OF_SCOPE.with(params![org, scope.key()])).await?;
    Ok(rows.into_iter().collect())
}

/// The value in force of a setting of the organization.
pub(crate) async fn of_org(writer: &mut Writer, org: OrgId, name: &str) -> Result<String, Fault> {
    Ok(value(&in_force(writer, org, Scope::Org).await?, name).to_owned())
}
