//! An article of the one side meets that of the other: what is to be stored, and what is to be written.

use folder::{FilePath, Problem, conflict_of, is_page};
use kernel::{Fault, Language};

use super::meeting::{Meeting, Outcome};
use super::side::{Fate, Side, settle};
use super::theirs::Theirs;
use crate::article::{Article, TakenFrom, Told as Order, ToldText, Typed, WholeArticle, WholeText, Write};
use crate::category::CategoryId;
use crate::moving::head::Head;
use crate::moving::words;

/// What is told of a text that has a file for its draft beside another, of which nothing is known to be read.
const OPEN_PAIR: &str = "a draft lies beside it, and what it says is not what is read in the app: publish it with --publish where it is \
    new, or put both into this file";

impl Meeting<'_> {
    /// An article of the folder meets the app's.
    pub(super) async fn meet(&mut self, theirs: &Theirs) -> Result<(), Fault> {
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
        let mut texts = Vec::new();
        for (language, fate) in fates {
            texts.extend(self.fate((theirs, &ours, &whole), (&language, fate), &mut outcome));
        }
        texts.sort_by_key(|text| text.language != whole.article.source);
        if head != theirs.side.head && !outcome.is_open(&theirs.source) {
            outcome.write.insert(theirs.source.clone());
        }
        let mut order = Self::order(theirs, Some(&whole), texts);
        if head != ours.head {
            order.arrangement = Some((self.arrangement(&head, Some(&whole)), whole.article.revision));
        }
        if order.is_nothing() || self.store(theirs, &mut order).await? {
            outcome.agreed.head = Some(head);
            self.outcomes.insert(hash.clone(), outcome);
        }
        Ok(())
    }

    fn order(theirs: &Theirs, whole: Option<&WholeArticle>, texts: Vec<ToldText>) -> Order {
        Order {
            known: whole.map(|whole| whole.article.id),
            hash: theirs.identity.hash.clone(),
            from: TakenFrom { origin: theirs.identity.origin.clone(), ..TakenFrom::default() },
            arrangement: None,
            files: Vec::new(),
            texts,
        }
    }

    fn arrangement(&self, head: &Head, whole: Option<&WholeArticle>) -> crate::article::Arrangement {
        let is_own = |id: &CategoryId| self.site.is_own(*id);
        head.arrangement(self.sync.kb, whole.map(|whole| &whole.arrangement), &is_own)
    }

    /// What is to be stored of a text, and what is to be written.
    fn fate(
        &mut self,
        (theirs, ours, whole): (&Theirs, &Side, &WholeArticle),
        (language, fate): (&Language, Fate),
        outcome: &mut Outcome,
    ) -> Option<ToldText> {
        let file = theirs.files.get(language).map(|paper| paper.file.clone());
        if let Some(file) = file.as_ref().filter(|file| self.is_undecided_text(file)) {
            let what = "the other side lies beside it: make it what it is to be, and delete that file";
            self.report.conflicts.push(Problem::of(file, what));
            outcome.waiting.insert(language.clone());
            return None;
        }
        if let Some(file) = file.as_ref().filter(|_| self.is_pair_open(theirs, (language, whole))) {
            self.report.conflicts.push(Problem::of(file, OPEN_PAIR));
            outcome.waiting.insert(language.clone());
            return None;
        }
        match fate {
            Fate::Both(typed) => return self.agree((theirs, ours, whole), (language, typed), outcome),
            Fate::Conflict => _ = outcome.conflicts.insert(language.clone()),
            Fate::GoneFromApp => {
                self.gone(&file?, "this language is gone from the app; --delete removes the file");
                outcome.left.insert(language.clone());
            }
            Fate::GoneFromFolder => {
                let what = format!(
                    "its file in {language} is gone and written again; a text is taken away in the app"
                );
                self.report.notes.push(Problem::of(title(whole), what));
                outcome.write.insert(language.clone());
            }
        }
        None
    }

    /// Whether a text has a file for what is read and one for its draft, and the app reads something else than the first says.
    fn is_pair_open(&self, theirs: &Theirs, (language, whole): (&Language, &WholeArticle)) -> bool {
        let Some(told) = theirs.pairs.get(language) else { return false };
        let live = whole.text(language).and_then(|text| text.live.as_ref());
        let live = live.map(|live| live.typed.clone().with_links(|address| self.current.translate(address)));
        live.as_ref() != Some(told)
    }

    /// Both sides are to have this.
    fn agree(
        &mut self,
        (theirs, ours, whole): (&Theirs, &Side, &WholeArticle),
        (language, typed): (&Language, Typed),
        outcome: &mut Outcome,
    ) -> Option<ToldText> {
        outcome.agreed.texts.insert(language.clone(), typed.clone());
        let is_theirs = theirs.side.texts.get(language) == Some(&typed);
        let text = whole.text(language);
        let is_withdrawn = self.is_withdrawn(theirs, language, text);
        if !is_theirs || is_withdrawn || theirs.pairs.contains_key(language) {
            outcome.write.insert(language.clone());
        }
        let is_ours = ours.texts.get(language) == Some(&typed);
        let is_read = is_ours && text.is_some_and(|text| text.draft.is_none() && text.live.is_some());
        let is_to_be_read = is_theirs && !is_read && !is_withdrawn && theirs.says_published(language);
        let is_published = is_to_be_read && self.sync.publishes;
        self.report.waiting += usize::from(is_to_be_read && !is_published);
        let (live, draft) = if is_published { (Some(typed), None) } else { (None, Some(typed)) };
        let (language, seen) = (language.clone(), text.and_then(WholeText::seen));
        let told = ToldText { language, seen, live, draft, is_outdated: false, schedule: None };
        (!is_ours || is_published).then_some(told)
    }

    /// Whether the folder calls a text published that was, or may have been, and that somebody has taken back in the app.
    fn is_withdrawn(&self, theirs: &Theirs, language: &Language, text: Option<&WholeText>) -> bool {
        let is_read_no_more = text.is_some_and(|text| text.live.is_none());
        let was_read = self.base.was_read(&theirs.identity.hash, language);
        is_read_no_more && theirs.says_published(language) && was_read != Some(false)
    }

    /// A file whose text is gone from the app.
    fn gone(&mut self, file: &FilePath, what: &str) {
        if self.sync.deletes {
            self.to_remove.insert(file.clone());
        } else {
            self.report.notes.push(Problem::of(file, what));
        }
    }

    /// Whether the other side of a conflict still lies beside a file.
    fn is_undecided_text(&self, file: &FilePath) -> bool {
        conflict_of(file).is_some_and(|path| is_page(&path) && self.sync.folder.join(path.as_str()).exists())
    }

    /// One that is new in the folder.
    async fn begin(&mut self, theirs: &Theirs) -> Result<(), Fault> {
        if let Some((language, _)) = theirs.pairs.first_key_value().filter(|_| !self.sync.publishes) {
            let file = theirs.files.get(language).map_or_else(String::new, |paper| paper.file.to_string());
            self.report.conflicts.push(Problem::of(file, OPEN_PAIR));
            return Ok(());
        }
        let text = |(language, typed): (&Language, &Typed)| {
            let is_published = theirs.says_published(language) && self.sync.publishes;
            let typed = Some(typed.clone());
            let (live, draft) = match theirs.pairs.get(language) {
                Some(live) => (Some(live.clone()), typed),
                None if is_published => (typed, None),
                None => (None, typed),
            };
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
        let waiting =
            texts.iter().filter(|text| text.live.is_none() && theirs.says_published(&text.language));
        let waiting = waiting.count();
        let mut order = Self::order(theirs, None, texts);
        order.arrangement = Some((self.arrangement(&theirs.side.head, None), 1));
        if self.store(theirs, &mut order).await? {
            self.report.waiting += waiting;
            let mut outcome = Outcome::default();
            outcome.agreed.head = Some(theirs.side.head.clone());
            outcome.agreed.texts.clone_from(&theirs.side.texts);
            outcome.write.extend(theirs.pairs.keys().cloned());
            self.outcomes.insert(theirs.identity.hash.clone(), outcome);
        }
        Ok(())
    }

    /// Stores what the folder changed; whether that could be done.
    async fn store(&mut self, theirs: &Theirs, order: &mut Order) -> Result<bool, Fault> {
        order.files.clone_from(&theirs.new_files);
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
    pub(super) async fn meet_nothing(&mut self, hash: &str) -> Result<(), Fault> {
        let base = self.base.articles.get(hash);
        // A file that could not be read may be its own.
        let whole = self.wholes[hash].clone();
        let is_unclear = self.is_homeless(&whole) || (base.is_some() && !self.report.problems.is_empty());
        if self.unread.contains(hash) || is_unclear {
            self.outcomes.insert(hash.to_owned(), Outcome { keeps_base: true, ..Outcome::default() });
            return Ok(());
        }
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
    let text = whole.text(&whole.article.source).and_then(WholeText::current);
    text.map_or_else(|| whole.article.hash.clone(), |version| version.typed.title().to_owned())
}
