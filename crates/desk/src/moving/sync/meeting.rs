//! The app and the folder meet: each article is compared, and what the folder changed is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use folder::{
    Article as Told, Category as ToldCategory, FilePath, Library, Limits, Problem, Source, is_html,
};
use kernel::{Fault, Language};

use super::base::{self, Base};
use super::side::Side;
use super::theirs::{Current, Theirs};
use super::{KbSync, SyncReport};
use crate::act::View;
use crate::article::{ArticleId, Typed, WholeArticle};
use crate::category::CategoryId;
use crate::door::{Desk, Operator};
use crate::moving::category::Shelved;
use crate::moving::head::Head;
use crate::moving::shelf::Shelf;
use crate::moving::site::Site;
use crate::moving::{Progress, Watcher, with_files};
use crate::who::System;

/// So many articles are read in one view.
const TOGETHER: usize = 200;

/// What is to be written of an article once everything is stored.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Texts whose files are to be written.
    pub(super) write: BTreeSet<Language>,
    /// Texts about which somebody decides, and those about which they have not decided yet.
    pub(super) conflicts: BTreeSet<Language>,
    pub(super) waiting: BTreeSet<Language>,
    /// Texts that are gone from the app, and stay in the folder as they are.
    pub(super) left: BTreeSet<Language>,
    /// Texts whose files could not be written.
    pub(super) unwritten: BTreeSet<Language>,
    /// What both sides have of it from now on, but for what is written.
    pub(super) agreed: Agreed,
    /// Whether what is kept of it stays as it was.
    pub(super) keeps_base: bool,
}

/// What both sides agreed on.
#[derive(Debug, Default)]
pub(super) struct Agreed {
    pub(super) head: Option<Head>,
    pub(super) texts: BTreeMap<Language, Typed>,
}

impl Outcome {
    /// Whether somebody is to decide about a text.
    pub(super) fn is_open(&self, language: &Language) -> bool {
        self.conflicts.contains(language) || self.waiting.contains(language)
    }
}

/// Everything that takes part.
pub(super) struct Meeting<'a> {
    pub(super) sync: &'a KbSync,
    pub(super) desk: &'a Desk,
    pub(super) operator: &'a Operator,
    pub(super) name: String,
    pub(super) site: Site,
    pub(super) shelf: Shelf,
    pub(super) base: Base,
    pub(super) shelved: Shelved,
    pub(super) told_categories: Vec<ToldCategory>,
    /// Categories that both sides changed, by their folders.
    pub(super) undecided: BTreeSet<FilePath>,
    pub(super) wholes: BTreeMap<String, WholeArticle>,
    pub(super) current: Current,
    /// Files of articles in the folder, by their addresses.
    pub(super) assets: BTreeMap<String, FilePath>,
    pub(super) theirs: BTreeMap<String, Theirs>,
    pub(super) outcomes: BTreeMap<String, Outcome>,
    /// Files whose texts are gone from the app, or stand in the file beside them from now on.
    pub(super) to_remove: BTreeSet<FilePath>,
    /// Articles of the folder that could not be read, by their hashes: nothing is done about them.
    pub(super) unread: BTreeSet<String>,
    pub(super) report: SyncReport,
}

impl<'a> Meeting<'a> {
    pub(super) async fn open(
        sync: &'a KbSync,
        desk: &'a Desk,
        operator: &'a Operator,
    ) -> Result<Self, Fault> {
        let view = desk.view_operator(operator, sync.org).await?;
        let site = Site::read(&view, sync.kb).await?;
        view.close();
        let (source, library, problems, base) = read(sync, &site).await?;
        let told_categories = library.categories.clone();
        let pages = source.paths().into_iter().filter(is_html);
        let notes =
            pages.map(|page| Problem::of(page, "HTML pages are taken in by kb import alone")).collect();
        Ok(Self {
            sync,
            desk,
            operator,
            name: sync.folder.display().to_string(),
            site,
            shelf: Shelf::new(Arc::new(source), library),
            base,
            shelved: Shelved::default(),
            told_categories,
            undecided: BTreeSet::new(),
            wholes: BTreeMap::new(),
            current: Current::default(),
            assets: BTreeMap::new(),
            theirs: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            to_remove: BTreeSet::new(),
            unread: BTreeSet::new(),
            report: SyncReport { problems, notes, ..SyncReport::default() },
        })
    }

    pub(super) async fn view(&self) -> Result<View<System>, Fault> {
        self.desk.view_operator(self.operator, self.sync.org).await
    }

    pub(super) async fn articles(&mut self, watcher: Watcher<'_>) -> Result<(), Fault> {
        self.wholes = self.read_app().await?;
        self.current = Current::of(self.wholes.values());
        for side in self.base.articles.values_mut() {
            *side = side.clone().with_links(&|address| self.current.translate(address));
        }
        let library: Vec<Told> = std::mem::take(&mut self.shelf.library.articles);
        let all = self.theirs(&library).await?;
        let mut progress = Progress { done: 0, all: all.len() };
        for theirs in all {
            self.meet(&theirs).await?;
            self.theirs.insert(theirs.identity.hash.clone(), theirs);
            progress.done += 1;
            watcher(progress);
        }
        let gone: Vec<String> =
            self.wholes.keys().filter(|hash| !self.theirs.contains_key(*hash)).cloned().collect();
        for hash in gone {
            self.meet_nothing(&hash).await?;
        }
        Ok(())
    }

    /// Every article of the app, by its hash.
    pub(super) async fn read_app(&self) -> Result<BTreeMap<String, WholeArticle>, Fault> {
        let view = self.view().await?;
        let ids: Vec<ArticleId> = view.articles_of(self.sync.kb).await?;
        view.close();
        let mut wholes = BTreeMap::new();
        for part in ids.chunks(TOGETHER) {
            let view = self.view().await?;
            for id in part {
                let whole = view.whole_article(*id).await?;
                wholes.insert(whole.article.hash.clone(), whole);
            }
            view.close();
        }
        Ok(wholes)
    }

    pub(super) fn side_of(&self, whole: &WholeArticle) -> Side {
        let is_own = |id: &CategoryId| self.site.is_own(*id);
        Side::of_app(self.sync.kb, whole, &is_own).with_links(&|address| self.current.translate(address))
    }
}

/// The folder, what it tells, and what both sides had.
async fn read(sync: &KbSync, site: &Site) -> Result<(Source, Library, Vec<Problem>, Base), Fault> {
    let (asked, languages) = (sync.clone(), site.languages.clone());
    let read = with_files(move || {
        asked.check().map_err(Fault::internal)?;
        let source = Source::open(&asked.folder, &Limits::default()).map_err(Fault::internal)?;
        let (library, problems) = folder::read_markdown(&source, &languages);
        let base = base::read(&asked.folder, &languages).map_err(Fault::internal)?;
        Ok::<_, Fault>((source, library, problems, base))
    });
    let (source, library, problems, base) = read.await??;
    Ok((source, library, problems, Base::of(&base, site)))
}
