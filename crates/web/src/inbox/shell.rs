//! What every page of the app has besides its own data.

use desk::User;
use serde::Serialize;

use super::said::Flash;
use super::{AppVisit, url};
use crate::settings::Section;
use crate::shell::initial;

/// The shell of a page; templates see it as `shell`.
#[derive(Serialize)]
pub(crate) struct Shell {
    language: String,
    html_lang: String,
    direction: &'static str,
    zone: String,
    now: i64,
    org: Org,
    user: Option<Me>,
    nav: Vec<Entry>,
    sections: Vec<Section>,
    flash: Option<Flash>,
    logout_url: &'static str,
}

#[derive(Serialize)]
struct Org {
    name: String,
}

#[derive(Serialize)]
struct Me {
    name: String,
    initial: String,
    initials: String,
}

/// A way to another part of the product.
#[derive(Serialize)]
struct Entry {
    key: &'static str,
    url: String,
}

impl Shell {
    /// The shell of a page for a signed-in user.
    pub(crate) fn of(visit: &AppVisit, user: &User, flash: Option<Flash>) -> Self {
        let me = Me { name: user.name.clone(), initial: initial(&user.name), initials: initials(&user.name) };
        let shell = Self::bare(visit, Some(user), &user.org_title, flash);
        Self { user: Some(me), nav: nav(visit), ..shell }
    }

    /// The same for a page of the settings, which has these beside it.
    pub(crate) fn in_settings(self, sections: Vec<Section>) -> Self {
        Self { sections, ..self }
    }

    /// The shell of a page for nobody in particular.
    pub(crate) fn of_nobody(visit: &AppVisit, org: &str, flash: Option<Flash>) -> Self {
        Self::bare(visit, None, org, flash)
    }

    /// Whether this page says what was kept to be said once.
    pub(super) fn says_something(&self) -> bool {
        self.flash.is_some()
    }

    fn bare(visit: &AppVisit, user: Option<&User>, org: &str, flash: Option<Flash>) -> Self {
        let language = visit.language(user);
        Self {
            html_lang: language.tag(),
            direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
            language: language.to_string(),
            zone: visit.zone(user),
            now: visit.web.desk().context().now().0,
            org: Org { name: org.to_owned() },
            user: None,
            nav: Vec::new(),
            sections: Vec::new(),
            flash,
            logout_url: url::SIGN_OUT,
        }
    }
}

fn nav(visit: &AppVisit) -> Vec<Entry> {
    let portal = visit.site.as_ref().map(|site| ("portal", crate::url::home(site.default_language())));
    let mailbox = visit.web.mailbox().map(|_| ("mailbox", crate::mailbox::HERE.to_owned()));
    let entry = |(key, url)| Entry { key, url };
    let articles = ("knowledge-base", url::KNOWLEDGE_BASE.to_owned());
    let settings = ("settings", crate::settings::url::HOME.to_owned());
    [articles].into_iter().chain(portal).chain(mailbox).chain([settings]).map(entry).collect()
}

/// The first letters of the first and the last word of a name.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let letter = |word: &str| initial(word);
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => letter(first) + &letter(last),
        (Some(only), None) => letter(only),
        (None, _) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Mara Lindqvist"), "ML");
        assert_eq!(initials("Dr. Ingeborg Freifrau von Hohenstein"), "DH");
        assert_eq!(initials("ana@example.com"), "A");
        assert_eq!(initials("+44 7700 900177"), "49");
        assert_eq!(initials(" – "), "?");
    }
}
