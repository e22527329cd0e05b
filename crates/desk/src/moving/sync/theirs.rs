//! What the folder says of its articles.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Article as Told, FilePath, Problem, Version, resolve, segment};
use kernel::{Fault, Language};

use super::meeting::Meeting;
use super::side::Side;
use crate::article::{ArticleFileId, NewArticleFile, Typed, WholeArticle};
use crate::moving::article::{Bench, Looked, There};
use crate::moving::head::Head;
use crate::moving::identity::Identity;
use crate::page_path::{self, PagePath};

/// An article of the folder.
pub(super) struct Theirs {
    pub(super) identity: Identity,
    pub(super) source: Language,
    pub(super) side: Side,
    /// The file of each text, whether it says that it is published, and what else it says.
    pub(super) files: BTreeMap<Language, Paper>,
    /// What is read of texts that have a file for that and another for their draft.
    pub(super) pairs: BTreeMap<Language, Typed>,
    /// Pictures and other files that the app has not yet.
    pub(super) new_files: Vec<(ArticleFileId, NewArticleFile)>,
    /// Whether its file says who it is.
    pub(super) has_id: bool,
}

impl Theirs {
    /// Whether the folder calls a text published.
    pub(super) fn says_published(&self, language: &Language) -> bool {
        self.files.get(language).is_some_and(|paper| paper.is_published)
    }
}

/// A file of the folder.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    pub(super) file: FilePath,
    /// The file of its draft beside it.
    pub(super) draft: Option<FilePath>,
    pub(super) is_published: bool,
    pub(super) extra: String,
}

/// Where the site shows articles now, by hash and language.
#[derive(Default)]
pub(super) struct Current(BTreeMap<(String, String), String>);

impl Current {
    pub(super) fn of<'a>(wholes: impl Iterator<Item = &'a WholeArticle>) -> Self {
        let mut current = BTreeMap::new();
        for whole in wholes {
            for text in &whole.texts {
                let Some(version) = text.live.as_ref().or(text.draft.as_ref()) else { continue };
                let hash = &whole.article.hash;
                let path = segment(&format!("{}-{hash}", version.typed.slug()));
                let key = (hash.clone(), text.language.to_string());
                current.insert(key, format!("/{}/{path}", text.language));
            }
        }
        Self(current)
    }

    pub(super) fn get(&self, hash: &str, language: &Language) -> Option<&String> {
        self.0.get(&(hash.to_owned(), language.to_string()))
    }

    /// An address of an article as it is now: its slug may have changed since a link was written.
    pub(super) fn translate(&self, address: &str) -> Option<String> {
        let (path, fragment) = resolve(&"x".parse().ok()?, address).filter(|_| address.starts_with('/'))?;
        let (language, name) = path.as_str().split_once('/')?;
        let hash = name.parse::<PagePath>().ok()?.hash;
        let now = self.0.get(&(hash, language.to_owned()))?;
        Some(fragment.map_or(now.clone(), |fragment| format!("{now}#{fragment}")))
    }
}

impl Meeting<'_> {
    /// Reads every article of the folder.
    pub(super) async fn theirs(&mut self, library: &[Told]) -> Result<Vec<Theirs>, Fault> {
        let view = self.view().await?;
        let mut named = Vec::with_capacity(library.len());
        for told in library {
            match Identity::find(&view, self.sync.kb, (told, &self.name)).await? {
                Ok(identity) => named.push((told, identity)),
                Err(problem) => self.report.problems.push(problem),
            }
        }
        view.close();
        for (told, identity) in &named {
            for text in &told.texts {
                for version in text.versions() {
                    let now = self.current.get(&identity.hash, &text.language).cloned();
                    let address = now.unwrap_or_else(|| address(&text.language, version, &identity.hash));
                    self.shelf.show(&version.file, address);
                }
            }
        }
        let mut all = Vec::with_capacity(named.len());
        for (told, identity) in named {
            let hash = identity.hash.clone();
            match self.read(told, identity).await? {
                Ok(theirs) => all.push(theirs),
                Err(problem) => {
                    self.unread.insert(hash);
                    self.report.problems.push(problem);
                }
            }
        }
        Ok(all)
    }

    async fn read(&mut self, told: &Told, identity: Identity) -> Result<Result<Theirs, Problem>, Fault> {
        let mut told = told.clone();
        told.categories.retain(|path| !self.shelved.gone.contains(path));
        let mut bodies = self.shelf.bodies([&told].into_iter()).await?;
        let looked = match Looked::at(&self.shelf, &told, &mut bodies) {
            Ok(looked) => looked,
            Err(problem) => return Ok(Err(problem)),
        };
        let there = self.there(&identity, &looked).await?;
        let ready = match self.bench().ready(&told, looked, &there).await? {
            Ok(ready) => ready,
            Err(problem) => return Ok(Err(problem)),
        };
        self.report.notes.extend(ready.notes);
        self.assets.extend(ready.addresses.into_iter().map(|(path, address)| (address, path)));
        let head = Head::of(self.sync.kb, &ready.wanted.arrangement, &|_| true);
        let translate = |address: &str| self.current.translate(address);
        let (mut texts, mut pairs) = (BTreeMap::new(), BTreeMap::new());
        for text in ready.wanted.texts {
            if let (Some(live), Some(_)) = (&text.live, &text.draft) {
                pairs.insert(text.language.clone(), live.clone().with_links(translate));
            }
            texts.extend(text.draft.or(text.live).map(|typed| (text.language, typed)));
        }
        Ok(Ok(Theirs {
            identity,
            source: told.source.clone(),
            side: Side { head, texts }.with_links(&translate),
            pairs,
            files: papers(&told),
            new_files: ready.files,
            has_id: told.id.is_some(),
        }))
    }

    fn bench(&self) -> Bench<'_> {
        Bench {
            desk: self.desk,
            org: self.sync.org,
            kb: self.sync.kb,
            site: &self.site,
            shelf: &self.shelf,
            categories: &self.shelved.known,
            is_dry: false,
        }
    }

    async fn there(&self, identity: &Identity, looked: &Looked) -> Result<There, Fault> {
        let ids: BTreeSet<ArticleFileId> = looked.ids();
        let mut taken = BTreeMap::new();
        if !ids.is_empty() {
            let view = self.view().await?;
            for id in ids {
                taken.extend(view.kept_file(id).await?.map(|file| (id, file)));
            }
            view.close();
        }
        Ok(There { whole: self.wholes.get(&identity.hash).cloned(), taken })
    }
}

/// The file of each text: what is read, or else what is written.
fn papers(told: &Told) -> BTreeMap<Language, Paper> {
    let paper = |text: &folder::Text| {
        let version = text.any()?;
        let (file, extra) = (version.file.clone(), version.extra.clone());
        let draft = text.draft.as_ref().map(|draft| draft.file.clone()).filter(|draft| *draft != file);
        let is_published = text.draft.is_none();
        Some((text.language.clone(), Paper { file, draft, is_published, extra }))
    };
    told.texts.iter().filter_map(paper).collect()
}

fn address(language: &Language, version: &Version, hash: &str) -> String {
    let slug = page_path::slug(&version.slug, &page_path::slug(&version.title, "article"));
    format!("/{language}/{}", segment(&format!("{slug}-{hash}")))
}
