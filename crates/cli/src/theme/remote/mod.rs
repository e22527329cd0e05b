//! Themes of an installation, from a folder that somebody keeps in Git: `portico theme push` and `pull` (T5).

mod http;
mod key;
mod memory;
mod pull;
mod push;
mod server;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use desk::kb::Origin;

use http::Refused;
use memory::Memory;
use server::Server;

pub(crate) use pull::Pull;
pub(crate) use push::Push;

/// Where themes are, and by what key they are reached.
#[derive(Args, Clone, Debug)]
struct Remote {
    #[arg(
        long,
        env = "PORTICO_SERVER",
        value_name = "URL",
        help = "Where the API answers, and the only place the key is sent to: https://app.example.com"
    )]
    server: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        help = "The file with the API key [default: what the environment has as PORTICO_KEY]"
    )]
    key_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME-OR-ID", help = "The theme there [default: what the folder remembers]")]
    theme: Option<String>,
}

impl Remote {
    /// The installation, and what the folder remembers of it: nothing of another one, nor of another theme.
    fn reach(&self, memory: Option<Memory>) -> anyhow::Result<(Server, Option<Memory>)> {
        // What the folder remembers came with it, perhaps from somebody who would like to have the key.
        let address = self.server.as_ref().context("where is it? --server URL or PORTICO_SERVER says so")?;
        let origin = Origin::parse(address).with_context(|| {
            format!("{address:?} is no address of a server; one looks like https://app.example.com")
        })?;
        if origin.scheme == "http" && !origin.is_loopback() {
            anyhow::bail!("{origin} would be told the key for everybody on the way to read; use https://");
        }
        let memory = memory.filter(|memory| memory.server == origin.to_string());
        let is_it = |memory: &Memory| {
            self.theme.as_ref().is_none_or(|theme| *theme == memory.name || *theme == memory.theme)
        };
        Ok((Server::new(origin, key::read(self.key_file.as_deref())?), memory.filter(is_it)))
    }
}

/// How a command ended: what the installation refused is told, and is another status than what could not be asked.
fn ended(ended: anyhow::Result<()>) -> anyhow::Result<ExitCode> {
    match ended {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.is::<Refused>() || error.is::<pull::Changed>() => {
            writeln!(std::io::stderr(), "portico: {error:#}")?;
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error),
    }
}
