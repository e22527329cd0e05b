use std::collections::BTreeSet;

/// One piece of HTML as its author wrote it. Comments, doctypes and the like are no pieces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text with its character references as they stand.
    Text(&'a str),
    Open(Tag<'a>),
    /// The lower-case name of a closing tag.
    Close(String),
}

/// An opening tag: lower-case name, attributes with their values undecoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: String,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The undecoded value of the first attribute of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Elements whose content is no text for a reader: it is skipped whole.
const SKIPPED: [&str; 12] = [
    "iframe", "math", "noembed", "noframes", "object", "script", "style", "svg", "template", "textarea",
    "title", "xmp",
];

/// As many attributes of a tag are kept as any that we allow can need.
const ATTRIBUTES: usize = 64;

/// Cuts HTML into tokens in one pass over the text, each with the offset at which it begins.
///
/// It follows the tokenizer of the HTML standard (§13.2.5) so far as a reader without scripts and without
/// foreign elements needs. It decides nothing about safety: what it yields still goes through the sanitiser.
pub(crate) struct Lexer<'a> {
    source: &'a str,
    at: usize,
    /// Names that are closed nowhere ahead, so that no search for their end runs twice.
    never_closed: BTreeSet<String>,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Lexer { source, at: 0, never_closed: BTreeSet::new() }
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Moves behind the next `end`, or to the end of the text where there is none.
    fn skip_past(&mut self, end: &str) {
        self.at = self.rest().find(end).map_or(self.source.len(), |found| self.at + found + end.len());
    }

    fn text(&mut self) -> Token<'a> {
        let rest = self.rest();
        let begins = |&(at, _): &(usize, &str)| at > 0 && begins_markup(&rest.as_bytes()[at..]);
        let end = rest.match_indices('<').find(begins).map_or(rest.len(), |(at, _)| at);
        self.at += end;
        Token::Text(&rest[..end])
    }

    fn name(&mut self) -> String {
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_ascii_lowercase()
    }

    fn open(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        let name = self.name();
        let attributes = self.attributes()?;
        if SKIPPED.contains(&name.as_str()) {
            self.skip_content(&name);
        }
        Some(Token::Open(Tag { name, attributes }))
    }

    fn close(&mut self) -> Option<Token<'a>> {
        self.at += 2;
        let name = self.name();
        self.attributes()?;
        Some(Token::Close(name))
    }

    /// The attributes up to and with the `>`; nothing where the text ends inside the tag.
    fn attributes(&mut self) -> Option<Vec<(&'a str, &'a str)>> {
        let mut found = Vec::new();
        loop {
            let rest = self.rest().trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            self.at = self.source.len() - rest.len();
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with('>') {
                self.at += 1;
                return Some(found);
            }
            let attribute = self.attribute();
            if found.len() < ATTRIBUTES {
                found.push(attribute);
            }
        }
    }

    fn attribute(&mut self) -> (&'a str, &'a str) {
        let rest = self.rest();
        // A `=` in the first place belongs to the name (HTML §13.2.5.32).
        let end = rest
            .char_indices()
            .find(|&(at, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>') || (c == '=' && at > 0))
            .map_or(rest.len(), |(at, _)| at);
        let after = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = after.strip_prefix('=') else {
            self.at += end;
            return (&rest[..end], "");
        };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        self.at = self.source.len() - value.len();
        (&rest[..end], self.value())
    }

    fn value(&mut self) -> &'a str {
        let rest = self.rest();
        if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let inner = &rest[1..];
            let end = inner.find(quote).unwrap_or(inner.len());
            self.at += (end + 2).min(rest.len());
            return &inner[..end];
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Moves to the closing tag of `name`. Where there is none the content is read as any other, so that a
    /// forgotten `</svg>` does not swallow a letter.
    fn skip_content(&mut self, name: &str) {
        if self.never_closed.contains(name) {
            return;
        }
        match find_close(self.rest(), name) {
            Some(found) => self.at += found,
            None => {
                self.never_closed.insert(name.to_owned());
            }
        }
    }

    fn skip_declaration(&mut self) {
        match self.rest().strip_prefix("<!--") {
            Some(comment) if comment.starts_with('>') || comment.starts_with("->") => self.skip_past(">"),
            Some(_) => {
                self.at += 4;
                self.skip_past("-->");
            }
            None => self.skip_past(">"),
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at;
            let rest = self.rest().as_bytes();
            let token = match rest {
                [] => return None,
                [b'<', b'!' | b'?', ..] => {
                    self.skip_declaration();
                    continue;
                }
                [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => self.close(),
                [b'<', b'/', _, ..] => {
                    self.skip_past(">");
                    continue;
                }
                [b'<', letter, ..] if letter.is_ascii_alphabetic() => self.open(),
                _ => Some(self.text()),
            };
            return token.map(|token| (start, token));
        }
    }
}

fn begins_markup(bytes: &[u8]) -> bool {
    match bytes {
        [b'<', b'!' | b'?', ..] | [b'<', b'/', _, ..] => true,
        [b'<', letter, ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

fn find_close(source: &str, name: &str) -> Option<usize> {
    source.match_indices("</").map(|(at, _)| at).find(|&at| {
        let after = &source.as_bytes()[at + 2..];
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after
                .get(name.len())
                .is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens in short: text as it is, tags between brackets with their attributes.
    fn read(source: &str) -> String {
        let written = |token| match token {
            Token::Text(text) => text.to_owned(),
            Token::Close(name) => format!("[/{name}]"),
            Token::Open(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                format!("[{}{}]", tag.name, attributes.collect::<Vec<_>>().concat())
            }
        };
        Lexer::new(source).map(|(_, token)| written(token)).collect::<Vec<_>>().concat()
    }

    #[test]
    fn tags_are_read_as_a_browser_reads_them() {
        let cases = [
            ("<P>a</P >", "[p]a[/p]"),
            ("<a href=x title='y z' Q=\"<b>\">", "[a href=x title=y z Q=<b>]"),
            ("<a href = x/y checked>", "[a href=x/y checked=]"),
            ("<br/><hr / >", "[br][hr]"),
            ("<a =b=c>", "[a =b=c]"),
            ("<a b=''c>", "[a b= c=]"),
            ("<a\n\thref=x>", "[a href=x]"),
            ("<scr<script>a", "[scr<script]a"),
            ("</p title='>'>a", "[/p]a"),
        ];
        for (source, tokens) in cases {
            assert_eq!(read(source), tokens, "{source}");
        }
    }

    #[test]
    fn what_is_no_tag_is_text_or_nothing() {
        let cases = [
            ("a < b <3 <", "a < b <3 <"),
            ("a<!-- <b> -->c<!-->d<!--->e", "acde"),
            ("a<!doctype html>b<?php c ?>d</ e>f<![CDATA[g]]>h", "abdfh"),
            ("a<!-- b", "a"),
            ("a<b c='d", "a"),
            ("a<b", "a"),
            ("a</b", "a"),
        ];
        for (source, tokens) in cases {
            assert_eq!(read(source), tokens, "{source}");
        }
    }

    #[test]
    fn content_that_is_no_text_is_skipped_to_its_end() {
        let cases = [
            ("<style>a</b></STYLE >c", "[style][/style]c"),
            ("<script>a</scripts></script>b", "[script][/script]b"),
            ("<style>a", "[style]a"),
            ("<svg>a<style>b</style>", "[svg]a[style][/style]"),
        ];
        for (source, tokens) in cases {
            assert_eq!(read(source), tokens, "{source}");
        }
    }

    #[test]
    fn every_token_knows_where_it_begins() {
        let starts: Vec<usize> = Lexer::new("a<!-- b --><i>ü</i>").map(|(at, _)| at).collect();
        assert_eq!(starts, [0, 11, 14, 16]);
    }
}
