//! What is written into the folder once everything is stored: files of texts, the other sides of conflicts, and what both sides
//! have from now on.

use std::collections::{BTreeMap, BTreeSet};

use folder::{
    Article as Told, Category as ToldCategory, FilePath, Flavour, Library, Problem, conflict_of, pages_of,
    put_below, with_id,
};
use kernel::{Fault, Language};
use net::ContentHash;

use super::base::{self, Base};
use super::meeting::{Meeting, Outcome};
use super::side::Side;
use super::theirs::Current;
use crate::article::{ArticleFileId, KeptFile, MAX_ARTICLE_FILE, WholeArticle, WholeText};
use crate::category::CategoryId;
use crate::moving::layout::Layout;
use crate::moving::written;

impl Meeting<'_> {
    /// Writes what the app has and the folder has not.
    pub(super) async fn write(&mut self) -> Result<(), Fault> {
        self.wholes = self.read_app().await?;
        self.current = Current::of(self.wholes.values());
        let view = self.view().await?;
        let order = view.order_of_articles(self.sync.kb).await?;
        view.close();
        let folders: BTreeMap<CategoryId, FilePath> =
            self.known.iter().map(|(path, id)| (*id, path.clone())).collect();
        let taken: BTreeSet<FilePath> = self.shelf.source.paths().into_iter().collect();
        let mut layout = Layout::over(&self.site, &order, (&folders, &taken, &self.assets));
        let wholes: Vec<WholeArticle> = self.wholes.values().map(current_only).collect();
        for whole in &wholes {
            let files = self.theirs.get(&whole.article.hash).map(|theirs| {
                theirs.files.iter().map(|(language, paper)| (language.clone(), paper.file.clone())).collect()
            });
            layout.adopt(whole, files.unwrap_or_default());
        }
        let categories = layout.categories();
        let mut files = self.category_pages(&categories);
        let (mut assets, mut kept, mut written) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut conflicts = Vec::new();
        for whole in &wholes {
            let hash = &whole.article.hash;
            kept.extend(self.kept(whole)?);
            let Some(outcome) = self.outcomes.get(hash) else { continue };
            let stored = self.kept_files(whole).await?;
            let laid = layout.article(whole, &stored);
            let pages = self.pages(&laid.told, (outcome, whole), &mut conflicts);
            if !pages.is_empty() {
                assets.extend(laid.files);
            }
            written.extend(pages);
        }
        kept.extend(self.kept_of_gone()?);
        files.extend(written);
        self.report.conflicts.extend(conflicts);
        self.put(files)?;
        for (path, file) in assets {
            self.put_asset(&path, &file).await?;
        }
        let library =
            Library { categories: self.kept_categories(&categories), articles: kept, redirects: Vec::new() };
        Base::write(&self.sync.folder, &library).map_err(Fault::internal)
    }

    /// The files of an article that are to be written: by their contents.
    fn pages(
        &self,
        told: &Told,
        (outcome, whole): (&Outcome, &WholeArticle),
        conflicts: &mut Vec<Problem>,
    ) -> Vec<(FilePath, Vec<u8>)> {
        let mut pages = Vec::new();
        let theirs = self.theirs.get(&whole.article.hash);
        for (path, bytes) in pages_of(&with_extra(told, theirs), Flavour::Markdown) {
            let text = told.texts.iter().find(|text| text.versions().any(|version| version.file == path));
            let Some(text) = text else { continue };
            let has_no_id = theirs.is_some_and(|theirs| !theirs.has_id && theirs.source == text.language);
            if outcome.write.contains(&text.language) {
                pages.push((path, bytes));
            } else if outcome.conflicts.contains(&text.language) {
                let Some(beside) = conflict_of(&path) else { continue };
                let what = format!("both sides changed the same; the app's side is in {}", beside.name());
                conflicts.push(Problem::of(&path, what));
                pages.push((beside, bytes));
            } else if has_no_id && let Ok(source) = self.shelf.source.read(&path) {
                let source = String::from_utf8_lossy(&source);
                let source = source.strip_prefix('\u{feff}').unwrap_or(&source).replace("\r\n", "\n");
                pages.push((path, with_id(&source, &whole.article.hash).into_bytes()));
            }
        }
        pages
    }

    /// What both sides have of an article now.
    fn kept(&self, whole: &WholeArticle) -> Result<Option<Told>, Fault> {
        let hash = &whole.article.hash;
        let before = self.base.articles.get(hash);
        let Some(outcome) = self.outcomes.get(hash) else { return self.kept_before(hash) };
        if outcome.keeps_base {
            return self.kept_before(hash);
        }
        let mut side: Side = self.side_of(whole);
        for language in outcome.waiting.iter().chain(&outcome.left) {
            match before.and_then(|before| before.texts.get(language)) {
                Some(typed) => _ = side.texts.insert(language.clone(), typed.clone()),
                None => _ = side.texts.remove(language),
            }
        }
        let has_decided = outcome.conflicts.is_empty() && outcome.waiting.is_empty();
        if let Some(before) = before.filter(|_| !has_decided) {
            side.head = before.head.clone();
        }
        base::kept(hash, &whole.article.source, &side, &self.site).map(Some)
    }

    fn kept_before(&self, hash: &str) -> Result<Option<Told>, Fault> {
        let Some(side) = self.base.articles.get(hash) else { return Ok(None) };
        let Some(source) = side.texts.keys().next() else { return Ok(None) };
        base::kept(hash, source, side, &self.site).map(Some)
    }

    /// Of those that the app has no longer, and the folder still has.
    fn kept_of_gone(&self) -> Result<Vec<Told>, Fault> {
        let is_gone = |hash: &&String| !self.wholes.contains_key(*hash);
        let kept = self.outcomes.iter().filter(|(hash, outcome)| is_gone(hash) && outcome.keeps_base);
        kept.filter_map(|(hash, _)| self.kept_before(hash).transpose()).collect()
    }

    async fn kept_files(&self, whole: &WholeArticle) -> Result<BTreeMap<ArticleFileId, KeptFile>, Fault> {
        let ids = written::files(whole);
        let mut kept = BTreeMap::new();
        if ids.is_empty() {
            return Ok(kept);
        }
        let view = self.view().await?;
        for id in ids {
            kept.extend(view.kept_file(id).await?.map(|file| (id, file)));
        }
        view.close();
        Ok(kept)
    }

    /// Categories that the folder does not have as the app has them, as far as the folder did not change them itself.
    fn category_pages(&self, categories: &[ToldCategory]) -> Vec<(FilePath, Vec<u8>)> {
        let mut pages = Vec::new();
        for category in categories {
            let there = self.told_categories.iter().find(|told| told.path == category.path);
            let is_same = there.is_some_and(|there| there.id == category.id && is_said(there, category));
            if !is_same && !self.undecided.contains(&category.path) {
                let library = Library { categories: vec![category.clone()], ..Library::default() };
                pages.extend(pages_of(&library, Flavour::Markdown));
            }
        }
        pages
    }

    /// Categories as they are kept: each a folder of its hash. One that nobody has decided about is kept as it was.
    fn kept_categories(&self, categories: &[ToldCategory]) -> Vec<ToldCategory> {
        let kept = |category: &ToldCategory| {
            let before = category.id.as_ref().and_then(|id| self.base.categories.get(id));
            if self.undecided.contains(&category.path) {
                return before.cloned();
            }
            let path: FilePath = category.id.as_deref()?.parse().ok()?;
            let mut category = ToldCategory { path: path.clone(), order: None, ..category.clone() };
            for (nth, text) in category.texts.iter_mut().enumerate() {
                let ending = if nth == 0 { String::new() } else { format!(".{}", text.language) };
                text.file = path.join(&format!("_category{ending}.html")).ok()?;
            }
            Some(category)
        };
        categories.iter().filter_map(kept).collect()
    }

    fn put(&mut self, files: Vec<(FilePath, Vec<u8>)>) -> Result<(), Fault> {
        for (path, bytes) in files {
            put_below(&self.sync.folder, &path, &bytes).map_err(Fault::internal)?;
            self.report.to_folder.push(path.to_string());
        }
        Ok(())
    }

    async fn put_asset(&mut self, path: &FilePath, file: &KeptFile) -> Result<(), Fault> {
        if self.sync.folder.join(path.as_str()).exists() {
            return Ok(());
        }
        let hash: ContentHash = file.hash.parse()?;
        let bytes = self.desk.files().read_all(self.sync.org, hash, MAX_ARTICLE_FILE as u64).await?;
        self.put(vec![(path.clone(), bytes)])
    }
}

/// What is written, or else read, alone: a folder has one file for a text.
fn current_only(whole: &WholeArticle) -> WholeArticle {
    let mut whole = whole.clone();
    for text in &mut whole.texts {
        if text.draft.is_some() {
            text.live = None;
        }
    }
    whole.texts.retain(|text: &WholeText| text.current().is_some());
    whole
}

/// With the lines that each file had beside ours.
fn with_extra(told: &Told, theirs: Option<&super::theirs::Theirs>) -> Library {
    let mut told = told.clone();
    let extra = |language: &Language| {
        theirs
            .and_then(|theirs| theirs.files.get(language))
            .map(|paper| paper.extra.clone())
            .unwrap_or_default()
    };
    for text in &mut told.texts {
        let extra = extra(&text.language);
        text.live.iter_mut().chain(&mut text.draft).for_each(|version| version.extra.clone_from(&extra));
    }
    Library { articles: vec![told], ..Library::default() }
}

/// Whether a folder says all that there is to say.
fn is_said(there: &ToldCategory, category: &ToldCategory) -> bool {
    category.texts.iter().all(|text| {
        there.texts.iter().any(|said| {
            (&said.language, &said.title, &said.description, said.is_shown)
                == (&text.language, &text.title, &text.description, text.is_shown)
        })
    })
}
