//! The code of a template: words, constants and signs of what stands in its tags.

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Token<'a> {
    Word(&'a str),
    Constant,
    Sign(u8),
}

/// What stands between `{{` and `}}`, `{%` and `%}`, each with where it begins.
pub(super) fn codes(source: &str) -> Vec<(usize, Vec<Token<'_>>)> {
    let (mut codes, mut at) = (Vec::new(), 0);
    while let Some(found) = source[at..].find('{') {
        at += found;
        let rest = &source[at..];
        if rest.starts_with("{#") {
            at += rest.find("#}").map_or(rest.len(), |end| end + 2);
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let (tokens, length) = read(&rest[2..], if rest.starts_with("{{") { "}}" } else { "%}" });
            codes.push((at, tokens));
            at += 2 + length;
        } else {
            at += 1;
        }
    }
    codes
}

/// The words and signs until the end of a tag, and how long they are with it.
pub(super) fn read<'a>(source: &'a str, end: &str) -> (Vec<Token<'a>>, usize) {
    let (mut tokens, mut at, mut depth) = (Vec::new(), 0, 0_usize);
    while at < source.len() {
        let rest = &source[at..];
        if depth == 0 && rest.strip_prefix(['-', '+']).unwrap_or(rest).starts_with(end) {
            break;
        }
        let (token, length) = next(rest);
        match token {
            Some(Token::Sign(b'{')) => depth += 1,
            Some(Token::Sign(b'}')) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_edge = at == 0 && matches!(token, Some(Token::Sign(b'+' | b'-')));
        tokens.extend(token.filter(|_| !is_edge));
        at += length;
    }
    let edge = usize::from(source[at.min(source.len())..].starts_with(['-', '+']));
    (tokens, (at + edge + 2).min(source.len()))
}

/// What a text begins with, and how long that is.
fn next(rest: &str) -> (Option<Token<'_>>, usize) {
    let end = |is_part: fn(char) -> bool| rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    match rest.as_bytes()[0] {
        quote @ (b'"' | b'\'') => (Some(Token::Constant), text_length(rest.as_bytes(), quote)),
        byte if byte.is_ascii_digit() => (Some(Token::Constant), end(is_word)),
        byte if byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii() => {
            let length = end(is_word);
            if length == 0 {
                (None, rest.chars().next().map_or(1, char::len_utf8))
            } else {
                (Some(Token::Word(&rest[..length])), length)
            }
        }
        byte => (byte.is_ascii_punctuation().then_some(Token::Sign(byte)), 1),
    }
}

/// A text with its quotes, which it begins with.
fn text_length(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}
