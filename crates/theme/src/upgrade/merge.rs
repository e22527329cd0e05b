//! Two changes of one file put together, line by line.

use bytes::Bytes;
use diffy::{IncompleteHunkStyle, MergeOptions};

use super::difference::changed_lines;
use super::{Fate, said};
use crate::manifest::Manifest;
use crate::version::Version;

/// Texts of which more lines than this changed are not compared: that costs their square.
pub(super) const MAX_LINES: usize = 5_000;
/// The shortest mark of a conflict, as Git's.
const MARK: usize = 7;

/// A file in which two changes cannot be put together without losing a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Why.
    pub kind: ConflictKind,
    /// The places, in their order; none where the file is in conflict as a whole.
    pub clashes: Vec<Clash>,
    /// What could be put together, with all three sides of each clash between marks as Git's, for somebody to decide;
    /// nothing where the file is in conflict as a whole.
    pub marked: Option<String>,
    /// How long the marks are: longer than anything alike in the texts.
    mark: usize,
}

/// Why a file is in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both changed the same lines.
    Lines,
    /// Both added a file of that name.
    Added,
    /// It is no text.
    Binary,
    /// Too much of it changed to be compared.
    TooLong,
    /// Put together, it can no longer be read.
    Unreadable,
}

/// Lines that both changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The line in the marked text where its first mark stands, counted from one.
    pub line: usize,
    /// What the version said that the theme was laid over.
    pub base: String,
    /// What the theme says.
    pub own: String,
    /// What the newer version says.
    pub newer: String,
}

impl Conflict {
    fn whole(kind: ConflictKind) -> Self {
        Self { kind, clashes: Vec::new(), marked: None, mark: MARK }
    }

    /// Whether a mark of this conflict still stands in what somebody decided.
    pub fn is_marked_in(&self, decided: &[u8]) -> bool {
        self.marked.is_some()
            && String::from_utf8_lossy(decided).lines().any(|line| self.mark(line).is_some())
    }

    /// Which mark a line is.
    fn mark(&self, line: &str) -> Option<char> {
        let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
        let rest = line.trim_start_matches(sign);
        let is_mark = line.len() - rest.len() == self.mark && (rest.is_empty() || rest.starts_with(' '));
        is_mark.then_some(sign)
    }

    fn of_lines(marked: String, mark: usize) -> Self {
        let mut conflict = Self { kind: ConflictKind::Lines, clashes: Vec::new(), marked: None, mark };
        let mut side = None;
        for (at, line) in marked.split_inclusive('\n').enumerate() {
            if let Some(sign) = conflict.mark(line.trim_end()) {
                side = (sign != '>').then_some(sign);
                if sign == '<' {
                    let [base, own, newer] = [const { String::new() }; 3];
                    conflict.clashes.push(Clash { line: at + 1, base, own, newer });
                }
            } else if let (Some(side), Some(clash)) = (side, conflict.clashes.last_mut()) {
                match side {
                    '<' => clash.own += line,
                    '|' => clash.base += line,
                    _ => clash.newer += line,
                }
            }
        }
        conflict.marked = Some(marked);
        conflict
    }
}

/// Whether a theme's file is the template's, but for how its lines end.
pub(super) fn is_alike(template: &Bytes, own: &Bytes) -> bool {
    template == own || lines(own).is_some_and(|own| lines(template) == Some(own))
}

/// What becomes of a file that both changed or added.
pub(super) fn file(path: &str, base: Option<&Bytes>, own: &Bytes, newer: &Bytes) -> Fate {
    let texts = (base.map_or(Some(String::new()), lines), lines(own), lines(newer));
    let (Some(before), Some(ours), Some(theirs)) = texts else {
        return Fate::Conflict(Conflict::whole(ConflictKind::Binary));
    };
    match merge(&before, &ours, &theirs) {
        Ok(merged) => Fate::Merged(merged.into()),
        Err(_) if said::is_apart(path, (&before, &theirs), &ours) => Fate::Kept(own.clone()),
        Err(conflict) if base.is_none() => Fate::Conflict(Conflict { kind: ConflictKind::Added, ..conflict }),
        Err(conflict) => Fate::Conflict(conflict),
    }
}

/// The same for a manifest. The version that it names is the newer one's on every side, and no reason to differ.
pub(super) fn manifest(base: Option<&Bytes>, own: &Bytes, newer: Option<&Bytes>, to: Version) -> Fate {
    let at = |content: &Bytes| lines(content).map(|text| Bytes::from(said::with_version(&text, to)));
    let (Some(own), Some(base), Some(newer)) = (at(own), base.and_then(at), newer.and_then(at)) else {
        return Fate::Conflict(Conflict::whole(ConflictKind::Binary));
    };
    let reads = |content: &Bytes| {
        let read = std::str::from_utf8(content).ok().and_then(|text| Manifest::read(text).ok());
        read.is_some_and(|manifest| manifest.version == to.to_string())
    };
    match super::fate(crate::manifest::FILE, Some(&base), &own, Some(&newer)) {
        Fate::Kept(content) if reads(&content) => Fate::Kept(content),
        Fate::Merged(content) if reads(&content) && is_of(&content, &own, &newer) => Fate::Merged(content),
        // Put together it says something twice or elsewhere; what the theme says still stands over what the template says.
        Fate::Merged(_) if reads(&own) && is_apart(&base, &own, &newer) => Fate::Kept(own),
        Fate::Kept(_) | Fate::Merged(_) => Fate::Conflict(Conflict::whole(ConflictKind::Unreadable)),
        other => other,
    }
}

fn is_of(merged: &Bytes, own: &Bytes, newer: &Bytes) -> bool {
    let [merged, own, newer] = [merged, own, newer].map(|content| lines(content).unwrap_or_default());
    said::is_of(&merged, (&own, &newer))
}

fn is_apart(base: &Bytes, own: &Bytes, newer: &Bytes) -> bool {
    let [base, own, newer] = [base, own, newer].map(|content| lines(content).unwrap_or_default());
    said::is_apart(crate::manifest::FILE, (&base, &newer), &own)
}

fn merge(base: &str, own: &str, newer: &str) -> Result<String, Conflict> {
    if changed_lines(base, own) + changed_lines(base, newer) > MAX_LINES {
        return Err(Conflict::whole(ConflictKind::TooLong));
    }
    let mark = [base, own, newer].into_iter().map(longest_mark).max().unwrap_or_default();
    let mark = MARK.max(mark + 1);
    let mut options = MergeOptions::new();
    options.set_incomplete_hunk_style(IncompleteHunkStyle::Git).set_conflict_marker_length(mark);
    options.merge(base, own, newer).map_err(|marked| Conflict::of_lines(marked, mark))
}

/// The longest beginning of a line that looks like a mark.
fn longest_mark(text: &str) -> usize {
    let mark = |line: &str| {
        let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
        Some(line.len() - line.trim_start_matches(sign).len())
    };
    text.lines().filter_map(mark).max().unwrap_or_default()
}

/// A text whose lines all end, and in one way; nothing for what is no text.
pub(super) fn lines(content: &Bytes) -> Option<String> {
    let text = std::str::from_utf8(content).ok().filter(|text| !text.contains('\0'))?;
    let mut text = text.replace("\r\n", "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Some(text)
}
