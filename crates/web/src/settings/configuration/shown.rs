//! What the page of a configuration shows.

use desk::User;
use desk::configuration::{Configuration, SiteOf};
use desk::right::Right;
use desk::setting::{Kind, Setting};

use super::super::brand;
use super::super::lifetime::Lifetime;
use super::super::pages::{self, HostRow, SettingField, Tab, Toggle};
use super::super::url;
use super::host;
use crate::inbox::pages::Problem;

/// What is on or off for customers, in the order of the page.
static CUSTOMERS: &[&str] = &[
    "portal.my-conversations",
    "portal.reopen",
    "portal.mark-done",
    "portal.new-conversation",
    "portal.agent-names",
    "portal.only-this-brand",
    "portal.known-only",
    "knowledge-base.survey",
];
/// The same for agents and administrators.
static AGENTS: &[&str] = &["portal.agents", "portal.only-internal"];
/// The one of the whole organization.
const INTERNAL: &str = "knowledge-base.internal";
/// What is typed, by tab.
static GENERAL_FIELDS: &[&str] = &["title", "languages"];
static PORTAL_FIELDS: &[&str] = &["portal.contact-url"];
static SURVEY_FIELDS: &[&str] = &[
    "satisfaction.delay-minutes",
    "satisfaction.scale",
    "satisfaction.question",
    "satisfaction.introduction",
    "satisfaction.follow-up-content",
    "satisfaction.follow-up-other",
];
const SURVEY: &str = "satisfaction.survey";
const TABS: [&str; 3] = ["general", "portal", "survey"];

/// What was typed and not taken.
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) problem: Problem,
}

/// The page of one brand's knowledge base. Without a tab the first one is shown.
pub(super) fn page(
    sites: &[SiteOf],
    shown: &Configuration,
    (user, tab): (&User, &str),
    typed: Option<Typed>,
) -> pages::Configuration {
    let tab = TABS.into_iter().find(|known| *known == tab).unwrap_or(TABS[0]);
    let name = shown.site.name.as_str();
    let lifetime = Lifetime::of(shown.value("portal.session-minutes"));
    pages::Configuration {
        action: url::CONFIGURATION.to_owned(),
        kb_id: shown.site.kb.to_string(),
        brands: brand::choices(sites, name),
        tabs: TABS.map(|key| tab_of(key, name, tab)).into(),
        tab: tab.to_owned(),
        fields: fields(shown, tab, typed.as_ref()),
        hosts: hosts(shown),
        names_hosts: user.may(Right::Administer),
        hosts_action: url::HOSTS.to_owned(),
        host_removal_action: url::HOST_REMOVAL.to_owned(),
        host_typed: host_typed(typed.as_ref()),
        customers: CUSTOMERS.iter().map(|name| toggle(shown, name)).collect(),
        agents: AGENTS.iter().map(|name| toggle(shown, name)).collect(),
        internal: Some(toggle(shown, INTERNAL)),
        survey: Some(toggle(shown, SURVEY)),
        answers: None,
        waits_for_internal: is_on(shown, "portal.agents") && !is_on(shown, INTERNAL),
        general_url: url::tab(name, TABS[0]),
        authentication_url: url::of_brand(url::AUTHENTICATION, name),
        details_url: url::of_brand(url::DETAILS, name),
        session: lifetime.unit.to_owned(),
        session_count: lifetime.count,
        sign_on_url: Some(shown.value("portal.sign-on-url").to_owned())
            .filter(|url| is_on(shown, "portal.sign-on") && !url.is_empty()),
        problems: typed.map(|typed| typed.problem).into_iter().collect(),
    }
}

/// A name that was typed and not taken.
fn host_typed(typed: Option<&Typed>) -> String {
    typed.filter(|typed| typed.name == host::FIELD).map(|typed| typed.value.clone()).unwrap_or_default()
}

fn tab_of(key: &str, brand: &str, current: &str) -> Tab {
    Tab { key: key.to_owned(), url: url::tab(brand, key), current: key == current }
}

fn fields(shown: &Configuration, tab: &str, typed: Option<&Typed>) -> Vec<SettingField> {
    let names = match tab {
        "portal" => PORTAL_FIELDS,
        "survey" => SURVEY_FIELDS,
        _ => GENERAL_FIELDS,
    };
    let field = |name: &&str| {
        let seen = shown.value(name).to_owned();
        let typed = typed.filter(|typed| typed.name == **name).map(|typed| typed.value.clone());
        SettingField {
            name: (*name).to_owned(),
            key: key(name),
            choices: choices(name),
            value: typed.unwrap_or_else(|| seen.clone()),
            seen,
            placeholder: if **name == *"title" { shown.site.title.clone() } else { String::new() },
        }
    };
    names.iter().map(field).collect()
}

/// What there is to choose from, where it is not typed.
fn choices(name: &str) -> Vec<String> {
    match Setting::find(name).map(|setting| &setting.kind) {
        Ok(Kind::Choice(choices)) => choices.iter().map(|choice| (*choice).to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn hosts(shown: &Configuration) -> Vec<HostRow> {
    let row = |(place, origin): (usize, &desk::kb::Origin)| HostRow {
        url: origin.to_string(),
        name: origin.host.clone(),
        main: place == 0,
    };
    shown.origins.iter().enumerate().map(row).collect()
}

fn toggle(shown: &Configuration, name: &str) -> Toggle {
    Toggle { name: name.to_owned(), key: key(name), on: is_on(shown, name) }
}

fn is_on(shown: &Configuration, name: &str) -> bool {
    shown.value(name) == "on"
}

/// The part of a setting's texts' keys: Fluent has no dots in keys.
fn key(name: &str) -> String {
    name.replace('.', "-")
}
