//! `portico mail`: bringing in mail that is older than the installation.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};
use desk::code;
use desk::door::Operator;
use desk::import::{MailImport, Progress, Report};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{EmailAddress, Fault};
use mail::Limits;
use mail::archive::Archive;
use serde::{Deserialize, Serialize};

use super::commands::find_org;
use super::{Scope, Station};

/// Where mails lie that could not be imported, in the data folder.
const SET_ASIDE: &str = "set-aside";

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Mail {
    /// Read an mbox file, a Maildir or a folder of these into conversations; run again, it goes on or adds what is new
    Import(Import),
}

/// What to import.
#[derive(Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Import {
    /// The file or folder
    path: PathBuf,
    #[command(flatten)]
    scope: Scope,
    /// Another address that was the brand's: mail from it was sent, not received; may be given several times
    #[arg(long)]
    address: Vec<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

impl Mail {
    pub(super) fn resolved(self) -> anyhow::Result<Self> {
        let Self::Import(import) = self;
        let path = std::path::absolute(&import.path).context("the path of the archive")?;
        Ok(Self::Import(Import { path, ..import }))
    }
}

impl Import {
    /// Imports, and answers the report.
    pub(super) async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<String> {
        let import = self.find(station, operator).await?;
        let bar = if station.is_watched { bar(import.archive.total_bytes())? } else { ProgressBar::hidden() };
        let progress = |progress: Progress| {
            bar.set_position(progress.bytes);
            bar.set_message(format!("{} mails", progress.mails));
        };
        let done = import.run(&station.desk, operator, &progress).await;
        bar.finish_and_clear();
        let report = done.map_err(|fault| self.explained(fault))?;
        if self.json { Ok(serde_json::to_string(&report)? + "\n") } else { told(&report, &import.set_aside) }
    }

    async fn find(&self, station: &Station, operator: &Operator) -> anyhow::Result<MailImport> {
        let desk = &station.desk;
        let org = find_org(desk, operator, self.scope.org.as_deref()).await?.id;
        let view = desk.view_operator(operator, org).await?;
        let mut brands = view.brands().await?.into_iter();
        view.close();
        let name = self.scope.brand.as_deref();
        let brand = brands.find(|brand| name.map_or(brand.is_default, |name| brand.name == name));
        let brand = brand.ok_or_else(|| anyhow!("there is no brand {}", name.unwrap_or("of any name")))?;
        let addresses = self.address.iter().map(|address| address.parse::<EmailAddress>());
        let archive = Archive::open(&self.path, Limits::default().raw_bytes as u64);
        Ok(MailImport {
            org,
            brand,
            addresses: addresses.collect::<Result<_, _>>().context("--address")?,
            archive: Arc::new(archive.with_context(|| format!("{} cannot be read", self.path.display()))?),
            source: self.path.to_string_lossy().into_owned(),
            set_aside: station.folder.join(SET_ASIDE),
        })
    }

    fn explained(&self, fault: Fault) -> anyhow::Error {
        if fault.is(&code::NO_ADDRESS) {
            return anyhow!(
                "the brand has no address that tells sent mail from received; name one with --address"
            );
        }
        let path = self.path.display();
        anyhow!(fault).context(format!("the import of {path} broke off; the same command goes on with it"))
    }
}

fn bar(bytes: u64) -> anyhow::Result<ProgressBar> {
    let style = "Importing  {bar:40.cyan/dim} {percent:>3} %  {bytes} of {total_bytes}  {msg}  {eta}";
    Ok(ProgressBar::new(bytes).with_style(ProgressStyle::with_template(style)?.progress_chars("━╸─")))
}

/// The report in words.
fn told(report: &Report, folder: &Path) -> anyhow::Result<String> {
    let Report { read, stored, conversations, doubled, joined_by_subject, files, seconds, .. } = report;
    let mut text = format!("{read} mails were read in {seconds:.1} s.\n");
    writeln!(text, "{stored:>10}  stored, with {files} files")?;
    writeln!(text, "{conversations:>10}  conversations begun")?;
    writeln!(text, "{joined_by_subject:>10}  put to others by address, subject and date alone")?;
    writeln!(text, "{doubled:>10}  here already")?;
    writeln!(text, "{:>10}  set aside", report.set_aside_in_all())?;
    for (reason, count) in &report.set_aside {
        writeln!(text, "{count:>10}  {}", folder.join(reason).display())?;
    }
    Ok(text)
}
