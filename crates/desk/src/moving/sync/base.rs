//! What both sides had when they last met: pages of our own in `.portico/base`, with the addresses of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use folder::{
    Article as Told, Body, Category, FilePath, Flavour, Languages, Library, Limits, Reader, Refused, Scope,
    Source, Target, Text, Version, pages_of,
};
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::side::{Head, Side};
use crate::article::{Audience, Typed};
use crate::category::CategoryId;
use crate::moving::site::Site;

/// Below the folder; what begins with a dot is no part of the knowledge base.
const STATE: &str = ".portico";
const BASE: &str = "base";
const NEXT: &str = "base.next";

/// The state of a folder.
pub(super) struct Base {
    pub(super) articles: BTreeMap<String, Side>,
    pub(super) categories: BTreeMap<String, Category>,
}

impl Base {
    /// Reads it; a folder that never met the app has none.
    pub(super) fn read(root: &Path, site: &Site) -> Result<Self, Refused> {
        let path = root.join(STATE).join(BASE);
        if !path.is_dir() {
            return Ok(Self { articles: BTreeMap::new(), categories: BTreeMap::new() });
        }
        let source = Source::open(&path, &Limits::default())?;
        let languages = Languages { is_published: true, ..site.languages.clone() };
        let (library, _) = folder::read(&source, &languages);
        let id_of = |category: &Category| Some((category.id.clone()?, category.clone()));
        let of_article = |told: &Told| Some((told.id.clone()?, side(told, site)?));
        Ok(Self {
            articles: library.articles.iter().filter_map(of_article).collect(),
            categories: library.categories.iter().filter_map(id_of).collect(),
        })
    }

    /// Writes it beside the one there was, and then puts it in its place.
    pub(super) fn write(root: &Path, library: &Library) -> io::Result<()> {
        let state = root.join(STATE);
        let (next, base) = (state.join(NEXT), state.join(BASE));
        if next.exists() {
            fs::remove_dir_all(&next)?;
        }
        let mut target = Target::folder(&next)?;
        for (path, bytes) in pages_of(library, Flavour::Html) {
            target.put(&path, &bytes)?;
        }
        target.finish()?;
        let gone: PathBuf = state.join("base.before");
        if gone.exists() {
            fs::remove_dir_all(&gone)?;
        }
        if base.exists() {
            fs::rename(&base, &gone)?;
        }
        fs::rename(&next, &base)?;
        if gone.exists() { fs::remove_dir_all(&gone) } else { Ok(()) }
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
        let version = text.live.as_ref()?;
        let Body::Html(html) = &version.body else { return None };
        let [title, description, keywords] = &version.meta;
        let typed = Typed::new(&version.title, ArticleHtml::clean(html)).ok()?.with_slug(&version.slug);
        Some((text.language.clone(), typed.with_meta([title.as_str(), description, keywords]).ok()?))
    });
    Some(Side { head, texts: texts.collect::<Option<_>>()? })
}

/// An article as it is kept, by its hash.
pub(super) fn kept(hash: &str, source: &Language, both: &Side, site: &Site) -> Result<Told, Fault> {
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
        let (language, live) = (language.clone(), Some(version));
        texts.push(Text { language, live, draft: None, is_outdated: false, schedule: [None; 2] });
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
