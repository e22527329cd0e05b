//! Themes as ZIP archives (T5).

use ::theme::{Portable, Template};
use folder::{Limits, Source};
use kernel::Fault;

use super::revision::RevisionKind;
use super::save::wrong;
use super::{Checked, Draft, ManagedTheme};

const MB: u64 = 1024 * 1024;
/// The most bytes of an archive.
pub const MOST_ARCHIVE: usize = 20 * 1024 * 1024;
/// What is unpacked of one at most (T4); the theme itself says more precisely what is too much.
pub const THEME_LIMITS: Limits = Limits { files: 600, file: 20 * MB, whole: 40 * MB, ratio: 200, small: MB };

/// A theme that came in an archive, looked at and not stored yet.
#[derive(Debug)]
pub struct Unpacked {
    /// What it says it is called.
    pub name: String,
    /// What is to be stored.
    pub checked: Checked,
}

impl Unpacked {
    /// Looks at an archive: `theme_wrong` for one that is none, leads out of its folder, unpacks to too much, or holds no
    /// theme.
    pub async fn read(bytes: Vec<u8>) -> Result<Self, Fault> {
        let read = tokio::task::spawn_blocking(move || portable(bytes)).await.map_err(Fault::internal)?;
        let theme = read?;
        let draft = Draft { base: theme.base, values: theme.values, files: theme.files };
        let checked = Checked::of(draft, theme.template.name, (RevisionKind::Imported, None)).await?;
        Ok(Self { name: theme.name, checked })
    }
}

fn portable(bytes: Vec<u8>) -> Result<Portable, Fault> {
    let source = Source::of_archive(bytes, &THEME_LIMITS).map_err(|refused| wrong(refused.to_string()))?;
    let mut files = super::Files::new();
    for path in source.paths() {
        let content = source.read(&path).map_err(|refused| wrong(refused.to_string()))?;
        files.insert(path.as_str().to_owned(), content.into());
    }
    Portable::read(files).map_err(|fault| wrong(fault.to_string()))
}

impl ManagedTheme {
    /// What was saved last, as an archive that any installation takes in.
    pub fn pack(&self) -> Result<Vec<u8>, Fault> {
        let portable = Portable {
            name: self.theme.name.clone(),
            template: Template::named(&self.theme.template).unwrap_or(Template::first()),
            version: String::new(),
            base: self.draft.base,
            values: self.draft.values.clone(),
            files: self.files.clone(),
        };
        let files = portable.into_files();
        folder::pack(files.iter().map(|(path, content)| (path.as_str(), &content[..])))
            .map_err(Fault::internal)
    }
}
