//! What both sides had when they last met: pages of our own in `.portico/base`, with the addresses of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use folder::{
    Article as Told, Body, Category, FilePath, Flavour, Languages, Library, Limits, Reader, Scope, Source,
    Target, Text, Version, is_link, pages_of,
};
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::KbSync;
use super::side::Side;
use crate::article::{Audience, Typed};
use crate::category::CategoryId;
use crate::moving::head::Head;
use crate::moving::site::Site;

/// Below the folder; what begins with a dot is no part of the knowledge base.
const STATE: &str = ".portico";
const BASE: &str = "base";
const NEXT: &str = "base.next";
const BEFORE: &str = "base.before";
/// Says with which knowledge base the folder was brought together.
const WHOSE: &str = "knowledge-base.txt";

/// The state of a folder.
#[derive(Default)]
pub(super) struct Base {
    pub(super) articles: BTreeMap<String, Side>,
    /// Which texts of each were read.
    pub(super) published: BTreeMap<String, BTreeSet<Language>>,
    pub(super) categories: BTreeMap<String, Category>,
}

/// Whether a folder can be brought together with a knowledge base; or why not, in words.
pub(super) fn check(sync: &KbSync) -> Result<(), String> {
    let state = sync.folder.join(STATE);
    let links = [state.clone(), state.join(BASE), state.join(NEXT), state.join(BEFORE)];
    if let Some(link) = links.iter().find(|path| is_link(path)) {
        return Err(format!("{} is a link, and links are not followed", link.display()));
    }
    if !state.join(BASE).is_dir() {
        return Ok(());
    }
    let said = state.join(BASE).join(WHOSE);
    let said = if is_link(&said) { None } else { fs::read_to_string(said).ok() };
    if said.as_deref() == Some(&whose(sync)) {
        return Ok(());
    }
    Err("its .portico is that of another knowledge base: sync with that one, or remove .portico to begin anew".to_owned())
}

fn whose(sync: &KbSync) -> String {
    format!("organization {}\nknowledge base {}\n", sync.org, sync.kb)
}

/// Reads the files of the state; a folder that never met the app has none.
pub(super) fn read(root: &Path, languages: &Languages) -> Result<Library, folder::Refused> {
    let path = root.join(STATE).join(BASE);
    if !path.is_dir() {
        return Ok(Library::default());
    }
    let source = Source::open(&path, &Limits::default())?;
    // What cannot be read of it is as if it never was: nothing is deleted or published for that.
    Ok(folder::read(&source, languages).0)
}

/// Writes it beside the one there was, and then puts it in its place.
pub(super) fn write(sync: &KbSync, library: &Library) -> io::Result<()> {
    check(sync).map_err(io::Error::other)?;
    let state = sync.folder.join(STATE);
    let (next, base, gone) = (state.join(NEXT), state.join(BASE), state.join(BEFORE));
    if next.exists() {
        fs::remove_dir_all(&next)?;
    }
    let mut target = Target::folder(&next)?;
    for (path, bytes) in pages_of(library, Flavour::Html) {
        target.put(&path, &bytes)?;
    }
    if let Ok(path) = WHOSE.parse() {
        target.put(&path, whose(sync).as_bytes())?;
    }
    target.finish()?;
    if gone.exists() {
        fs::remove_dir_all(&gone)?;
    }
    if base.exists() {
        fs::rename(&base, &gone)?;
    }
    fs::rename(&next, &base)?;
    if gone.exists() { fs::remove_dir_all(&gone) } else { Ok(()) }
}

impl Base {
    pub(super) fn of(library: &Library, site: &Site) -> Self {
        let mut base = Self::default();
        for told in &library.articles {
            let Some((id, both)) = told.id.clone().zip(side(told, site)) else { continue };
            let read = told.texts.iter().filter(|text| text.live.is_some());
            base.published.insert(id.clone(), read.map(|text| text.language.clone()).collect());
            base.articles.insert(id, both);
        }
        let id_of = |category: &Category| Some((category.id.clone()?, category.clone()));
        base.categories = library.categories.iter().filter_map(id_of).collect();
        base
    }

    /// Whether a text was read when both last met; nothing where they never met about it.
    pub(super) fn was_read(&self, hash: &str, language: &Language) -> Option<bool> {
        self.articles.get(hash)?.texts.get(language)?;
        Some(self.published.get(hash).is_some_and(|read| read.contains(language)))
    }
}

fn side(told: &Told, site: &Site) -> Option<Side> {
    let is_internal = told.scope == Scope::Internal;
    let hash = |path: &FilePath| path.name().to_owned();
    let category = |path: &FilePath| site.category_of(&hash(path));
    let head = Head {
        audience: if is_internal { Audience::Internal } else { Audience::Public },
        readers: told.readers.iter().filter_map(|reader| site.reader(reader).ok()).collect(),
        is_featured: told.is_featured,
        tags: told.tags.iter().cloned().collect(),
        categories: told.categories.iter().filter_map(category).collect(),
    };
    let texts = told.texts.iter().map(|text| {
        let version = text.any()?;
        let Body::Html(html) = &version.body else { return None };
        let [title, description, keywords] = &version.meta;
        let typed = Typed::new(&version.title, ArticleHtml::clean(html)).ok()?.with_slug(&version.slug);
        Some((text.language.clone(), typed.with_meta([title.as_str(), description, keywords]).ok()?))
    });
    Some(Side { head, texts: texts.collect::<Option<_>>()? })
}

/// An article as it is kept, by its hash, with the languages in which it is read.
pub(super) fn kept(
    (hash, source): (&str, &Language),
    (both, read): (&Side, &BTreeSet<Language>),
    site: &Site,
) -> Result<Told, Fault> {
    let categories: BTreeSet<&CategoryId> = both.head.categories.iter().collect();
    let folder = |id: &CategoryId| site.hash_of(*id).and_then(|hash| hash.parse().ok());
    let mut texts = Vec::new();
    for (language, typed) in &both.texts {
        let ending = if language == source { String::new() } else { format!(".{language}") };
        let version = Version {
            file: format!("{hash}{ending}.html").parse().map_err(Fault::internal)?,
            title: typed.title().to_owned(),
            slug: typed.slug().to_owned(),
            meta: typed.meta().map(str::to_owned),
            body: Body::Html(typed.body().as_str().to_owned()),
            extra: String::new(),
        };
        let language = language.clone();
        let (live, draft) =
            if read.contains(&language) { (Some(version), None) } else { (None, Some(version)) };
        texts.push(Text { language, live, draft, is_outdated: false, schedule: [None; 2] });
    }
    texts.sort_by_key(|text| text.language != *source);
    let readers: Vec<Reader> = both.head.readers.iter().map(|reader| site.written(reader)).collect();
    Ok(Told {
        key: String::new(),
        id: Some(hash.to_owned()),
        source: source.clone(),
        scope: if both.head.audience == Audience::Internal { Scope::Internal } else { Scope::Public },
        readers,
        is_featured: both.head.is_featured,
        tags: both.head.tags.iter().cloned().collect(),
        categories: categories.into_iter().filter_map(folder).collect(),
        order: None,
        texts,
    })
}
