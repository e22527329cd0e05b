//! What an opening tag begins.

use std::rc::Rc;

use super::frame::{Frame, Kind};
use super::{Builder, Effect, MAX_FRAMES, MAX_OPEN, is_block};
use crate::article::address;
use crate::article::block::{Block, Cell, Code};
use crate::article::element::{self, Role};
use crate::article::inline::{Atom, Link, Marks, Picture, Run};
use crate::article::style;
use crate::article::video::Video;
use crate::lexer::Tag;

/// A longer alternative text or title is cut.
const MAX_ATTRIBUTE: usize = 1_000;

/// As wide or high as a cell may be: a browser's work grows with it.
const MAX_SPAN: u16 = 100;

impl Builder<'_> {
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let Some((name, role)) = element::role(&tag.name) else { return };
        if self.is_dropped(name, 1) {
            return;
        }
        if self.top().is_code() {
            return self.open_in_code(role, tag);
        }
        if is_block(role) {
            self.flush();
        }
        match role {
            Role::Dropped => self.dropped = Some((name, 1)),
            Role::LineEnd => self.line_end(),
            Role::Rule => self.attach_outside_lines(Block::Rule),
            Role::Picture => self.picture(tag),
            Role::Check => self.check(tag),
            Role::Frame => self.video_frame(tag),
            Role::Link => self.link(name, tag),
            Role::Mark(mark) => self.mark(name, mark, tag),
            Role::Span => self.mark(name, Marks::NONE, tag),
            Role::Section { is_head } => self.section(is_head),
            Role::Item => self.item(name, tag),
            Role::Row => self.row(name, tag),
            Role::Cell { is_header } => self.cell(name, is_header, tag),
            Role::Heading(level) => self.heading(name, level, tag),
            _ => self.block(name, role, tag),
        }
    }

    fn open_in_code(&mut self, role: Role, tag: &Tag<'_>) {
        let named = language(&self.attribute(tag, "class").unwrap_or_default());
        let Kind::Code(code) = &mut self.top().kind else { return };
        match role {
            Role::LineEnd => code.text.push('\n'),
            Role::Mark(Marks::CODE) if code.language.is_empty() => code.language = named,
            role if is_block(role) => self.flush(),
            _ => {}
        }
    }

    fn effect(&self, tag: &Tag<'_>) -> Effect {
        self.attribute(tag, "style").map(|style| Effect::of(&style::read(&style))).unwrap_or_default()
    }

    /// Opens a block that takes what is inside, if there is room for it; otherwise nothing but its end is known.
    fn frame(&mut self, name: &'static str, kind: Kind, tag: &Tag<'_>) {
        let is_in_line = self.top().is_line();
        let has_room = self.frames.len() < MAX_FRAMES && self.open.len() < MAX_OPEN;
        let effect = self.effect(tag);
        self.push(name, effect);
        if has_room && !is_in_line {
            self.frames.push(Frame::new(kind, self.open.len()));
        }
    }

    fn block(&mut self, name: &'static str, role: Role, tag: &Tag<'_>) {
        let kind = match role {
            Role::List { is_numbered } => Some(Kind::List {
                first: is_numbered.then(|| number(tag.attribute("start")).unwrap_or(1)),
                items: Vec::new(),
                has_tasks: false,
                level: None,
            }),
            Role::Quote => Some(Kind::Quote),
            Role::Table => Some(Kind::Table { caption: Vec::new(), rows: Vec::new(), is_head: false }),
            Role::Figure => Some(Kind::Figure(Vec::new())),
            Role::Details => Some(Kind::Details(Vec::new())),
            Role::Code => Some(Kind::Code(Code {
                language: language(&self.attribute(tag, "class").unwrap_or_default()),
                text: String::new(),
            })),
            Role::Caption if matches!(self.top().kind, Kind::Table { .. }) => Some(Kind::Caption),
            Role::FigureCaption if matches!(self.top().kind, Kind::Figure(_)) => Some(Kind::FigureCaption),
            Role::Summary if matches!(self.top().kind, Kind::Details(_)) => Some(Kind::Summary),
            _ => return self.paragraph(name, tag),
        };
        if let Some(kind) = kind {
            self.frame(name, kind, tag);
        }
    }

    /// A block that is none of ours, unless its attributes say so.
    fn paragraph(&mut self, name: &'static str, tag: &Tag<'_>) {
        if let Some(level) = heading_level(tag) {
            return self.heading(name, level, tag);
        }
        let class = self.attribute(tag, "class").unwrap_or_default();
        if name == "p" {
            return self.word_paragraph(name, &class, tag);
        }
        let video = self.attribute(tag, "data-video").and_then(|address| Video::at(&address, ""));
        if let Some(video) = video {
            return self.frame(name, Kind::Video(video), tag);
        }
        if let Some(callout) = element::callout(&class) {
            return self.frame(name, Kind::Callout(callout), tag);
        }
        let effect = self.effect(tag);
        self.push(name, effect);
    }

    fn word_paragraph(&mut self, name: &'static str, class: &str, tag: &Tag<'_>) {
        if let Some(before) = self.find(name) {
            self.remove(before);
        }
        let style = style::read(&self.attribute(tag, "style").unwrap_or_default());
        let mut effect = Effect::of(&style);
        self.word_list = style.list;
        self.sign.clear();
        self.heads_alert = class == "markdown-alert-title";
        if self.heads_alert {
            effect.adds = effect.adds.with(Marks::STRONG);
        }
        self.push(name, effect);
    }

    fn heading(&mut self, name: &'static str, level: u8, tag: &Tag<'_>) {
        if matches!(self.top().kind, Kind::Heading { .. }) {
            self.close_frame();
        }
        let anchors = self.attribute(tag, "id").into_iter().collect();
        self.frame(name, Kind::Heading { level, anchors }, tag);
    }

    fn mark(&mut self, name: &'static str, mark: Marks, tag: &Tag<'_>) {
        let mut effect = self.effect(tag);
        // Google Docs wraps what is copied in a `b` that is not bold.
        effect.adds = effect.adds.with(mark.without(effect.removes));
        self.push(name, effect);
    }

    fn link(&mut self, name: &'static str, tag: &Tag<'_>) {
        if let Some(around) = self.find(name) {
            self.remove(around);
        }
        let anchor = self.attribute(tag, "id").or_else(|| self.attribute(tag, "name"));
        if let (Kind::Heading { anchors, .. }, Some(anchor)) = (&mut self.top().kind, anchor) {
            anchors.push(anchor);
        }
        let href = self.attribute(tag, "href").unwrap_or_default();
        let href = (self.translate)(&href).unwrap_or(href);
        let title = shortened(&self.attribute(tag, "title").unwrap_or_default());
        let link = address::link(&href).map(|href| Rc::new(Link { href, title }));
        let effect = Effect { link, ..self.effect(tag) };
        self.push(name, effect);
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let looks = self.looks();
        let src = self.attribute(tag, "src").unwrap_or_default();
        let src = (self.translate)(&src).unwrap_or(src);
        let alt = shortened(&self.attribute(tag, "alt").unwrap_or_default());
        let own = address::own_file(&src).filter(|_| !self.top().is_line());
        let atom = match own {
            Some(src) => Atom::Picture(Box::new(Picture {
                src,
                alt,
                width: side(tag.attribute("width")),
                height: side(tag.attribute("height")),
                title: shortened(&self.attribute(tag, "title").unwrap_or_default()),
            })),
            None => return self.foreign_picture(&src, alt),
        };
        self.top().words.push(Run { link: looks.link, marks: Marks::NONE, atom });
    }

    /// A picture from elsewhere is a link to it: a page of ours asks nobody else.
    fn foreign_picture(&mut self, src: &str, alt: String) {
        let looks = self.looks();
        let elsewhere = address::elsewhere(src).filter(|_| looks.link.is_none());
        let alt = match &elsewhere {
            Some(address) if alt.is_empty() => address::name(address),
            _ => alt,
        };
        let link = elsewhere.map(|href| Rc::new(Link { href, title: String::new() })).or(looks.link);
        self.top().words.push(Run { link, marks: looks.marks, atom: Atom::Text(alt) });
    }

    fn video_frame(&mut self, tag: &Tag<'_>) {
        let title = shortened(&self.attribute(tag, "title").unwrap_or_default());
        let title = if title.to_ascii_lowercase().ends_with("video player") { "" } else { &title };
        let video = self.attribute(tag, "src").and_then(|address| Video::at(&address, title));
        if let Some(video) = video {
            self.attach_outside_lines(Block::Video(video));
        }
    }

    fn check(&mut self, tag: &Tag<'_>) {
        let is_check = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        let top = self.top();
        let is_first = top.words.is_empty() && top.blocks.is_empty();
        if let Kind::Item(done @ None) = &mut top.kind
            && is_check
            && is_first
        {
            *done = Some(tag.attribute("checked").is_some());
        }
    }

    fn item(&mut self, name: &'static str, tag: &Tag<'_>) {
        let is_open = |frame: &Frame| frame.is_line() || matches!(frame.kind, Kind::Item(_));
        let list = self.frames.iter().rposition(|frame| !is_open(frame));
        let Some(list) = list.filter(|at| matches!(self.frames[*at].kind, Kind::List { .. })) else {
            let effect = self.effect(tag);
            self.push(name, effect);
            return;
        };
        self.close_frames_above(list);
        if let Kind::List { level, .. } = &mut self.top().kind {
            *level = tag
                .attribute("data-aria-level")
                .and_then(|level| level.parse().ok())
                .filter(|level| *level < 10);
        }
        let done = match (tag.attribute("data-checked"), tag.attribute("class")) {
            (Some(checked), _) => Some(checked == "true"),
            (None, Some("done")) => Some(true),
            (None, Some("open")) => Some(false),
            _ => None,
        };
        self.frame(name, Kind::Item(done), tag);
    }

    fn innermost_table(&self) -> Option<usize> {
        self.frames.iter().rposition(|frame| matches!(frame.kind, Kind::Table { .. }))
    }

    pub(super) fn section(&mut self, is_now_head: bool) {
        let Some(table) = self.innermost_table() else { return };
        self.close_frames_above(table);
        if let Kind::Table { is_head, .. } = &mut self.top().kind {
            *is_head = is_now_head;
        }
    }

    fn row(&mut self, name: &'static str, tag: &Tag<'_>) {
        let Some(table) = self.innermost_table() else { return };
        self.close_frames_above(table);
        self.frame(name, Kind::Row(Vec::new()), tag);
    }

    fn cell(&mut self, name: &'static str, is_header: bool, tag: &Tag<'_>) {
        let Some(table) = self.innermost_table() else { return };
        match self.frames.get(table + 1) {
            Some(row) if matches!(row.kind, Kind::Row(_)) => self.close_frames_above(table + 1),
            _ => self.row("tr", tag),
        }
        let is_in_row = matches!(self.top().kind, Kind::Row(_));
        let span = |name| number(tag.attribute(name)).and_then(|span| u16::try_from(span).ok()).unwrap_or(1);
        let cell = Cell {
            is_header,
            scope: scope(tag.attribute("scope")),
            columns: span("colspan").clamp(1, MAX_SPAN),
            rows: span("rowspan").clamp(1, MAX_SPAN),
            blocks: Vec::new(),
        };
        if is_in_row {
            self.frame(name, Kind::Cell(cell), tag);
        }
    }
}

/// The level of a heading that is written as another block.
fn heading_level(tag: &Tag<'_>) -> Option<u8> {
    if tag.attribute("class") == Some("MsoTitle") {
        return Some(1);
    }
    let is_heading = tag.attribute("role") == Some("heading");
    let level = tag.attribute("aria-level").and_then(|level| level.parse().ok());
    level.filter(|level| is_heading && (1..=6).contains(level))
}

/// On one line and not too long.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    line[..line.floor_char_boundary(MAX_ATTRIBUTE)].trim_end().to_owned()
}

fn number(value: Option<&str>) -> Option<u32> {
    value.map(str::trim).filter(|value| value.len() <= 4)?.parse().ok()
}

fn side(value: Option<&str>) -> String {
    number(value).filter(|side| *side > 0).map(|side| side.to_string()).unwrap_or_default()
}

fn scope(value: Option<&str>) -> Option<&'static str> {
    ["col", "row", "colgroup", "rowgroup"].into_iter().find(|scope| Some(*scope) == value)
}

/// The language that classes of code name.
fn language(classes: &str) -> String {
    let named = classes.split_ascii_whitespace().find_map(|class| {
        ["language-", "lang-", "highlight-source-"].iter().find_map(|start| class.strip_prefix(start))
    });
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    named.unwrap_or_default().chars().take_while(fits).take(32).collect::<String>().to_ascii_lowercase()
}
