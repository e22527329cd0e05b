use markup::excerpt;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::soup;

#[test]
fn p3_short_text_stays_on_one_line() {
    assert_eq!(excerpt("  Hello,\r\n\r\n\tworld \u{a0} ", 140), "Hello, world");
    assert_eq!(excerpt("", 140), "");
    assert_eq!(excerpt("12345", 5), "12345");
}

#[test]
fn p3_long_text_ends_at_a_word() {
    assert_eq!(excerpt("Hello wide world", 13), "Hello wide…");
    assert_eq!(excerpt("Hello wide world", 10), "Hello wide…");
    assert_eq!(excerpt("Hello wide world", 11), "Hello wide…");
    assert_eq!(excerpt("ab cdefghijklmnop", 10), "ab cdefghi…", "no word ends near");
    assert_eq!(excerpt("東京都日本語", 3), "東京都…");
    assert_eq!(excerpt("a b", 0), "…");
}

#[test]
fn a_letter_with_its_marks_is_never_cut() {
    assert_eq!(excerpt("👩‍👩‍👧e\u{301}🇩🇪x", 3), "👩‍👩‍👧e\u{301}🇩🇪…");
}

#[test]
fn a_letter_under_a_thousand_accents_does_not_fill_the_page() {
    let tower = format!("a{} b", "\u{301}".repeat(100_000));
    assert!(excerpt(&tower, 140).len() < 140 * 40);
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn an_excerpt_is_the_beginning_of_one_line(text in any::<String>(), length in 0..60_usize) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = excerpt(&text, length);
        if cut != line {
            let kept = cut.strip_suffix('…').unwrap();
            prop_assert!(line.starts_with(kept));
            prop_assert!(kept.graphemes(true).count() <= length);
        }
    }
}
