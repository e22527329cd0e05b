use markup::{Query, index_text};
use proptest::prelude::*;

use crate::soup;

fn fts5(typed: &str) -> String {
    Query::parse(typed).to_fts5(&[])
}

#[test]
fn p3_every_word_must_occur_the_last_as_a_beginning() {
    let cases = [
        ("router", r#""router"*"#),
        ("router ", r#""router""#),
        ("Broken Röuter", r#""broken" AND "router"*"#),
        ("router router", r#""router"*"#),
        ("broken, router.", r#""broken" AND "router"*"#),
        (r#""my router" broken"#, r#""my router" AND "broken"*"#),
        (r#"broken "my router""#, r#""broken" AND "my router""#),
        (r#"broken "my rou"#, r#""broken" AND "my rou"*"#),
        ("„mein Router“ kaputt ", r#""mein router" AND "kaputt""#),
    ];
    for (typed, expected) in cases {
        assert_eq!(fts5(typed), expected, "{typed}");
    }
}

#[test]
fn b9_addresses_are_looked_for_whole_and_joined_words_together() {
    let cases = [
        ("ann@example.com ", r#""ann@example.com""#),
        ("ann@exam", r#""ann@exam"*"#),
        ("ann@", r#""ann"*"#),
        ("4711-22 x", r#""4711 22" AND "x"*"#),
        ("4711/2", r#""4711 2"*"#),
        ("don't", r#""don t"*"#),
    ];
    for (typed, expected) in cases {
        assert_eq!(fts5(typed), expected, "{typed}");
    }
}

#[test]
fn b9_languages_without_spaces_are_looked_for_in_pairs() {
    let cases = [
        ("東京都 ", r#""東京 京都""#),
        ("東京 ", r#""東京""#),
        ("都 ", r#""都"*"#),
        ("手机iPhone ", r#""手机 机 iphone""#),
        (r#""東京 都""#, r#""東京 京 都"*"#),
    ];
    for (typed, expected) in cases {
        assert_eq!(fts5(typed), expected, "{typed}");
    }
}

#[test]
fn postgresql_gets_the_same_question() {
    let cases = [
        ("broken rout", "'broken' & 'rout':*"),
        ("broken rou", "'broken' & 'rou*'"),
        ("r", "'r*'"),
        ("都", "'都*'"),
        (r#""my router" x "#, "('my' <-> 'router') & 'x'"),
        ("4711/2", "('4711' <-> '2':*)"),
        ("ann.o'neil@example.com ", "'ann.o''neil@example.com'"),
        ("東京都 ", "('東京' <-> '京都')"),
    ];
    for (typed, expected) in cases {
        assert_eq!(Query::parse(typed).to_tsquery(&[], &[]), expected, "{typed}");
    }
}

#[test]
fn the_scope_stands_first_and_cannot_be_left() {
    let query = Query::parse("router");
    assert_eq!(query.to_fts5(&["o1", "c2"]), r#""o1" AND "c2" AND "router"*"#);
    assert_eq!(query.to_tsquery(&["o1", "c2"], &[]), "'o1' & 'c2' & 'router':*");
    let epochs = ["e1".to_owned(), "e2".to_owned()];
    assert_eq!(query.to_tsquery(&["o1"], &epochs), "('e1' | 'e2') & 'o1' & 'router':*");
    assert_eq!(query.to_fts5(&["o1\" OR \"o2"]), r#""o1"" OR ""o2" AND "router"*"#);
    assert_eq!(query.to_tsquery(&["o1' | 'o2\\"], &[]), "'o1'' | ''o2\\\\' & 'router':*");
}

#[test]
fn nothing_looked_for_is_nothing_found() {
    for typed in ["", "  ", "!?", "\"\"", "\0", "@ - '"] {
        let query = Query::parse(typed);
        assert!(query.is_empty(), "{typed:?}");
        assert_eq!(query.to_fts5(&["o1"]), r#""""#);
        assert_eq!(query.to_tsquery(&["o1"], &["e1".to_owned()]), "");
    }
}

#[test]
fn words_of_a_database_are_only_words() {
    assert_eq!(fts5("a OR b NOT c NEAR d "), r#""a" AND "or" AND "b" AND "not" AND "c" AND "near" AND "d""#);
    assert_eq!(fts5("subject:x* ^y "), r#""subject" AND "x" AND "y""#);
}

#[test]
fn a_query_has_twelve_terms_at_most() {
    let typed: Vec<String> = (0..40).map(|number| format!("w{number}")).collect();
    assert_eq!(Query::parse(&typed.join(" ")).terms().len(), 12);
    assert!(fts5(&"a".repeat(100_000)).len() < 100);
}

#[test]
fn words_already_known_are_looked_for_as_they_are() {
    assert_eq!(Query::of_words(["Router", "kaputt"]).to_fts5(&[]), r#""router" AND "kaputt""#);
    assert!(Query::of_words([]).is_empty());
}

/// Whether the words of a message, as an index holds them, fit a query: what both databases do.
fn finds(typed: &str, message: &str) -> bool {
    let index = index_text(message);
    let index: Vec<&str> = index.split(' ').collect();
    let fits = |term: &markup::Term, at: usize| {
        let there = index.get(at..at + term.words().len()).unwrap_or_default();
        let last = term.words().len() - 1;
        !there.is_empty()
            && there.iter().zip(term.words()).enumerate().all(|(nth, (there, word))| {
                there == word || (nth == last && term.is_beginning() && there.starts_with(word.as_str()))
            })
    };
    let query = Query::parse(typed);
    !query.is_empty() && query.terms().iter().all(|term| (0..index.len()).any(|at| fits(term, at)))
}

#[test]
fn b9_what_was_written_is_found() {
    let message =
        "Hallo, meine Bestellung INV-2024/001 von ann.lee@example.com ist im 東京都 verloren, l’été passé.";
    let found = [
        "bestel",
        "INV-2024",
        "inv-2024/001 ",
        "2024/001 ",
        "ann.lee@example.com ",
        "ann.lee@ex",
        "example.com ",
        "example.co",
        "lee ",
        "東京",
        "京都",
        "都",
        "東",
        "東京都 verloren",
        "ete pas",
        "\"meine bestellung\"",
        "\"bestellung INV-2024/001 von\"",
        "HALLO BESTELLUNG",
        "l'été ",
    ];
    for typed in found {
        assert!(finds(typed, message), "{typed}");
    }
    for typed in ["estellung", "bestel ", "都東", "\"bestellung meine\"", "lee@example.com ", "hallo welt"]
    {
        assert!(!finds(typed, message), "{typed}");
    }
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn every_part_of_a_text_without_spaces_is_found(text in "[東京都日本語]{1,12}", cut in 0..12_usize, length in 1..12_usize) {
        let cut = cut % text.chars().count();
        let part: String = text.chars().skip(cut).take(length).collect();
        prop_assert!(finds(&part, &text), "{} in {}", part, text);
    }

    #[test]
    fn every_word_is_found_by_its_beginning(text in "[a-zé@.'/ -]{1,30}", nth in 0..6_usize, length in 1..9_usize) {
        let Some(word) = text.split_whitespace().nth(nth) else { return Ok(()) };
        let typed: String = word.chars().take(length).collect();
        prop_assert!(Query::parse(&typed).is_empty() || finds(&typed, &text), "{} in {}", typed, text);
    }

    #[test]
    fn quotes_are_balanced_whatever_is_typed(typed in any::<String>(), scope in any::<String>()) {
        let query = Query::parse(&typed);
        prop_assert_eq!(leftover(&query.to_fts5(&[&scope]), '"'), None);
        prop_assert_eq!(leftover(&query.to_tsquery(&[&scope], &[]), '\''), None);
    }

    #[test]
    fn signs_of_the_databases_are_never_more_than_signs(typed in "[\"'\\\\*:&|!()<>^{}+a-]{0,30}") {
        let query = Query::parse(&typed);
        prop_assert_eq!(leftover(&query.to_fts5(&["o1"]), '"'), None);
        prop_assert_eq!(leftover(&query.to_tsquery(&["o1"], &[]), '\''), None);
    }
}

/// What stands outside quotes beside the few signs that we put there; a broken quote shows here.
fn leftover(written: &str, quote: char) -> Option<String> {
    let unescaped = written.replace(&quote.to_string().repeat(2), "").replace("\\\\", "");
    if unescaped.contains('\0') || !unescaped.matches(quote).count().is_multiple_of(2) {
        return Some(unescaped);
    }
    let outside: String = unescaped.split(quote).step_by(2).collect();
    let rest = outside.replace("AND", "").replace(" <-> ", "").replace(":*", "").replace(" & ", "");
    Some(rest.trim_matches([' ', '*', '(', ')']).to_owned())
        .filter(|rest| rest.contains(|c| !" *()".contains(c)))
}
