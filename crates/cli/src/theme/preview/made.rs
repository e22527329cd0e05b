//! The theme as the folder has it now: compiled when something changed, and kept until it changes again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use theme::{Bundle, RenderFault, TemplateFault};
use tokio::sync::watch;

use super::super::source::Read;
use super::watch::stamp;

/// What is looked at.
pub(super) struct Looked {
    folder: PathBuf,
    /// Whether open pages hear of changes.
    pub(super) is_watched: bool,
    made: Mutex<Option<(u64, Made)>>,
    /// How the folder was found last.
    pub(super) found: watch::Sender<u64>,
}

/// A theme that can be drawn, or what keeps it from it.
pub(super) type Made = Arc<Result<Bundle, Wrong>>;

/// What is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wrong {
    /// The file, as the theme names it; nothing where it is about the folder.
    pub(super) file: Option<String>,
    /// Counted from one, where it is known.
    pub(super) line: Option<usize>,
    pub(super) message: String,
}

impl Looked {
    pub(super) fn new(folder: PathBuf, is_watched: bool) -> Self {
        Self { folder, is_watched, made: Mutex::default(), found: watch::Sender::new(0) }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The theme as it is now, and how the folder was found. Takes a moment where something changed.
    pub(super) fn now(&self) -> (u64, Made) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let found = stamp(&self.folder);
        self.found.send_replace(found);
        match &*made {
            Some((of, made)) if *of == found => (found, made.clone()),
            _ => {
                let new = Arc::new(compile(&self.folder).map_err(Wrong::of));
                *made = Some((found, new.clone()));
                (found, new)
            }
        }
    }
}

/// As publishing would have it; what could grow without bounds when it is drawn is drawn by nobody.
fn compile(folder: &Path) -> anyhow::Result<Bundle> {
    let read = Read::of(folder)?;
    let package = read.package()?;
    package.lint()?;
    Ok(package.strict_bundle_as(&read.values)?)
}

impl Wrong {
    fn of(error: anyhow::Error) -> Self {
        match error.downcast::<TemplateFault>() {
            Ok(TemplateFault { name, line, message }) => Self { file: Some(name), line, message },
            Err(error) => Self { file: None, line: None, message: format!("{error:#}") },
        }
    }
}

impl From<RenderFault> for Wrong {
    fn from(fault: RenderFault) -> Self {
        Self { file: Some(fault.template), line: fault.line, message: fault.message }
    }
}
