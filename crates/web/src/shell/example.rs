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
            customer: (example.looker == Looker::Customer).then(|| SignedIn::example(language)),
            team: (example.looker == Looker::Team).then(Inside::example),
            flash: None,
            languages: example.languages.iter().map(choice).collect(),
            contact_url: Some("/contact".to_owned()),
            session_ends_in: None,
            year: year(example.now),
            own_scripts: false,
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
            };
            Self {
                flash: Flash::of("flash-message-sent"),
                session_ends_in: Some(3600),
                ..Self::of_example(&example)
            }
        };
        let each = [Looker::Nobody, Looker::Customer, Looker::Team].map(of);
        let without = Self { flash: None, session_ends_in: None, contact_url: None, ..each[0].clone() };
        let all = each.iter().chain([&without]);
        all.map(|shell| serde_json::to_value(shell).expect("a shell is JSON")).collect()
    }
}

impl SignedIn {
    fn example(language: &Language) -> Self {
        Self {
            name: "Mara Lindqvist".to_owned(),
            initial: "M".to_owned(),
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
