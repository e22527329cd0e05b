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
