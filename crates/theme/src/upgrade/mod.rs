//! From one version of a template to another: what that does to the files of a theme's own, file by file (T2).

mod difference;
mod merge;
mod said;

use std::collections::BTreeMap;

use bytes::Bytes;

pub use difference::{Difference, Hunk, Line, LineKind};
pub use merge::{Clash, Conflict, ConflictKind};

use crate::manifest;
use crate::template::Template;
use crate::version::Version;

/// Files by their paths in a theme.
pub type Files = BTreeMap<String, Bytes>;

/// What a newer version makes of a theme's own files. Of what there is nothing to decide, everything is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgrade {
    /// The version that the files were laid over.
    pub from: Version,
    /// The one that they are to be laid over.
    pub to: Version,
    /// The theme's own files, by path.
    pub files: Vec<FileUpgrade>,
    /// What else the version brings, by path: files that the theme has from its template.
    pub brings: Vec<Brought>,
}

/// One file of a theme's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUpgrade {
    /// The path.
    pub path: String,
    /// As the version had it that it was laid over, if it had it.
    pub base: Option<Bytes>,
    /// As the theme has it.
    pub own: Bytes,
    /// As the newer version has it, if it does.
    pub newer: Option<Bytes>,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is as the template has it, and no longer the theme's own.
    Inherits,
    /// It stays the theme's: the template changed nothing in it. Of a manifest, all but the version that it names.
    Kept(Bytes),
    /// It stays the theme's, though the template has none any more: whether pages still ask for it is for its author.
    Left(Bytes),
    /// Both changed it, each elsewhere.
    Merged(Bytes),
    /// Both changed it at the same place, or each added one of that name.
    Conflict(Conflict),
}

/// A file that a theme has from its template, and another one with the newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The path.
    pub path: String,
    /// As it was, if it was there.
    pub base: Option<Bytes>,
    /// As it is, if it is there.
    pub newer: Option<Bytes>,
}

/// Why what somebody decided makes no theme yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// Nobody decided about these conflicts.
    Open(Vec<String>),
    /// Somebody decided about files that are in no conflict.
    Needless(Vec<String>),
    /// The marks of the conflict still stand in these.
    Marked(Vec<String>),
}

impl Upgrade {
    /// What becomes of a theme's own files; nothing where the template has none of these versions. Takes up to a second of
    /// the processor for files that nobody writes by hand.
    pub fn of(template: &Template, (from, to): (Version, Version), own: &Files) -> Option<Self> {
        let (before, after) = (template.files(from)?, template.files(to)?);
        let file = |(path, content): (&String, &Bytes)| {
            FileUpgrade::of((path, content), (before.get(path), after.get(path)), to)
        };
        let files = own.iter().map(file).collect();
        let mut brings = brought(&before, &after);
        brings.retain(|brought| !own.contains_key(&brought.path));
        Some(Self { from, to, files, brings })
    }

    /// The paths of what somebody has to decide.
    pub fn conflicts(&self) -> impl Iterator<Item = (&str, &Conflict)> {
        self.files.iter().filter_map(|file| match &file.fate {
            Fate::Conflict(conflict) => Some((file.path.as_str(), conflict)),
            _ => None,
        })
    }

    /// The files that a theme has of its own as far as is decided: what is in conflict stays as it has it.
    pub fn so_far(&self, decided: &Files) -> Files {
        let content = |file: &FileUpgrade| match &file.fate {
            Fate::Inherits => None,
            Fate::Conflict(_) => Some(decided.get(&file.path).unwrap_or(&file.own).clone()),
            _ => file.result().cloned(),
        };
        let content = |file: &FileUpgrade| Some((file.path.clone(), content(file)?));
        self.files.iter().filter_map(content).collect()
    }

    /// The files that a theme has of its own afterwards, with what somebody decided about each conflict.
    pub fn resolve(&self, decided: &Files) -> Result<Files, Unresolved> {
        let conflicts: BTreeMap<&str, &Conflict> = self.conflicts().collect();
        let paths = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let needless: Vec<&str> =
            decided.keys().map(String::as_str).filter(|path| !conflicts.contains_key(path)).collect();
        if !needless.is_empty() {
            return Err(Unresolved::Needless(paths(needless)));
        }
        let open: Vec<&str> = conflicts.keys().copied().filter(|path| !decided.contains_key(*path)).collect();
        if !open.is_empty() {
            return Err(Unresolved::Open(paths(open)));
        }
        let is_marked = |(path, conflict): &(&str, &Conflict)| conflict.is_marked_in(&decided[*path]);
        let marked: Vec<&str> = self.conflicts().filter(is_marked).map(|(path, _)| path).collect();
        if !marked.is_empty() {
            return Err(Unresolved::Marked(paths(marked)));
        }
        let decided = |file: &FileUpgrade| {
            let content = file.result().or_else(|| decided.get(&file.path))?;
            // Whoever decided for the template's side has no file of their own any more.
            (Some(content) != file.newer.as_ref()).then(|| (file.path.clone(), content.clone()))
        };
        Ok(self.files.iter().filter_map(decided).collect())
    }
}

impl FileUpgrade {
    fn of((path, own): (&str, &Bytes), (base, newer): (Option<&Bytes>, Option<&Bytes>), to: Version) -> Self {
        let fate = if path == manifest::FILE {
            merge::manifest(base, own, newer, to)
        } else {
            fate(path, base, own, newer)
        };
        Self { path: path.to_owned(), base: base.cloned(), own: own.clone(), newer: newer.cloned(), fate }
    }

    /// What the theme has of it by itself afterwards; nothing where it inherits it, or nobody has decided yet.
    pub fn result(&self) -> Option<&Bytes> {
        match &self.fate {
            Fate::Kept(content) | Fate::Left(content) | Fate::Merged(content) => Some(content),
            Fate::Inherits | Fate::Conflict(_) => None,
        }
    }

    /// What the theme had changed; nothing where that cannot be shown in lines.
    pub fn by_the_theme(&self) -> Option<Difference> {
        Difference::of(self.base.as_deref(), Some(&self.own))
    }

    /// What the newer version changed.
    pub fn by_the_template(&self) -> Option<Difference> {
        Difference::of(self.base.as_deref(), self.newer.as_deref())
    }

    /// What changes for the theme: from its own to what came of it, which for what it inherits is the template's.
    pub fn for_the_theme(&self) -> Option<Difference> {
        match &self.fate {
            Fate::Inherits => Difference::of(Some(&self.own), self.newer.as_deref()),
            Fate::Conflict(_) => None,
            _ => Difference::of(Some(&self.own), self.result().map(|content| &content[..])),
        }
    }
}

impl Brought {
    /// What is different.
    pub fn difference(&self) -> Option<Difference> {
        Difference::of(self.base.as_deref(), self.newer.as_deref())
    }
}

/// Files that are another way, or come, or go.
fn brought(before: &Files, after: &Files) -> Vec<Brought> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let other = after.iter().filter(|(path, content)| before.get(*path) != Some(content));
    let mut paths: Vec<&String> = gone.chain(other.map(|(path, _)| path)).collect();
    paths.sort();
    let brought = |path: &String| Brought {
        path: path.clone(),
        base: before.get(path).cloned(),
        newer: after.get(path).cloned(),
    };
    paths.into_iter().map(brought).collect()
}

fn fate(path: &str, base: Option<&Bytes>, own: &Bytes, newer: Option<&Bytes>) -> Fate {
    if newer.is_some_and(|newer| merge::is_alike(newer, own)) {
        return Fate::Inherits;
    }
    match (base, newer) {
        (Some(base), _) if merge::is_alike(base, own) => Fate::Inherits,
        (Some(_), None) => Fate::Left(own.clone()),
        (base, newer) if base == newer => Fate::Kept(own.clone()),
        (base, Some(newer)) => merge::file(path, base, own, newer),
        (None, None) => Fate::Kept(own.clone()),
    }
}
