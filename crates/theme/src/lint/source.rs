//! Where a template may write a value: between tags and within quotes. An attribute without quotes ends at the first space of
//! what is written into it, and what follows is another attribute.

use crate::fault::TemplateFault;
use crate::functions::{COLORS, NAMES as FUNCTIONS};
use crate::lint::{growth, mail, names};

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
    let has_styles = mail::is_mail(name);
    let mut walk = Walk { bytes: source.as_bytes(), at: 0, place: Place::Text, tag: 0, has_styles };
    while walk.at < walk.bytes.len() {
        if let Err(why) = walk.step() {
            return Err(at_line((walk.at, why)));
        }
    }
    Ok(())
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    place: Place,
    /// Where the tag began that was read last.
    tag: usize,
    /// Whether it has styles of its own, as a mail has.
    has_styles: bool,
}

impl Walk<'_> {
    fn step(&mut self) -> Result<(), &'static str> {
        for (open, close) in [("{#", "#}"), ("{%", "%}")] {
            if self.sees(open) {
                self.skip_behind(close);
                return Ok(());
            }
        }
        if self.sees("{{") {
            self.may_write()?;
            self.skip_behind("}}");
            return Ok(());
        }
        self.place = self.next();
        self.at += 1;
        Ok(())
    }

    /// Whether a value may be written here.
    fn may_write(&self) -> Result<(), &'static str> {
        match self.place {
            Place::Raw("script") if self.is_data() => Ok(()),
            Place::Raw("style") | Place::Style(_) if self.has_styles && self.is_color() => Ok(()),
            Place::Raw("style") | Place::Style(_) if self.has_styles => {
                Err("a style takes what color(…) or on_color(…) gives, and nothing else")
            }
            Place::Text | Place::Quoted(_) | Place::Style(_) | Place::Comment => Ok(()),
            Place::Tag if self.bytes[..self.at].trim_ascii_end().ends_with(b"=") => {
                Err("a value of an attribute stands in quotes")
            }
            Place::Bare => Err("a value of an attribute stands in quotes"),
            Place::Tag if self.calls_macro() => Ok(()),
            Place::Tag => Err("a value stands between tags or in quotes, not among the attributes of a tag"),
            Place::Raw(_) => Err("a value stands in no script and no style sheet"),
        }
    }

    /// Whether what is written here is what a macro makes, whose own text was looked at by itself.
    fn calls_macro(&self) -> bool {
        let rest = String::from_utf8_lossy(&self.bytes[self.at + 2..]);
        let rest = rest.trim_start_matches('-').trim_start();
        let name: String =
            rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect();
        rest[name.len()..].starts_with('(') && !FUNCTIONS.contains(&&*name)
    }

    /// Whether what is written here is a colour, whatever the template was given.
    fn is_color(&self) -> bool {
        let rest = String::from_utf8_lossy(&self.bytes[self.at + 2..]);
        let code = rest.split("}}").next().unwrap_or_default();
        let code = code.trim_start_matches('-').trim_end_matches('-').trim();
        let called =
            COLORS.iter().find_map(|name| code.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')'));
        called.is_some_and(|given| !given.contains(['(', ')']))
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
