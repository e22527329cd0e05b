//! What was typed of an article, checked.

use kernel::Fault;
use markup::ArticleHtml;

use crate::code;
use crate::line;
use crate::page_path;

/// The most characters of a title.
pub const MAX_TITLE: usize = 200;
/// The most characters of what search engines are told: a title, a description, key words.
pub const MAX_META: usize = 500;
/// The most bytes of an article with the files in it (K2).
pub const MAX_BODY: usize = 15 * 1024 * 1024;

/// A title with a text, and what search engines are told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) body: ArticleHtml,
    pub(super) meta: Meta,
}

/// What search engines are told instead of title and beginning.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Meta {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) keywords: String,
}

impl Typed {
    /// A title and a text: `text_empty`, `text_too_long` or `text_broken` where the title is, `article_large` for a text of
    /// more than 15 MB. The text may be empty until it is published. Its address is made from the title.
    pub fn new(title: &str, body: ArticleHtml) -> Result<Self, Fault> {
        let title = line::line::<MAX_TITLE>(title).map_err(at("title"))?;
        if body.as_str().len() > MAX_BODY {
            return Err(Fault::new(&code::ARTICLE_LARGE));
        }
        let slug = page_path::slug(&title, "article");
        Ok(Self { title, slug, body, meta: Meta::default() })
    }

    /// The same under an address of its own; an empty one is made from the title.
    #[must_use]
    pub fn with_slug(self, slug: &str) -> Self {
        let slug = page_path::slug(slug, &self.slug);
        Self { slug, ..self }
    }

    /// Two edits of one text put together: each part as the side has it that changed it. Nothing where both changed the same.
    pub fn merge(base: Option<&Self>, ours: &Self, theirs: &Self) -> Option<Self> {
        if ours == theirs {
            return Some(ours.clone());
        }
        let base = base?;
        Some(Self {
            title: pick(&base.title, &ours.title, &theirs.title)?,
            slug: pick(&base.slug, &ours.slug, &theirs.slug)?,
            body: base.body.merge(&ours.body, &theirs.body).ok()?,
            meta: pick(&base.meta, &ours.meta, &theirs.meta)?,
        })
    }

    /// The same with links that lead elsewhere.
    #[must_use]
    pub(crate) fn with_links(self, translate: impl Fn(&str) -> Option<String>) -> Self {
        let body = ArticleHtml::clean_with(self.body.as_str(), translate);
        Self { body, ..self }
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The slug.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The text.
    pub fn body(&self) -> &ArticleHtml {
        &self.body
    }

    /// What search engines are told: title, description, key words.
    pub fn meta(&self) -> [&str; 3] {
        [&self.meta.title, &self.meta.description, &self.meta.keywords]
    }

    /// The same with what search engines are told; each may be empty.
    pub fn with_meta(self, [title, description, keywords]: [&str; 3]) -> Result<Self, Fault> {
        let meta = Meta {
            title: optional(title).map_err(at("meta_title"))?,
            description: optional(description).map_err(at("meta_description"))?,
            keywords: optional(keywords).map_err(at("meta_keywords"))?,
        };
        Ok(Self { meta, ..self })
    }
}

fn pick<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    match () {
        () if ours == theirs || base == theirs => Some(ours.clone()),
        () if base == ours => Some(theirs.clone()),
        () => None,
    }
}

fn optional(typed: &str) -> Result<String, Fault> {
    if typed.trim().is_empty() { Ok(String::new()) } else { line::line::<MAX_META>(typed) }
}

/// The same refusal, at this field.
fn at(field: &'static str) -> impl Fn(Fault) -> Fault {
    move |fault| {
        let code = fault.code();
        Fault::new(code).at(field, code, Vec::new())
    }
}
