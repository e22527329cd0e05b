//! What went wrong, in an operator's words: what was asked for, and what there is instead.

use anyhow::anyhow;
use desk::code;
use desk::door::Operator;
use desk::org::Organization;
use desk::setting::{Kind, SETTINGS, Setting};
use desk::{Desk, founding::Founding};
use kernel::{EmailAddress, Fault};

/// Why an organization was not founded.
pub(super) async fn not_founded(
    desk: &Desk,
    operator: &Operator,
    founding: &Founding,
    fault: Fault,
) -> anyhow::Error {
    if !fault.is(&code::NAME_TAKEN) {
        return fault.into();
    }
    let all = desk.organizations(operator).await.unwrap_or_default();
    if all.iter().any(|org| org.name == founding.name) {
        return anyhow!("there is an organization {} already", founding.name);
    }
    anyhow!("another organization answers at {}, {} or {} already", founding.help, founding.app, founding.api)
}

/// Why a user was not added.
pub(super) fn not_added(email: &EmailAddress, fault: Fault) -> anyhow::Error {
    if fault.is(&code::EMAIL_TAKEN) { anyhow!("there is a user {email} already") } else { fault.into() }
}

/// That no organization has this name.
pub(super) fn no_org(name: &str, all: &[Organization]) -> anyhow::Error {
    let names: Vec<&str> = all.iter().map(|org| org.name.as_str()).collect();
    match &names[..] {
        [] => anyhow!("there is no organization yet: `portico org add --help` says how to found one"),
        names => anyhow!("there is no organization {name}; there is {}", names.join(", ")),
    }
}

/// That no setting has this name.
pub(super) fn no_setting(name: &str) -> anyhow::Error {
    let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    anyhow!("there is no setting {name}; there are {}", names.join(", "))
}

/// That a setting does not take this value.
pub(super) fn no_value(setting: &Setting, value: &str) -> anyhow::Error {
    let takes = match setting.kind {
        Kind::Toggle => "on or off".to_owned(),
        Kind::Number(least, most) => format!("a whole number from {least} to {most}"),
        Kind::Languages => "language codes joined by commas, such as en_us,de".to_owned(),
        Kind::Lifetime => "whole hours in minutes, from 60 to 525600".to_owned(),
        Kind::Line(most) => format!("one line of at most {most} characters, or nothing"),
        Kind::SignOnUrl => {
            "an https address without a user's name and a fragment (http only on this machine), or nothing"
                .to_owned()
        }
        Kind::Choice(choices) => format!("one of these: {}", choices.join(", ")),
        Kind::Link => "an https, http, mailto or tel address, a path such as /en_us, or nothing".to_owned(),
    };
    anyhow!("{} does not take {value:?}, but {takes}", setting.name)
}
