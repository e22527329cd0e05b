//! The form of an answer: what it holds, and what is wrong with it.

use desk::article::ArticleId;
use desk::conversation::message::NewFile;
use desk::conversation::{Answering, Held, MAX_TEXT, Way};
use desk::file::{Staged, keep_inbound, safe_name};
use desk::right::Right;
use desk::{Act, User, code};
use kernel::{Fault, OrgId, Text, TextRefused};
use markup::Html;

use super::composer::{Left, MAX_BYTES, MAX_FILES};
use super::pages::{ArticleFinder, Draft, Problem};
use super::{AppVisit, quote};
use crate::once;
use crate::upload::{self, FormKind, Limits, MAX_TEXTS, Uploaded, UploadedAs};
use theme::Raw;

/// The form of an answer.
pub(crate) type Written = UploadedAs<AnswerForm>;

/// Their kind.
pub(crate) enum AnswerForm {}

impl FormKind for AnswerForm {
    const LIMITS: Limits = Limits { file_bytes: MAX_BYTES, files: 2 * MAX_FILES, texts: MAX_TEXTS };
}

/// What stands between what was typed and what is put behind it.
const GAP: &str = "\n\n";

/// An answer's form as it came, its files stored.
pub(super) struct Received {
    once: String,
    typed: String,
    text: Result<Text<MAX_TEXT>, Problem>,
    kept: Vec<Staged>,
    fresh: Vec<NewFile>,
    /// What is wrong with its files.
    problems: Vec<Problem>,
    is_portal: bool,
    /// The articles that are in it.
    articles: Vec<ArticleId>,
    /// What was looked for beside it.
    finder: ArticleFinder,
}

impl Received {
    pub(super) async fn take(act: &mut Act<User>, visit: &AppVisit, form: Uploaded) -> Result<Self, Fault> {
        // Asked before files are stored; the verb asks again.
        if !act.who().may(Right::Reply) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let once = once::of_form(&visit.web, form.field("once"));
        let articles = quote::used(&form);
        let is_portal = form.field("channel") == "portal";
        let (typed, ticked) = (form.field("text").to_owned(), form.fields("kept"));
        let text = if form.is_broken("text") {
            Err(Problem::at("text", "inbox-problem-text-broken"))
        } else {
            text(&typed, !form.files.is_empty() || !ticked.is_empty())
        };
        let (fresh, problems) = take_in(visit, act.org(), form.files).await?;
        let kept = upload::wanted(act, &once, &ticked).await?;
        let finder = ArticleFinder::default();
        Ok(Self { once, typed, text, kept, fresh, problems, is_portal, articles, finder })
    }

    fn files(&self) -> Vec<NewFile> {
        self.kept.iter().map(|staged| &staged.file).chain(&self.fresh).cloned().collect()
    }

    /// The answer, or the form again: what is wrong with it is named all at once, and its good files are kept.
    pub(super) async fn checked(mut self, act: &mut Act<User>) -> Result<Result<Answering, Left>, Fault> {
        let files = self.files();
        self.problems.extend(too_much(&files));
        match self.text {
            Ok(text) if self.problems.is_empty() => {
                let way = if self.is_portal { Way::Portal } else { Way::Email };
                Ok(Ok(Answering { once: self.once, text, files, articles: self.articles, way }))
            }
            _ => Ok(Err(self.left(act, None).await?)),
        }
    }

    /// The form again, beside what the customer would see.
    pub(super) async fn previewed(mut self, act: &mut Act<User>) -> Result<Left, Fault> {
        let preview = self.text.as_ref().ok().map(|text| Raw::from(Html::typed(text.as_str())));
        self.problems.extend(too_much(&self.files()));
        self.left(act, preview).await
    }

    /// With an answer that was taken back before what is being written.
    pub(super) fn behind(self, held: Held) -> Self {
        let typed =
            if self.typed.trim().is_empty() { held.text } else { format!("{}\n\n{}", held.text, self.typed) };
        let fresh = [held.files, self.fresh].concat();
        let articles = [held.articles, self.articles].concat();
        let text = text(&typed, true);
        Self { typed, text, fresh, articles, is_portal: held.way == Way::Portal, ..self }
    }

    /// As it is: an empty box is no mistake of somebody who did not send it.
    pub(super) fn unsent(self) -> Self {
        Self { text: text(&self.typed, true), ..self }
    }

    /// With something wrong.
    pub(super) fn with(self, problem: Problem) -> Self {
        Self { text: Err(problem), ..self }
    }

    /// Whether an answer with this behind it is none that is too long.
    pub(super) fn has_room_for(&self, more: &str) -> bool {
        self.typed.chars().count() + GAP.len() + more.chars().count() <= MAX_TEXT
    }

    /// With a shortcut behind what is there.
    pub(super) fn followed_by(self, shortcut: &str) -> Self {
        let gap = if self.typed.trim().is_empty() { "" } else { GAP };
        let typed = format!("{}{gap}{shortcut}", self.typed.trim_end());
        Self { text: text(&typed, true), typed, ..self }
    }

    /// With what was found beside it.
    pub(super) fn beside(self, finder: ArticleFinder) -> Self {
        Self { finder, ..self }
    }

    /// With one more article in it.
    pub(super) fn with_article(mut self, id: ArticleId) -> Self {
        self.articles.push(id);
        self
    }

    /// The form again, its good files kept.
    pub(super) async fn left(self, act: &mut Act<User>, preview: Option<Raw>) -> Result<Left, Fault> {
        let Self { once, typed: text, kept, fresh, mut problems, is_portal, finder, .. } = self;
        let used = self.articles.iter().map(ToString::to_string).collect();
        problems.splice(0..0, self.text.err());
        let kept_files = upload::keep(act, &once, kept, &fresh).await?;
        let draft = Draft { once, text, kept_files, problems, preview, used };
        Ok(Left::Reply { draft, is_portal, finder })
    }
}

/// Stores the files, whose type may be any, and names those that cannot be sent.
async fn take_in(
    visit: &AppVisit,
    org: OrgId,
    files: Vec<(String, Option<Vec<u8>>)>,
) -> Result<(Vec<NewFile>, Vec<Problem>), Fault> {
    let (mut taken, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let key = match bytes {
            Some(bytes) if !bytes.is_empty() => {
                taken.push(keep_inbound(visit.web.desk(), org, &name, bytes).await?);
                continue;
            }
            Some(_) => "inbox-problem-file-empty",
            None => "inbox-problem-file-large",
        };
        problems.push(Problem::at("file", key).with("name", safe_name(&name)));
    }
    Ok((taken, problems))
}

/// What is wrong with all files together.
fn too_much(files: &[NewFile]) -> Vec<Problem> {
    let bytes: i64 = files.iter().map(|file| file.size).sum();
    let many = || Problem::at("file", "inbox-problem-files-many").with("max", MAX_FILES);
    let large = || Problem::at("file", "inbox-problem-files-large").with("max", MAX_BYTES / (1024 * 1024));
    let many = (files.len() > MAX_FILES).then(many);
    many.into_iter().chain((bytes > i64::try_from(MAX_BYTES).unwrap_or(i64::MAX)).then(large)).collect()
}

/// The text of an answer or note.
pub(super) fn text(typed: &str, may_be_empty: bool) -> Result<Text<MAX_TEXT>, Problem> {
    match Text::new(typed) {
        Ok(text) if text.is_empty() && !may_be_empty => Err(Problem::at("text", "inbox-problem-empty")),
        Ok(text) => Ok(text),
        Err(TextRefused::TooLong(_)) => {
            Err(Problem::at("text", "inbox-problem-text-long").with("max", MAX_TEXT))
        }
        Err(TextRefused::Nul) => Err(Problem::at("text", "inbox-problem-text-broken")),
    }
}
