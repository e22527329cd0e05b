//! Settings as data: one table, from which pages, the command line, references and tests are made.

use std::collections::BTreeMap;

use db::{Reader, Writer, params, sql};
use kernel::{Fault, Language, OrgId};

use crate::Act;
use crate::code;
use crate::kb::KbId;
use crate::link::Link;
use crate::session;
use crate::who::System;

/// What settings announce.
pub mod facts {
    crate::interest::facts! {
        /// A setting has another value in its scope.
        CHANGED "setting.changed";
    }
}

/// What a setting belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The organization.
    Org,
    /// One knowledge base.
    Kb(KbId),
}

/// What values a setting takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `on` or `off`.
    Toggle,
    /// A whole number between these, both included.
    Number(i64, i64),
    /// Language codes joined by commas, at least one.
    Languages,
    /// An address that pages link to, or nothing.
    Link,
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name at the command line and in the API.
    pub name: &'static str,
    /// Whether every knowledge base has its own.
    pub of_kb: bool,
    /// The values it takes.
    pub kind: Kind,
    /// The value until somebody sets another.
    pub default: &'static str,
    /// What it does, in one English sentence for the command line and the reference.
    pub help: &'static str,
}

const YEAR_OF_MINUTES: i64 = 365 * 24 * 60;

/// Every setting, by name.
pub static SETTINGS: &[Setting] = &[
    org(
        "inbox.undo-seconds",
        Kind::Number(0, 60),
        "10",
        "For how many seconds an answer can be taken back before it leaves; 0 sends at once (W2).",
    ),
    kb("languages", Kind::Languages, "en_us", "The languages of the site, its default first (K4)."),
    kb(
        "portal.agent-names",
        Kind::Toggle,
        "on",
        "Show agents' names to customers; off shows the brand's (P4).",
    ),
    kb(
        "portal.contact-url",
        Kind::Link,
        "",
        "Where the contact link leads; there is none while it is empty (P10).",
    ),
    kb("portal.known-only", Kind::Toggle, "off", "Send codes to known customers only (A2)."),
    kb("portal.mark-done", Kind::Toggle, "on", "Customers may mark their conversations as done (P11)."),
    kb(
        "portal.my-conversations",
        Kind::Toggle,
        "off",
        "Turn on My Conversations, the portal for customers (P1).",
    ),
    kb(
        "portal.new-conversation",
        Kind::Toggle,
        "on",
        "Customers may begin a conversation in the portal (P10).",
    ),
    kb("portal.only-this-brand", Kind::Toggle, "off", "Show only this brand's conversations (P13)."),
    kb("portal.reopen", Kind::Toggle, "on", "Customers may reopen done conversations by writing (P8)."),
    kb(
        "portal.session-minutes",
        Kind::Number(60, YEAR_OF_MINUTES),
        "1440",
        "How long a customer stays signed in (A1).",
    ),
];

const fn org(name: &'static str, kind: Kind, default: &'static str, help: &'static str) -> Setting {
    Setting { name, of_kb: false, kind, default, help }
}

const fn kb(name: &'static str, kind: Kind, default: &'static str, help: &'static str) -> Setting {
    Setting { name, of_kb: true, kind, default, help }
}

/// The settings of one scope that differ from their default.
pub type Values = BTreeMap<String, String>;

sql! {
    OF_SCOPE = "select name, value from setting where org_id = $1 and scope = $2 order by name";
    SET = "insert into setting (org_id, scope, name, value, changed_at) values ($1, $2, $3, $4, $5)
        on conflict (org_id, scope, name) do update set value = excluded.value, changed_at = excluded.changed_at";
}

impl Setting {
    /// The setting of this name.
    pub fn find(name: &str) -> Result<&'static Self, Fault> {
        SETTINGS.iter().find(|setting| setting.name == name).ok_or_else(|| Fault::new(&code::SETTING_UNKNOWN))
    }

    /// Where its value is kept, for whoever looks at a knowledge base.
    pub fn scope(&self, kb: KbId) -> Scope {
        if self.of_kb { Scope::Kb(kb) } else { Scope::Org }
    }

    /// Whether it takes this value.
    pub fn takes(&self, value: &str) -> bool {
        match self.kind {
            Kind::Toggle => matches!(value, "on" | "off"),
            Kind::Number(least, most) => {
                value.parse().is_ok_and(|number: i64| (least..=most).contains(&number))
            }
            Kind::Languages => languages(value).is_some(),
            Kind::Link => value.is_empty() || Link::parse(value).is_some(),
        }
    }

    /// Changes it for one scope, from now on, on every node within a second.
    pub async fn set(&'static self, act: &mut Act<System>, scope: Scope, value: &str) -> Result<(), Fault> {
        if !self.takes(value) {
            return Err(Fault::new(&code::SETTING_VALUE).at("value", &code::SETTING_VALUE, vec![]));
        }
        let values = params![act.org(), scope.key(), self.name, value, act.now()];
        act.writer().await?.run(SET.with(values)).await?;
        let changed = serde_json::json!({ "name": self.name, "value": value });
        session::follow_setting(act, scope, self.name, value).await?;
        act.announce(facts::CHANGED, scope.key(), changed).await?;
        Ok(())
    }
}

/// What is set in a scope.
pub async fn values(reader: &Reader, org: OrgId, scope: Scope) -> Result<Values, Fault> {
    let rows: Vec<(String, String)> = reader.all(OF_SCOPE.with(params![org, scope.key()])).await?;
    Ok(rows.into_iter().collect())
}

/// The value in force of a setting of the organization.
pub(crate) async fn of_org(writer: &mut Writer, org: OrgId, name: &str) -> Result<String, Fault> {
    let rows: Vec<(String, String)> = writer.all(OF_SCOPE.with(params![org, Scope::Org.key()])).await?;
    Ok(value(&rows.into_iter().collect(), name).to_owned())
}

/// The value in force.
pub fn value<'a>(values: &'a Values, name: &str) -> &'a str {
    let default =
        || SETTINGS.iter().find(|setting| setting.name == name).map_or("", |setting| setting.default);
    values.get(name).map_or_else(default, String::as_str)
}

impl Scope {
    fn key(self) -> String {
        match self {
            Self::Org => String::new(),
            Self::Kb(kb) => kb.to_string(),
        }
    }
}

/// The settings of a knowledge base's portal, read once a request.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a toggle of the settings page")]
pub struct PortalSettings {
    /// P1.
    pub my_conversations: bool,
    /// P4.
    pub agent_names: bool,
    /// P10: where the contact link leads, where there is one.
    pub contact: Option<Link>,
    /// P8.
    pub reopen: bool,
    /// P10.
    pub new_conversation: bool,
    /// P11.
    pub mark_done: bool,
    /// P13.
    pub only_this_brand: bool,
    /// A2.
    pub known_only: bool,
    /// A1.
    pub session_minutes: i64,
    /// K4: the site's languages, the default one first.
    pub languages: Vec<Language>,
    /// English, for a site without languages.
    pub fallback: Language,
}

impl PortalSettings {
    /// Reads them out of what is set.
    pub fn from_values(values: &Values) -> Self {
        let is_on = |name| value(values, name) == "on";
        Self {
            my_conversations: is_on("portal.my-conversations"),
            agent_names: is_on("portal.agent-names"),
            contact: Link::parse(value(values, "portal.contact-url")),
            reopen: is_on("portal.reopen"),
            new_conversation: is_on("portal.new-conversation"),
            mark_done: is_on("portal.mark-done"),
            only_this_brand: is_on("portal.only-this-brand"),
            known_only: is_on("portal.known-only"),
            session_minutes: value(values, "portal.session-minutes").parse().unwrap_or(1440),
            languages: languages(value(values, "languages")).unwrap_or_default(),
            fallback: "en_us".parse().expect("en_us is a language code"),
        }
    }
}

fn languages(list: &str) -> Option<Vec<Language>> {
    let languages: Vec<Language> =
        list.split(',').map(|code| code.trim().parse()).collect::<Result<_, _>>().ok()?;
    (!languages.is_empty()).then_some(languages)
}

#[cfg(test)]
mod tests {
    use super::{PortalSettings, SETTINGS, Setting, Values};

    #[test]
    fn every_default_is_a_value_its_setting_takes() {
        for setting in SETTINGS {
            assert!(setting.takes(setting.default), "{}", setting.name);
        }
        assert!(SETTINGS.is_sorted_by_key(|setting| setting.name));
    }

    #[test]
    fn p1_the_portal_is_off_until_somebody_turns_it_on() {
        assert!(!PortalSettings::from_values(&Values::new()).my_conversations);
        let on = Values::from([("portal.my-conversations".to_owned(), "on".to_owned())]);
        assert!(PortalSettings::from_values(&on).my_conversations);
    }

    #[test]
    fn a1_a_session_lasts_an_hour_to_a_year() {
        let setting = Setting::find("portal.session-minutes").unwrap();
        assert!(setting.takes("60") && setting.takes("525600"));
        assert!(
            !setting.takes("59") && !setting.takes("525601") && !setting.takes("1.5") && !setting.takes("")
        );
    }
}
