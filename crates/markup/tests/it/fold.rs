use markup::fold;
use proptest::prelude::*;

use crate::soup;

#[test]
fn b9_case_and_accents_are_put_aside() {
    let cases = [
        ("Ångström", "angstrom"),
        ("ÉTÉ Été été", "ete ete ete"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
        ("Łódź Øre Đà ħ þór", "lodz ore da h thor"),
        ("Æsop œuvre", "aesop oeuvre"),
        ("ﬁne ＡＢＣ① ㎏ ²", "fine abc1 kg 2"),
        ("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"),
        ("Ёлка й", "елка и"),
        ("أَحْمَد محمـــد", "احمد محمد"),
        ("שָׁלוֹם", "שלום"),
        ("d’été d'été", "d'ete d'ete"),
        ("a\u{ad}b\u{200b}c\u{200f}", "abc"),
        ("2024‑03‐05", "2024-03-05"),
    ];
    for (text, folded) in cases {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn b9_marks_that_make_another_letter_stay() {
    assert_eq!(fold("हिन्दी"), "हिन्दी");
    assert_ne!(fold("कि"), fold("की"));
    assert_eq!(fold("ｶﾞ"), "ガ");
    assert_ne!(fold("は"), fold("ぱ"));
    assert_eq!(fold("한국어"), "한국어");
    assert_ne!(fold("ใกล้"), fold("ไกล"));
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn both_cases_of_an_ascii_word_are_one(word in "[a-zA-Z]{1,12}") {
        prop_assert_eq!(fold(&word.to_uppercase()), fold(&word.to_lowercase()));
    }
}

#[test]
fn every_single_letter_folds_to_what_folds_to_itself() {
    let symbols = ('\u{a000}'..='\u{abff}').chain('\u{f900}'..='\u{ffff}').chain('\u{1d400}'..='\u{1d7ff}');
    for c in ('\0'..='\u{33ff}').chain(symbols).chain('\u{1e000}'..='\u{1f2ff}') {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
    }
}
