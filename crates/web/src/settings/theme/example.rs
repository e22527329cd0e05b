//! What of a theme is looked at in its editor: the pages by their examples, the very ones that the gate draws.

use desk::configuration::HelpCentre;
use kernel::{Language, Time};
use serde::Deserialize;
use theme::{Bundle, PageEntry, Shell as PageShell};

use super::super::pages::ThemePage;
use crate::form::Pairs;
use crate::gate;
use crate::shell::{Example, Looker, Shell};

/// A page that can be looked at.
struct Listed {
    /// Its template without folder and ending, the end of its text's key; of a mail with `mail-` before it.
    name: &'static str,
    /// The number of the example that shows most of it.
    best: usize,
    /// Whether only a customer who is signed in sees it.
    is_own: bool,
}

const fn listed(name: &'static str, best: usize) -> Listed {
    Listed { name, best, is_own: false }
}

const fn own(name: &'static str, best: usize) -> Listed {
    Listed { name, best, is_own: true }
}

/// The pages in the order of the drop-down, the portal's two first (T1).
static LISTED: &[Listed] = &[
    own("conversations", 5),
    own("conversation", 6),
    listed("home", 1),
    listed("category", 0),
    listed("article", 3),
    listed("tag", 0),
    listed("search", 3),
    listed("contact", 3),
    listed("contact-done", 2),
    listed("survey", 0),
    listed("login", 0),
    listed("login-link", 1),
    own("conversation-new", 0),
    own("settings", 1),
    own("devices", 1),
    listed("logout", 0),
    listed("401", 0),
    listed("404", 1),
    listed("429", 0),
    listed("500", 0),
    listed("mail-reply", 0),
    listed("mail-code", 0),
    listed("mail-address", 0),
    listed("mail-form", 0),
    listed("mail-survey", 0),
];

/// What the names of mails begin with.
const MAIL: &str = "mail-";

/// The page that is shown at first.
const FIRST: &str = "home";

/// What a form says for the site's own pages.
const REAL: &str = "real";

/// What is looked at, and how.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Shown {
    page: String,
    data: String,
    example: String,
    language: String,
    width: String,
    scheme: String,
}

impl Shown {
    /// What a form says of it.
    pub(super) fn sent(sent: &Pairs) -> Self {
        Self::told(|name| sent.first(name).to_owned())
    }

    /// The same of any form.
    pub(super) fn told(field: impl Fn(&str) -> String) -> Self {
        Self {
            page: field("page"),
            data: field("data"),
            example: field("example"),
            language: field("language"),
            width: field("width"),
            scheme: field("scheme"),
        }
    }

    /// The page of this file, where it is one; else what was looked at.
    pub(super) fn of_file(&self, path: &str) -> Self {
        let of_file = LISTED.iter().find(|listed| listed.template() == path);
        let page = of_file.filter(|_| self.page.is_empty());
        Self { page: page.map_or_else(|| self.page.clone(), |page| page.name.to_owned()), ..self.clone() }
    }

    fn listed(&self) -> &'static Listed {
        let named = |name: &str| LISTED.iter().find(|listed| listed.name == name);
        named(&self.page).or(named(FIRST)).expect("the first page is listed")
    }

    /// The page's own line in the list of pages.
    pub(super) fn page(&self) -> &'static PageEntry {
        entry(self.listed())
    }

    /// Its name in the drop-down.
    pub(super) fn name(&self) -> &'static str {
        self.listed().name
    }

    /// Whether the site's own page is looked at where there is one, and no example.
    pub(super) fn is_real(&self) -> bool {
        self.data == REAL
    }

    /// The number of the example, from 0.
    pub(super) fn number(&self) -> usize {
        let asked = self.example.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        asked.unwrap_or(self.listed().best)
    }

    /// One of these languages, the first where it is none of them.
    pub(super) fn language<'a>(&self, languages: &'a [Language]) -> &'a Language {
        let asked = languages.iter().find(|language| language.as_str() == self.language);
        asked.unwrap_or(&languages[0])
    }

    /// `phone`, `tablet` or `desk`.
    pub(super) fn width(&self) -> &str {
        ["phone", "tablet"].into_iter().find(|width| *width == self.width).unwrap_or("desk")
    }

    /// `light` or `dark`.
    pub(super) fn scheme(&self) -> &str {
        if self.scheme == "dark" { "dark" } else { "light" }
    }

    /// The same as the end of an address.
    pub(super) fn query(&self) -> String {
        crate::url::query(&[
            ("page", self.listed().name),
            ("data", if self.is_real() { REAL } else { "" }),
            ("example", &(self.number() + 1).to_string()),
            ("language", &self.language),
            ("width", self.width()),
            ("scheme", self.scheme()),
        ])
    }

    /// Whether it is a mail.
    pub(super) fn is_mail(&self) -> bool {
        self.listed().name.starts_with(MAIL)
    }

    /// The frame in which an example stands: this brand's, as its visitors see it. Its sheet has no address yet: it stands
    /// in the page.
    pub(super) fn shell(&self, centre: &HelpCentre, bundle: &Bundle, now: Time) -> PageShell {
        let is_own = self.listed().is_own;
        if self.is_mail() {
            let brand = (centre.site.brand_title.as_str(), centre.site.accent.as_str());
            return gate::mail_shell(bundle, brand, self.language(&centre.languages), now);
        }
        PageShell::new(&Shell::of_example(&Example {
            brand: &centre.site.brand_title,
            css_url: "",
            language: self.language(&centre.languages),
            languages: &centre.languages,
            now,
            name: "Mara Lindqvist",
            says_something: false,
            own_scripts: false,
            looker: if is_own { Looker::Customer } else { Looker::Nobody },
        }))
    }
}

/// Every page that can be looked at.
pub(super) fn pages(shown: &Shown) -> Vec<ThemePage> {
    let page = |listed: &Listed| ThemePage {
        name: listed.name.to_owned(),
        file: listed.template(),
        examples: (entry(listed).samples)().len(),
        best: listed.best + 1,
        chosen: listed.name == shown.listed().name,
    };
    LISTED.iter().map(page).collect()
}

/// Every page, as it is shown at first.
pub(super) fn each() -> impl Iterator<Item = (&'static str, Shown)> {
    LISTED.iter().map(|listed| (listed.name, Shown { page: listed.name.to_owned(), ..Shown::default() }))
}

impl Listed {
    fn template(&self) -> String {
        match self.name.strip_prefix(MAIL) {
            Some(mail) => format!("mail/{mail}.html"),
            None => format!("pages/{}.html", self.name),
        }
    }
}

fn entry(listed: &Listed) -> &'static PageEntry {
    let template = listed.template();
    let found = crate::pages().iter().chain(crate::mails()).find(|entry| entry.template == template);
    found.expect("each listed page is a page: a test draws them all")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t1_every_page_of_the_drop_down_has_its_best_example() {
        for listed in LISTED {
            let samples = (entry(listed).samples)();
            assert!(listed.best < samples.len(), "{} has {} examples", listed.name, samples.len());
        }
        assert_eq!(LISTED[0].name, "conversations", "My Conversations stands first");
        assert_eq!(LISTED[1].name, "conversation", "and Conversation Detail View behind it");
    }
}
