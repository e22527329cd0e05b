//! `portico theme`: themes as folders, for people who keep them in Git. Only `push` and `pull` need an installation.

mod begin;
mod check;
mod diff;
mod preview;
mod remote;
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
    #[command(
        about = "Look at every page with every sample in a browser on this machine, drawn anew from the folder each time",
        after_help = "What is wrong with the theme is shown in the place of the page, with file and line. `check` says more."
    )]
    Preview(preview::Preview),
    #[command(
        about = "Save the folder as the draft of its theme in an installation",
        after_help = "A folder without a theme there makes one. The API key needs org.permission.kb.read, .create and\n\
                      .update among its roles; for scripts org.theme_scripts as well.\n\
                      Exit status: 0 where it is saved, 1 where it was refused, 2 where nothing could be asked."
    )]
    Push(remote::Push),
    #[command(
        about = "Take over into the folder what was saved of its theme in an installation last",
        after_help = "What was changed in the folder alone stays. The API key needs the role org.permission.kb.read.\n\
                      Exit status: 0 where both are alike, 1 where somebody has to look, 2 where nothing could be asked."
    )]
    Pull(remote::Pull),
}

/// The exit status where a theme cannot be read.
pub(crate) const UNREAD: u8 = 2;

pub(crate) async fn run(command: &Theme) -> anyhow::Result<ExitCode> {
    match command {
        Theme::New(new) => new.run(),
        Theme::Check { path, write } => check::run(path, write.as_deref()),
        Theme::Diff { path } => diff::run(path),
        Theme::Preview(preview) => preview.run().await,
        Theme::Push(push) => push.run().await,
        Theme::Pull(pull) => pull.run().await,
    }
}
