//! Reads Rust as far as lengths need it: words, texts and comments by line, functions, and what only tests compile.
//! It also reads what no parser takes, such as the inside of macros.

use std::ops::RangeInclusive;

/// One token, or one comment, with the lines it stands on, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
    pub(crate) line: usize,
    pub(crate) last_line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier, a keyword or a number.
    Word,
    /// A string literal with its quotes.
    Text,
    /// A character literal or a lifetime.
    Quoted,
    Mark,
    Doc,
    Comment,
}

impl Token<'_> {
    pub(crate) fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::Doc | Kind::Comment)
    }
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// From `fn` to the closing brace.
    pub(crate) lines: usize,
    /// Between the braces.
    pub(crate) body_lines: usize,
    /// `pub`, also within limits.
    pub(crate) public: bool,
    pub(crate) asynchronous: bool,
}

pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let (mut rest, mut line, mut tokens) = (source, 1, Vec::new());
    loop {
        let trimmed = rest.trim_start();
        line += newlines(&rest[..rest.len() - trimmed.len()]);
        if trimmed.is_empty() {
            return tokens;
        }
        let (kind, length) = measure(trimmed);
        let (text, after) = trimmed.split_at(length);
        let last_line = line + newlines(text);
        tokens.push(Token { kind, text, line, last_line });
        (rest, line) = (after, last_line);
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// What a text that does not begin with white space begins with, and its length in bytes.
fn measure(rest: &str) -> (Kind, usize) {
    if rest.starts_with("//") {
        let doc = (rest.starts_with("///") && !rest.starts_with("////")) || rest.starts_with("//!");
        return (comment_kind(doc), rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        let doc = rest.starts_with("/**") && !rest.starts_with("/**/") || rest.starts_with("/*!");
        return (comment_kind(doc), block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Kind::Text, length);
    }
    if let Some(length) = quoted(rest) {
        return (Kind::Quoted, length);
    }
    match word(rest) {
        0 => (Kind::Mark, rest.chars().next().map_or(0, char::len_utf8)),
        length => (Kind::Word, length),
    }
}

fn comment_kind(doc: bool) -> Kind {
    if doc { Kind::Doc } else { Kind::Comment }
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let after = &rest[prefix.len()..];
    if !prefix.ends_with('r') {
        return Some(prefix.len() + 1 + escaped(after.strip_prefix('"')?, '"'));
    }
    let opened = after.trim_start_matches('#');
    let hashes = &after[..after.len() - opened.len()];
    let inside = opened.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(rest.len() - inside.len() + length)
}

/// A character such as `'a'` or `b'\n'`, or a lifetime.
fn quoted(rest: &str) -> Option<usize> {
    let prefix = usize::from(rest.starts_with("b'"));
    let inside = rest[prefix..].strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let character = first == '\\' || inside[first.len_utf8()..].starts_with('\'');
    Some(prefix + 1 + if character { escaped(inside, '\'') } else { word(inside) })
}

/// The length up to and with the closing quote.
fn escaped(inside: &str, quote: char) -> usize {
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == quote {
            return at + 1;
        }
        if character == '\\' {
            characters.next();
        }
    }
    inside.len()
}

/// Every function with a body, also those inside others; comments must have been taken out of `code`.
pub(crate) fn functions(code: &[Token<'_>]) -> Vec<Function> {
    (0..code.len()).filter_map(|at| function(code, at)).collect()
}

fn function(code: &[Token<'_>], at: usize) -> Option<Function> {
    let (keyword, name) = (code[at], code.get(at + 1)?);
    if keyword.text != "fn" || name.kind != Kind::Word {
        return None;
    }
    let open = item_end(code, at, true)?;
    let close = item_end(code, open, false)?;
    let qualifiers = qualifiers(&code[..at]);
    Some(Function {
        name: name.text.to_owned(),
        line: keyword.line,
        lines: code[close].line - keyword.line + 1,
        body_lines: (code[close].line - code[open].line).saturating_sub(1).max(1),
        public: qualifiers.contains(&"pub"),
        asynchronous: qualifiers.contains(&"async"),
    })
}

/// The words before `fn`, without the limits of a `pub(…)`.
fn qualifiers<'a>(before: &[Token<'a>]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for token in before.iter().rev() {
        match token.text {
            ")" => depth += 1,
            "(" if depth > 0 => depth -= 1,
            "pub" | "async" | "const" | "unsafe" | "extern" => found.push(token.text),
            _ if depth > 0 || token.kind == Kind::Text => {}
            _ => break,
        }
    }
    found
}

/// Where an item that begins at `start` ends: its closing brace, or with `at_open` the brace that opens it. `None`
/// with `at_open` when it has none; an item that is only declared otherwise ends at its semicolon.
fn item_end(code: &[Token<'_>], start: usize, at_open: bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in code.iter().enumerate().skip(start).filter(|(_, token)| token.kind == Kind::Mark) {
        match token.text {
            "{" if depth == 0 && at_open => return Some(at),
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && token.text == "}" {
                    return Some(at);
                }
            }
            ";" if depth == 0 => return if at_open { None } else { Some(at) },
            _ => {}
        }
    }
    None
}

/// The lines of every item under `#[cfg(test)]`.
pub(crate) fn test_lines(code: &[Token<'_>]) -> Vec<RangeInclusive<usize>> {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let starts = code.windows(ATTRIBUTE.len()).enumerate().filter_map(|(at, window)| {
        window.iter().zip(ATTRIBUTE).all(|(token, expected)| token.text == expected).then_some(at)
    });
    starts
        .filter_map(|at| {
            let end = item_end(code, at + ATTRIBUTE.len(), false)?;
            Some(code[at].line..=code[end].last_line)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(Kind, &str)> {
        tokens(source).into_iter().map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn braces_in_texts_characters_and_comments_are_no_braces() {
        let source =
            "fn a() {\n let _ = (\"}\", '}', b'}', r#\"}\"#, '\\'', \"\\\"}\"); // }\n /* } /* } */ */\n}\n";
        let code: Vec<Token<'_>> = tokens(source).into_iter().filter(|token| !token.is_comment()).collect();
        assert_eq!(functions(&code).iter().map(|f| f.lines).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        let seen = kinds("&'a str, 'x', '\u{e9}'");
        assert_eq!(seen[1], (Kind::Quoted, "'a"));
        assert_eq!(seen[4], (Kind::Quoted, "'x'"));
        assert_eq!(seen[6], (Kind::Quoted, "'\u{e9}'"));
    }

    #[test]
    fn docs_and_comments_are_told_apart() {
        let seen: Vec<Kind> =
            tokens("/// a\n//! b\n// c\n//// d\n/** e */ /* f */").iter().map(|t| t.kind).collect();
        assert_eq!(seen, [Kind::Doc, Kind::Doc, Kind::Comment, Kind::Comment, Kind::Doc, Kind::Comment]);
    }

    #[test]
    fn a_function_is_measured_with_its_signature_and_its_body_without() {
        let source = "trait T { fn declared(&self) -> [u8; 3]; }\npub(crate) async fn made<F>(\n    f: F,\n) -> Option<()>\nwhere\n    F: Fn() -> u8,\n{\n    one();\n    two()\n}\nfn short() { one() }\nlet f: fn(u8) = x;";
        let found = functions(&tokens(source));
        let told: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines, f.body_lines)).collect();
        assert_eq!(told, [("made", 2, 9, 2), ("short", 11, 1, 1)]);
        assert!(found[0].public && found[0].asynchronous && !found[1].public);
    }

    #[test]
    fn what_only_tests_compile_is_found() {
        let source = "use a;\n#[cfg(test)]\nuse b;\n#[cfg(test)]\nmod tests;\nfn x() {}\n#[cfg(test)]\n#[path = \"t.rs\"]\nmod t {\n fn y() {}\n}\nfn z() {}";
        assert_eq!(test_lines(&tokens(source)), [2..=3, 4..=5, 7..=11]);
    }
}
