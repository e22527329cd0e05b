//! What is written into the folder once everything is stored: files of texts, the other sides of conflicts, and what both sides
//! have from now on.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Article as Told, FilePath, Flavour, Library, NotPut, Problem, conflict_of, pages_of, with_id};
use kernel::{Fault, Language};
use net::ContentHash;

use super::base;
use super::meeting::{Meeting, Outcome};
use super::side::Side;
use super::theirs::Current;
use crate::article::{ArticleFileId, KeptFile, MAX_ARTICLE_FILE, WholeArticle, WholeText};
use crate::category::CategoryId;
use crate::moving::layout::Layout;
use crate::moving::{with_files, written};

/// A file that is to be written.
struct Sheet {
    path: FilePath,
    bytes: Vec<u8>,
    language: Language,
    /// What is told once it is there.
    conflict: Option<Problem>,
    /// What goes once it is there.
    removes: Option<FilePath>,
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
        let layout = self.layout(&order, &wholes);
        let categories = layout.categories();
        let mut laid = BTreeMap::new();
        for whole in &wholes {
            if let Some(outcome) = self.outcomes.get(&whole.article.hash) {
                let article = layout.article(whole, &self.kept_files(whole).await?);
                let sheets = self.sheets(&article.told, (outcome, whole));
                laid.insert(whole.article.hash.clone(), (sheets, article.files));
            }
        }
        let lost = self.lost(&categories);
        self.undecided.extend(lost);
        let mut unwritten = BTreeSet::new();
        for (path, bytes) in self.category_pages(&categories) {
            if !self.put(&path, bytes).await? {
                unwritten.extend(path.parent());
            }
        }
        for (hash, (sheets, files)) in laid {
            self.put_article(&hash, sheets, files).await?;
        }
        for path in std::mem::take(&mut self.to_remove) {
            self.remove(&path).await?;
        }
        self.keep(&wholes, self.kept_categories(&categories, &unwritten)).await
    }

    /// Keeps what both sides have now.
    async fn keep(&self, wholes: &[WholeArticle], categories: Vec<folder::Category>) -> Result<(), Fault> {
        let kept = wholes.iter().map(|whole| self.kept(whole));
        let mut articles: Vec<Told> = kept.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        articles.extend(self.kept_of_gone()?);
        let (sync, library) = (self.sync.clone(), Library { categories, articles, redirects: Vec::new() });
        with_files(move || base::write(&sync, &library)).await?.map_err(Fault::internal)
    }

    /// Where everything stands, or will.
    fn layout(
        &self,
        order: &[(CategoryId, crate::article::ArticleId)],
        wholes: &[WholeArticle],
    ) -> Layout<'_> {
        let folders = self.shelved.known.iter().map(|(path, id)| (*id, path.clone())).collect();
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

    /// The files of an article that are to be written.
    fn sheets(&self, told: &Told, (outcome, whole): (&Outcome, &WholeArticle)) -> Vec<Sheet> {
        let mut sheets = Vec::new();
        let theirs = self.theirs.get(&whole.article.hash);
        for (path, bytes) in pages_of(&with_extra(told, theirs), Flavour::Markdown) {
            let text = told.texts.iter().find(|text| text.versions().any(|version| version.file == path));
            let Some(text) = text else { continue };
            let language = text.language.clone();
            let has_no_id = theirs.is_some_and(|theirs| !theirs.has_id && theirs.source == language);
            let mut sheet = Sheet { path, bytes, language, conflict: None, removes: None };
            if outcome.write.contains(&sheet.language) {
                let paper = theirs.and_then(|theirs| theirs.files.get(&sheet.language));
                sheet.removes = paper.and_then(|paper| paper.draft.clone());
            } else if outcome.conflicts.contains(&sheet.language) {
                let Some(beside) = conflict_of(&sheet.path) else { continue };
                let what = format!("both sides changed the same; the app's side is in {}", beside.name());
                sheet.conflict = Some(Problem::of(&sheet.path, what));
                sheet.path = beside;
            } else if has_no_id && let Ok(source) = self.shelf.source.read(&sheet.path) {
                let source = String::from_utf8_lossy(&source);
                let source = source.strip_prefix('\u{feff}').unwrap_or(&source).replace("\r\n", "\n");
                sheet.bytes = with_id(&source, &whole.article.hash).into_bytes();
            } else {
                continue;
            }
            sheets.push(sheet);
        }
        sheets
    }

    async fn put_article(
        &mut self,
        hash: &str,
        sheets: Vec<Sheet>,
        files: Vec<(FilePath, KeptFile)>,
    ) -> Result<(), Fault> {
        let is_asked = !sheets.is_empty();
        for Sheet { path, bytes, language, conflict, removes } in sheets {
            if self.put(&path, bytes).await? {
                self.report.conflicts.extend(conflict);
                self.to_remove.extend(removes);
            } else if let Some(outcome) = self.outcomes.get_mut(hash) {
                outcome.unwritten.insert(language);
            }
        }
        for (path, file) in files.into_iter().filter(|_| is_asked) {
            self.put_asset(&path, &file).await?;
        }
        Ok(())
    }

    /// What both sides have of an article now.
    fn kept(&self, whole: &WholeArticle) -> Result<Option<Told>, Fault> {
        let hash = &whole.article.hash;
        let Some(outcome) = self.outcomes.get(hash) else { return self.kept_before(hash) };
        if outcome.keeps_base {
            return self.kept_before(hash);
        }
        let side = self.agreed(whole, outcome);
        let read = side.texts.keys().filter(|language| self.is_read(whole, outcome, language));
        let read = read.cloned().collect();
        base::kept((hash, &whole.article.source), (&side, &read), &self.site).map(Some)
    }

    /// Whether a text is kept as one that is read: as the app has it; where somebody is to decide, as it was kept before, or
    /// else as the folder says.
    fn is_read(&self, whole: &WholeArticle, outcome: &Outcome, language: &Language) -> bool {
        let hash = &whole.article.hash;
        if outcome.is_open(language) || outcome.unwritten.contains(language) {
            let says = || self.theirs.get(hash).is_some_and(|theirs| theirs.says_published(language));
            return self.base.was_read(hash, language).unwrap_or_else(says);
        }
        let there = self.wholes.get(hash).and_then(|whole| whole.text(language));
        there.is_some_and(|text| text.live.is_some())
    }

    /// What was written is as the app has it; the rest is as both agreed, whatever the app has since.
    fn agreed(&self, whole: &WholeArticle, outcome: &Outcome) -> Side {
        let now = self.side_of(whole);
        let hash = &whole.article.hash;
        let (before, theirs) = (self.base.articles.get(hash), self.theirs.get(hash));
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
        for language in &outcome.unwritten {
            // The file as it was read: whatever it says now came of that. Of a conflict that nobody was told of, what was before.
            let read = theirs.filter(|_| !outcome.conflicts.contains(language)).map(|theirs| &theirs.side);
            let typed = read.or(before).and_then(|side| side.texts.get(language)).cloned();
            texts.remove(language);
            texts.extend(typed.map(|typed| (language.clone(), typed)));
        }
        let is_decided = outcome.conflicts.is_empty() && outcome.waiting.is_empty();
        let is_settled = is_decided && !outcome.unwritten.contains(&whole.article.source);
        let head = match (before, theirs, &outcome.agreed.head) {
            (Some(before), ..) if !is_settled => before.head.clone(),
            // Whatever the folder goes on saying was said before, and is no change of what both agree on from now on.
            (None, Some(theirs), _) if !is_settled => theirs.side.head.clone(),
            (_, _, Some(head)) if !outcome.write.contains(&whole.article.source) => head.clone(),
            _ => now.head,
        };
        Side { head, texts }
    }

    fn kept_before(&self, hash: &str) -> Result<Option<Told>, Fault> {
        let Some(side) = self.base.articles.get(hash) else { return Ok(None) };
        let Some(source) = side.texts.keys().next() else { return Ok(None) };
        let read = self.base.published.get(hash).cloned().unwrap_or_default();
        base::kept((hash, source), (side, &read), &self.site).map(Some)
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

    /// Writes a file, unless somebody has changed it since it was read; whether it is there.
    async fn put(&mut self, path: &FilePath, bytes: Vec<u8>) -> Result<bool, Fault> {
        let (source, to) = (self.shelf.source.clone(), path.clone());
        let put = with_files(move || source.put(&to, &bytes)).await?;
        self.told(path, put, path.to_string())
    }

    async fn remove(&mut self, path: &FilePath) -> Result<bool, Fault> {
        let (source, from) = (self.shelf.source.clone(), path.clone());
        let removed = with_files(move || source.remove(&from)).await?;
        self.told(path, removed, format!("{path} (removed)"))
    }

    fn told(&mut self, path: &FilePath, put: Result<(), NotPut>, done: String) -> Result<bool, Fault> {
        match put {
            Ok(()) => self.report.to_folder.push(done),
            Err(NotPut::Io(error)) => return Err(Fault::internal(error)),
            Err(not_put) => {
                self.report.problems.push(Problem::of(path, not_put.to_string()));
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn put_asset(&mut self, path: &FilePath, file: &KeptFile) -> Result<(), Fault> {
        let at = self.sync.folder.join(path.as_str());
        if with_files(move || at.exists()).await? {
            return Ok(());
        }
        let hash: ContentHash = file.hash.parse()?;
        let bytes = self.desk.files().read_all(self.sync.org, hash, MAX_ARTICLE_FILE as u64).await?;
        self.put(path, bytes).await.map(drop)
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
