//! The form of a new key.

use desk::api_key::{COMMON, MAX_NAME, NewApiKey, Roles, days_of, name_of};
use desk::code;
use kernel::{Fault, base_codes};

use super::super::pages::{NewApiKey as Page, RoleChoice};
use super::super::url;
use crate::inbox::pages::Problem;

/// How long a key is good when nobody says otherwise.
const DAYS: &str = "365";

/// What was typed and chosen.
pub(super) struct Typed {
    name: String,
    roles: Vec<String>,
    other_roles: String,
    days: String,
    never_ends: bool,
    networks: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            name: String::new(),
            roles: Vec::new(),
            other_roles: String::new(),
            days: DAYS.to_owned(),
            never_ends: false,
            networks: String::new(),
        }
    }
}

impl Typed {
    /// Reads the form's fields. One that the form does not have is refused (TH29).
    pub(super) fn read(sent: Vec<(String, String)>) -> Result<Self, Fault> {
        let mut typed = Self::default();
        for (field, value) in sent {
            match field.as_str() {
                "name" => typed.name = value,
                "roles" => typed.roles.push(value),
                "other_roles" => typed.other_roles = value,
                "days" => typed.days = value,
                "never_ends" => typed.never_ends = value == "yes",
                "networks" => typed.networks = value,
                _ => return Err(Fault::new(&base_codes::INVALID)),
            }
        }
        Ok(typed)
    }

    /// The key that is meant, or everything that is wrong, each at its field.
    pub(super) fn parsed(&self) -> Result<NewApiKey, Vec<Problem>> {
        let days = if self.never_ends { Ok(None) } else { days_of(&self.days).map(Some) };
        let fields = (name_of(&self.name), self.chosen(), days, self.networks.parse());
        match fields {
            (Ok(name), Ok(roles), Ok(days), Ok(networks)) => Ok(NewApiKey { name, roles, networks, days }),
            (name, roles, days, networks) => {
                let faults = [
                    name.err().map(|fault| ("name", fault)),
                    roles.err().map(|fault| ("other_roles", fault)),
                    days.err().map(|fault| ("days", fault)),
                    networks.err().map(|fault| ("networks", fault)),
                ];
                Err(faults.into_iter().flatten().map(|(field, fault)| problem(field, &fault)).collect())
            }
        }
    }

    fn chosen(&self) -> Result<Roles, Fault> {
        format!("{} {}", self.roles.join(" "), self.other_roles).parse()
    }

    /// The page with this in its form.
    pub(super) fn page(self, problems: Vec<Problem>) -> Page {
        let choice = |name: &&str| RoleChoice {
            name: (*name).to_owned(),
            chosen: self.roles.iter().any(|role| role == name),
        };
        Page {
            action: url::NEW_API_KEY.to_owned(),
            back_url: url::API_KEYS.to_owned(),
            roles: COMMON.iter().map(choice).collect(),
            name: self.name,
            other_roles: self.other_roles,
            days: self.days,
            never_ends: self.never_ends,
            networks: self.networks,
            problems,
        }
    }
}

/// What is wrong, in words.
fn problem(field: &str, fault: &Fault) -> Problem {
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Problem::at(field, "inbox-problem-required"),
        code if *code == code::TEXT_BROKEN => Problem::at(field, "inbox-problem-text-broken"),
        code if *code == code::TEXT_TOO_LONG => {
            Problem::at(field, "inbox-problem-subject-long").with("max", MAX_NAME)
        }
        code => Problem::at(field, code.text_key),
    }
}
