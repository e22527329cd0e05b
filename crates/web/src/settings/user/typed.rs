//! The form of what a user is given.

use desk::code;
use desk::permission_set::{Held, PermissionSetId};
use desk::right::Role;
use desk::user::{Grants, Invitation, MAX_NAME, UserKind, UserName};
use kernel::{EmailAddress, Fault, base_codes};

use super::super::pages::{Choice, SetChoice, UserForm};
use crate::inbox::pages::Problem;

/// What was typed and chosen.
pub(super) struct Typed {
    pub(super) email: String,
    name: String,
    kind: String,
    roles: Vec<String>,
    sets: Vec<String>,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            email: String::new(),
            name: String::new(),
            kind: UserKind::FullTime.name().to_owned(),
            roles: vec![Role::Agent.name().to_owned()],
            sets: Vec::new(),
        }
    }
}

impl Typed {
    /// As a user is now.
    pub(super) fn of(name: &str, grants: &Grants) -> Self {
        Self {
            email: String::new(),
            name: name.to_owned(),
            kind: grants.kind.name().to_owned(),
            roles: grants.roles.iter().map(|role| role.name().to_owned()).collect(),
            sets: grants.sets.iter().map(ToString::to_string).collect(),
        }
    }

    /// Reads the form's fields. One that the form does not have is refused (TH29).
    pub(super) fn read(sent: Vec<(String, String)>, with_email: bool) -> Result<Self, Fault> {
        let mut typed = Self { roles: Vec::new(), ..Self::default() };
        for (field, value) in sent {
            match field.as_str() {
                "email" if with_email => typed.email = value,
                "name" => typed.name = value,
                "kind" => typed.kind = value,
                "roles" => typed.roles.push(value),
                "sets" => typed.sets.push(value),
                _ => return Err(Fault::new(&base_codes::INVALID)),
            }
        }
        Ok(typed)
    }

    /// Whoever is to be invited, or everything that is wrong, each at its field.
    pub(super) fn invitation(&self) -> Result<Result<Invitation, Vec<Problem>>, Fault> {
        let grants = self.grants()?;
        Ok(match (self.email.parse::<EmailAddress>(), self.parsed_name()) {
            (Ok(email), Ok(name)) => Ok(Invitation { name, email, grants }),
            (email, name) => {
                let email = email.err().map(|_| Problem::at("email", "inbox-problem-email"));
                Err(email.into_iter().chain(name.err()).collect())
            }
        })
    }

    /// The name, or what is wrong with it.
    pub(super) fn parsed_name(&self) -> Result<UserName, Problem> {
        self.name.parse().map_err(|fault: Fault| name_problem(&fault, MAX_NAME))
    }

    /// What is given. A choice that the form does not offer is refused.
    pub(super) fn grants(&self) -> Result<Grants, Fault> {
        let invalid = || Fault::new(&base_codes::INVALID);
        let role = |name: &String| Role::from_name(name).ok_or_else(invalid);
        let set = |id: &String| id.parse::<PermissionSetId>();
        Ok(Grants {
            kind: UserKind::from_name(&self.kind).ok_or_else(invalid)?,
            roles: self.roles.iter().map(role).collect::<Result<_, _>>()?,
            sets: self.sets.iter().map(set).collect::<Result<_, _>>()?,
        })
    }

    /// The form with this in it.
    pub(super) fn form(&self, sets: Vec<Held>) -> UserForm {
        let kind = |kind: &UserKind| Choice { key: kind.name().to_owned(), chosen: kind.name() == self.kind };
        let role = |role: &Role| Choice {
            key: role.name().to_owned(),
            chosen: self.roles.iter().any(|name| name == role.name()),
        };
        let set = |held: Held| {
            let id = held.set.id.to_string();
            SetChoice { chosen: self.sets.contains(&id), id, name: held.set.name }
        };
        UserForm {
            name: self.name.clone(),
            kinds: UserKind::ALL.iter().map(kind).collect(),
            roles: Role::ALL.iter().map(role).collect(),
            sets: sets.into_iter().map(set).collect(),
        }
    }
}

/// What is wrong with a name.
pub(crate) fn name_problem(fault: &Fault, max: usize) -> Problem {
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Problem::at("name", "inbox-problem-required"),
        code if *code == code::TEXT_TOO_LONG => {
            Problem::at("name", "inbox-problem-subject-long").with("max", max)
        }
        _ => Problem::at("name", "inbox-problem-text-broken"),
    }
}
