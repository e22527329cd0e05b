//! What the form of an article sends.

use desk::article::{MAX_ARTICLE_FILE, MAX_META, MAX_TITLE, Seen, Typed};
use desk::code;
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::super::url;
use crate::inbox::pages::Problem;
use crate::upload::{FormKind, Limits, UploadedAs};

/// What is typed of an article.
const TEXTS: [&str; 6] = ["title", "body", "slug", "meta_title", "meta_description", "meta_keywords"];

/// The form of an article, and that of a file for one.
pub(crate) type Sent = UploadedAs<ArticleForm>;

/// Their kind.
pub(crate) enum ArticleForm {}

impl FormKind for ArticleForm {
    /// A text of 15 MB as a page writes it, where it may be longer than it is.
    const LIMITS: Limits = Limits { file_bytes: MAX_ARTICLE_FILE, files: 1, texts: 32 * 1024 * 1024 };
}

impl Sent {
    /// One of its texts.
    pub(super) fn field(&self, name: &str) -> &str {
        self.0.field(name)
    }

    /// The language it is written in; `language_unknown` for what is none.
    pub(super) fn language(&self) -> Result<Language, Fault> {
        language(self.field("language"))
    }

    /// What the page was made from.
    pub(super) fn seen(&self) -> Seen {
        seen(self.field("version"), self.field("revision"))
    }

    /// The text as it was typed, its pictures by the addresses they have for readers.
    pub(super) fn body(&self) -> ArticleHtml {
        ArticleHtml::clean_with(self.field("body"), |address| {
            address.strip_prefix(url::ARTICLE_FILES).map(|rest| format!("/files{rest}"))
        })
    }

    /// What was typed, or what is wrong with it.
    pub(super) fn typed(&self) -> Result<Typed, Problem> {
        if let Some(field) = TEXTS.iter().find(|field| self.0.is_broken(field)) {
            return Err(Problem::at(field, "inbox-problem-text-broken"));
        }
        let meta = [self.field("meta_title"), self.field("meta_description"), self.field("meta_keywords")];
        let typed = Typed::new(self.field("title"), self.body()).map_err(|fault| problem(&fault))?;
        typed.with_slug(self.field("slug")).with_meta(meta).map_err(|fault| problem(&fault))
    }
}

/// A text as whoever writes sees it: its pictures by addresses of the app.
pub(super) fn for_editing(body: &ArticleHtml) -> String {
    // A `<` begins a tag and nothing else.
    ["<img src=\"", "<a href=\""].iter().fold(body.as_str().to_owned(), |text, tag| {
        text.replace(&format!("{tag}/files/"), &format!("{tag}{}/", url::ARTICLE_FILES))
    })
}

/// A language by its code.
pub(in crate::settings) fn language(code: &str) -> Result<Language, Fault> {
    code.parse().map_err(|_| Fault::new(&code::LANGUAGE_UNKNOWN))
}

/// Which version a form was made from, and how often that had been saved.
pub(super) fn seen(version: &str, revision: &str) -> Seen {
    Some((version.parse().ok()?, revision.parse().ok()?))
}

/// What is wrong, at its field, in words.
pub(super) fn problem(fault: &Fault) -> Problem {
    let field = fault.problems().first().map_or("body", |problem| problem.field);
    let most = if field == "title" { MAX_TITLE } else { MAX_META };
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Problem::at(field, "inbox-problem-required"),
        code if *code == code::TEXT_BROKEN => Problem::at(field, "inbox-problem-text-broken"),
        code if *code == code::TEXT_TOO_LONG => {
            Problem::at(field, "inbox-problem-subject-long").with("max", most)
        }
        code => Problem::at(field, code.text_key),
    }
}
