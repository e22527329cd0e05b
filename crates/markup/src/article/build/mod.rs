//! Builds blocks from the tokens of any HTML, in one pass and with no more memory than the text takes.
//!
//! It decides about structure: where paragraphs end, what the styles of word processors mean. It follows browsers where
//! people meet the difference and not where only parsers do; that nothing unsafe comes of it is the wall's to see.

mod close;
mod finish;
mod frame;
mod open;
mod words;

use std::rc::Rc;

use crate::article::block::Block;
use crate::article::element;
use crate::article::inline::{Link, Marks};
use crate::article::references::References;
use crate::article::style::{Style, WordList};
use crate::lexer::{Lexer, Tag, Token};

use frame::{Frame, Kind};

/// Elements open at one time; more are as if they were not there.
const MAX_OPEN: usize = 256;

/// Blocks inside blocks, tables counted thrice; deeper ones give way to what is in them.
const MAX_FRAMES: usize = 24;

/// What an address of a source stands for here, if it is another one.
pub(super) type Translate<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The blocks of an article.
pub(super) fn build(source: &str, translate: Translate<'_>) -> Vec<Block> {
    let mut builder = Builder::new(References::of(source), translate);
    for (_, token) in Lexer::new(source) {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Open(tag) => builder.open(&tag),
            Token::Close(name) => builder.close(&name),
        }
    }
    finish::finish(builder.into_blocks())
}

struct Builder<'a> {
    references: References,
    translate: Translate<'a>,
    open: Vec<Open>,
    frames: Vec<Frame>,
    /// The element that is dropped with all in it, and how many of its name are open.
    dropped: Option<(&'static str, usize)>,
    /// Word's place in a list of the paragraph that is open, and the sign before it.
    word_list: Option<WordList>,
    sign: String,
    /// Whether the paragraph that is open heads an alert.
    heads_alert: bool,
}

/// An open element.
struct Open {
    name: &'static str,
    effect: Effect,
    /// How words inside look, with all that is around.
    looks: Looks,
}

/// What an element does to the looks of words.
#[derive(Default)]
struct Effect {
    adds: Marks,
    removes: Marks,
    link: Option<Rc<Link>>,
    is_sign: bool,
}

impl Effect {
    fn of(style: &Style) -> Effect {
        Effect { adds: style.adds, removes: style.removes, link: None, is_sign: style.is_list_sign }
    }

    fn on(&self, around: &Looks) -> Looks {
        Looks {
            marks: around.marks.without(self.removes).with(self.adds),
            link: self.link.clone().or_else(|| around.link.clone()),
            is_sign: self.is_sign || around.is_sign,
        }
    }
}

#[derive(Clone, Default)]
struct Looks {
    marks: Marks,
    link: Option<Rc<Link>>,
    /// Words are the sign before an item of Word's.
    is_sign: bool,
}

impl<'a> Builder<'a> {
    fn new(references: References, translate: Translate<'a>) -> Self {
        Builder {
            references,
            translate,
            open: Vec::new(),
            frames: vec![Frame::new(Kind::Page, 0)],
            dropped: None,
            word_list: None,
            sign: String::new(),
            heads_alert: false,
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        while self.frames.len() > 1 {
            self.close_frame();
        }
        self.flush();
        self.frames.pop().map(|page| page.blocks).unwrap_or_default()
    }

    /// The innermost frame.
    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the page's frame is never closed before the end")
    }

    fn looks(&self) -> Looks {
        self.open.last().map(|open| open.looks.clone()).unwrap_or_default()
    }

    /// An attribute as it is meant.
    fn attribute(&self, tag: &Tag<'_>, name: &str) -> Option<String> {
        tag.attribute(name).map(|value| self.references.decode(value, true).into_owned())
    }

    fn push(&mut self, name: &'static str, effect: Effect) -> bool {
        let has_room = self.open.len() < MAX_OPEN;
        if has_room {
            let looks = effect.on(&self.looks());
            self.open.push(Open { name, effect, looks });
        }
        has_room
    }

    /// Takes one element away and leaves those inside it open, as browsers do with elements that overlap.
    fn remove(&mut self, at: usize) {
        self.open.remove(at);
        for nth in at..self.open.len() {
            let around = nth.checked_sub(1).map(|below| self.open[below].looks.clone()).unwrap_or_default();
            self.open[nth].looks = self.open[nth].effect.on(&around);
        }
    }

    /// Where the innermost element of this name stands, within the innermost frame.
    fn find(&self, name: &str) -> Option<usize> {
        let inside = self.frames.last().map_or(0, |frame| frame.inside);
        self.open[inside..].iter().rposition(|open| open.name == name).map(|at| inside + at)
    }

    fn is_dropped(&mut self, name: &str, change: isize) -> bool {
        let Some((dropped, depth)) = &mut self.dropped else { return false };
        if *dropped == name {
            *depth = depth.saturating_add_signed(change);
            if *depth == 0 {
                self.dropped = None;
            }
        }
        true
    }
}

/// Whether an element ends the paragraph before it.
fn is_block(role: element::Role) -> bool {
    use element::Role;
    !matches!(role, Role::Mark(_) | Role::Span | Role::Link | Role::LineEnd | Role::Picture | Role::Check)
}
