use crate::article::block::{Block, Callout, Cell, Code, Item};
use crate::article::inline::Run;
use crate::article::video::Video;

/// A block that is open: what it has so far, and the words that are no paragraph yet.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Where the elements begin that are open inside it; its own is the one before, but for the page.
    pub(super) inside: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) words: Vec<Run>,
    /// Whether the last block is a list of Word's, which the next paragraph may go on with.
    pub(super) ends_with_word_list: bool,
}

pub(super) enum Kind {
    Page,
    List {
        first: Option<u32>,
        items: Vec<Item>,
        has_tasks: bool,
        /// How deep it lies among lists that are not inside each other, as Word Online says.
        level: Option<usize>,
    },
    /// Whether it is done, if it is a task.
    Item(Option<bool>),
    Quote,
    Callout(Callout),
    Details(Vec<Run>),
    Figure(Vec<Run>),
    Table {
        caption: Vec<Run>,
        rows: Vec<Vec<Cell>>,
        is_head: bool,
    },
    Row(Vec<Cell>),
    Cell(Cell),
    Code(Code),
    Heading {
        level: u8,
        anchors: Vec<String>,
    },
    Summary,
    Caption,
    FigureCaption,
    /// Its words are its title.
    Video(Video),
}

impl Frame {
    pub(super) fn new(kind: Kind, inside: usize) -> Frame {
        Frame { kind, inside, blocks: Vec::new(), words: Vec::new(), ends_with_word_list: false }
    }

    /// Whether it holds words only.
    pub(super) fn is_line(&self) -> bool {
        matches!(
            self.kind,
            Kind::Heading { .. } | Kind::Summary | Kind::Caption | Kind::FigureCaption | Kind::Video(_)
        )
    }

    pub(super) fn is_code(&self) -> bool {
        matches!(self.kind, Kind::Code(_))
    }

    /// Whether blocks inside go before the table that it is part of.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.kind, Kind::Table { .. } | Kind::Row(_))
    }

    /// Whether an address alone in a paragraph becomes the video that it leads to.
    pub(super) fn shows_videos(&self) -> bool {
        matches!(self.kind, Kind::Page | Kind::Details(_) | Kind::Callout(_))
    }
}
