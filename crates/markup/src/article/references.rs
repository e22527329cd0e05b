//! What the character references of a text mean. The table of their names is the HTML parser's own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ammonia::Builder;

use crate::escape;

/// No name is longer (HTML §13.5), and there are not many more of them.
const MAX_NAME: usize = 32;
const MAX_NAMES: usize = 3_000;

/// Between references that are asked together: a sign that none of them means.
const BETWEEN: char = '\u{e000}';

/// The names that our own HTML is written with, for which nobody needs to be asked.
const WRITTEN: [(&str, &str); 5] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}")];

/// What references to U+0080 and what follows mean: what they were in Windows (HTML §13.2.5.84).
const OF_WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The references by name that occur in one text.
#[derive(Debug, Default)]
pub(super) struct References(BTreeMap<String, String>);

impl References {
    /// Looks up every name in `source`, all at once.
    pub(super) fn of(source: &str) -> References {
        let mut names = BTreeSet::new();
        for (at, _) in source.match_indices('&') {
            if let Some(name) = name(&source[at..]).filter(|_| names.len() < MAX_NAMES) {
                names.insert(name);
            }
        }
        let known = WRITTEN.iter().map(|(name, meaning)| ((*name).to_owned(), (*meaning).to_owned()));
        let mut meanings: BTreeMap<_, _> = known.collect();
        names.retain(|name| !meanings.contains_key(*name));
        if !names.is_empty() {
            let asked = names.iter().flat_map(|name| [name, "\u{e000}"]).collect::<String>();
            let answer = escape::decode(&Builder::empty().clean(&asked).to_string());
            meanings
                .extend(names.into_iter().map(str::to_owned).zip(answer.split(BETWEEN).map(str::to_owned)));
        }
        References(meanings)
    }

    /// The text of an element or of an attribute, in which names need their `;` as addresses are full of `&name=`.
    pub(super) fn decode<'a>(&self, undecoded: &'a str, is_attribute: bool) -> Cow<'a, str> {
        if !undecoded.contains('&') {
            return Cow::Borrowed(undecoded);
        }
        let mut text = String::with_capacity(undecoded.len());
        let mut written = 0;
        for (at, _) in undecoded.match_indices('&') {
            let rest = &undecoded[at..];
            let meaning = match number(rest) {
                Some((length, c)) => Some((length, Cow::Owned(c.to_string()))),
                None => name(rest)
                    .filter(|name| !is_attribute || name.ends_with(';'))
                    .and_then(|name| Some((name.len(), Cow::Borrowed(self.0.get(name)?.as_str())))),
            };
            if let Some((length, meaning)) = meaning {
                text.push_str(&undecoded[written..at]);
                text.push_str(&meaning);
                written = at + length;
            }
        }
        text.push_str(&undecoded[written..]);
        Cow::Owned(text)
    }
}

/// A reference by name at the beginning of a text.
fn name(text: &str) -> Option<&str> {
    let letters = text[1..].bytes().take(MAX_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let has_end = text.as_bytes().get(1 + letters) == Some(&b';');
    (1..=MAX_NAME).contains(&letters).then(|| &text[..1 + letters + usize::from(has_end)])
}

/// A reference by number at the beginning of a text: its length and what it means.
fn number(text: &str) -> Option<(usize, char)> {
    let digits = text.strip_prefix("&#")?;
    let (radix, digits) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let number = digits[..end]
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0_u32, |number, digit| number.saturating_mul(radix).saturating_add(digit));
    let length = text.len() - digits.len() + end + usize::from(digits[end..].starts_with(';'));
    let of_windows = number.checked_sub(0x80).and_then(|nth| OF_WINDOWS.get(usize::try_from(nth).ok()?));
    let meant = of_windows.copied().or_else(|| char::from_u32(number).filter(|c| *c != '\0'));
    (end > 0).then(|| (length, meant.unwrap_or(char::REPLACEMENT_CHARACTER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_mean_what_they_mean_to_a_browser() {
        let cases = [
            ("a &amp; b &lt;&gt;", "a & b <>"),
            ("&eacute;&copy;&nbsp;&NotEqualTilde;", "é©\u{a0}≂̸"),
            ("&copy 2026 &notit; &unknown; &", "© 2026 ¬it; &unknown; &"),
            ("&#233;&#xE9;&#xe9 &#150;&#0;&#xD800;&#99999999999;", "ééé –\u{fffd}\u{fffd}\u{fffd}"),
            ("&#;&#x;&;&&amp", "&#;&#x;&;&&"),
            ("&amp;lt;", "&lt;"),
        ];
        for (source, text) in cases {
            assert_eq!(References::of(source).decode(source, false), text, "{source}");
        }
    }

    #[test]
    fn addresses_keep_their_names() {
        let source = "/a?b=1&copy=2&amp;c=3&not&#38;d";
        assert_eq!(References::of(source).decode(source, true), "/a?b=1&copy=2&c=3&not&d");
    }

    #[test]
    fn a_flood_of_names_is_text() {
        let source: String =
            (0..5_000).flat_map(|number| ["&a".to_owned(), number.to_string(), ";".to_owned()]).collect();
        assert_eq!(References::of(&source).decode(&source, false), source);
    }
}
