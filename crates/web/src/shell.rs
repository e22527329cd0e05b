//! What every page of a knowledge base has besides its own data.

mod example;

use std::collections::BTreeMap;

use desk::link::Link;
use desk::{Customer, TeamReader};
use kernel::{Language, Time};
use serde::Serialize;
use theme::Bundle;

use crate::cookie;
use crate::flash::Flash;
use crate::look;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

pub(crate) use example::{Example, Looker};

/// The shell of a page; themes see it as `shell`.
#[derive(Serialize, Clone)]
pub(crate) struct Shell {
    language: String,
    html_lang: String,
    direction: &'static str,
    zone: String,
    now: i64,
    brand: BrandFace,
    css_url: String,
    home_url: String,
    login_url: Option<String>,
    customer: Option<SignedIn>,
    team: Option<Inside>,
    flash: Option<Flash>,
    languages: Vec<Choice>,
    contact_url: Option<String>,
    session_ends_in: Option<i64>,
    year: i64,
    /// Whether the page runs scripts that the theme brought.
    own_scripts: bool,
}

#[derive(Serialize, Clone)]
struct BrandFace {
    name: String,
    initial: String,
}

#[derive(Serialize, Clone)]
struct SignedIn {
    name: String,
    initial: String,
    conversations_url: String,
    settings_url: String,
    logout_url: &'static str,
}

/// A user, who has no conversations here (I4).
#[derive(Serialize, Clone)]
struct Inside {
    name: String,
    initial: String,
    logout_url: &'static str,
}

#[derive(Serialize, Clone)]
struct Choice {
    code: String,
    name: String,
    url: String,
    current: bool,
}

/// The reader's own zone, or the browser's. Pages that are everybody's are in none.
fn zone(visit: &Visit, customer: Option<&Customer>) -> String {
    let own = customer.map(|customer| own_zone(visit, customer.zone.clone()));
    own.unwrap_or_else(|| cookie::NO_ZONE.to_owned())
}

fn own_zone(visit: &Visit, chosen: Option<String>) -> String {
    chosen.or_else(|| visit.cookies.zone()).unwrap_or_else(|| cookie::NO_ZONE.to_owned())
}

impl Shell {
    /// The same for a page that is drawn with the template that comes with the program, whatever the site's theme.
    pub(crate) fn on_template(&self, template: &Bundle, accent: &str) -> Self {
        Self { css_url: look::css_url(template, accent), ..self.clone() }
    }

    /// The same for a page that runs the scripts that the theme brought.
    pub(crate) fn with_own_scripts(&self) -> Self {
        Self { own_scripts: true, ..self.clone() }
    }

    /// The shell of a page that everybody may see.
    pub(crate) fn for_reader(visit: &Visit, reader: &Reader) -> Self {
        match reader {
            Reader::Nobody => Self::of(visit, None),
            Reader::Customer(customer) => Self::of(visit, Some(customer)),
            Reader::Team(user) => Self {
                team: Some(Inside::of(user)),
                login_url: None,
                zone: own_zone(visit, user.zone.clone()),
                ..Self::of(visit, None)
            },
        }
    }

    /// The shell of this request's page.
    pub(crate) fn of(visit: &Visit, customer: Option<&Customer>) -> Self {
        let (site, now) = (&visit.site, visit.web.desk().context().now());
        let language = visit.language_for(customer);
        let session = customer.map(|customer| customer.session_ends_at.millis_since(now) / 1000);
        Self {
            language: language.to_string(),
            html_lang: language.tag(),
            direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
            zone: zone(visit, customer),
            now: now.0,
            brand: BrandFace { name: site.brand_title.clone(), initial: initial(&site.brand_title) },
            css_url: look::css_url(&visit.look, &site.accent),
            home_url: url::home(language),
            login_url: login_url(visit, customer),
            customer: customer.map(|customer| SignedIn::of(customer, language)),
            team: None,
            flash: Flash::read(visit),
            languages: choices(visit, language),
            contact_url: site.portal.contact.as_ref().map(Link::to_string),
            session_ends_in: session,
            year: year(now),
            own_scripts: false,
        }
    }
}

/// P2: every page has the link while the portal is on and nobody is signed in; the sign-in pages themselves do not.
fn login_url(visit: &Visit, customer: Option<&Customer>) -> Option<String> {
    let offers =
        visit.site.portal.my_conversations && customer.is_none() && !visit.path.starts_with("/login");
    // Without its query: the page may be kept for everybody.
    let here = visit.path.split('?').next().filter(|path| !path.starts_with("/logout"));
    offers.then(|| url::login(here.unwrap_or("/")))
}

impl SignedIn {
    fn of(customer: &Customer, language: &Language) -> Self {
        Self {
            name: customer.name.clone(),
            initial: initial(&customer.name),
            conversations_url: url::conversations(language),
            settings_url: url::settings(language),
            logout_url: "/logout",
        }
    }
}

impl Inside {
    fn of(user: &TeamReader) -> Self {
        Self { name: user.name.clone(), initial: initial(&user.name), logout_url: url::TEAM_LOGOUT }
    }
}

/// The first letter of a name, large, for where a picture would stand.
pub(crate) fn initial(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "?".to_owned(), |c| c.to_uppercase().collect())
}

/// This page in each language of the site.
fn choices(visit: &Visit, shown: &Language) -> Vec<Choice> {
    let here = visit.path.split('?').next().unwrap_or("/");
    let rest = match here.split_once('/').and_then(|(_, path)| path.split_once('/')) {
        Some((_, rest)) if visit.language_is_in_path => format!("/{rest}"),
        _ => String::new(),
    };
    let choice = |language: &Language| Choice {
        code: language.tag(),
        name: own_name(language).to_owned(),
        url: format!("/{language}{rest}"),
        current: language == shown,
    };
    visit.site.portal.languages.iter().map(choice).collect()
}

/// Languages by the name their speakers use.
pub(crate) fn own_name(language: &Language) -> &str {
    static NAMES: &[(&str, &str)] = &[
        ("ar", "العربية"),
        ("de", "Deutsch"),
        ("en", "English"),
        ("es", "Español"),
        ("fr", "Français"),
        ("it", "Italiano"),
        ("ja", "日本語"),
        ("nl", "Nederlands"),
        ("pl", "Polski"),
        ("pt", "Português"),
        ("sv", "Svenska"),
        ("tr", "Türkçe"),
    ];
    NAMES.iter().find(|(code, _)| *code == language.base()).map_or(language.as_str(), |(_, name)| name)
}

pub(crate) fn year(now: Time) -> i64 {
    // Close enough for a line at the foot of a page: the mean Gregorian year.
    1970 + now.seconds() / 31_556_952
}

/// The values of a text, as themes hand them on.
pub(crate) type Arguments = BTreeMap<String, serde_json::Value>;
