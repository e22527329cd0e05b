//! The texts of a folder, with addresses as the site has them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use folder::{Article, Body, FilePath, Library, Problem, Source, Text, is_page, resolve, segment};
use kernel::Fault;
use markup::ArticleHtml;

use super::with_files;
use crate::article::ArticleFileId;

/// Endings that addresses of pages leave out.
const PAGES: [&str; 4] = [".md", ".html", "/index.md", "/index.html"];
/// Where our own files lie: `files/{id}/{name}`, as in addresses.
const FILES: &str = "files";

/// Texts as files have them, or what is wrong with one.
pub(super) type Bodies = BTreeMap<FilePath, Result<Body, Problem>>;

/// A folder with what its addresses lead to.
pub(super) struct Shelf {
    pub(super) source: Arc<Source>,
    pub(super) library: Library,
    paths: BTreeSet<FilePath>,
    /// Files with texts, and where the site shows them.
    pages: BTreeMap<FilePath, String>,
}

/// A text, and what it asks for.
#[derive(Debug, Default)]
pub(super) struct Converted {
    pub(super) body: ArticleHtml,
    /// Files of the folder that it shows or links to.
    pub(super) files: BTreeSet<FilePath>,
    /// Addresses that lead to nothing.
    pub(super) missing: BTreeSet<String>,
}

impl Shelf {
    pub(super) fn new(source: Arc<Source>, library: Library) -> Self {
        let paths = source.paths().into_iter().collect();
        Self { source, library, paths, pages: BTreeMap::new() }
    }

    /// The texts of articles, by their files; or what is wrong with one.
    pub(super) async fn bodies<'a>(
        &self,
        articles: impl Iterator<Item = &'a Article>,
    ) -> Result<Bodies, Fault> {
        let versions = articles.flat_map(|article| &article.texts).flat_map(Text::versions);
        let asked: Vec<(FilePath, Body)> =
            versions.map(|version| (version.file.clone(), version.body.clone())).collect();
        let source = self.source.clone();
        let read = move |(file, body): (FilePath, Body)| {
            let body = if body == Body::Unread { folder::body_of(&source, &file) } else { Ok(body) };
            (file, body)
        };
        with_files(move || asked.into_iter().map(read).collect()).await
    }

    /// Says where the site shows a file.
    pub(super) fn show(&mut self, file: &FilePath, address: String) {
        self.pages.insert(file.clone(), address);
    }

    /// A text of a file as the site has it; files have the addresses that are given.
    pub(super) fn convert(
        &self,
        (file, body): (&FilePath, &Body),
        files: &BTreeMap<FilePath, String>,
    ) -> Converted {
        let asked = RefCell::new(Converted::default());
        let translate = |address: &str| self.translate(file, address, (files, &asked));
        let body = match body {
            Body::Markdown(text) => ArticleHtml::from_markdown_with(text, translate),
            Body::Html(text) => ArticleHtml::clean_with(text, translate),
            Body::Unread => ArticleHtml::default(),
        };
        Converted { body, ..asked.into_inner() }
    }

    fn translate(
        &self,
        from: &FilePath,
        address: &str,
        (files, asked): (&BTreeMap<FilePath, String>, &RefCell<Converted>),
    ) -> Option<String> {
        let (path, fragment) = resolve(from, address)?;
        if let Some(page) = self.page(&path) {
            return Some(fragment.map_or(page.clone(), |fragment| format!("{page}#{fragment}")));
        }
        let mut asked = asked.borrow_mut();
        if !self.paths.contains(&path) || is_page(&path) {
            // An address of the site itself begins with a slash, and may well be there.
            if !address.starts_with('/') {
                asked.missing.insert(address.to_owned());
            }
            return None;
        }
        asked.files.insert(path.clone());
        files.get(&path).cloned()
    }

    fn page(&self, path: &FilePath) -> Option<&String> {
        let with = |ending: &&str| self.pages.get(&format!("{path}{ending}").parse().ok()?);
        self.pages.get(path).or_else(|| PAGES.iter().find_map(with))
    }
}

/// The id that a file of an export had: it lies at `files/{id}/{name}`.
pub(super) fn id_of(path: &FilePath) -> Option<ArticleFileId> {
    let parts: Vec<&str> = path.parts().collect();
    match parts[..] {
        [FILES, id, _] => id.parse().ok(),
        _ => None,
    }
}

/// Where a file of an article lies in an export, by its address.
pub(super) fn path_of(id: ArticleFileId, name: &str) -> Option<FilePath> {
    format!("{FILES}/{id}").parse::<FilePath>().ok()?.join(name).ok()
}

/// The address of a file of an article.
pub(super) fn address_of(id: ArticleFileId, name: &str) -> String {
    format!("/{FILES}/{id}/{}", segment(name))
}
