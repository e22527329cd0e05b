//! What an operator does at the command line: through the running server where there is one.

mod audit;
mod commands;
mod explain;
mod kb;
mod mail;
mod socket;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use desk::Desk;
use serde::{Deserialize, Serialize};

use crate::bootstrap::{Installation, NotOpened};
use crate::options::Place;

pub(crate) use commands::{first_administrator, found};
pub(crate) use socket::listen;

/// Commands that change or show something of an installation.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// Found organizations and list them
    #[command(subcommand)]
    Org(Org),
    /// Add users
    #[command(subcommand)]
    User(User),
    /// List and change the settings of a knowledge base
    #[command(subcommand)]
    Setting(Setting),
    /// Check the audit log
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Move articles in and out, and bring a folder and a knowledge base together
    #[command(subcommand)]
    Kb(kb::Kb),
    /// Bring in mail that is older than the installation
    #[command(subcommand)]
    Mail(mail::Mail),
}

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Org {
    /// Found an organization with its default brand and knowledge base
    Add(NewOrg),
    /// List the organizations and the addresses they answer on
    List,
}

/// The accent colour of a brand that nobody gave one.
const ACCENT: &str = "#3454d1";

/// An organization as typed.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NewOrg {
    /// Its name in addresses: letters, digits and hyphens
    name: String,
    /// Its name for people
    #[arg(long)]
    title: Option<String>,
    #[arg(long, help = "Where the help centre and portal answer: https://help.example.com")]
    help_url: String,
    #[arg(long, help = "Where the app for agents answers: https://app.example.com")]
    app_url: String,
    #[arg(
        long,
        help = "Where the API answers, besides the app's address: https://acme.api.example.com [default: http://NAME.api.localhost]"
    )]
    api_url: Option<String>,
    /// The address to write from: help@example.com
    #[arg(long)]
    sender: Option<String>,
    /// The brand's accent colour
    #[arg(long, default_value = ACCENT)]
    accent: String,
}

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum User {
    /// Add a user and print a one-time link to set a password
    Add(NewUser),
}

/// A user as typed.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NewUser {
    /// The address to sign in with
    #[arg(long)]
    email: String,
    /// The display name
    #[arg(long)]
    name: String,
    /// The organization; may be left out while there is one
    #[arg(long)]
    org: Option<String>,
    #[arg(
        long,
        default_value = "administrator,agent",
        value_delimiter = ',',
        help = "Roles, joined by commas: administrator, content_manager, agent"
    )]
    roles: Vec<String>,
}

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Setting {
    /// List every setting with its value and what it does
    List(Scope),
    /// Change a setting
    Set {
        /// Its name
        name: String,
        /// Its new value
        value: String,
        #[command(flatten)]
        scope: Scope,
    },
}

/// Whose setting.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Scope {
    /// The organization; may be left out while there is one
    #[arg(long)]
    org: Option<String>,
    /// The brand; the default one when left out
    #[arg(long)]
    brand: Option<String>,
}

/// Where a command runs.
#[derive(Clone)]
struct Station {
    desk: Desk,
    /// The data folder.
    folder: PathBuf,
    /// Whether somebody looks on.
    is_watched: bool,
    /// Whether a server may be at work beside the command.
    is_served: bool,
}

/// What a command answers.
#[derive(Serialize, Deserialize)]
struct Said {
    /// What to print.
    text: String,
    /// Whether what was looked at is as it should be; the exit status tells.
    is_well: bool,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, is_well: true }
    }
}

impl Command {
    /// The exit status where the command could not do what was asked: 1, or 2 where 1 says what was found.
    pub(crate) fn failed(&self) -> u8 {
        if matches!(self, Self::Audit(_) | Self::Kb(_)) { 2 } else { 1 }
    }

    /// With whole paths: the server may have been started in another folder.
    fn resolved(self) -> anyhow::Result<Self> {
        match self {
            Self::Kb(kb) => kb.resolved().map(Self::Kb),
            Self::Mail(mail) => mail.resolved().map(Self::Mail),
            other => Ok(other),
        }
    }
}

/// Runs a command here, or through the server that holds the data folder, and prints its answer.
pub(crate) async fn run(place: &Place, command: &Command) -> anyhow::Result<ExitCode> {
    let command = command.clone().resolved()?;
    let answer = match Installation::open(place).await {
        Ok(Installation { desk, folder, .. }) => {
            let station = Station { desk, folder, is_watched: true, is_served: place.database.is_some() };
            commands::run(&station, &operator(), &command).await?
        }
        Err(NotOpened::InUse(_)) => socket::ask(&place.data, &operator(), &command).await?,
        Err(NotOpened::Failed(error)) => return Err(error),
    };
    std::io::stdout().write_all(answer.text.as_bytes())?;
    Ok(if answer.is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The name of whoever runs the command, for facts and the audit log.
fn operator() -> String {
    std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "unknown".to_owned())
}
