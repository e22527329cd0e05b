//! Which file is what: in which folder, in which language, a category's or an article's.

use std::collections::BTreeSet;

use kernel::Language;

use crate::page::{is_html, is_page};
use crate::path::FilePath;
use crate::problem::Problem;
use crate::read::Languages;

/// Names of files that speak for their folder.
const FOLDERS: [&str; 2] = ["_category", "_index"];
/// One that does where there is anything else in the folder, and is the whole article where there is nothing.
const INDEX: &str = "index";

/// At the end of the names of files that somebody is to look at.
const CONFLICT: &str = ".conflict";

/// At the end of the names of files that are being written, beside those that are read.
const DRAFT: &str = ".draft";

/// A file with a text, by its name.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) file: FilePath,
    /// The folder, without one that is a language's.
    pub(crate) folder: Option<FilePath>,
    /// The name without language and ending.
    pub(crate) stem: String,
    pub(crate) language: Option<Language>,
    /// Whether the name has no language in it.
    pub(crate) is_source: bool,
    pub(crate) is_draft: bool,
}

/// The places of all files, and the folders that are categories.
#[derive(Debug, Default)]
pub(crate) struct Grouped {
    pub(crate) folders: BTreeSet<FilePath>,
    pub(crate) of_folders: Vec<Place>,
    pub(crate) of_articles: Vec<Place>,
    pub(crate) problems: Vec<Problem>,
}

impl Grouped {
    pub(crate) fn of(paths: &[FilePath], languages: &Languages) -> Self {
        let mut grouped = Self::default();
        let mut indexes = Vec::new();
        for path in paths.iter().filter(|path| is_page(path) && !is_conflict(path)) {
            match Place::of(path, languages) {
                Err(problem) => grouped.problems.push(problem),
                Ok(place) if place.is_folder() => {
                    grouped.enter(place.folder.clone());
                    // What the root says of itself is no category's.
                    grouped.of_folders.extend(Some(place).filter(|place| place.folder.is_some()));
                }
                Ok(place) if place.is_index() => indexes.push(place),
                Ok(place) => {
                    grouped.enter(place.folder.clone());
                    grouped.of_articles.push(place);
                }
            }
        }
        grouped.settle(indexes);
        grouped
    }

    /// The deepest first, since one that is an article makes a category of the folder above it.
    fn settle(&mut self, mut indexes: Vec<Place>) {
        indexes.sort_by_key(|place| {
            std::cmp::Reverse(place.folder.as_ref().map(|folder| folder.parts().count()))
        });
        let known = |folders: &BTreeSet<FilePath>, place: &Place| {
            place.folder.as_ref().is_some_and(|folder| folders.contains(folder))
        };
        for place in indexes {
            match &place.folder {
                _ if known(&self.folders, &place) => self.of_folders.push(place),
                Some(folder) => {
                    self.enter(folder.parent());
                    let (stem, parent) = (folder.name().to_owned(), folder.parent());
                    self.of_articles.push(Place { folder: parent, stem, ..place });
                }
                // The table of contents of an export.
                None if is_html(&place.file) => {}
                None => self.of_articles.push(place),
            }
        }
    }

    fn enter(&mut self, folder: Option<FilePath>) {
        let mut next = folder;
        while let Some(folder) = next {
            next = folder.parent();
            self.folders.insert(folder);
        }
    }
}

impl Place {
    fn of(file: &FilePath, languages: &Languages) -> Result<Self, Problem> {
        let (stem, _) = file.stem();
        let (stem, is_draft) = without_draft(stem);
        let (stem, suffix) =
            match stem.rsplit_once('.').filter(|(_, code)| is_code(code) || languages.knows(code)) {
                Some((rest, code)) => (rest, Some(languages.find(code).ok_or_else(|| unknown(file, code))?)),
                None => (stem, None),
            };
        // `x.draft.de.md` is what `x.de.draft.md` is.
        let (stem, is_draft_before) = without_draft(stem);
        let is_draft = is_draft || is_draft_before;
        let mut folder = file.parent();
        let first = file.parts().next().filter(|_| folder.is_some()).and_then(|first| languages.find(first));
        if first.is_some() {
            let rest = folder.as_ref().and_then(|folder| folder.as_str().split_once('/'));
            folder = rest.and_then(|(_, rest)| rest.parse().ok());
        }
        let is_source = suffix.is_none() && first.as_ref().is_none_or(|first| *first == languages.default);
        let language = suffix.or(first);
        Ok(Self { file: file.clone(), folder, stem: stem.to_owned(), language, is_source, is_draft })
    }

    /// By what an article is known: its folder and its name.
    pub(crate) fn key(&self) -> String {
        self.folder.as_ref().map_or(String::new(), |folder| format!("{folder}/")) + &self.stem
    }

    fn is_folder(&self) -> bool {
        FOLDERS.contains(&self.stem.to_ascii_lowercase().as_str())
    }

    fn is_index(&self) -> bool {
        self.stem.eq_ignore_ascii_case(INDEX)
    }
}

/// A name without what says that it is a draft's, and whether it was there.
fn without_draft(stem: &str) -> (&str, bool) {
    stem.strip_suffix(DRAFT).map_or((stem, false), |rest| (rest, true))
}

/// The other side of a conflict, which somebody is to look at: `x.conflict.md`.
fn is_conflict(path: &FilePath) -> bool {
    path.stem().0.ends_with(CONFLICT)
}

/// Where the other side of a conflict about a file is written.
pub fn conflict_of(path: &FilePath) -> Option<FilePath> {
    let (stem, ending) = path.name().rsplit_once('.')?;
    let name = format!("{stem}{CONFLICT}.{ending}");
    path.parent().map_or_else(|| name.parse(), |parent| parent.join(&name)).ok()
}

/// What looks like the code of a language: `de`, `pt_br`, `pt-BR`.
pub(crate) fn is_code(text: &str) -> bool {
    let is_part = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match text.split_once(['-', '_']) {
        Some((base, region)) => is_part(base) && is_part(region),
        None => is_part(text),
    }
}

pub(crate) fn unknown(file: &FilePath, code: &str) -> Problem {
    Problem::of(file, format!("{code} is no language of this knowledge base; the setting languages has them"))
}
