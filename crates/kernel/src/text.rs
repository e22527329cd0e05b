//! Text that has been checked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A plain e-mail address (RFC 5321 §4.1.2 `Mailbox` without quoted local parts or address literals): at most 254
/// characters, 64 before the sign, ASCII. Written as given; compared by [`key`](Self::key).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

/// The text is not one plain e-mail address.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAnAddress;

impl EmailAddress {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which addresses are the same: ASCII letters in lower case, nothing else folded.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The part behind the sign, in lower case.
    pub fn domain(&self) -> String {
        self.0.rsplit_once('@').map_or_else(String::new, |(_, domain)| domain.to_ascii_lowercase())
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        let plain = text.len() <= 254 && is_local_part(local) && is_domain(domain);
        plain.then(|| Self(text.to_owned())).ok_or(NotAnAddress)
    }
}

fn is_local_part(text: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    text.len() <= 64 && text.split('.').all(is_atom)
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotAnAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a plain e-mail address")
    }
}

impl std::error::Error for NotAnAddress {}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A language as addresses write it: lower case with underscore (`en_us`, `de`, `pt_br`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// The code as addresses write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region: `pt` of `pt_br`.
    pub fn base(&self) -> &str {
        self.0.split('_').next().unwrap_or(&self.0)
    }

    /// The code as HTML and HTTP write it (BCP 47): `pt-BR` of `pt_br`.
    pub fn tag(&self) -> String {
        match self.0.split_once('_') {
            Some((base, region)) => format!("{base}-{}", region.to_ascii_uppercase()),
            None => self.0.clone(),
        }
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.base(), "ar" | "fa" | "he" | "ur" | "ps" | "dv" | "ckb" | "yi")
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let mut parts = text.split('_');
        let fits = |part: Option<&str>, lengths: std::ops::RangeInclusive<usize>| {
            part.is_some_and(|part| {
                lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
            })
        };
        let has_region = text.contains('_');
        let good =
            fits(parts.next(), 2..=3) && (!has_region || fits(parts.next(), 2..=4)) && parts.next().is_none();
        good.then(|| Self(text.to_owned())).ok_or(NotALanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The text is not a language code.
#[derive(Debug, PartialEq, Eq)]
pub struct NotALanguage;

impl fmt::Display for NotALanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a language code such as en_us")
    }
}

impl std::error::Error for NotALanguage {}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A person's text of at most `MAX` Unicode scalar values: line ends are LF, white space at both ends is cut, and
/// there is no NUL. May be empty.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

/// Why a text was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextRefused {
    /// It has this many characters more than allowed.
    TooLong(usize),
    /// It holds a NUL.
    Nul,
}

impl<const MAX: usize> Text<MAX> {
    /// Normalises and checks.
    pub fn new(raw: &str) -> Result<Self, TextRefused> {
        if raw.contains('\0') {
            return Err(TextRefused::Nul);
        }
        let text = raw.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        match text.chars().count().saturating_sub(MAX) {
            0 => Ok(Self(text)),
            over => Err(TextRefused::TooLong(over)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left after cutting white space.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{EmailAddress, Language, Text, TextRefused};

    #[test]
    fn c4_an_address_is_one_plain_address() {
        for good in ["a@b.example", "First.Last+tag@Sub.Example.com", "o'neil@x.org", "a@localhost"] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        let long = format!("{}@x.example", "a".repeat(65));
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a b@c.d",
            "a@b@c",
            "a@b..c",
            ".a@b.c",
            "a@-b.c",
            "<a@b.c>",
            "a@b.c\nBcc: d@e.f",
            "ä@b.c",
            &long,
        ] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
    }

    #[test]
    fn c3_addresses_are_compared_without_case_of_ascii_letters() {
        let key = |text: &str| text.parse::<EmailAddress>().unwrap().key();
        assert_eq!(key("Ana@Example.COM"), key("ana@example.com"));
    }

    #[test]
    fn languages_are_written_as_in_addresses_and_as_in_html() {
        let language: Language = "pt_br".parse().unwrap();
        assert_eq!((language.base(), language.tag().as_str()), ("pt", "pt-BR"));
        for bad in ["", "EN", "en-us", "e", "en_", "en_us_x", "_us", "english"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
        assert!("ar".parse::<Language>().unwrap().is_right_to_left());
    }

    #[test]
    fn p6_text_is_counted_in_characters_after_normalising() {
        assert_eq!(Text::<3>::new(" \r\na\r\n😀\r\n ").unwrap().as_str(), "a\n😀");
        assert_eq!(Text::<3>::new("abcde"), Err(TextRefused::TooLong(2)));
        assert_eq!(Text::<3>::new("a\0"), Err(TextRefused::Nul));
        assert!(Text::<3>::new(" \t\n").unwrap().is_empty());
    }
}
