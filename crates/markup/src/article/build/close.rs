//! What a closing tag ends.

use super::frame::{Frame, Kind};
use super::open::shortened;
use super::{Builder, is_block};
use crate::article::block::{Block, Cell, Heading, Item, List, ListKind, Table};
use crate::article::element::{self, Role};
use crate::article::inline::{self, Atom, Marks, Run};

/// Words of more bytes than this are no heading and no caption.
const MAX_LINE: usize = 4_000;

impl Builder<'_> {
    pub(super) fn close(&mut self, name: &str) {
        let Some((name, role)) = element::role(name) else { return };
        if self.is_dropped(name, -1) {
            return;
        }
        if let Role::Section { .. } = role {
            return self.section(false);
        }
        let is_in_code = self.top().is_code();
        if is_block(role) {
            self.flush();
        }
        if let Some(at) = self.find(name).filter(|_| !is_in_code) {
            if name == "p" {
                self.end_paragraph();
            }
            return self.remove(at);
        }
        if let Some(at) = self.frame_of(name, role).filter(|_| is_block(role)) {
            self.close_frames_above(at - 1);
        }
    }

    fn end_paragraph(&mut self) {
        self.word_list = None;
        self.heads_alert = false;
    }

    /// The frame that the innermost element of this name opened, unless a cell shuts it in.
    fn frame_of(&self, name: &str, role: Role) -> Option<usize> {
        let is_of_table = matches!(role, Role::Table | Role::Row | Role::Cell { .. });
        let is_heading = matches!(role, Role::Heading(_));
        let innermost = self.open.iter().rposition(|open| open.name == name);
        for (at, frame) in self.frames.iter().enumerate().skip(1).rev() {
            let is_it = innermost == Some(frame.inside - 1);
            if is_it || (is_heading && matches!(frame.kind, Kind::Heading { .. })) {
                return Some(at);
            }
            let shuts_in = match &frame.kind {
                Kind::Cell(_) => !is_of_table,
                Kind::Table { .. } => is_of_table,
                Kind::Code(_) => true,
                _ => false,
            };
            if shuts_in {
                return None;
            }
        }
        None
    }

    /// Closes all frames inside the one at this place.
    pub(super) fn close_frames_above(&mut self, at: usize) {
        while self.frames.len() > at + 1 {
            self.close_frame();
        }
        self.flush();
    }

    pub(super) fn close_frame(&mut self) {
        self.flush();
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        self.open.truncate(frame.inside - 1);
        match &frame.kind {
            _ if frame.is_line() => self.close_line(frame),
            Kind::Item(_) | Kind::Cell(_) | Kind::Row(_) => self.close_part(frame),
            _ => self.close_block(frame),
        }
    }

    fn close_line(&mut self, frame: Frame) {
        let words = inline::tidy(frame.words);
        let text = inline::words(&words);
        let is_short = text.len() <= MAX_LINE;
        match frame.kind {
            Kind::Video(video) => {
                let title = if is_short { shortened(&text) } else { String::new() };
                self.attach(Block::Video(video.titled(title)));
                if is_short {
                    return;
                }
            }
            _ if inline::is_empty(&words) => return,
            Kind::Heading { level, anchors } if is_short => {
                let words = without_marks_of_all(words);
                return self.attach(Block::Heading(Heading { level, words, anchors }));
            }
            _ => {}
        }
        match &mut self.top().kind {
            Kind::Table { caption: place, .. } | Kind::Figure(place) | Kind::Details(place)
                if is_short && place.is_empty() =>
            {
                *place = words;
            }
            _ => self.attach_words(words),
        }
    }

    /// Puts an item, a cell or a row into what it is part of.
    fn close_part(&mut self, frame: Frame) {
        let blocks = frame.blocks;
        match (frame.kind, &mut self.top().kind) {
            (Kind::Item(done), Kind::List { items, has_tasks, .. }) if !blocks.is_empty() => {
                *has_tasks |= done.is_some();
                items.push(Item { is_done: done == Some(true), blocks });
            }
            (Kind::Cell(cell), Kind::Row(cells)) => cells.push(Cell { blocks, ..cell }),
            (Kind::Row(cells), Kind::Table { rows, is_head, .. }) if !cells.is_empty() => {
                let cell = |cell: Cell| Cell { is_header: cell.is_header || *is_head, ..cell };
                rows.push(cells.into_iter().map(cell).collect());
            }
            _ => {}
        }
    }

    fn close_block(&mut self, frame: Frame) {
        let blocks = frame.blocks;
        match frame.kind {
            Kind::List { first, items, has_tasks, level } => {
                self.close_list(list_of(first, items, has_tasks), level);
            }
            Kind::Table { caption, rows, .. } if rows.is_empty() => self.attach_words(caption),
            Kind::Table { caption, rows, .. } => self.attach(Block::Table(Table { caption, rows })),
            Kind::Code(code) => self.attach_code(code),
            Kind::Figure(caption) if blocks.is_empty() || caption.is_empty() => {
                self.attach_all(blocks);
                self.attach_words(caption);
            }
            Kind::Figure(caption) => self.attach(Block::Figure { blocks, caption }),
            Kind::Details(summary) if blocks.is_empty() || summary.is_empty() => {
                self.attach_words(summary);
                self.attach_all(blocks);
            }
            Kind::Details(summary) => self.attach(Block::Details { summary, blocks }),
            Kind::Quote if !blocks.is_empty() => self.attach(Block::Quote(blocks)),
            Kind::Callout(callout) if !blocks.is_empty() => self.attach(Block::Callout(callout, blocks)),
            _ => self.attach_all(blocks),
        }
    }

    fn close_list(&mut self, list: List, level: Option<usize>) {
        match level {
            _ if list.items.is_empty() => {}
            Some(level) => self.attach_word_list(level, list),
            None => self.attach(Block::List(list)),
        }
    }
}

fn list_of(first: Option<u32>, items: Vec<Item>, has_tasks: bool) -> List {
    let kind = match first {
        _ if has_tasks => ListKind::Tasks,
        Some(first) => ListKind::Numbers(first),
        None => ListKind::Bullets,
    };
    List { kind, items }
}

/// A heading that is bold as a whole is bold anyway.
fn without_marks_of_all(mut words: Vec<Run>) -> Vec<Run> {
    let is_strong = |run: &Run| run.marks.has(Marks::STRONG) || !matches!(run.atom, Atom::Text(_));
    if words.iter().all(is_strong) {
        for run in &mut words {
            run.marks = run.marks.without(Marks::STRONG);
        }
    }
    words
}
