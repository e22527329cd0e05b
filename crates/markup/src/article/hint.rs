//! What somebody who writes an article may want to look at again.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::ArticleHtml;
use crate::article::block::{self, Block};
use crate::article::inline::{self, Atom};
use crate::article::read::has_no_spaces;
use crate::excerpt::excerpt;

/// A sentence of more words, or of more signs in scripts without spaces, is long.
const LONG_WORDS: usize = 30;
const LONG_SIGNS: usize = 100;

/// So many signs of a sentence say which one it is.
const BEGINNING: usize = 60;

/// Nobody looks through more.
const MAX_HINTS: usize = 200;

/// Words that do not say where a link leads to whoever hears them without the text around, in the languages of most
/// articles.
const VAGUE: [&str; 43] = [
    "click",
    "click here",
    "here",
    "learn more",
    "link",
    "more",
    "read more",
    "see here",
    "this",
    "this link",
    "this page",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "mehr",
    "mehr erfahren",
    "weiterlesen",
    "cliquez ici",
    "en savoir plus",
    "ici",
    "lire la suite",
    "aquí",
    "clic aquí",
    "haz clic aquí",
    "leer más",
    "clicca qui",
    "leggi di più",
    "qui",
    "hier klikken",
    "klik hier",
    "lees meer",
    "aqui",
    "clique aqui",
    "saiba mais",
    "kliknij tutaj",
    "tutaj",
    "здесь",
    "тут",
    "هنا",
    "اضغط هنا",
    "こちら",
    "这里",
    "点击这里",
];

/// One thing to look at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "hint", rename_all = "snake_case")]
pub enum Hint {
    /// A picture that says nothing to those who do not see it.
    PictureWithoutAlt {
        /// Its address.
        src: String,
    },
    /// A sentence that is hard to follow.
    LongSentence {
        /// How it begins.
        beginning: String,
        /// How many words it has, or signs in a script without spaces.
        length: usize,
    },
    /// A heading more than one level below the one before it.
    SkippedLevel {
        /// The level it has.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A link of which one neither sees nor hears anything.
    EmptyLink {
        /// Where it leads.
        href: String,
    },
    /// A link whose words do not say where it leads.
    VagueLink {
        /// Where it leads.
        href: String,
        /// Its words.
        text: String,
    },
    /// A table whose columns have no names.
    TableWithoutHeader {
        /// The words of its first cells.
        beginning: String,
    },
}

impl ArticleHtml {
    /// What to look at again, in the order of the page, as far as the text alone can say. Where its links lead is in
    /// [`ArticleHtml::links`].
    pub fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        // The page's title is the first level.
        let mut level = 1;
        block::each(&self.blocks(), &mut |block| {
            if hints.len() < MAX_HINTS {
                of_block(block, &mut level, &mut hints);
            }
        });
        hints.extend(self.links().into_iter().filter_map(|link| {
            let words = link.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            match words.as_str() {
                "" => Some(Hint::EmptyLink { href: link.href }),
                vague if VAGUE.contains(&vague) => Some(Hint::VagueLink { href: link.href, text: link.text }),
                _ => None,
            }
        }));
        hints.truncate(MAX_HINTS);
        hints
    }
}

fn of_block(block: &Block, level: &mut u8, hints: &mut Vec<Hint>) {
    match block {
        Block::Heading(heading) => {
            if heading.level > *level + 1 {
                hints.push(Hint::SkippedLevel { level: heading.level, text: inline::words(&heading.words) });
            }
            *level = heading.level;
        }
        Block::Table(table) if !table.rows.iter().flatten().any(|cell| cell.is_header) => {
            hints.push(Hint::TableWithoutHeader { beginning: beginning_of(table.rows.first()) });
        }
        Block::Paragraph(words) => long_sentences(&inline::words(words), hints),
        _ => {}
    }
    for run in block.words() {
        if let Atom::Picture(picture) = &run.atom
            && picture.alt.is_empty()
        {
            hints.push(Hint::PictureWithoutAlt { src: picture.src.clone() });
        }
    }
}

fn beginning_of(row: Option<&Vec<block::Cell>>) -> String {
    let mut words = Vec::new();
    for cell in row.into_iter().flatten() {
        block::each(&cell.blocks, &mut |block| words.push(inline::words(block.words())));
    }
    excerpt(&words.join(" "), BEGINNING)
}

fn long_sentences(text: &str, hints: &mut Vec<Hint>) {
    for sentence in text.unicode_sentences() {
        let signs = sentence.chars().filter(|c| has_no_spaces(*c)).count();
        let words = sentence.unicode_words().filter(|word| !word.chars().any(has_no_spaces)).count();
        if words > LONG_WORDS || signs > LONG_SIGNS {
            hints.push(Hint::LongSentence {
                beginning: excerpt(sentence, BEGINNING),
                length: words.max(signs),
            });
        }
    }
}
