//! Text that people write, made safe to show, short enough to list and cut into words to be found.
//!
//! Everything here is a pure function over text. Nothing trusts its input: every function ends in time
//! proportional to what it is given, and none panics.

mod allowed;
mod article;
mod escape;
mod excerpt;
mod highlight;
mod html;
mod lexer;
mod linkify;
mod markdown;
mod page;
mod picture;
mod plain;
mod quote;
mod sanitise;
mod search;
mod simplify;
mod text;

pub use allowed::EDITION;
pub use article::{
    ArticleHtml, ArticleLink, ArticlePicture, ChangedLines, Conflict, Heading, Hint, video_frame_sources,
};
pub use excerpt::excerpt;
pub use highlight::{Span, highlight, marked};
pub use html::Html;
pub use page::Page;
pub use plain::{has_nul, normalise};
pub use quote::{HtmlSplit, Split, split_html_quote, split_quote};
pub use search::{Kind, Placed, Query, Term, fold, index_text, placed_words, to_tsvector_text, words};
pub use text::{html_to_mail_text, html_to_text};
