use markup::{Query, Span, highlight};
use proptest::prelude::*;

use crate::soup;

/// The spans as one line, hits between brackets.
fn shown(text: &str, typed: &str, max_chars: usize) -> String {
    let spans = highlight(text, &Query::parse(typed), max_chars);
    spans.iter().map(|Span { text, hit }| if *hit { format!("[{text}]") } else { text.clone() }).collect()
}

#[test]
fn p3_hits_are_shown_as_they_were_written() {
    let cases = [
        ("My Röuter is broken", "router ", "My [Röuter] is broken"),
        ("My routers are broken", "broken rout", "My [routers] are [broken]"),
        ("My routers are broken", "router broken ", "My routers are [broken]"),
        ("a b a b", "a b ", "[a] [b] [a] [b]"),
        ("my router, my house", "\"my router\"", "[my router], my house"),
        ("Write to Ann@Example.com!", "ann@ex", "Write to [Ann@Example.com]!"),
        ("Write to Ann@Example.com!", "example.com ", "Write to Ann@[Example.com]!"),
        ("INV-2024/001", "2024/001 ", "INV-[2024/001]"),
        ("我在東京都。", "京都 ", "我在東[京都]。"),
        ("Die Straße", "STRASSE ", "Die [Straße]"),
        ("ﬁne words", "fine ", "[ﬁne] words"),
        ("no hit here", "xyz", "no hit here"),
        ("nothing asked", "", "nothing asked"),
        ("", "a", ""),
    ];
    for (text, typed, expected) in cases {
        assert_eq!(shown(text, typed, 140), expected, "{typed} in {text}");
    }
}

#[test]
fn p3_the_window_lies_around_the_first_hit() {
    let text = "one two three four five six seven eight nine ten eleven twelve";
    assert_eq!(shown(text, "seven ", 24), "…six [seven] eight nine ten…");
    assert_eq!(shown(text, "one ", 13), "[one] two three…");
    assert_eq!(shown(text, "twelve ", 20), "…ten eleven [twelve]");
    assert_eq!(shown(text, "xyz", 8), "one two…");
}

#[test]
fn a_hit_longer_than_the_window_is_cut_with_it() {
    assert_eq!(shown("aaaaaaaaaaaaaaaaaaaa", "a", 5), "[aaaaa]…");
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn spans_joined_are_a_piece_of_the_line(text in any::<String>(), typed in any::<String>(), length in 1..50_usize) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let joined: String = highlight(&text, &Query::parse(&typed), length).into_iter().map(|span| span.text).collect();
        let piece = joined.strip_prefix('…').filter(|_| !line.starts_with('…')).unwrap_or(&joined);
        let piece = piece.strip_suffix('…').filter(|_| !line.ends_with('…')).unwrap_or(piece);
        prop_assert!(line.contains(piece), "{:?} in {:?}", piece, line);
    }

    #[test]
    fn a_word_of_the_text_is_a_hit(text in "[a-zé ]{1,60}", nth in 0..9_usize) {
        let Some(word) = text.split_whitespace().nth(nth) else { return Ok(()) };
        prop_assert!(highlight(&text, &Query::parse(word), 140).iter().any(|span| span.hit));
    }
}

#[test]
fn th34_what_was_found_is_marked_and_everything_else_escaped() {
    let spans = highlight("<b>Lamp</b> & lamps", &Query::parse("lamp"), 200);
    let html = markup::Html::marked(&spans);
    assert!(html.as_str().contains("&lt;b&gt;<mark>"), "{html}");
    assert!(!html.as_str().contains("<b>") && html.as_str().contains("&amp;"), "{html}");
    assert!(markup::Html::marked(&[]).is_empty());
}
