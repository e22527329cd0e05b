use markup::{index_text, placed_words, to_tsvector_text, words};
use proptest::prelude::*;

use crate::soup;

#[test]
fn b9_text_is_cut_into_folded_words() {
    let cases = [
        ("Hello, World!", "hello world"),
        ("  Été — à Paris…  ", "ete a paris"),
        ("one,two;three", "one two three"),
        ("don't l’été", "don't don t l'ete l ete"),
        ("हिन्दी में लिखो", "हिन्दी में लिखो"),
        ("한국어 검색", "한국어 검색"),
        ("Привет, мир", "привет мир"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("", ""),
        ("!?… -- '' @", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(index_text(text), expected.replace("صلي", &markup::fold("صلى")), "{text}");
    }
}

#[test]
fn b9_addresses_and_numbers_give_the_whole_and_the_parts() {
    let cases = [
        ("Ann.Lee+x@Example.com", "ann.lee+x@example.com ann lee x example com"),
        ("Order 4711-22/7.", "order 4711-22/7 4711 22 7"),
        ("+49-30-1234567", "49-30-1234567 49 30 1234567"),
        ("3.14 a_b wi-fi", "3.14 3 14 a_b a b wi-fi wi fi"),
        ("a--b a..b -a- (a-b)", "a b a b a a-b a b"),
    ];
    for (text, expected) in cases {
        assert_eq!(index_text(text), expected, "{text}");
    }
}

#[test]
fn b9_languages_without_spaces_give_pairs_of_signs() {
    let cases = [
        ("東京都", "東京 京都 都"),
        ("日", "日"),
        ("ルーターが", "ルー ータ ター ーが が"),
        ("iPhone手机壳", "iphone 手机 机壳 壳"),
        ("日本-東京", "日本 本 東京 京"),
        ("สวัสดี", "สวั วัส สดี ดี"),
    ];
    for (text, expected) in cases {
        assert_eq!(index_text(text), expected, "{text}");
    }
}

#[test]
fn a_message_has_no_more_words_than_an_index_takes() {
    let many = words(&"a ".repeat(20_000));
    assert_eq!(many.len(), 16_000);
    let long = words(&"é".repeat(500));
    assert_eq!(long, ["e".repeat(80)]);
    let wide = words(&format!("{} ", "𐐀".repeat(80)).repeat(16_000));
    assert!(wide.len() < 16_000 && to_tsvector_text(&[], &wide).len() < 1_100_000, "{}", wide.len());
}

#[test]
fn places_in_a_tsvector_count_from_one() {
    let written = |text: &str| to_tsvector_text(&[], &words(text));
    assert!(written("Don't panic").starts_with("'don''t':1 'don':2 't':3 'panic':4 "));
    assert_eq!(to_tsvector_text(&["a\\'b\0".to_owned()], &[]), "'a\\\\''b'");
    assert_eq!(written(""), "");
}

#[test]
fn short_beginnings_are_lexemes_of_their_own() {
    let written = to_tsvector_text(&[":o1".to_owned()], &words("Pan panic ot 東京"));
    let beginnings = "'o*' 'ot*' 'p*' 'pa*' 'pan*' '京*' '東*' '東京*'";
    assert_eq!(written, format!("':o1' 'pan':1 'panic':2 'ot':3 '東京':4 '京':5 {beginnings}"));
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn no_word_breaks_an_index(text in any::<String>()) {
        for word in words(&text) {
            prop_assert!(!word.is_empty() && word.chars().count() <= 80);
            prop_assert!(!word.contains(|c: char| c.is_whitespace() || c == '"' || c == '\0'), "{:?}", word);
            prop_assert_eq!(&markup::fold(&word), &word);
        }
    }

    #[test]
    fn case_and_accents_do_not_change_the_words(text in "[a-zéàüñ@.\\- ]{0,40}") {
        prop_assert_eq!(words(&text.to_uppercase()), words(&text));
    }

    #[test]
    fn k3_placed_words_are_those_of_the_text_in_their_order(text in "\\PC{0,60}|[a-zß́ﬁ安装 .@'\u{a0}\u{a8}\u{300}-]{0,40}") {
        let placed: Vec<_> = placed_words(&text).collect();
        let cut: Vec<String> = placed.iter().map(|placed| placed.word.clone()).collect();
        prop_assert_eq!(cut, words(&text));
        for one in &placed {
            prop_assert!(text.get(one.range.clone()).is_some_and(|written| !written.is_empty()));
        }
        prop_assert!(placed.is_sorted_by_key(|placed| placed.range.start));
    }
}

#[test]
fn k3_each_word_has_its_place_in_the_text_as_it_was_written() {
    let text = "Die Größe, e-mail: Ångström ﬁt 安装打印机!";
    let placed: Vec<_> = placed_words(text).map(|placed| (placed.word, &text[placed.range])).collect();
    let expected = [
        ("die", "Die"),
        ("grosse", "Größe"),
        ("e-mail", "e-mail"),
        ("e", "e"),
        ("mail", "mail"),
        ("angstrom", "Ångström"),
        ("fit", "ﬁt"),
        ("安装", "安装"),
        ("装打", "装打"),
        ("打印", "打印"),
        ("印机", "印机"),
        ("机", "机"),
    ];
    assert_eq!(placed, expected.map(|(word, written)| (word.to_owned(), written)));
}
