//! What is compared as one: a block, an item of a list, a row of a table.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::{Fate, Page};
use crate::article::block::{Block, Cell, Item, List, ListKind, Table};
use crate::article::write;
use crate::escape;
use crate::lexer::{Lexer, Token};

pub(super) trait Part {
    /// Its HTML, which is the same for no two that differ.
    fn html(&self) -> String;

    /// Whether the two can be shown as one.
    fn is_kind_of(&self, newer: &Self) -> bool;

    /// Writes all of it.
    fn whole(&self, page: &mut Page, fate: Fate);

    /// Writes what it became, one of the same kind.
    fn became(&self, newer: &Self, page: &mut Page);
}

/// An item of a list of this kind.
struct Entry<'a>(ListKind, &'a Item);

struct Row<'a>(&'a [Cell]);

impl Part for Block {
    fn html(&self) -> String {
        let mut html = String::new();
        write::block(self, &mut html);
        html
    }

    fn is_kind_of(&self, newer: &Block) -> bool {
        match (self, newer) {
            (Block::Heading(one), Block::Heading(other)) => one.level == other.level,
            (Block::List(one), Block::List(other)) => discriminant(&one.kind) == discriminant(&other.kind),
            (Block::Video(_), _) => false,
            _ => discriminant(self) == discriminant(newer),
        }
    }

    fn whole(&self, page: &mut Page, fate: Fate) {
        let (open, close) = fate.tags();
        page.out.push_str(open);
        write::block(self, &mut page.out);
        page.out.extend([close, "\n"]);
    }

    fn became(&self, newer: &Block, page: &mut Page) {
        match (self, newer) {
            (Block::Paragraph(old), Block::Paragraph(new)) => page.element(["<p>", "</p>\n"], old, new),
            (Block::Heading(old), Block::Heading(new)) => {
                page.element(write::heading_tags(new.level), &old.words, &new.words);
            }
            (Block::Code(old), Block::Code(new)) => page.code(old, new),
            (Block::List(old), Block::List(new)) => list(old, new, page),
            (Block::Quote(old), Block::Quote(new)) => {
                within(["<blockquote>", "</blockquote>"], old, new, page);
            }
            (Block::Callout(_, old), Block::Callout(callout, new)) => {
                within([&write::callout_tag(*callout), "</div>"], old, new, page);
            }
            (Block::Details { summary, blocks: old }, Block::Details { summary: newer, blocks: new }) => {
                page.out.push_str("<details>\n");
                page.element(["<summary>", "</summary>\n"], summary, newer);
                within(["", "</details>"], old, new, page);
            }
            (Block::Figure { blocks: old, caption }, Block::Figure { blocks: new, caption: newer }) => {
                page.out.push_str("<figure>\n");
                page.parts(old, new);
                page.element(["<figcaption>", "</figcaption>\n</figure>\n"], caption, newer);
            }
            (Block::Table(old), Block::Table(new)) => table(old, new, page),
            _ => {
                self.whole(page, Fate::Removed);
                newer.whole(page, Fate::Added);
            }
        }
    }
}

impl Part for Entry<'_> {
    fn html(&self) -> String {
        let mut html = String::new();
        write::item(self.1, self.0, &mut html);
        html
    }

    fn is_kind_of(&self, _: &Self) -> bool {
        true
    }

    fn whole(&self, page: &mut Page, fate: Fate) {
        let (open, close) = fate.tags();
        page.out.extend([write::item_tag(self.1, self.0), open]);
        write::flow(&self.1.blocks, &mut page.out);
        page.out.extend([close, "</li>\n"]);
    }

    fn became(&self, newer: &Self, page: &mut Page) {
        page.out.push_str(write::item_tag(newer.1, newer.0));
        flow(&self.1.blocks, &newer.1.blocks, page);
        page.out.push_str("</li>\n");
    }
}

impl Part for Row<'_> {
    fn html(&self) -> String {
        let mut html = String::new();
        for cell in self.0 {
            write::cell(cell, "row", &mut html);
        }
        html
    }

    fn is_kind_of(&self, newer: &Self) -> bool {
        self.0.len() == newer.0.len()
    }

    fn whole(&self, page: &mut Page, fate: Fate) {
        let (open, close) = fate.tags();
        page.out.push_str("<tr>\n");
        for cell in self.0 {
            write::cell_tag(cell, "row", &mut page.out);
            page.out.push_str(open);
            write::flow(&cell.blocks, &mut page.out);
            page.out.extend([close, write::cell_end(cell)]);
        }
        page.out.push_str("</tr>\n");
    }

    fn became(&self, newer: &Self, page: &mut Page) {
        page.out.push_str("<tr>\n");
        for (old, new) in self.0.iter().zip(newer.0) {
            write::cell_tag(new, "row", &mut page.out);
            flow(&old.blocks, &new.blocks, page);
            page.out.push_str(write::cell_end(new));
        }
        page.out.push_str("</tr>\n");
    }
}

fn list(old: &List, new: &List, page: &mut Page) {
    let [open, close] = write::list_tags(new.kind);
    page.out.extend([&open, "\n"]);
    page.parts(&entries(old), &entries(new));
    page.out.extend([&close, "\n"]);
}

fn entries(list: &List) -> Vec<Entry<'_>> {
    list.items.iter().map(|item| Entry(list.kind, item)).collect()
}

fn table(old: &Table, new: &Table, page: &mut Page) {
    page.out.push_str("<table>\n");
    if !old.caption.is_empty() || !new.caption.is_empty() {
        page.element(["<caption>", "</caption>\n"], &old.caption, &new.caption);
    }
    page.out.push_str("<tbody>\n");
    let old: Vec<_> = old.rows.iter().map(|row| Row(row)).collect();
    let new: Vec<_> = new.rows.iter().map(|row| Row(row)).collect();
    page.parts(&old, &new);
    page.out.push_str("</tbody>\n</table>\n");
}

fn within([open, close]: [&str; 2], old: &[Block], new: &[Block], page: &mut Page) {
    page.out.extend([open, "\n"]);
    page.parts(old, new);
    page.out.extend([close, "\n"]);
}

/// The content of an item or a cell.
fn flow(old: &[Block], new: &[Block], page: &mut Page) {
    match (old, new) {
        ([], []) => {}
        ([Block::Paragraph(old), old_rest @ ..], [Block::Paragraph(new), new_rest @ ..]) => {
            page.element(["", "\n"], old, new);
            page.parts(old_rest, new_rest);
        }
        _ => page.parts(old, new),
    }
}

/// The words that a reader sees of some HTML.
pub(super) fn words(html: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (_, token) in Lexer::new(html) {
        if let Token::Text(text) = token {
            words.extend(escape::decode(text).split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Whether one text may have become the other: a third of the longer one's words are in both.
pub(super) fn are_alike(old: &BTreeSet<String>, new: &BTreeSet<String>) -> bool {
    old.intersection(new).count() * 3 >= old.len().max(new.len())
}
