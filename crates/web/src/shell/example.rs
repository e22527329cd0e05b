//! Shells for pages that nobody asked for: those of the theme editor and of the reference.

use kernel::{Language, Time};
use serde_json::Value;

use super::{BrandFace, Choice, Inside, Shell, SignedIn, initial, own_name, year};
use crate::flash::Flash;
use crate::url;

/// Who looks at such a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looker {
    Nobody,
    Customer,
    Team,
}

/// What such a page stands in.
pub(crate) struct Example<'a> {
    pub(crate) brand: &'a str,
    pub(crate) css_url: &'a str,
    pub(crate) language: &'a Language,
    pub(crate) languages: &'a [Language],
    pub(crate) now: Time,
    pub(crate) looker: Looker,
    /// What the customer is called.
    pub(crate) name: &'a str,
    /// Whether the page has something to say at its top, and when the session ends.
    pub(crate) says_something: bool,
    /// Whether the page runs scripts that the theme brought.
    pub(crate) own_scripts: bool,
}

impl Shell {
    /// The shell of an example.
    pub(crate) fn of_example(example: &Example<'_>) -> Self {
        let language = example.language;
        let home = url::home(language);
        let choice = |other: &Language| Choice {
            code: other.tag(),
            name: own_name(other).to_owned(),
            url: home.clone(),
            current: other == language,
        };
        Self {
            language: language.to_string(),
            html_lang: language.tag(),
            direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
            zone: crate::cookie::NO_ZONE.to_owned(),
            now: example.now.0,
            brand: BrandFace { name: example.brand.to_owned(), initial: initial(example.brand) },
            css_url: example.css_url.to_owned(),
            login_url: (example.looker == Looker::Nobody).then(|| url::login(&home)),
            customer: (example.looker == Looker::Customer).then(|| SignedIn::example(example.name, language)),
            team: (example.looker == Looker::Team).then(Inside::example),
            flash: example.says_something.then(|| Flash::of("flash-message-sent")).flatten(),
            languages: example.languages.iter().map(choice).collect(),
            contact_url: Some("/contact".to_owned()),
            session_ends_in: (example.says_something && example.looker == Looker::Customer).then_some(90),
            year: year(example.now),
            own_scripts: example.own_scripts,
            home_url: home,
        }
    }

    /// One of each kind, for the reference of what templates are given.
    pub(crate) fn examples() -> Vec<Value> {
        let languages: Vec<Language> = ["en_us", "de"].iter().filter_map(|code| code.parse().ok()).collect();
        let now = Time(1_773_200_000_000);
        let of = |looker| {
            let example = Example {
                brand: "Tolvane",
                css_url: "/brand/b4541f/3f9a/midtown.css",
                language: &languages[0],
                languages: &languages,
                now,
                looker,
                name: "Mara Lindqvist",
                says_something: true,
                own_scripts: false,
            };
            Self::of_example(&example)
        };
        let each = [Looker::Nobody, Looker::Customer, Looker::Team].map(of);
        let without = Self { flash: None, session_ends_in: None, contact_url: None, ..each[0].clone() };
        let all = each.iter().chain([&without]);
        all.map(|shell| serde_json::to_value(shell).expect("a shell is JSON")).collect()
    }
}

impl SignedIn {
    fn example(name: &str, language: &Language) -> Self {
        Self {
            name: name.to_owned(),
            initial: initial(name),
            conversations_url: url::conversations(language),
            settings_url: url::settings(language),
            logout_url: "/logout",
        }
    }
}

impl Inside {
    fn example() -> Self {
        Self { name: "Ada Admin".to_owned(), initial: "A".to_owned(), logout_url: url::TEAM_LOGOUT }
    }
}
