use super::phrases::{self, Announcement, Header};

/// A line of a mail, whatever it was written in.
#[derive(Debug)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub(super) text: String,
    /// The offset in its source at which a cut before this line is made.
    pub(super) at: usize,
    pub(super) depth: Depth,
    pub(super) mark: Option<Mark>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    Fresh,
    /// Set off, perhaps by the author: a quote only if something announces it.
    Indented,
    Quoted,
}

/// What a mail program said about the place just before a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// An announcement and a quote follow.
    Announced,
    /// All that follows is older.
    Rest,
}

/// How far a quote reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// As far as lines are quoted.
    Quoted,
    /// To the end of the mail.
    Rest,
}

/// A quote that begins further down is not looked for.
const MAX_LINES: usize = 5_000;

/// The offset at which the mail begins to repeat older mail, if it says something before and nothing after.
pub(super) fn quote_begins(lines: &[Line]) -> Option<usize> {
    let looked_at = lines.len().min(MAX_LINES);
    let (first, reach) = (0..looked_at).find_map(|at| Some((at, reach(lines, at)?)))?;
    if !lines[..first].iter().any(|line| says_something(&line.text)) {
        return None;
    }
    if reach == Reach::Rest || !answers_follow(&lines[first..]) {
        return Some(lines[without_rule(lines, first)].at);
    }
    // Answers between quoted lines are fresh; what a mail program appended below them is not.
    let rest = (first + 1..looked_at).find(|&at| self::reach(lines, at) == Some(Reach::Rest))?;
    Some(lines[without_rule(lines, rest)].at)
}

fn reach(lines: &[Line], at: usize) -> Option<Reach> {
    let line = &lines[at];
    if line.mark == Some(Mark::Rest) {
        return Some(Reach::Rest);
    }
    if line.depth == Depth::Quoted || line.mark == Some(Mark::Announced) {
        return Some(Reach::Quoted);
    }
    if line.depth != Depth::Fresh {
        return None;
    }
    let rest = &lines[at..];
    if phrases::is_separator(&line.text) || is_header_block(rest) {
        return Some(Reach::Rest);
    }
    announcement(rest)
}

/// An announcement may be wrapped over three lines. One that could as well be a sentence counts only if quoted
/// lines follow.
fn announcement(lines: &[Line]) -> Option<Reach> {
    let window =
        lines.iter().take(3).take_while(|line| line.depth == Depth::Fresh && !line.text.is_empty()).count();
    let read = |from: usize, to: usize| {
        let texts: Vec<&str> = lines[from..to].iter().map(|line| line.text.as_str()).collect();
        phrases::announcement(&texts.join(" "))
    };
    let (length, sure) = (1..=window).find_map(|length| Some((length, read(0, length)?)))?;
    if (1..length).any(|from| read(from, length).is_some()) {
        return None;
    }
    match lines[length..].iter().find(|line| !line.text.is_empty()) {
        Some(next) if next.depth != Depth::Fresh => Some(Reach::Quoted),
        _ => (sure == Announcement::Sure).then_some(Reach::Rest),
    }
}

/// `From`, `Subject` and one more of the headers a mail program repeats, within a few lines.
fn is_header_block(lines: &[Line]) -> bool {
    let Some(Header::From) = phrases::header(&lines[0].text) else { return false };
    let found: Vec<_> = lines.iter().take(8).filter_map(|line| phrases::header(&line.text)).collect();
    found.contains(&Header::Subject) && found.contains(&Header::Other)
}

/// Whether words that are nobody's quote follow its first quoted line. A signature at the end is none.
fn answers_follow(lines: &[Line]) -> bool {
    let behind = lines.iter().skip_while(|line| line.depth == Depth::Fresh);
    let fresh = behind.filter(|line| line.depth == Depth::Fresh && !line.text.is_empty());
    fresh.take_while(|line| line.text != "--").any(|line| says_something(&line.text))
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The rule that programs draw above a quote belongs to it.
fn without_rule(lines: &[Line], first: usize) -> usize {
    let is_rule = |line: &Line| {
        line.text.len() >= 5 && line.text.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'*'))
    };
    let above = lines[..first].iter().rposition(|line| !line.text.is_empty());
    above.filter(|&at| is_rule(&lines[at])).unwrap_or(first)
}
