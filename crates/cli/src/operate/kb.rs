//! `portico kb`: articles move in and out.

use std::fmt::Write;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use desk::door::Operator;
use desk::moving::{
    Done, ExportReport, ImportReport, KbExport, KbImport, KbSync, Progress, SyncReport, What,
};
use folder::{Flavour, Limits, Problem, Source, Target};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use super::commands::find_kb;
use super::{Said, Scope, Station};

/// Without a terminal a line is told after so many articles.
const A_LINE: usize = 1_000;

#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Kb {
    #[command(
        about = "Take articles in from a folder of Markdown or a ZIP archive of HTML pages; run again, it adds what is new",
        after_help = "Exit status: 0 where everything was taken in, 1 where a file was left out, 2 where nothing could be.\n\
                      What files may look like: docs/moving-in.md"
    )]
    Import(Import),
    #[command(
        about = "Write every article into a folder of Markdown, or into a ZIP archive of HTML pages",
        after_help = "What is written is what `portico kb import` reads: docs/moving-in.md"
    )]
    Export(Export),
    #[command(
        about = "Bring a folder and the knowledge base together; what was written on either side is on both afterwards",
        after_help = "Exit status: 0 where both sides are the same, 1 where somebody has to look, 2 where nothing was done.\n\
                      How conflicts are told and decided: docs/moving-in.md"
    )]
    Sync(Sync),
}

/// What to take in.
#[derive(Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Import {
    /// The folder or archive
    path: PathBuf,
    #[command(flatten)]
    scope: Scope,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Publish what does not say whether it is a draft
    #[arg(long)]
    publish: bool,
    #[arg(
        long = "as",
        value_name = "NAME",
        help = "The name by which a folder that was moved is known again [default: its whole path]"
    )]
    name: Option<String>,
}

/// What to bring together.
#[derive(Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sync {
    /// The folder, such as one under Git; an empty one is filled
    folder: PathBuf,
    #[command(flatten)]
    scope: Scope,
    /// Publish what the folder calls published, instead of keeping it as drafts
    #[arg(long)]
    publish: bool,
    /// Delete on one side what was deleted on the other, unless it was changed there
    #[arg(long)]
    delete: bool,
}

/// What to write.
#[derive(Args, Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Export {
    /// The folder: one that is not there yet, or has nothing in it
    #[arg(required_unless_present = "html")]
    path: Option<PathBuf>,
    /// Write HTML pages into this ZIP archive instead
    #[arg(long, value_name = "FILE", conflicts_with = "path")]
    html: Option<PathBuf>,
    #[command(flatten)]
    scope: Scope,
}

impl Kb {
    pub(super) fn resolved(self) -> anyhow::Result<Self> {
        let whole = |path: PathBuf| std::path::absolute(path).context("the path");
        Ok(match self {
            Self::Import(import) => Self::Import(Import { path: whole(import.path)?, ..import }),
            Self::Export(export) => Self::Export(Export {
                path: export.path.map(whole).transpose()?,
                html: export.html.map(whole).transpose()?,
                ..export
            }),
            Self::Sync(sync) => Self::Sync(Sync { folder: whole(sync.folder)?, ..sync }),
        })
    }

    pub(super) async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<Said> {
        match self {
            Self::Import(import) => import.run(station, operator).await,
            Self::Export(export) => export.run(station, operator).await,
            Self::Sync(sync) => sync.run(station, operator).await,
        }
    }
}

impl Import {
    async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<Said> {
        let (organization, kb) = find_kb(&station.desk, operator, &self.scope).await?;
        let path = self.path.clone();
        let opened = tokio::task::spawn_blocking(move || Source::open(&path, &Limits::default())).await?;
        let source = opened.with_context(|| format!("{} is not taken in", self.path.display()))?;
        let name = self.name.clone().unwrap_or_else(|| self.path.display().to_string());
        let import = KbImport::new((organization.id, kb.id), Arc::new(source), name);
        let import = if self.publish { import.publishing() } else { import };
        let import = if self.dry_run { import.dry() } else { import };
        let shown = Shown::new(station, if self.dry_run { "Looking   " } else { "Taking in " })?;
        let done = import.run(&station.desk, operator, &|progress| shown.tell(progress)).await;
        shown.end();
        let report = done.with_context(|| {
            format!("the import of {} broke off; the same command goes on with it", self.path.display())
        })?;
        Ok(Said { text: self.told(&report)?, is_well: report.problems.is_empty() })
    }

    fn told(&self, report: &ImportReport) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        if self.dry_run {
            text += "Nothing was done. This is what would be:\n";
            for done in &report.done {
                writeln!(text, "{}", line(done))?;
            }
        }
        let new = |what| report.count(what, true);
        let changed = |what| report.count(what, false);
        writeln!(text, "{:>10}  articles new", new(What::Article))?;
        writeln!(text, "{:>10}  articles changed", changed(What::Article))?;
        writeln!(text, "{:>10}  articles as they are told already", report.same)?;
        writeln!(text, "{:>10}  categories new, {} changed", new(What::Category), changed(What::Category))?;
        writeln!(text, "{:>10}  files new", report.files)?;
        writeln!(text, "{:>10}  old addresses new", new(What::Redirect))?;
        listed(&mut text, "To be looked at", &report.notes)?;
        listed(&mut text, "Left out", &report.problems)?;
        Ok(text)
    }
}

/// `new       guides/x.md  How to begin`
fn line(done: &Done) -> String {
    let state = if done.is_new { "new" } else { "changed" };
    format!("{state:<8}  {}  {}", done.place, done.title)
}

/// Problems under a heading, if there are any.
fn listed(text: &mut String, heading: &str, problems: &[Problem]) -> std::fmt::Result {
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(text, "{heading}:")?;
    problems.iter().try_for_each(|problem| writeln!(text, "  {problem}"))
}

impl Export {
    async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<Said> {
        let (organization, kb) = find_kb(&station.desk, operator, &self.scope).await?;
        let (path, flavour) = match (&self.html, &self.path) {
            (Some(html), _) => (html, Flavour::Html),
            (None, Some(path)) => (path, Flavour::Markdown),
            (None, None) => anyhow::bail!("name a folder, or an archive with --html"),
        };
        let to = path.clone();
        let target = tokio::task::spawn_blocking(move || match flavour {
            Flavour::Html => Target::zip(&to),
            Flavour::Markdown => Target::folder(&to),
        });
        let target = target.await?.with_context(|| format!("{} cannot be written", path.display()))?;
        let target = Arc::new(Mutex::new(target));
        let export = KbExport { org: organization.id, kb: kb.id, flavour };
        let shown = Shown::new(station, "Writing   ")?;
        let done = export.run((&station.desk, operator), &target, &|progress| shown.tell(progress)).await;
        shown.end();
        let report = done.with_context(|| format!("{} is not whole", path.display()))?;
        let target = Arc::into_inner(target).context("the export is still at work")?;
        let target = target.into_inner().unwrap_or_else(PoisonError::into_inner);
        let finished = tokio::task::spawn_blocking(move || target.finish()).await?;
        finished.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Said::from(told(&report, path)))
    }
}

impl Sync {
    async fn run(&self, station: &Station, operator: &Operator) -> anyhow::Result<Said> {
        let (organization, kb) = find_kb(&station.desk, operator, &self.scope).await?;
        let folder = self.folder.clone();
        anyhow::ensure!(folder.is_dir(), "{} is no folder", folder.display());
        let (publishes, deletes) = (self.publish, self.delete);
        let sync = KbSync { org: organization.id, kb: kb.id, folder, publishes, deletes };
        let asked = sync.clone();
        let checked = tokio::task::spawn_blocking(move || asked.check()).await?;
        checked.map_err(|why| anyhow::anyhow!("{} is not synced: {why}", self.folder.display()))?;
        let shown = Shown::new(station, "Comparing ")?;
        let done = sync.run(&station.desk, operator, &|progress| shown.tell(progress)).await;
        shown.end();
        let report = done.with_context(|| {
            format!(
                "{} and the app were not brought together; the same command goes on with it",
                self.folder.display()
            )
        })?;
        let is_well = report.conflicts.is_empty() && report.problems.is_empty();
        Ok(Said { text: met(&report)?, is_well })
    }
}

/// What came of a meeting, in words.
fn met(report: &SyncReport) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for (heading, files) in [("Into the app", &report.to_app), ("Into the folder", &report.to_folder)] {
        let nothing = if files.is_empty() { " nothing" } else { "" };
        writeln!(text, "{heading}:{nothing}")?;
        files.iter().try_for_each(|file| writeln!(text, "  {file}"))?;
    }
    if report.waiting > 0 {
        let waiting = report.waiting;
        writeln!(
            text,
            "{waiting} texts that the folder calls published are drafts in the app; --publish publishes them"
        )?;
    }
    listed(&mut text, "To be looked at", &report.notes)?;
    listed(&mut text, "Left out", &report.problems)?;
    listed(&mut text, "To be decided", &report.conflicts)?;
    Ok(text)
}

fn told(report: &ExportReport, path: &Path) -> String {
    let ExportReport { articles, categories, files } = report;
    let path = path.display();
    format!("{articles} articles of {categories} categories, with {files} files, are in {path}\n")
}

/// How far it is, for whoever looks on: a bar on a terminal, a line now and then elsewhere.
pub(super) struct Shown {
    bar: ProgressBar,
    what: &'static str,
    is_lined: bool,
    told: AtomicUsize,
}

impl Shown {
    pub(super) fn new(station: &Station, what: &'static str) -> anyhow::Result<Self> {
        let is_terminal = std::io::stderr().is_terminal();
        let bar = if station.is_watched && is_terminal { bar(what)? } else { ProgressBar::hidden() };
        Ok(Self { bar, what, is_lined: station.is_watched && !is_terminal, told: AtomicUsize::new(0) })
    }

    pub(super) fn tell(&self, progress: Progress) {
        let Progress { done, all } = progress;
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
        let lines = done / A_LINE;
        if self.is_lined && self.told.swap(lines, Ordering::Relaxed) < lines {
            // Whoever looks on has gone; the work goes on.
            _ = writeln!(std::io::stderr(), "{} {done} of {all} articles", self.what.trim_end());
        }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn bar(what: &str) -> anyhow::Result<ProgressBar> {
    let style = format!("{what} {{bar:40.cyan/dim}} {{percent:>3}} %  {{pos}} of {{len}} articles  {{eta}}");
    Ok(ProgressBar::new(0).with_style(ProgressStyle::with_template(&style)?.progress_chars("━╸─")))
}
