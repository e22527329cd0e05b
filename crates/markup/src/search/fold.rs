use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;

/// Text with case, accents and forms of letters put aside: `Ångström ﬁt ＡＢＣ` is `angstrom fit abc`.
///
/// Compatibility decomposition, marks above and below letters removed, lower case, then composed again, so that
/// what is a letter of its own (Hangul, kana with voice marks, Indic vowel signs) stays one. Folding twice is
/// folding once.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = text.nfkd().filter(|c| !is_put_aside(*c)).flat_map(char::to_lowercase);
    let letters = plain.nfkd().filter(|c| !is_put_aside(*c)).flat_map(as_typed);
    letters.nfc().collect()
}

/// The folded text, and for each sign of the source where it stands in both: `(in folded, in source)`.
pub(crate) fn fold_with_sources(text: &str) -> (String, Vec<(usize, Range<usize>)>) {
    let mut folded = String::with_capacity(text.len());
    let mut sources = Vec::new();
    for (at, sign) in text.grapheme_indices(true) {
        sources.push((folded.len(), at..at + sign.len()));
        folded.push_str(&fold(sign));
    }
    (folded, sources)
}

/// Where a range of the folded text stands in the source: whole signs, and at least one.
pub(crate) fn in_source(folded: &Range<usize>, sources: &[(usize, Range<usize>)]) -> Range<usize> {
    let first = sources.partition_point(|(at, _)| *at <= folded.start).saturating_sub(1);
    let behind = sources.partition_point(|(at, _)| *at < folded.end).max(first + 1);
    sources[first].1.start..sources[behind - 1].1.end
}

/// Accents, points of Hebrew and Arabic, and signs that are not seen. Marks of class 0 to 9 (vowel signs,
/// nukta, voice marks, virama) make another letter and stay; so do the tone marks and vowels of Thai and Lao.
fn is_put_aside(c: char) -> bool {
    let is_accent = matches!(canonical_combining_class(c), 10..=36 | 200..=240);
    let is_unseen = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}');
    is_accent || is_unseen
}

/// Letters that decompose into nothing, as people without them on the keyboard write them.
fn as_typed(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ı' => ('i', None),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ŧ' => ('t', None),
        'ς' => ('σ', None),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => ('\'', None),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => ('-', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}
