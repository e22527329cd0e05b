//! Words, and where the blocks go that they become.

use super::Builder;
use super::frame::{Frame, Kind};
use crate::article::block::{Block, Code, Item, List, ListKind};
use crate::article::inline::{self, Atom, Run};
use crate::article::style;
use crate::article::video::Video;

/// The writer behind the wall's parser looks through the rest of a text again at each sign it escapes. Words for which it
/// would look through more than this many bytes are cut into pieces of the length below.
const MAX_LOOKED_THROUGH: usize = 50_000_000;
const PIECE: usize = 4_000;

impl Builder<'_> {
    pub(super) fn text(&mut self, undecoded: &str) {
        if self.dropped.is_some() {
            return;
        }
        let looks = self.looks();
        let text = self.references.decode(undecoded, false).into_owned();
        if looks.is_sign {
            return self.sign.push_str(&text);
        }
        let top = self.top();
        if let Kind::Code(code) = &mut top.kind {
            return code.text.push_str(&text);
        }
        inline::push(&mut top.words, Run { link: looks.link, marks: looks.marks, atom: Atom::Text(text) });
    }

    pub(super) fn line_end(&mut self) {
        let top = self.top();
        let run = if top.is_line() { Run::text(" ") } else { Run::line_end() };
        top.words.push(run);
    }

    /// Ends the paragraph that is open.
    pub(super) fn flush(&mut self) {
        let top = self.top();
        if let Kind::Code(code) = &mut top.kind {
            if !code.text.is_empty() && !code.text.ends_with('\n') {
                code.text.push('\n');
            }
            return;
        }
        if top.words.is_empty() {
            return;
        }
        if top.is_line() {
            return top.words.push(Run::text(" "));
        }
        let words = std::mem::take(&mut top.words);
        self.attach_words(inline::tidy(words));
    }

    /// Attaches tidy words as paragraphs: two line ends are the end of one.
    pub(super) fn attach_words(&mut self, words: Vec<Run>) {
        let is_twice = |pair: &[Run]| pair.iter().all(|run| run.atom == Atom::Break);
        if !words.windows(2).any(is_twice) {
            return self.attach_paragraph(words);
        }
        let mut paragraph = Vec::new();
        let mut words = words.into_iter().peekable();
        while let Some(run) = words.next() {
            let ends = run.atom == Atom::Break && words.peek().is_some_and(|next| next.atom == Atom::Break);
            if !ends {
                paragraph.push(run);
                continue;
            }
            while words.next_if(|next| next.atom == Atom::Break).is_some() {}
            self.attach_paragraph(std::mem::take(&mut paragraph));
        }
        self.attach_paragraph(paragraph);
    }

    fn attach_paragraph(&mut self, words: Vec<Run>) {
        if inline::is_empty(&words) {
            return;
        }
        if self.heads_alert && says_only_its_colour(&words) {
            return;
        }
        if let Some(video) = video_alone(&words).filter(|_| self.top().shows_videos()) {
            return self.attach(Block::Video(video));
        }
        if let Some(list) = self.word_list.clone() {
            let kind = style::first_number(&self.sign).map_or(ListKind::Bullets, ListKind::Numbers);
            let item = Item { is_done: false, blocks: vec![Block::Paragraph(words)] };
            return self.attach_word_list(list.level, List { kind, items: vec![item] });
        }
        if words.iter().all(is_cheap) {
            return self.attach(Block::Paragraph(words));
        }
        for run in words {
            let Atom::Text(text) = &run.atom else { continue };
            for piece in pieces(text) {
                let piece = Run { atom: Atom::Text(piece.to_owned()), ..run.clone() };
                self.attach(Block::Paragraph(inline::tidy(vec![piece])));
            }
        }
    }

    pub(super) fn attach_code(&mut self, code: Code) {
        let text = code.text.replace("\r\n", "\n").replace('\r', "\n");
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let text = text.trim_end_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        if looked_through(text) <= MAX_LOOKED_THROUGH {
            return self.attach(Block::Code(Code { text: text.to_owned(), ..code }));
        }
        for piece in pieces(text) {
            let piece = piece.trim_end_matches('\n').to_owned();
            if !piece.trim().is_empty() {
                self.attach(Block::Code(Code { text: piece, language: code.language.clone() }));
            }
        }
    }

    pub(super) fn attach_all(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.attach(block);
        }
    }

    /// Attaches a block where one may stand; a line of words has no place for it.
    pub(super) fn attach_outside_lines(&mut self, block: Block) {
        if !self.top().is_line() {
            self.attach(block);
        }
    }

    pub(super) fn attach(&mut self, block: Block) {
        let blocks = self.place();
        if block != Block::Rule || blocks.last() != Some(&Block::Rule) {
            blocks.push(block);
        }
    }

    /// Where the next block goes: before a table that has no place for it, below the last item of a list.
    fn place(&mut self) -> &mut Vec<Block> {
        let frame = self.frame_for_blocks();
        frame.ends_with_word_list = false;
        let Kind::List { items, .. } = &mut frame.kind else { return &mut frame.blocks };
        if items.is_empty() {
            items.push(Item::default());
        }
        let last = items.len() - 1;
        &mut items[last].blocks
    }

    fn frame_for_blocks(&mut self) -> &mut Frame {
        let at = self.frames.iter().rposition(|frame| !frame.is_table()).unwrap_or(0);
        &mut self.frames[at]
    }

    /// Word's lists are paragraphs with a sign and a level, those of its online sister are lists of one item.
    pub(super) fn attach_word_list(&mut self, level: usize, list: List) {
        let goes_on = self.frame_for_blocks().ends_with_word_list;
        let blocks = self.place();
        if goes_on {
            join_list(blocks, level, list);
        } else {
            blocks.push(Block::List(list));
        }
        self.frame_for_blocks().ends_with_word_list = true;
    }
}

/// Adds items to the list at the end, or to one inside its last item.
fn join_list(blocks: &mut Vec<Block>, level: usize, list: List) {
    if level > 1
        && let Some(Block::List(around)) = blocks.last_mut()
        && let Some(item) = around.items.last_mut()
    {
        return join_list(&mut item.blocks, level - 1, list);
    }
    match blocks.last_mut() {
        Some(Block::List(before)) if is_alike(before.kind, list.kind) => before.items.extend(list.items),
        _ => blocks.push(Block::List(list)),
    }
}

fn is_alike(one: ListKind, other: ListKind) -> bool {
    matches!(
        (one, other),
        (ListKind::Numbers(_), ListKind::Numbers(_))
            | (ListKind::Bullets, ListKind::Bullets)
            | (ListKind::Tasks, ListKind::Tasks)
    )
}

fn says_only_its_colour(words: &[Run]) -> bool {
    let title = inline::words(words).to_ascii_lowercase();
    crate::article::element::ALERT_TITLES.contains(&title.trim())
}

/// The video that a paragraph leads to that is nothing but its address.
fn video_alone(words: &[Run]) -> Option<Video> {
    let [Run { link: Some(link), atom: Atom::Text(text), .. }] = words else { return None };
    Video::at(&link.href, "").filter(|_| *text == link.href)
}

fn looked_through(text: &str) -> usize {
    let escapes = text.bytes().filter(|byte| matches!(byte, b'&' | 0xc2)).count();
    text.len().saturating_mul(escapes)
}

fn is_cheap(run: &Run) -> bool {
    match &run.atom {
        Atom::Text(text) => looked_through(text) <= MAX_LOOKED_THROUGH,
        _ => true,
    }
}

/// A text in pieces, cut behind white space where there is some.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.floor_char_boundary(PIECE);
        let end =
            rest[..end].rfind(inline::is_space).filter(|_| end < rest.len()).map_or(end, |space| space + 1);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}
