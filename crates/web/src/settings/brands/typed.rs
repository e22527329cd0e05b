//! The form of a brand.

use desk::brand::{Accent, BrandFace, BrandId, MAX_TITLE, ManagedBrand, brand_name, brand_title};
use desk::code;
use kernel::{EmailAddress, Fault};
use serde::Deserialize;

use super::super::pages::BrandForm;
use super::super::url;
use crate::inbox::pages::Problem;

/// The colour of a brand until somebody chooses another: Midtown's own.
const ACCENT: &str = "#3454d1";

/// What was typed and chosen.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Typed {
    name: String,
    title: String,
    accent: String,
    sender: String,
}

impl Default for Typed {
    fn default() -> Self {
        let nothing = String::new;
        Self { name: nothing(), title: nothing(), accent: ACCENT.to_owned(), sender: nothing() }
    }
}

impl Typed {
    /// What a brand has.
    pub(super) fn of(managed: ManagedBrand) -> Self {
        Self {
            sender: managed.sender.map(|sender| sender.to_string()).unwrap_or_default(),
            name: managed.brand.name,
            title: managed.brand.title,
            accent: managed.brand.accent,
        }
    }

    /// Name and face that are meant, or everything that is wrong, each at its field. A brand keeps the name it was added
    /// with.
    pub(super) fn parsed(&self, is_new: bool) -> Result<(String, BrandFace), Vec<Problem>> {
        let name = if is_new { brand_name(&self.name) } else { Ok(String::new()) };
        let sender = match self.sender.trim() {
            "" => Ok(None),
            typed => typed.parse::<EmailAddress>().map(Some).map_err(|_| Fault::new(&code::EMAIL_INVALID)),
        };
        match (name, brand_title(&self.title), Accent::parse(&self.accent), sender) {
            (Ok(name), Ok(title), Ok(accent), Ok(sender)) => Ok((name, BrandFace { title, accent, sender })),
            (name, title, accent, sender) => {
                let faults = [
                    name.err().map(|fault| ("name", fault)),
                    title.err().map(|fault| ("title", fault)),
                    accent.err().map(|fault| ("accent", fault)),
                    sender.err().map(|fault| ("sender", fault)),
                ];
                Err(faults.into_iter().flatten().map(|(field, fault)| problem(field, &fault)).collect())
            }
        }
    }

    /// The page with this in its form.
    pub(super) fn page(self, brand: Option<BrandId>, problems: Vec<Problem>) -> BrandForm {
        let Self { name, title, accent, sender } = self;
        BrandForm {
            action: brand.map_or_else(|| url::NEW_BRAND.to_owned(), url::brand),
            back_url: url::BRANDS.to_owned(),
            new: brand.is_none(),
            name,
            title,
            accent,
            sender,
            problems,
        }
    }
}

/// A refusal by what others have, at its field; anything else stays a fault.
pub(super) fn taken(fault: Fault) -> Result<Problem, Fault> {
    match fault.code() {
        code if *code == code::NAME_TAKEN => Ok(Problem::at("name", code.text_key)),
        code if *code == code::SENDER_TAKEN => Ok(Problem::at("sender", code.text_key)),
        _ => Err(fault),
    }
}

/// What is wrong, in words.
fn problem(field: &str, fault: &Fault) -> Problem {
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Problem::at(field, "inbox-problem-required"),
        code if *code == code::TEXT_BROKEN => Problem::at(field, "inbox-problem-text-broken"),
        code if *code == code::TEXT_TOO_LONG => {
            Problem::at(field, "inbox-problem-subject-long").with("max", MAX_TITLE)
        }
        code if *code == code::EMAIL_INVALID => Problem::at(field, "settings-problem-sender"),
        code => Problem::at(field, code.text_key),
    }
}
