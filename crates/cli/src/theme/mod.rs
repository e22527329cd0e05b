//! `portico theme`: themes as folders, for people who keep them in Git. Needs no installation.

mod begin;
mod check;
mod diff;
mod source;
mod written;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

/// What is done with a theme's folder.
#[derive(Subcommand, Clone, Debug)]
pub(crate) enum Theme {
    #[command(
        about = "Begin a theme: a folder with its manifest, and copies of the files that are to be changed",
        after_help = "What a theme does not have comes from its template, file by file. Without --with nothing is copied:\n\
                      a manifest alone is a whole theme. What is in it: docs/themes.md"
    )]
    New(begin::New),
    #[command(
        about = "Draw every page with every sample in every language, as publishing does, and say what is wrong",
        after_help = "Exit status: 0 where it could be published, 1 where it could not, 2 where it cannot be read."
    )]
    Check {
        /// The folder or ZIP archive
        path: PathBuf,
        /// Keep the drawn pages in this folder, with all that a browser needs to show them: index.html names them
        #[arg(long, value_name = "FOLDER")]
        write: Option<PathBuf>,
    },
    #[command(
        about = "Show what the newest version of the template changed in the files that the theme has of its own",
        after_help = "Exit status: 0 where there is nothing to take over, 1 where there is, 2 where it cannot be read."
    )]
    Diff {
        /// The folder or ZIP archive
        path: PathBuf,
    },
}

/// The exit status where a theme cannot be read.
pub(crate) const UNREAD: u8 = 2;

pub(crate) fn run(command: &Theme) -> anyhow::Result<ExitCode> {
    match command {
        Theme::New(new) => new.run(),
        Theme::Check { path, write } => check::run(path, write.as_deref()),
        Theme::Diff { path } => diff::run(path),
    }
}
