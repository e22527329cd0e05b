//! What is written into the folder once everything is stored: files of texts, the other sides of conflicts, and what both sides
//! have from now on.

use std::collections::BTreeMap;

use folder::{
    Article as Told, FilePath, Flavour, Library, Problem, conflict_of, pages_of, put_below, with_id,
};
use kernel::{Fault, Language};
use net::ContentHash;

use super::base::{self, Base};
use super::meeting::{Meeting, Outcome};
use super::side::Side;
use super::theirs::Current;
use crate::article::{ArticleFileId, ArticleId, KeptFile, MAX_ARTICLE_FILE, WholeArticle, WholeText};
use crate::category::CategoryId;
use crate::moving::layout::Layout;
use crate::moving::written;

/// What is to be written.
#[derive(Default)]
struct Sheets {
    pages: Vec<(FilePath, Vec<u8>)>,
    assets: BTreeMap<FilePath, KeptFile>,
}

impl Meeting<'_> {
    /// Writes what the app has and the folder has not.
    pub(super) async fn write(&mut self) -> Result<(), Fault> {
        self.wholes = self.read_app().await?;
        self.current = Current::of(self.wholes.values());
        let view = self.view().await?;
        let order = view.order_of_articles(self.site.ids()).await?;
        view.close();
        let wholes: Vec<WholeArticle> = self.wholes.values().map(current_only).collect();
        let (mut kept, mut conflicts, mut sheets) = (Vec::new(), Vec::new(), Sheets::default());
        let layout = self.layout(&order, &wholes);
        let categories = layout.categories();
        sheets.pages = self.category_pages(&categories);
        for whole in &wholes {
            kept.extend(self.kept(whole)?);
            let Some(outcome) = self.outcomes.get(&whole.article.hash) else { continue };
            let laid = layout.article(whole, &self.kept_files(whole).await?);
            let pages = self.pages(&laid.told, (outcome, whole), &mut conflicts);
            sheets.assets.extend(laid.files.into_iter().filter(|_| !pages.is_empty()));
            sheets.pages.extend(pages);
        }
        kept.extend(self.kept_of_gone()?);
        let categories = self.kept_categories(&categories);
        self.report.conflicts.extend(conflicts);
        self.put(sheets.pages)?;
        for (path, file) in sheets.assets {
            self.put_asset(&path, &file).await?;
        }
        let library = Library { categories, articles: kept, redirects: Vec::new() };
        Base::write(&self.sync.folder, &library).map_err(Fault::internal)
    }

    /// Where everything stands, or will.
    fn layout(&self, order: &[(CategoryId, ArticleId)], wholes: &[WholeArticle]) -> Layout<'_> {
        let folders = self.known.iter().map(|(path, id)| (*id, path.clone())).collect();
        let taken = self.shelf.source.paths().into_iter().collect();
        let mut layout = Layout::over(&self.site, order, (&folders, &taken, &self.assets));
        for whole in wholes {
            let files = self.theirs.get(&whole.article.hash).map(|theirs| {
                theirs.files.iter().map(|(language, paper)| (language.clone(), paper.file.clone())).collect()
            });
            layout.adopt(whole, files.unwrap_or_default());
        }
        layout
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
        let Some(outcome) = self.outcomes.get(hash) else { return self.kept_before(hash) };
        if outcome.keeps_base {
            return self.kept_before(hash);
        }
        let side = self.agreed(whole, outcome);
        base::kept(hash, &whole.article.source, &side, &self.site).map(Some)
    }

    /// What was written is as the app has it; the rest is as both agreed, whatever the app has since.
    fn agreed(&self, whole: &WholeArticle, outcome: &Outcome) -> Side {
        let now = self.side_of(whole);
        let before = self.base.articles.get(&whole.article.hash);
        let is_written =
            |language: &&Language| outcome.write.contains(*language) || outcome.conflicts.contains(*language);
        let mut texts = outcome.agreed.texts.clone();
        for (language, typed) in now.texts.iter().filter(|(language, _)| is_written(language)) {
            texts.insert(language.clone(), typed.clone());
        }
        for language in outcome.waiting.iter().chain(&outcome.left) {
            let typed = before.and_then(|before| before.texts.get(language));
            texts.extend(typed.map(|typed| (language.clone(), typed.clone())));
        }
        let has_decided = outcome.conflicts.is_empty() && outcome.waiting.is_empty();
        let head = match (before, &outcome.agreed.head) {
            (Some(before), _) if !has_decided => before.head.clone(),
            (_, Some(head)) if !outcome.write.contains(&whole.article.source) => head.clone(),
            _ => now.head,
        };
        Side { head, texts }
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
