//! The blocks of an article, as a tree of few kinds that hold nothing unsafe by their shape.

use crate::article::inline::Run;
use crate::article::video::Video;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Run>),
    Heading(Heading),
    Code(Code),
    Rule,
    Video(Video),
    List(List),
    Quote(Vec<Block>),
    Callout(Callout, Vec<Block>),
    Details { summary: Vec<Run>, blocks: Vec<Block> },
    Figure { blocks: Vec<Block>, caption: Vec<Run> },
    Table(Table),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// 2 to 4 once it is built.
    pub(super) level: u8,
    pub(super) words: Vec<Run>,
    /// The ids it had where it comes from, so that links to them can follow.
    pub(super) anchors: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// Empty where none is named.
    pub(super) language: String,
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) kind: ListKind,
    pub(super) items: Vec<Item>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    Bullets,
    /// The number of the first item.
    Numbers(u32),
    Tasks,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// Of a task.
    pub(super) is_done: bool,
    pub(super) blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Callout {
    Info,
    Success,
    Warning,
    Danger,
}

impl Callout {
    pub(super) const ALL: [Callout; 4] = [Callout::Info, Callout::Success, Callout::Warning, Callout::Danger];

    pub(super) fn class(self) -> &'static str {
        match self {
            Callout::Info => "callout callout-info",
            Callout::Success => "callout callout-success",
            Callout::Warning => "callout callout-warning",
            Callout::Danger => "callout callout-danger",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) caption: Vec<Run>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// How many rows are its head: those at the beginning with nothing but headers.
    pub(super) fn head(&self) -> usize {
        self.rows.iter().take_while(|row| row.iter().all(|cell| cell.is_header)).count()
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) is_header: bool,
    /// Of a header, where it is said and not plain from its place.
    pub(super) scope: Option<&'static str>,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) blocks: Vec<Block>,
}

impl Block {
    /// The rows of words in it that are its own, not those of blocks inside.
    pub(super) fn words_mut(&mut self) -> Option<&mut Vec<Run>> {
        match self {
            Block::Paragraph(words)
            | Block::Heading(Heading { words, .. })
            | Block::Details { summary: words, .. }
            | Block::Figure { caption: words, .. }
            | Block::Table(Table { caption: words, .. }) => Some(words),
            _ => None,
        }
    }

    fn inside_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match self {
            Block::Quote(blocks)
            | Block::Callout(_, blocks)
            | Block::Details { blocks, .. }
            | Block::Figure { blocks, .. } => vec![blocks],
            Block::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            Block::Table(table) => table.rows.iter_mut().flatten().map(|cell| &mut cell.blocks).collect(),
            _ => Vec::new(),
        }
    }

    fn inside(&self) -> Vec<&[Block]> {
        match self {
            Block::Quote(blocks)
            | Block::Callout(_, blocks)
            | Block::Details { blocks, .. }
            | Block::Figure { blocks, .. } => vec![blocks],
            Block::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
            Block::Table(table) => table.rows.iter().flatten().map(|cell| cell.blocks.as_slice()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Every block in the order of the page, those inside others behind them.
pub(super) fn each<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        for inside in block.inside() {
            each(inside, visit);
        }
    }
}

/// As [`each`], to change them.
pub(super) fn each_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        for inside in block.inside_mut() {
            each_mut(inside, visit);
        }
    }
}
