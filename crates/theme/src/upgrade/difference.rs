//! What is different between two texts, as lines.

use bytes::Bytes;
use diffy::DiffOptions;

use super::merge::{MAX_LINES, lines};

/// Lines around a change.
const AROUND: usize = 3;

/// What is different between two files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The places, in their order; none where the two are alike.
    pub hunks: Vec<Hunk>,
}

/// A change with the lines around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its number in the older text, counted from one, where it is there.
    pub old: Option<usize>,
    /// Its number in the newer text, where it is there.
    pub new: Option<usize>,
    /// What it says, without its end.
    pub text: String,
}

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// In both.
    Same,
    /// In the newer text only.
    Added,
    /// In the older text only.
    Removed,
}

impl Difference {
    /// From one text to another, where a file that is not there has none; nothing for what is no text, or too long to be
    /// compared.
    pub fn of(old: Option<&[u8]>, new: Option<&[u8]>) -> Option<Self> {
        let text = |content: Option<&[u8]>| lines(&Bytes::copy_from_slice(content.unwrap_or_default()));
        let (old, new) = (text(old)?, text(new)?);
        if changed_lines(&old, &new) > MAX_LINES {
            return None;
        }
        let patch = DiffOptions::new().set_context_len(AROUND).create_patch(&old, &new).to_owned_hunks();
        Some(Self { hunks: patch })
    }
}

trait Hunks {
    fn to_owned_hunks(&self) -> Vec<Hunk>;
}

impl Hunks for diffy::Patch<'_, str> {
    fn to_owned_hunks(&self) -> Vec<Hunk> {
        self.hunks().iter().map(Hunk::of).collect()
    }
}

impl Hunk {
    fn of(hunk: &diffy::Hunk<'_, str>) -> Self {
        let (mut old, mut new) = (hunk.old_range().start(), hunk.new_range().start());
        let line = |line: &diffy::Line<'_, str>| {
            let (kind, text) = match line {
                diffy::Line::Context(text) => (LineKind::Same, text),
                diffy::Line::Delete(text) => (LineKind::Removed, text),
                diffy::Line::Insert(text) => (LineKind::Added, text),
            };
            let (is_old, is_new) = (kind != LineKind::Added, kind != LineKind::Removed);
            let line = Line {
                kind,
                old: is_old.then_some(old),
                new: is_new.then_some(new),
                text: text.trim_end_matches('\n').to_owned(),
            };
            old += usize::from(is_old);
            new += usize::from(is_new);
            line
        };
        Self { lines: hunk.lines().iter().map(line).collect() }
    }
}

/// How many lines lie between the first and the last that differ.
pub(super) fn changed_lines(one: &str, other: &str) -> usize {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let begin = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    one.len().max(other.len()) - end
}
