//! The app and the folder meet: each article is compared, and what the folder changed is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use folder::{
    Article as Told, Category as ToldCategory, FilePath, Limits, Problem, Source, conflict_of, is_page,
};
use kernel::{Fault, Language};

use super::base::Base;
use super::side::{Fate, Side, settle};
use super::theirs::{Current, Theirs};
use super::{KbSync, SyncReport};
use crate::act::View;
use crate::article::{Article, ArticleId, Told as Order, ToldText, WholeArticle, Write};
use crate::category::CategoryId;
use crate::door::{Desk, Operator};
use crate::moving::category::{Categories, Known, differs};
use crate::moving::shelf::Shelf;
use crate::moving::site::Site;
use crate::moving::{ImportReport, KbImport, Progress, Watcher, words};
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
    /// Whether the files are all there is to be kept of it.
    pub(super) keeps_base: bool,
}

/// Everything that takes part.
pub(super) struct Meeting<'a> {
    pub(super) sync: &'a KbSync,
    pub(super) desk: &'a Desk,
    operator: &'a Operator,
    pub(super) name: String,
    pub(super) site: Site,
    pub(super) shelf: Shelf,
    pub(super) base: Base,
    pub(super) known: Known,
    pub(super) told_categories: Vec<ToldCategory>,
    /// Categories that both sides changed, by their folders.
    pub(super) undecided: BTreeSet<FilePath>,
    pub(super) wholes: BTreeMap<String, WholeArticle>,
    pub(super) current: Current,
    /// Files of articles in the folder, by their addresses.
    pub(super) assets: BTreeMap<String, FilePath>,
    pub(super) theirs: BTreeMap<String, Theirs>,
    pub(super) outcomes: BTreeMap<String, Outcome>,
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
        let (path, languages) = (sync.folder.clone(), site.languages.clone());
        let read = tokio::task::spawn_blocking(move || {
            let source = Source::open(&path, &Limits::default())?;
            let (library, problems) = folder::read(&source, &languages);
            Ok::<_, folder::Refused>((source, library, problems))
        });
        let (source, library, problems) = read.await.map_err(Fault::internal)?.map_err(Fault::internal)?;
        let base = Base::read(&sync.folder, &site).map_err(Fault::internal)?;
        let told_categories = library.categories.clone();
        Ok(Self {
            sync,
            desk,
            operator,
            name: sync.folder.display().to_string(),
            site,
            shelf: Shelf::new(Arc::new(source), library),
            base,
            known: Known::new(),
            told_categories,
            undecided: BTreeSet::new(),
            wholes: BTreeMap::new(),
            current: Current::default(),
            assets: BTreeMap::new(),
            theirs: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            unread: BTreeSet::new(),
            report: SyncReport { problems, ..SyncReport::default() },
        })
    }

    pub(super) async fn view(&self) -> Result<View<System>, Fault> {
        self.desk.view_operator(self.operator, self.sync.org).await
    }

    /// Makes the categories that are new in the folder, and changes those that it changed and the app did not.
    pub(super) async fn categories(&mut self) -> Result<(), Fault> {
        let quiet = self.quiet();
        let mut import =
            KbImport::new((self.sync.org, self.sync.kb), self.shelf.source.clone(), self.name.clone());
        import.is_sync = true;
        let categories = Categories {
            import: &import,
            desk: self.desk,
            operator: self.operator,
            site: &self.site,
            quiet: &quiet,
        };
        let mut report = ImportReport::default();
        self.known = categories.take_in(&self.told_categories, &mut report).await?;
        self.report.to_app.extend(report.done.iter().map(|done| done.place.clone()));
        self.report.problems.extend(report.problems);
        let view = self.view().await?;
        self.site = Site::read(&view, self.sync.kb).await?;
        view.close();
        Ok(())
    }

    /// The categories that are only looked up: those that the folder has not changed, and those about which somebody decides.
    fn quiet(&mut self) -> BTreeSet<FilePath> {
        let mut quiet = BTreeSet::new();
        for told in &self.told_categories {
            let is_quiet = self.is_quiet(told);
            if !is_quiet && self.is_undecided(told) {
                let what = "the app has changed this category too; make both say the same";
                self.report.conflicts.push(Problem::of(&told.texts[0].file, what));
                self.undecided.insert(told.path.clone());
            }
            if is_quiet || self.undecided.contains(&told.path) {
                quiet.insert(told.path.clone());
            }
        }
        quiet
    }

    /// Whether the app says of a category what neither the folder says nor both had.
    fn is_undecided(&self, told: &ToldCategory) -> bool {
        let id = told.id.as_ref();
        let Some(there) = self.site.categories.iter().find(|own| Some(&own.category.hash) == id) else {
            return false;
        };
        let is_changed = |base: &ToldCategory| base.texts.iter().any(|text| differs(base, text, there));
        let base = id.and_then(|id| self.base.categories.get(id));
        told.texts.iter().any(|text| differs(told, text, there)) && base.is_none_or(is_changed)
    }

    /// Whether the folder says of a category what it said when both last met.
    fn is_quiet(&self, told: &ToldCategory) -> bool {
        let Some(base) = told.id.as_ref().and_then(|id| self.base.categories.get(id)) else { return false };
        told.icon == base.icon
            && told.is_published.is_none_or(|is_published| Some(is_published) == base.is_published)
            && told.texts.iter().all(|text| {
                base.texts.iter().any(|other| {
                    (&other.language, &other.title, &other.description, other.is_shown)
                        == (&text.language, &text.title, &text.description, text.is_shown)
                })
            })
    }

    pub(super) async fn articles(&mut self, watcher: Watcher<'_>) -> Result<(), Fault> {
        self.wholes = self.read_app().await?;
        self.current = Current::of(self.wholes.values());
        for side in self.base.articles.values_mut() {
            *side = side.clone().with_links(&|address| self.current.translate(address));
        }
        let mut library: Vec<Told> = std::mem::take(&mut self.shelf.library.articles);
        library.retain(|told| {
            let is_ours =
                told.texts.iter().flat_map(|text| text.versions()).all(|version| !is_html(&version.file));
            if !is_ours {
                self.report.notes.push(Problem::of(&told.key, "HTML pages are taken in by kb import alone"));
            }
            is_ours
        });
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

    /// An article of the folder meets the app's.
    async fn meet(&mut self, theirs: &Theirs) -> Result<(), Fault> {
        let hash = &theirs.identity.hash;
        let base = self.base.articles.get(hash);
        let Some(whole) = self.wholes.get(hash).cloned() else {
            if theirs.identity.known.is_none() && base.is_none() {
                return self.begin(theirs).await;
            }
            self.meet_deleted(theirs);
            return Ok(());
        };
        let ours = self.side_of(&whole);
        let (head, fates) = settle(base, &ours, &theirs.side);
        let mut outcome = Outcome::default();
        let mut order = Order {
            known: Some(whole.article.id),
            hash: hash.clone(),
            origin: (theirs.identity.origin.clone(), String::new()),
            arrangement: None,
            files: Vec::new(),
            texts: Vec::new(),
        };
        for (language, fate) in fates {
            let text = self.fate((theirs, &ours, &whole), (&language, fate), &mut outcome);
            order.texts.extend(text);
        }
        if head != ours.head {
            let is_own = |id: &CategoryId| self.site.is_own(*id);
            let arrangement = head.arrangement(self.sync.kb, Some(&whole.arrangement), &is_own);
            order.arrangement = Some((arrangement, whole.article.revision));
        }
        if head != theirs.side.head
            && !outcome.conflicts.contains(&theirs.source)
            && !outcome.waiting.contains(&theirs.source)
        {
            outcome.write.insert(theirs.source.clone());
        }
        order.texts.sort_by_key(|text| text.language != whole.article.source);
        let is_changed = order.arrangement.is_some() || !order.texts.is_empty();
        if is_changed {
            order.files.clone_from(&theirs.new_files);
            if !self.store(theirs, &order).await? {
                return Ok(());
            }
        }
        self.outcomes.insert(hash.clone(), outcome);
        Ok(())
    }

    /// What is to be stored of a text, and what is to be written.
    fn fate(
        &mut self,
        (theirs, ours, whole): (&Theirs, &Side, &WholeArticle),
        (language, fate): (&Language, Fate),
        outcome: &mut Outcome,
    ) -> Option<ToldText> {
        let paper = theirs.files.get(language);
        let is_waiting =
            paper.and_then(|paper| conflict_of(&paper.file)).is_some_and(|path| self.is_there(&path));
        match fate {
            _ if is_waiting => {
                let file = &paper?.file;
                let what = "the other side lies beside it: make it what it is to be, and delete that file";
                self.report.conflicts.push(Problem::of(file, what));
                outcome.waiting.insert(language.clone());
                None
            }
            Fate::Conflict => {
                outcome.conflicts.insert(language.clone());
                None
            }
            Fate::GoneFromApp => {
                let file = paper.map(|paper| paper.file.clone())?;
                self.gone(&file, "this language is gone from the app; --delete removes the file");
                outcome.left.insert(language.clone());
                None
            }
            Fate::GoneFromFolder => {
                let what = format!(
                    "the file in {language} is gone; it is written again, for a text is taken away in the app"
                );
                self.report.notes.push(Problem::of(format!("id {}", theirs.identity.hash), what));
                outcome.write.insert(language.clone());
                None
            }
            Fate::Both(typed) => {
                let is_theirs = theirs.side.texts.get(language) == Some(&typed);
                if !is_theirs {
                    outcome.write.insert(language.clone());
                }
                let is_ours = ours.texts.get(language) == Some(&typed);
                let text = whole.text(language);
                let wants_it = is_theirs && paper.is_some_and(|paper| paper.is_published);
                let is_read = text.is_some_and(|text| text.draft.is_none() && text.live.is_some());
                let is_published = wants_it && self.sync.publishes && !(is_ours && is_read);
                if wants_it && !self.sync.publishes && !(is_ours && is_read) {
                    self.report.waiting += 1;
                }
                if is_ours && !is_published {
                    return None;
                }
                let (live, draft) = if is_published { (Some(typed), None) } else { (None, Some(typed)) };
                let seen = text.and_then(crate::article::WholeText::seen);
                Some(ToldText {
                    language: language.clone(),
                    seen,
                    live,
                    draft,
                    is_outdated: false,
                    schedule: None,
                })
            }
        }
    }

    /// A file whose text is gone from the app.
    fn gone(&mut self, file: &FilePath, what: &str) {
        if self.sync.deletes && folder::remove_below(&self.sync.folder, file).is_ok() {
            self.report.to_folder.push(format!("{file} (removed)"));
        } else {
            self.report.notes.push(Problem::of(file, what));
        }
    }

    fn is_there(&self, path: &FilePath) -> bool {
        is_page(path) && self.sync.folder.join(path.as_str()).exists()
    }

    /// One that is new in the folder.
    async fn begin(&mut self, theirs: &Theirs) -> Result<(), Fault> {
        let is_own = |id: &CategoryId| self.site.is_own(*id);
        let text = |(language, typed): (&Language, &crate::article::Typed)| {
            let is_published =
                theirs.files.get(language).is_some_and(|paper| paper.is_published) && self.sync.publishes;
            let typed = Some(typed.clone());
            let (live, draft) = if is_published { (typed, None) } else { (None, typed) };
            ToldText {
                language: language.clone(),
                seen: None,
                live,
                draft,
                is_outdated: false,
                schedule: None,
            }
        };
        let mut texts: Vec<ToldText> = theirs.side.texts.iter().map(text).collect();
        texts.sort_by_key(|text| text.language != theirs.source);
        let order = Order {
            known: None,
            hash: theirs.identity.hash.clone(),
            origin: (theirs.identity.origin.clone(), String::new()),
            arrangement: Some((theirs.side.head.arrangement(self.sync.kb, None, &is_own), 1)),
            files: theirs.new_files.clone(),
            texts,
        };
        if self.store(theirs, &order).await? {
            self.outcomes.insert(theirs.identity.hash.clone(), Outcome::default());
        }
        Ok(())
    }

    /// Stores what the folder changed; whether that could be done.
    async fn store(&mut self, theirs: &Theirs, order: &Order) -> Result<bool, Fault> {
        let mut act = self.desk.act_operator(self.operator, self.sync.org);
        let stored = act.take_in(self.sync.kb, order).await;
        let file = theirs.files.get(&theirs.source).or(theirs.files.values().next());
        let file = file.map_or_else(|| theirs.identity.hash.clone(), |paper| paper.file.to_string());
        match stored {
            Ok(_) => {
                act.done(()).await?;
                self.report.to_app.push(file);
                Ok(true)
            }
            Err(fault) => {
                drop(act);
                self.unread.insert(theirs.identity.hash.clone());
                self.report.problems.push(Problem::of(file, words::refused(fault)?));
                Ok(false)
            }
        }
    }

    /// One that is gone from the app. An edit of it in the folder stays there.
    fn meet_deleted(&mut self, theirs: &Theirs) {
        let hash = &theirs.identity.hash;
        let is_same = self.base.articles.get(hash) == Some(&theirs.side);
        let files: Vec<_> = theirs.files.values().map(|paper| paper.file.clone()).collect();
        for file in &files {
            if is_same {
                self.gone(file, "it was deleted in the app; --delete removes the file");
            } else {
                let what = "it was deleted in the app and changed here: bring it back there, or take its id out to make another";
                self.report.conflicts.push(Problem::of(file, what));
            }
        }
        let keeps_base = !(is_same && self.sync.deletes);
        self.outcomes.insert(hash.clone(), Outcome { keeps_base, ..Outcome::default() });
    }

    /// One of the app's that the folder does not have.
    async fn meet_nothing(&mut self, hash: &str) -> Result<(), Fault> {
        let base = self.base.articles.get(hash);
        // A file that could not be read may be its own.
        if self.unread.contains(hash) || (base.is_some() && !self.report.problems.is_empty()) {
            self.outcomes.insert(hash.to_owned(), Outcome { keeps_base: true, ..Outcome::default() });
            return Ok(());
        }
        let whole = self.wholes[hash].clone();
        let ours = self.side_of(&whole);
        let all = || whole.texts.iter().map(|text| text.language.clone()).collect();
        if base != Some(&ours) {
            if base.is_some() {
                let what = "its file is gone, and it was changed in the app since: the file is written again";
                self.report.notes.push(Problem::of(title(&whole), what));
            }
            self.outcomes.insert(hash.to_owned(), Outcome { write: all(), ..Outcome::default() });
            return Ok(());
        }
        if !self.sync.deletes {
            self.report
                .notes
                .push(Problem::of(title(&whole), "its file is gone; --delete deletes it in the app"));
            self.outcomes.insert(hash.to_owned(), Outcome { keeps_base: true, ..Outcome::default() });
            return Ok(());
        }
        let mut act = self.desk.act_operator(self.operator, self.sync.org);
        let article = act.open::<Write, Article>(whole.article.id).await?;
        article.delete(&mut act).await?;
        act.done(()).await?;
        self.report.to_app.push(format!("{} (deleted)", title(&whole)));
        Ok(())
    }
}

fn title(whole: &WholeArticle) -> String {
    let text = whole.text(&whole.article.source).and_then(crate::article::WholeText::current);
    text.map_or_else(|| whole.article.hash.clone(), |version| version.typed.title().to_owned())
}

fn is_html(file: &FilePath) -> bool {
    file.stem().1.contains("htm")
}
