//! The command line, as data: help, and later man page and completions, come from here.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::bench::Bench;
use crate::operate::Command as Operation;
use crate::theme::{self, Theme};

/// Portico: a branded customer portal with the knowledge base, the inbox and the channels behind it.
#[derive(Parser, Debug)]
#[command(version, propagate_version = true)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Write the log as JSON lines
    #[arg(long, global = true, env = "PORTICO_LOG_JSON")]
    pub(crate) json_log: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the data is.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    /// The folder for the database file, uploaded files and keys
    #[arg(long, global = true, env = "PORTICO_DATA", default_value = "portico-data")]
    pub(crate) data: PathBuf,
    /// A PostgreSQL database instead of the file in the data folder: postgres://…
    #[arg(long, global = true, env = "PORTICO_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Answer requests and do the work behind them
    Serve(Serve),
    /// Start a filled example on this machine and print its addresses and sign-ins
    Demo(Demo),
    /// Make data to measure with
    #[command(subcommand)]
    Bench(Bench),
    /// Begin and check themes, look at them, and bring them to an installation and back, as folders
    #[command(subcommand)]
    Theme(Theme),
    /// Draw a theme from the input, as the server asks before it publishes one
    #[command(hide = true)]
    Gate,
    #[command(flatten)]
    Operate(Operation),
}

impl Command {
    /// The exit status where it could not do what was asked.
    pub(crate) fn failed(&self) -> u8 {
        match self {
            Self::Operate(command) => command.failed(),
            Self::Theme(_) => theme::UNREAD,
            _ => 1,
        }
    }
}

/// How to serve.
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    /// The address to listen on
    #[arg(long, env = "PORTICO_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[arg(
        long,
        env = "PORTICO_SMTP",
        hide_env_values = true,
        help = "The mail server for outgoing mail: smtp://user:password@host:587 (STARTTLS), smtps://…:465, smtp+plain://… (no TLS)"
    )]
    pub(crate) smtp: Option<String>,
    /// Keep outgoing mail in a mailbox page instead of sending it; loopback addresses only
    #[arg(long)]
    pub(crate) dev: bool,
    /// A network of our own proxies, whose X-Forwarded-For is believed: 10.0.0.0/8; may be given several times
    #[arg(long, env = "PORTICO_TRUSTED_PROXY", value_delimiter = ',')]
    pub(crate) trusted_proxy: Vec<net::Network>,
    #[arg(
        long,
        env = "PORTICO_API_URL",
        default_value = DEFAULT_API_URL,
        help = "Where the API answers for every organization: https://api.example.com"
    )]
    pub(crate) api_url: String,
    /// Answer without compression
    #[arg(long, hide = true)]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) first: First,
}

/// The organization that a server founds where there is none.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "The first organization, founded where there is none")]
pub(crate) struct First {
    /// Its name for people
    #[arg(long, env = "PORTICO_TITLE", default_value = "My company", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) title: String,
    #[arg(
        long,
        env = "PORTICO_HELP_URL",
        help = "Where the help centre and portal answer: https://help.example.com [default: http://help.localhost:PORT, or the app's]"
    )]
    pub(crate) help_url: Option<String>,
    #[arg(
        long,
        env = "PORTICO_APP_URL",
        help = "Where the app for agents answers: https://app.example.com [default: http://app.localhost:PORT, or the help centre's]"
    )]
    pub(crate) app_url: Option<String>,
    /// The address to write from: help@example.com
    #[arg(long, env = "PORTICO_SENDER")]
    pub(crate) sender: Option<String>,
    /// Found none: `portico org add` does
    #[arg(long)]
    pub(crate) no_organization: bool,
}

/// The common host of the API out of the box.
pub(crate) const DEFAULT_API_URL: &str = "http://api.localhost";

/// How to show the example.
#[derive(Args, Clone, Debug)]
pub(crate) struct Demo {
    /// The port to listen on, on this machine only
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// Begin again with fresh data; not while it runs, and not with --database
    #[arg(long)]
    pub(crate) fresh: bool,
}
