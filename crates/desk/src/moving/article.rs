//! An article of a folder, made ready before a transaction is open: its texts are cleaned, its files checked and kept.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Article as Told, FilePath, Problem, Scope, Text, Version};
use kernel::{Fault, OrgId};
use net::ContentHash;

use super::category::Known;
use super::judge::{Wanted, WantedText};
use super::shelf::{Converted, Shelf, address_of, id_of};
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
    /// Whether a version's text stands as it is, by its file.
    texts: BTreeMap<FilePath, Converted>,
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
    pub(super) fn at(shelf: &Shelf, told: &Told) -> Self {
        let versions = told.texts.iter().flat_map(Text::versions);
        let texts = versions.map(|version| (version.file.clone(), shelf.convert(version, &BTreeMap::new())));
        Self { texts: texts.collect() }
    }

    /// The files that it asks for.
    fn files(&self) -> BTreeSet<&FilePath> {
        self.texts.values().flat_map(|text| &text.files).collect()
    }

    /// What leads to nothing.
    fn notes(&self) -> Vec<Problem> {
        let missing = self
            .texts
            .iter()
            .flat_map(|(file, text)| text.missing.iter().map(move |address| (file, address)));
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
            Some(text) if text.files.is_empty() => text.body.clone(),
            _ => self.shelf.convert(version, addresses).body,
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
