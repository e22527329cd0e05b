//! `portico audit`: whether the audit log is what was written.

use std::fmt::Write;

use clap::Subcommand;
use desk::audit::{Broken, Report};
use desk::door::Operator;
use desk::org::Organization;
use kernel::Time;
use serde::{Deserialize, Serialize};

use super::{Said, Station, commands};

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Audit {
    #[command(
        about = "Walk the chains of the audit log and say what does not fit",
        after_help = "Exit status: 0 where everything fits, 1 where something does not, 2 where it could not be looked at."
    )]
    Verify(Verify),
}

/// Whose log.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Verify {
    /// The organization; every one when left out
    #[arg(long)]
    org: Option<String>,
}

impl Audit {
    pub(super) async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<Said> {
        let Self::Verify(verify) = self;
        let organizations = match &verify.org {
            Some(name) => vec![commands::find_org(&station.desk, operator, Some(name)).await?],
            None => station.desk.organizations(operator).await?,
        };
        let mut said = Said::from(String::new());
        for organization in organizations {
            let mut report = station.desk.verify_audit(operator, organization.id).await?;
            if !station.is_served {
                // Nobody seals while nothing runs.
                report.broken.retain(|(_, broken)| !matches!(broken, Broken::Unsealed(_)));
            }
            said.is_well &= report.broken.is_empty();
            said.text += &told(&organization, &report)?;
        }
        Ok(said)
    }
}

/// What was looked at, what does not fit, and the newest link of each chain, to be kept elsewhere.
fn told(organization: &Organization, report: &Report) -> Result<String, std::fmt::Error> {
    let verdict = if report.broken.is_empty() { "everything fits" } else { "BROKEN" };
    let mut text = format!("{}: {verdict}\n", organization.name);
    write!(text, "  {} entries in {} links", report.entries, report.links)?;
    if let Some(until) = report.sealed_until {
        write!(text, ", sealed until {}", moment(until))?;
    }
    match report.unsealed {
        0 => writeln!(text)?,
        1 => writeln!(text, "; one entry is not sealed yet, so nothing can be said of it")?,
        waiting => writeln!(text, "; {waiting} entries are not sealed yet, so nothing can be said of them")?,
    }
    for (chain, broken) in &report.broken {
        writeln!(text, "  {chain}: {}", meaning(broken))?;
    }
    for (chain, number, mark) in &report.heads {
        writeln!(text, "  {chain} ends with link {number}, marked {mark}")?;
    }
    Ok(text)
}

fn meaning(broken: &Broken) -> String {
    match broken {
        Broken::Gap(link) => format!("link {link} does not follow on from the one before it"),
        Broken::Mark(link) => format!("link {link} was changed, or made by another installation"),
        Broken::Entries(link) => format!("entries of link {link} were changed, added or taken away"),
        Broken::Values(entry) => format!("the values of entry {entry} are not those that were written"),
        Broken::Unsealed(since) => {
            format!(
                "entries wait to be sealed since {}; a server that runs seals within seconds",
                moment(*since)
            )
        }
    }
}

/// `2026-09-21T14:13:20Z`.
fn moment(time: Time) -> String {
    let whole = jiff::Timestamp::from_second(time.seconds());
    whole.map_or_else(|_| time.0.to_string(), |moment| moment.to_string())
}
