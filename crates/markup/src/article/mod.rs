//! The text of an article: one clean, canonical HTML, and what is read out of it.

mod address;
mod block;
mod build;
mod contents;
mod difference;
mod element;
mod hint;
mod inline;
mod markdown;
mod merge;
mod read;
mod references;
mod show;
mod style;
mod video;
mod wall;
mod write;

use crate::html::Html;
use crate::{escape, plain};

use block::Block;
use build::build;

pub use difference::ChangedLines;
pub use hint::Hint;
pub use merge::Conflict;
pub use read::{ArticleLink, ArticlePicture, Heading};
pub use video::video_frame_sources;

/// Building, writing and the wall settle at once; HTML that has not settled by then is built to deceive.
const ROUNDS: usize = 6;

/// The text of an article as it is stored: HTML of few elements, each block on lines of its own, written in the one way
/// there is to write it. Cleaning it again changes nothing.
///
/// Its headings begin with the second level and have no ids: [`ArticleHtml::html`] gives them theirs. Its pictures are
/// files of ours (`/files/…`); one from elsewhere is a link to it. Videos are cards that link to them. How it is written:
///
/// | what | how |
/// |---|---|
/// | callout | `<div class="callout callout-info">`, `-success`, `-warning`, `-danger`, with blocks inside |
/// | video | `<div class="video" data-video="{frame address}"><a href="{page}" rel="…">{title}</a></div>` |
/// | tasks | `<ul class="tasks">` with `<li class="done">` and `<li class="open">` |
/// | code | `<pre><code class="language-rust">…</code></pre>` |
/// | table | `<caption>`, `<thead>`, `<tbody>`, every `<th>` with its `scope` |
/// | picture with words below | `<figure><img …>`, `<figcaption>`, `</figure>` |
/// | fold | `<details>`, `<summary>…</summary>`, blocks, `</details>` |
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleHtml(String);

impl ArticleHtml {
    /// The edition of what an article may hold, stored beside it. See [`ArticleHtml::stored`].
    pub const EDITION: i64 = wall::EDITION;

    /// Cleans any HTML: an editor's, what somebody typed or pasted, an export. It takes time and memory in proportion to
    /// the source, whatever that is.
    pub fn clean(source: &str) -> ArticleHtml {
        ArticleHtml::clean_with(source, |_| None)
    }

    /// As [`ArticleHtml::clean`], with other addresses for links and pictures: `translate` is asked with each as it
    /// stands, and what it answers is cleaned in its place. So the relative addresses of an export find their files.
    pub fn clean_with(source: &str, translate: impl Fn(&str) -> Option<String>) -> ArticleHtml {
        let mut blocks = build(source, &translate);
        for _ in 0..ROUNDS {
            let (html, ends) = canonical(&blocks);
            let through = wall::changed(&html, &ends);
            let is_through = through.is_none();
            blocks = build(through.as_deref().unwrap_or(&html), &|_| None);
            if is_through && canonical(&blocks).0 == html {
                return ArticleHtml(html);
            }
        }
        ArticleHtml::from_plain(&plain::bare_text(source))
    }

    /// Plain text: a paragraph for each part between empty lines.
    pub fn from_plain(text: &str) -> ArticleHtml {
        let mut html = String::with_capacity(text.len() + 16);
        for paragraph in plain::normalise(text).split("\n\n") {
            html.push_str("<p>");
            for line in paragraph.split('\n') {
                escape::text(line, &mut html);
                html.push_str("<br>");
            }
        }
        ArticleHtml(canonical(&build(&html, &|_| None)).0)
    }

    /// An article from a store, with the [`ArticleHtml::EDITION`] by which it was cleaned before. If that is not today's
    /// it is cleaned again.
    pub fn stored(clean: String, edition: i64) -> ArticleHtml {
        if edition == ArticleHtml::EDITION { ArticleHtml(clean) } else { ArticleHtml::clean(&clean) }
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is stored, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a page shows it: with the ids of its headings, which [`ArticleHtml::contents`] names, tables inside
    /// `<div class="wide">`, what scrolls by itself to be reached by keys, pictures below the first loaded lazily.
    pub fn html(&self) -> Html {
        self.html_with_files_at("/files/")
    }

    /// The same with our files under another address, which ends in a slash and is plain: for who may not ask for them at
    /// their own.
    pub fn html_with_files_at(&self, files: &str) -> Html {
        Html::walled(show::page(&self.0, files))
    }

    fn blocks(&self) -> Vec<Block> {
        build(&self.0, &|_| None)
    }
}

/// The HTML of an article, and where each block on its top level ends, with the line end behind it.
fn canonical(blocks: &[Block]) -> (String, Vec<usize>) {
    let mut html = String::new();
    let mut ends = Vec::with_capacity(blocks.len());
    for (nth, block) in blocks.iter().enumerate() {
        write::block(block, &mut html);
        if nth + 1 < blocks.len() {
            html.push('\n');
        }
        ends.push(html.len());
    }
    (html, ends)
}
