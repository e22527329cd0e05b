//! Where a template may write a value: between tags and within quotes. An attribute without quotes ends at the first space of
//! what is written into it, and what follows is another attribute.

use crate::fault::TemplateFault;
use crate::functions::{COLORS, NAMES as FUNCTIONS};
use crate::lint::code::{Token, read};
use crate::lint::{growth, names};

/// Where a template is, byte by byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between tags.
    Text,
    /// In a tag, outside of values.
    Tag,
    /// In a value behind this quote.
    Quoted(u8),
    /// In the value of a `style` behind this quote.
    Style(u8),
    /// In a value without quotes.
    Bare,
    /// In a comment of HTML.
    Comment,
    /// In a script or style sheet of the page, until the end of this element.
    Raw(&'static str),
}

/// Elements whose content is no HTML.
const RAW: [&str; 2] = ["script", "style"];

/// The first place where a value could become more than a value, or a list grow without bounds.
pub(crate) fn check_source(name: &str, source: &str) -> Result<(), TemplateFault> {
    let at_line =
        |(at, why): (usize, _)| TemplateFault::new(name, Some(source[..at].matches('\n').count() + 1), why);
    growth::check(source).and_then(|()| names::check(source)).map_err(at_line)?;
    let mut walk = Walk { source, bytes: source.as_bytes(), at: 0, place: Place::Text, tag: 0 };
    while walk.at < walk.bytes.len() {
        if let Err(why) = walk.step() {
            return Err(at_line((walk.at, why)));
        }
    }
    Ok(())
}

struct Walk<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    place: Place,
    /// Where the tag began that was read last.
    tag: usize,
}

impl Walk<'_> {
    fn step(&mut self) -> Result<(), &'static str> {
        if self.sees("{#") {
            self.skip_behind("#}");
        } else if self.sees("{%") {
            let (tokens, length) = read(&self.source[self.at + 2..], "%}");
            self.may_do(&tokens)?;
            self.at += 2 + length;
        } else if self.sees("{{") {
            let (tokens, length) = read(&self.source[self.at + 2..], "}}");
            self.may_write(&tokens)?;
            self.at += 2 + length;
        } else {
            self.place = self.next();
            self.at += 1;
        }
        Ok(())
    }

    /// Whether a value may be written here.
    fn may_write(&self, tokens: &[Token<'_>]) -> Result<(), &'static str> {
        match self.place {
            Place::Raw("script") if self.is_data() => Ok(()),
            Place::Raw("style") | Place::Style(_) if is_color(tokens) => Ok(()),
            Place::Raw("style") | Place::Style(_) => {
                Err("a style takes what color(…) or on_color(…) gives, and nothing else")
            }
            Place::Text | Place::Quoted(_) | Place::Comment => Ok(()),
            Place::Tag if self.bytes[..self.at].trim_ascii_end().ends_with(b"=") => {
                Err("a value of an attribute stands in quotes")
            }
            Place::Bare => Err("a value of an attribute stands in quotes"),
            Place::Tag if calls_macro(tokens) => Ok(()),
            Place::Tag => Err("a value stands between tags or in quotes, not among the attributes of a tag"),
            Place::Raw(_) => Err("a value stands in no script and no style sheet"),
        }
    }

    /// Whether something may be done here: what another file says in a style is not looked at as one.
    fn may_do(&self, tokens: &[Token<'_>]) -> Result<(), &'static str> {
        let is_in_style = matches!(self.place, Place::Raw("style") | Place::Style(_));
        match tokens.first() {
            Some(Token::Word("if" | "elif" | "else" | "endif" | "for" | "endfor")) => Ok(()),
            _ if is_in_style => Err("a style is written in one place, with if and for"),
            _ => Ok(()),
        }
    }

    /// Whether the script that is open is data, which is written so that nothing ends it.
    fn is_data(&self) -> bool {
        let tag = &self.bytes[self.tag..self.at];
        let end = tag.iter().position(|byte| *byte == b'>').unwrap_or(tag.len());
        let tag = String::from_utf8_lossy(&tag[..end]).to_ascii_lowercase();
        tag.contains("type=\"application/ld+json\"") || tag.contains("type=\"importmap\"")
    }

    fn next(&mut self) -> Place {
        let byte = self.bytes[self.at];
        match self.place {
            Place::Text if self.sees("<!--") => Place::Comment,
            Place::Text if byte == b'<' && self.begins_tag() => {
                self.tag = self.at;
                Place::Tag
            }
            Place::Comment if self.sees("-->") => Place::Text,
            Place::Tag | Place::Bare if byte == b'>' => self.behind_tag(),
            Place::Tag if (byte == b'"' || byte == b'\'') && self.is_behind_equals() => {
                if self.is_style() {
                    Place::Style(byte)
                } else {
                    Place::Quoted(byte)
                }
            }
            Place::Tag if !byte.is_ascii_whitespace() && byte != b'=' && self.is_behind_equals() => {
                Place::Bare
            }
            Place::Bare if byte.is_ascii_whitespace() => Place::Tag,
            Place::Quoted(quote) | Place::Style(quote) if byte == quote => Place::Tag,
            Place::Raw(element) if self.ends(element) => {
                self.tag = self.at;
                Place::Tag
            }
            place => place,
        }
    }

    fn behind_tag(&self) -> Place {
        let tag = String::from_utf8_lossy(&self.bytes[self.tag..self.at]).to_ascii_lowercase();
        let is = |element: &&&str| {
            tag[1..]
                .strip_prefix(**element)
                .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric()))
        };
        RAW.iter().find(is).map_or(Place::Text, |element| Place::Raw(element))
    }

    fn is_behind_equals(&self) -> bool {
        self.bytes[self.tag..self.at].trim_ascii_end().ends_with(b"=")
    }

    /// Whether the attribute that stands before `=` is a style.
    fn is_style(&self) -> bool {
        let before = self.bytes[self.tag..self.at].trim_ascii_end();
        let name = before.strip_suffix(b"=").unwrap_or(before).trim_ascii_end();
        let start = name.len().saturating_sub(b"style".len());
        name[start..].eq_ignore_ascii_case(b"style")
    }

    fn begins_tag(&self) -> bool {
        let next = self.bytes.get(self.at + 1).copied().unwrap_or_default();
        next.is_ascii_alphabetic()
            || (next == b'/' && self.bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphabetic))
    }

    fn ends(&self, element: &str) -> bool {
        let rest = &self.bytes[self.at..];
        rest.starts_with(b"</")
            && rest[2..]
                .get(..element.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes()))
    }

    fn sees(&self, text: &str) -> bool {
        self.bytes[self.at..].starts_with(text.as_bytes())
    }

    fn skip_behind(&mut self, close: &str) {
        let rest = &self.bytes[self.at..];
        let found = rest.windows(close.len()).position(|window| window == close.as_bytes());
        self.at += found.map_or(rest.len(), |at| at + close.len());
    }
}

/// Whether what is written here is what a macro makes, whose own text was looked at by itself.
fn calls_macro(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [Token::Word(name), Token::Sign(b'('), ..] if !FUNCTIONS.contains(name))
}

/// Whether what is written here is a colour, whatever the template was given.
fn is_color(tokens: &[Token<'_>]) -> bool {
    let [Token::Word(name), Token::Sign(b'('), given @ .., Token::Sign(b')')] = tokens else { return false };
    let is_one_call = !given.iter().any(|token| matches!(token, Token::Sign(b'(' | b')')));
    COLORS.contains(name) && is_one_call
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(source: &str) -> Option<usize> {
        check_source("a.html", source).err().and_then(|fault| fault.line)
    }

    #[test]
    fn t4_a_style_of_a_mail_takes_colours_alone() {
        let line = |source: &str| check_source("mail/a.html", source).err().and_then(|fault| fault.line);
        for good in [
            "<style>\np { color: {{ color(page.a) }} }</style>",
            "<p style=\"color: {{ on_color(theme.design.accent, '#fff') }}\">{{ page.a }}</p>",
            "<style>{{- color(a) -}}</style>",
        ] {
            assert_eq!(line(good), None, "{good}");
        }
        for bad in [
            "<style>\np { color: {{ page.a }} }</style>",
            "<p\nSTYLE = '{{ page.a }}'>",
            "<style>\n{{ color(a) ~ page.b }}</style>",
            "<style>\n{{ color(a) ~ (b) }}</style>",
            "<style>\n{{ page.color(a) }}</style>",
            "<style>\n{{ t(color(a)) }}</style>",
            "<p\ndata-style=\"{{ page.a }}\">",
            "{% set x = \"%}<!--\" %}\n<style>{{ page.a }}</style>",
            "<style>\n{% block x %}{% endblock %}</style>",
            "<style>\n{% include 'parts/x.html' %}</style>",
        ] {
            assert_eq!(line(bad), Some(2), "{bad}");
        }
    }

    #[test]
    fn t4_a_value_stands_between_tags_or_in_quotes() {
        for good in [
            "<p>{{ a }}</p>",
            "<a href=\"{{ a }}\" title='{{ b }}'>{{ c }}</a>",
            "<a {% if x %}href=\"{{ a }}\"{% endif %}>x</a>",
            "1 < 2 {{ a }}",
            "<!-- {{ a }} -->",
            "{# <a href={{ a }}> #}",
            "<script type=\"application/ld+json\">{{ a }}</script>",
            "<p title=\"a > b\">{{ a }}</p>",
            "<input {{ described(page.problems, 'a') }}>",
            "<option{% if x %} selected{% endif %}>{{ a }}</option>",
        ] {
            assert_eq!(line(good), None, "{good}");
        }
        for bad in [
            "<p>\n<a href={{ a }}>x</a>",
            "<p>\n<a href= {{ a }}>x</a>",
            "<p>\n<a href=/x/{{ a }}>x</a>",
            "<p>\n<a {{ a }}>x</a>",
            "<p>\n<a {{ t('x') }}>x</a>",
            "<p>\n<script>{{ a }}</script>",
            "<p>\n<SCRIPT src=\"x\">{{ a }}</SCRIPT>",
            "<p>\n<style>{{ a }}</style>",
            "<p>\n<a title=\"x\" {{ a }}>",
            "<p>\n</a {{ a }}>",
        ] {
            assert_eq!(line(bad), Some(2), "{bad}");
        }
    }
}
