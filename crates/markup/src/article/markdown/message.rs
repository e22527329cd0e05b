//! An article in the Markdown that answers are typed in. They have no HTML, pictures or boxes: what they cannot show is said
//! in words.

use std::rc::Rc;

use super::{Signs, blocks, readdress};
use crate::article::ArticleHtml;
use crate::article::block::{Block, Code, Heading, Item, List, ListKind, Table};
use crate::article::inline::{Atom, Link, Marks, Run};

impl ArticleHtml {
    /// The article as an answer can say it, in Markdown that [`Html::typed`](crate::Html::typed) reads. `there` gives links
    /// other addresses: in a mail only whole ones lead anywhere.
    pub fn to_message_markdown(&self, there: impl Fn(&str) -> Option<String>) -> String {
        let mut all = self.blocks();
        crate::article::block::each_mut(&mut all, &mut |block| readdress(block, &there));
        let said: Vec<String> =
            all.into_iter().flat_map(said).map(|block| blocks::written(&block, Signs::Markdown)).collect();
        said.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

fn all_said(all: Vec<Block>) -> Vec<Block> {
    all.into_iter().flat_map(said).collect()
}

/// The block in those that an answer has.
fn said(block: Block) -> Vec<Block> {
    match block {
        Block::Paragraph(text) => vec![Block::Paragraph(words(text, Marks::NONE))],
        Block::Heading(heading) => {
            vec![Block::Heading(Heading { words: on_one_line(heading.words), ..heading })]
        }
        Block::Code(code) => vec![Block::Code(Code { language: String::new(), ..code })],
        Block::Rule => vec![Block::Rule],
        Block::Video(video) => {
            let link = Rc::new(Link { href: video.page(), title: String::new() });
            vec![Block::Paragraph(vec![Run { link: Some(link), ..Run::text(&video.title) }])]
        }
        Block::List(list) => {
            let item = |item: Item| Item { is_done: false, blocks: all_said(item.blocks) };
            let kind = if list.kind == ListKind::Tasks { ListKind::Bullets } else { list.kind };
            vec![Block::List(List { kind, items: list.items.into_iter().map(item).collect() })]
        }
        Block::Quote(inside) | Block::Callout(_, inside) => vec![Block::Quote(all_said(inside))],
        Block::Details { summary, blocks } => named(summary, blocks),
        Block::Figure { blocks, caption } => {
            let caption = Some(caption).filter(|caption| !caption.is_empty());
            let caption = caption.map(|caption| Block::Paragraph(words(caption, Marks::NONE)));
            all_said(blocks).into_iter().chain(caption).collect()
        }
        Block::Table(table) => tabled(table),
    }
}

/// Blocks below what they are called.
fn named(name: Vec<Run>, inside: Vec<Block>) -> Vec<Block> {
    let name = Some(name).filter(|name| !name.is_empty());
    let name = name.map(|name| Block::Paragraph(words(name, Marks::STRONG)));
    name.into_iter().chain(all_said(inside)).collect()
}

/// A table that Markdown has no signs for is told cell by cell.
fn tabled(table: Table) -> Vec<Block> {
    let mut plain = table;
    for cell in plain.rows.iter_mut().flatten() {
        cell.blocks = all_said(std::mem::take(&mut cell.blocks));
    }
    let caption = std::mem::take(&mut plain.caption);
    if blocks::tabled(&plain, Signs::Markdown).is_some() {
        return named(caption, Vec::new()).into_iter().chain([Block::Table(plain)]).collect();
    }
    let cells = plain.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
    named(caption, cells)
}

fn on_one_line(runs: Vec<Run>) -> Vec<Run> {
    let on_line = |run: Run| {
        if run.atom == Atom::Break { Run { atom: Atom::Text(" ".to_owned()), ..run } } else { run }
    };
    words(runs, Marks::NONE).into_iter().map(on_line).collect()
}

/// Words with the looks that signs give them; a picture says what is told instead of it.
fn words(runs: Vec<Run>, also: Marks) -> Vec<Run> {
    let plain = |run: Run| {
        let kept = [Marks::STRONG, Marks::EM, Marks::STRIKE, Marks::CODE];
        let has = |marks: Marks| if run.marks.has(marks) { marks } else { Marks::NONE };
        let mut marks = kept.into_iter().fold(also, |all, one| all.with(has(one)));
        if run.marks.has(Marks::KBD) {
            marks = marks.with(Marks::CODE);
        }
        match run.atom {
            Atom::Picture(picture) => Run { link: run.link, marks: also, atom: Atom::Text(picture.alt) },
            atom => Run { link: run.link, marks, atom },
        }
    };
    runs.into_iter().map(plain).collect()
}
