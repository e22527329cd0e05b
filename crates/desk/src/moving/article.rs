//! An article of a folder, made ready before a transaction is open: its texts are cleaned, its files checked and kept.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Article as Told, Body, FilePath, Problem, Scope, Text, Version};
use kernel::{Fault, OrgId};
use markup::ArticleHtml;
use net::ContentHash;

use super::category::Known;
use super::judge::{Wanted, WantedText};
use super::shelf::{Bodies, Converted, Shelf, address_of, id_of};
use super::site::Site;
use super::{with_files, words};
use crate::article::{
    Arrangement, ArticleFileId, Audience, KeptFile, NewArticleFile, Placed, Schedule, Typed, WholeArticle,
};
use crate::door::Desk;
use crate::file::{accept_article_file, check_article_file, safe_name};
use crate::kb::KbId;

/// Where it is made ready for.
pub(super) struct Bench<'a> {
    pub(super) desk: &'a Desk,
    pub(super) org: OrgId,
    pub(super) kb: KbId,
    pub(super) site: &'a Site,
    pub(super) shelf: &'a Shelf,
    pub(super) categories: &'a Known,
    pub(super) is_dry: bool,
}

/// What was looked at of an article before anything was asked of the database.
pub(super) struct Looked {
    /// Each version's text, by its file; and as the file has it, where it is to be read again with addresses of files.
    texts: BTreeMap<FilePath, (Converted, Body)>,
}

/// What is there of an article and of the files it had elsewhere.
pub(super) struct There {
    pub(super) whole: Option<WholeArticle>,
    /// Files of any article with ids that files of the folder had.
    pub(super) taken: BTreeMap<ArticleFileId, KeptFile>,
}

/// An article made ready.
pub(super) struct Ready {
    pub(super) wanted: Wanted,
    pub(super) files: Vec<(ArticleFileId, NewArticleFile)>,
    /// Where its files are, by theirs in the folder.
    pub(super) addresses: BTreeMap<FilePath, String>,
    pub(super) notes: Vec<Problem>,
}

impl Looked {
    /// What is wrong with one of its files is what is wrong with it.
    pub(super) fn at(shelf: &Shelf, told: &Told, bodies: &mut Bodies) -> Result<Self, Problem> {
        let mut texts = BTreeMap::new();
        for version in told.texts.iter().flat_map(Text::versions) {
            let body = bodies.remove(&version.file).unwrap_or(Ok(Body::Unread))?;
            let text = shelf.convert((&version.file, &body), &BTreeMap::new());
            let body = if text.files.is_empty() { Body::Unread } else { body };
            texts.insert(version.file.clone(), (text, body));
        }
        Ok(Self { texts })
    }

    /// The files that it asks for.
    fn files(&self) -> BTreeSet<&FilePath> {
        self.texts.values().flat_map(|(text, _)| &text.files).collect()
    }

    /// What leads to nothing.
    fn notes(&self) -> Vec<Problem> {
        let missing = self
            .texts
            .iter()
            .flat_map(|(file, (text, _))| text.missing.iter().map(move |address| (file, address)));
        missing.map(|(file, address)| Problem::of(file, format!("{address} leads to nothing here"))).collect()
    }

    /// The ids that they had.
    pub(super) fn ids(&self) -> BTreeSet<ArticleFileId> {
        self.files().into_iter().filter_map(id_of).collect()
    }
}

impl Bench<'_> {
    /// Makes an article ready, or says what is wrong with it.
    pub(super) async fn ready(
        &self,
        told: &Told,
        looked: Looked,
        there: &There,
    ) -> Result<Result<Ready, Problem>, Fault> {
        let arrangement = match self.arrangement(told) {
            Ok(arrangement) => arrangement,
            Err(problem) => return Ok(Err(problem)),
        };
        let mut files = Files { addresses: BTreeMap::new(), new: Vec::new() };
        for path in looked.files() {
            if let Err(what) = self.file(path, there, &mut files).await? {
                return Ok(Err(Problem::of(path, what)));
            }
        }
        let texts = told.texts.iter().map(|text| self.text(text, &looked, &files.addresses));
        let texts = match texts.collect::<Result<_, _>>() {
            Ok(texts) => texts,
            Err(problem) => return Ok(Err(problem)),
        };
        let Files { addresses, new: files } = files;
        let notes = looked.notes();
        Ok(Ok(Ready { wanted: Wanted { arrangement, order: told.order, texts }, files, addresses, notes }))
    }

    fn text(
        &self,
        told: &Text,
        looked: &Looked,
        addresses: &BTreeMap<FilePath, String>,
    ) -> Result<WantedText, Problem> {
        let typed = |version: &Option<Version>| {
            version.as_ref().map(|version| self.typed(version, looked, addresses)).transpose()
        };
        let [publish_at, unpublish_at] = told.schedule;
        Ok(WantedText {
            language: told.language.clone(),
            live: typed(&told.live)?,
            draft: typed(&told.draft)?,
            is_outdated: told.is_outdated,
            schedule: Schedule { publish_at, unpublish_at },
        })
    }

    fn arrangement(&self, told: &Told) -> Result<Arrangement, Problem> {
        let file = told.texts.first().and_then(|text| text.any()).map(|version| version.file.to_string());
        let wrong = |what: String| Problem::of(file.as_deref().unwrap_or(&told.key), what);
        let reader =
            |reader| self.site.reader(reader).map_err(|name| wrong(format!("nobody is called {name:?}")));
        let category = |path: &FilePath| {
            self.categories
                .get(path)
                .copied()
                .ok_or_else(|| wrong(format!("its category {path} could not be made")))
        };
        let is_internal = told.scope == Scope::Internal;
        let tags = Arrangement::tags_of(&told.tags.join(","));
        Ok(Arrangement {
            audience: if is_internal { Audience::Internal } else { Audience::Public },
            readers: told.readers.iter().filter(|_| is_internal).map(reader).collect::<Result<_, _>>()?,
            places: [Placed { kb: self.kb, is_featured: told.is_featured }].into(),
            categories: told.categories.iter().map(category).collect::<Result<_, _>>()?,
            tags: tags.map_err(|fault| wrong(words::refused(fault).unwrap_or_default()))?,
        })
    }

    fn typed(
        &self,
        version: &Version,
        looked: &Looked,
        addresses: &BTreeMap<FilePath, String>,
    ) -> Result<Typed, Problem> {
        let body = match looked.texts.get(&version.file) {
            Some((text, _)) if text.files.is_empty() => text.body.clone(),
            Some((_, body)) => self.shelf.convert((&version.file, body), addresses).body,
            None => ArticleHtml::default(),
        };
        let [title, description, keywords] = &version.meta;
        let typed = Typed::new(&version.title, body).and_then(|typed| {
            typed.with_slug(&version.slug).with_meta([title.as_str(), description, keywords])
        });
        typed.map_err(|fault| Problem::of(&version.file, words::refused(fault).unwrap_or_default()))
    }

    /// Finds a file among those of the article, by its bytes and its name, or takes it in.
    async fn file(
        &self,
        path: &FilePath,
        there: &There,
        files: &mut Files,
    ) -> Result<Result<(), String>, Fault> {
        let name = safe_name(path.name());
        let (source, asked) = (self.shelf.source.clone(), path.clone());
        let bytes = match with_files(move || source.read(&asked)).await? {
            Ok(bytes) => bytes,
            Err(refused) => return Ok(Err(refused.to_string())),
        };
        let hash = ContentHash::of(&bytes).to_string();
        let own = there.whole.iter().flat_map(|whole| &whole.files);
        let had = id_of(path);
        let mut same: Vec<&KeptFile> = own.filter(|file| file.hash == hash && file.name == name).collect();
        same.sort_by_key(|file| Some(file.id) != had);
        let id = if let Some(file) = same.first() {
            file.id
        } else {
            let free = had.filter(|id| !there.taken.contains_key(id));
            let id = free.unwrap_or_else(|| self.desk.context().new_id());
            match self.take(&name, bytes).await? {
                Ok(new) => files.new.extend(new.map(|new| (id, new))),
                Err(what) => return Ok(Err(what)),
            }
            id
        };
        files.addresses.insert(path.clone(), address_of(id, path.name()));
        Ok(Ok(()))
    }

    async fn take(
        &self,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Result<Option<NewArticleFile>, String>, Fault> {
        if self.is_dry {
            let checked = check_article_file(name, &bytes).map(|()| None);
            return Ok(checked.map_err(|refused| words::not_taken(refused).to_owned()));
        }
        let taken = accept_article_file(self.desk, self.org, name, bytes).await?;
        Ok(taken.map(Some).map_err(|refused| words::not_taken(refused).to_owned()))
    }
}

/// The files of an article: their addresses, and those that are new.
struct Files {
    addresses: BTreeMap<FilePath, String>,
    new: Vec<(ArticleFileId, NewArticleFile)>,
}
