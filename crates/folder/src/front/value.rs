//! One value of front matter: words, with or without quotes, or a list of them.

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Text(String),
    List(Vec<String>),
    /// What we do not read.
    Other,
}

impl Value {
    /// Nothing where quotes or brackets have no end.
    pub(super) fn parse(rest: &str, below: &[&str]) -> Option<Self> {
        let below: Vec<&str> = below
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        match rest.chars().next() {
            Some('[') => list(rest).map(Self::List),
            Some('|' | '>' | '{' | '&' | '*' | '!') => Some(Self::Other),
            Some('#') | None if below.is_empty() => Some(Self::Text(String::new())),
            Some('#') | None => {
                let items: Option<Vec<&str>> = below.iter().map(|line| item(line)).collect();
                match items {
                    Some(items) => items.into_iter().map(scalar).collect::<Option<_>>().map(Self::List),
                    None => Some(Self::Other),
                }
            }
            _ if below.is_empty() => scalar(rest).map(Self::Text),
            _ => Some(Self::Other),
        }
    }
}

/// YAML wants a space behind the colon.
pub(super) fn is_parted(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}

/// A line of a list, unless it is a map.
fn item(line: &str) -> Option<&str> {
    let item = line.strip_prefix('-').filter(|rest| is_parted(rest))?.trim();
    let is_map = !item.starts_with(['"', '\''])
        && item.contains(": ")
        && !READER_KINDS.iter().any(|kind| item.starts_with(kind));
    (!is_map).then_some(item)
}

/// What looks like a map and is words: `- team: Warranty`.
const READER_KINDS: [&str; 2] = ["team: ", "set: "];

/// `[a, "b, c"]`
fn list(text: &str) -> Option<Vec<String>> {
    let mut rest = text[1..].trim_start();
    let mut words = Vec::new();
    loop {
        if let Some(behind) = rest.strip_prefix(']') {
            let is_end = behind.trim().is_empty() || behind.trim().starts_with('#');
            return is_end.then_some(words);
        }
        let end = match rest.chars().next()? {
            quote @ ('"' | '\'') => quoted(rest, quote)?.1,
            _ => rest.find([',', ']'])?,
        };
        words.push(scalar(rest[..end].trim())?);
        rest = rest[end..].trim_start();
        rest = match rest.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if rest.starts_with(']') => rest,
            None => return None,
        };
    }
}

fn scalar(text: &str) -> Option<String> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let (words, end) = quoted(text, quote)?;
            let behind = text[end..].trim();
            (behind.is_empty() || behind.starts_with('#')).then_some(words)
        }
        _ => Some(text.split(" #").next().unwrap_or_default().trim().to_owned()),
    }
}

/// What stands between quotes, and where they end.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut words = String::new();
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\'' if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => {
                words.push('\'');
                signs.next();
            }
            '\\' if quote == '"' => words.push(match signs.next()?.1 {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            _ if sign == quote => return Some((words, at + 1)),
            _ => words.push(sign),
        }
    }
    None
}
