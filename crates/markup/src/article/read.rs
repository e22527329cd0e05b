//! What is read out of an article: its words, its contents list, what it links to and shows.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::ArticleHtml;
use crate::article::address;
use crate::article::block::{self, Block, Heading as HeadingBlock, Table};
use crate::article::contents;
use crate::article::inline::{self, Atom, Run};
use crate::excerpt::excerpt;

/// How much is read in a minute.
const WORDS_A_MINUTE: usize = 200;
const SIGNS_A_MINUTE: usize = 400;

/// A line of the contents list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 2 to 4.
    pub level: u8,
    /// The `id` that it has in [`ArticleHtml::html`].
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleLink {
    /// `http`, `https`, `mailto`, `tel`, or an address relative to the page.
    pub href: String,
    /// Empty where there is nothing but a picture without alternative text.
    pub text: String,
}

/// A picture among our files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePicture {
    /// `/files/…`
    pub src: String,
    /// Empty where it has none.
    pub alt: String,
}

impl ArticleHtml {
    /// The words without those of headings, a line for each block: what a search looks through.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.lines(&mut |line, is_heading| {
            if !is_heading {
                text.push_str(line.trim());
                text.push('\n');
            }
        });
        text.truncate(text.trim_end().len());
        text
    }

    /// The words of headings, a line each.
    pub fn headings(&self) -> String {
        let contents = self.contents();
        contents.iter().map(|heading| heading.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The beginning of the text on one line of at most so many signs.
    pub fn excerpt(&self, max_chars: usize) -> String {
        excerpt(&self.text(), max_chars)
    }

    /// How many words it has, headings included. In scripts without spaces two signs count as one.
    pub fn words(&self) -> usize {
        let (words, signs) = self.count();
        words + signs.div_ceil(2)
    }

    /// How many minutes it takes to read, at least one.
    pub fn minutes(&self) -> usize {
        let (words, signs) = self.count();
        (words * SIGNS_A_MINUTE + signs * WORDS_A_MINUTE).div_ceil(WORDS_A_MINUTE * SIGNS_A_MINUTE).max(1)
    }

    /// Its headings, with the ids that they have in [`ArticleHtml::html`].
    pub fn contents(&self) -> Vec<Heading> {
        let blocks = self.blocks();
        let read = |(heading, id): (&HeadingBlock, String)| Heading {
            level: heading.level,
            id,
            text: inline::words(&heading.words),
        };
        contents::with_ids(&blocks).into_iter().map(read).collect()
    }

    /// Every link in the order of the page; those of video cards too.
    pub fn links(&self) -> Vec<ArticleLink> {
        let mut links: Vec<ArticleLink> = Vec::new();
        block::each(&self.blocks(), &mut |block| {
            if let Block::Video(video) = block {
                links.push(ArticleLink { href: video.page(), text: video.title.clone() });
            }
            let mut before = None;
            for run in block.words() {
                let text = inline::words(std::slice::from_ref(run));
                match (&run.link, links.last_mut()) {
                    (Some(link), Some(last)) if before == Some(link) => {
                        debug_assert_eq!(last.href, link.href);
                        last.text.push_str(&text);
                    }
                    (Some(link), _) => links.push(ArticleLink { href: link.href.clone(), text }),
                    (None, _) => {}
                }
                before = run.link.as_ref();
            }
        });
        links
    }

    /// Whether it shows a video.
    pub fn has_video(&self) -> bool {
        // In words the sign before it is written as a reference.
        self.as_str().contains("<div class=\"video\"")
    }

    /// Every picture in the order of the page.
    pub fn pictures(&self) -> Vec<ArticlePicture> {
        let mut pictures = Vec::new();
        block::each(&self.blocks(), &mut |block| {
            for run in block.words() {
                if let Atom::Picture(picture) = &run.atom {
                    pictures.push(ArticlePicture { src: picture.src.clone(), alt: picture.alt.clone() });
                }
            }
        });
        pictures
    }

    /// The addresses of our own files that it shows or links to, each once, in alphabetical order.
    pub fn files(&self) -> Vec<String> {
        let shown = self.pictures().into_iter().map(|picture| picture.src);
        let linked = self.links().into_iter().filter_map(|link| address::own_file(&link.href));
        let mut files: Vec<_> = shown.chain(linked).collect();
        files.sort();
        files.dedup();
        files
    }

    /// Words, and signs of scripts without spaces.
    fn count(&self) -> (usize, usize) {
        let (mut words, mut signs) = (0, 0);
        self.lines(&mut |line, _| {
            for word in line.unicode_words() {
                let spaceless = word.chars().filter(|c| has_no_spaces(*c)).count();
                signs += spaceless;
                words += usize::from(spaceless == 0);
            }
        });
        (words, signs)
    }

    fn lines(&self, line: &mut dyn FnMut(&str, bool)) {
        block::each(&self.blocks(), &mut |block| match block {
            Block::Code(code) => line(&code.text, false),
            Block::Video(video) => line(&video.title, false),
            _ if block.words().is_empty() => {}
            _ => line(&inline::words(block.words()), matches!(block, Block::Heading(_))),
        });
    }
}

impl Block {
    /// The row of words in it that is its own, not that of blocks inside.
    pub(super) fn words(&self) -> &[Run] {
        match self {
            Block::Paragraph(words)
            | Block::Heading(HeadingBlock { words, .. })
            | Block::Details { summary: words, .. }
            | Block::Figure { caption: words, .. }
            | Block::Table(Table { caption: words, .. }) => words,
            _ => &[],
        }
    }
}

/// Whether a script writes its words without spaces between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
pub(super) fn has_no_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}
