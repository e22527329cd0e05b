//! Settings as data: one table, from which pages, the command line, references and tests are made.

mod change;
mod list;
mod portal;

use std::collections::BTreeMap;

use db::{Reader, Statement, params, sql};
use kernel::{Fault, Language, OrgId};

use crate::act::View;
use crate::code;
use crate::kb::KbId;
use crate::link::{Link, SignOnUrl};
use crate::right::Right;
use crate::who::User;

pub(crate) use change::{in_force, may_set_back, of_org, set_back};
pub use list::SETTINGS;
pub(crate) use list::{API_REQUESTS, LEAST_AUDIT_DAYS, SECOND_FACTOR, USER_MINUTES};
pub use portal::PortalSettings;

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
    /// A lifetime in minutes: whole hours, from one to those of a year.
    Lifetime,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A line of at most so many characters, or nothing.
    Line(usize),
    /// The address of a login page, or nothing.
    SignOnUrl,
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name at the command line and in the API.
    pub name: &'static str,
    /// Whether every knowledge base has its own.
    pub of_kb: bool,
    /// What a user needs to change it.
    pub right: Right,
    /// The values it takes.
    pub kind: Kind,
    /// The value until somebody sets another.
    pub default: &'static str,
    /// What it does, in one English sentence for the command line and the reference.
    pub help: &'static str,
}

/// The settings of one scope that differ from their default.
pub type Values = BTreeMap<String, String>;

sql! {
    OF_SCOPE = "select name, value from setting where org_id = $1 and scope = $2 order by name";
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
            Kind::Lifetime => value.parse().is_ok_and(is_lifetime),
            Kind::Choice(choices) => choices.contains(&value),
            Kind::Line(most) => is_line(value, most),
            Kind::SignOnUrl => value.is_empty() || SignOnUrl::parse(value).is_some(),
        }
    }
}

/// What is set in a scope.
pub async fn values(reader: &Reader, org: OrgId, scope: Scope) -> Result<Values, Fault> {
    let rows: Vec<(String, String)> = reader.all(OF_SCOPE.with(params![org, scope.key()])).await?;
    Ok(rows.into_iter().collect())
}

impl View<User> {
    /// The value in force of a setting of the organization, for whoever may change it.
    pub async fn org_setting(&self, setting: &'static Setting) -> Result<String, Fault> {
        self.who().must(setting.right)?;
        let values = values(self.reader(), self.org(), Scope::Org).await?;
        Ok(value(&values, setting.name).to_owned())
    }
}

/// The value in force.
pub fn value<'a>(values: &'a Values, name: &str) -> &'a str {
    let default =
        || SETTINGS.iter().find(|setting| setting.name == name).map_or("", |setting| setting.default);
    values.get(name).map_or_else(default, String::as_str)
}

/// The number that is stored for a setting, or its default where nothing is.
pub(crate) fn number(stored: &str, name: &str) -> i64 {
    let default = || value(&Values::new(), name).parse().ok();
    stored.parse().ok().or_else(default).unwrap_or_default()
}

impl Scope {
    fn key(self) -> String {
        match self {
            Self::Org => String::new(),
            Self::Kb(kb) => kb.to_string(),
        }
    }
}

fn languages(list: &str) -> Option<Vec<Language>> {
    let languages: Vec<Language> =
        list.split(',').map(|code| code.trim().parse()).collect::<Result<_, _>>().ok()?;
    (!languages.is_empty()).then_some(languages)
}

/// A1: an hour at least, a year at most, nothing between hours.
fn is_lifetime(minutes: i64) -> bool {
    minutes % 60 == 0 && (60..=365 * 24 * 60).contains(&minutes)
}

fn is_line(value: &str, most: usize) -> bool {
    value.trim() == value && value.chars().count() <= most && !value.chars().any(char::is_control)
}

/// Every statement about settings.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, change::STATEMENTS].concat()
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
            !setting.takes("59")
                && !setting.takes("525601")
                && !setting.takes("90")
                && !setting.takes("1.5")
                && !setting.takes("")
        );
    }
}
