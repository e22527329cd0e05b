//! What samples stand in: pages as visitors have them, mails as customers get them.

use channels::email::ExampleMail;
use kernel::{Language, Time};
use serde_json::Value;
use theme::lint::{Finding, check_mail, check_page, is_mail};
use theme::{Bundle, PageEntry, Shell as PageShell};

use crate::page::runs_scripts;
use crate::shell::{Example, Looker, Shell};

/// A moment at which samples are drawn.
const NOW: Time = Time(1_773_200_000_000);
/// The languages in which Midtown comes, one of them from right to left.
pub(super) const LANGUAGES: [&str; 3] = ["en_us", "de", "ar"];
/// How the addresses begin that the samples of mails have.
const ORIGIN: &str = "https://help.harbour-and-pine.example";
/// A brand's name with signs that mean something to HTML.
const BRAND: &str = "Acme <&> \"Söhne\"";
/// A brand's colour.
const ACCENT: &str = "#3454d1";

/// Who is shown a sample.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Frame {
    /// Somebody who is not signed in.
    Stranger,
    /// A customer.
    SignedIn,
    /// Whoever opens a mail.
    Mail,
}

impl Frame {
    /// Each with what is drawn for it.
    pub(super) fn all() -> [(Self, &'static [PageEntry]); 3] {
        [(Self::Stranger, crate::pages()), (Self::SignedIn, crate::pages()), (Self::Mail, crate::mails())]
    }

    pub(super) fn shell(self, bundle: &Bundle, language: &str, page: &PageEntry) -> PageShell {
        let languages: Vec<Language> = LANGUAGES.iter().filter_map(|code| code.parse().ok()).collect();
        let language = languages.iter().find(|known| known.as_str() == language).unwrap_or(&languages[0]);
        if self == Self::Mail {
            return mail_shell(bundle, (BRAND, ACCENT), language, NOW);
        }
        PageShell::new(&Shell::of_example(&Example {
            brand: BRAND,
            name: "Ana <&> \"Söhne\"",
            css_url: bundle.assets.url(&bundle.sheet).unwrap_or_default(),
            language,
            languages: &languages,
            now: NOW,
            looker: if self == Self::SignedIn { Looker::Customer } else { Looker::Nobody },
            says_something: true,
            own_scripts: runs_scripts(page.template) && bundle.assets.own_scripts().next().is_some(),
        }))
    }
}

/// What a drawn sample is called: `de/signed-in/home-2.html`, `de/mail/code-1.html`.
pub(super) fn name(page: &PageEntry, (language, frame): (&str, Frame), number: usize) -> String {
    let folder = match frame {
        Frame::Stranger => "stranger",
        Frame::SignedIn => "signed-in",
        Frame::Mail => "mail",
    };
    let file = page.template.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
    format!("{language}/{folder}/{file}-{number}.html")
}

/// What a sample of a mail stands in, at the site from which the samples are.
pub(crate) fn mail_shell(
    bundle: &Bundle,
    (brand, accent): (&str, &str),
    language: &Language,
    now: Time,
) -> PageShell {
    ExampleMail { brand, accent, origin: ORIGIN, language, now }.shell(bundle)
}

/// The same for the reference of what templates are given.
pub(crate) fn mail_shell_values(bundle: &Bundle) -> Value {
    let language: Language = LANGUAGES[0].parse().expect("it is a language");
    let shell = mail_shell(bundle, ("Tolvane", ACCENT), &language, NOW);
    serde_json::to_value(shell).expect("a shell is JSON")
}

/// What is wrong with a drawn sample.
pub(crate) fn check(template: &str, text: &str) -> Vec<Finding> {
    if is_mail(template) { check_mail(template, text, &[ORIGIN.to_owned()]) } else { check_page(text) }
}
