//! Texts: fallback, overriding, plurals, directions, and what a hostile locale file can do.

use std::sync::Arc;

use serde_json::json;
use theme::{Argument, Texts};

use crate::{engine, shell};

#[test]
fn a_key_is_looked_up_in_the_language_its_base_and_english() {
    let texts =
        Texts::load([("en", "a = en\nb = en\nc = en"), ("pt", "a = pt\nb = pt"), ("pt_br", "a = pt_br")])
            .unwrap();
    let all = |language| ["a", "b", "c"].map(|key| texts.text(language, key, &[]).into_owned());
    assert_eq!(all("pt_br"), ["pt_br", "pt", "en"]);
    assert_eq!(all("pt_pt"), ["pt", "pt", "en"]);
    assert_eq!(all("fr"), ["en", "en", "en"]);
    assert_eq!(all("en_us"), ["en", "en", "en"]);
    assert_eq!(texts.keys("pt_br").collect::<Vec<_>>(), ["a"]);
    assert_eq!(texts.keys("fr").count(), 0);
    assert_eq!(texts.untold(), 0);
}

#[test]
fn a_theme_overrides_the_base_key_by_key() {
    let texts = Texts::load([("en", "a = base\nb = base { a }"), ("en", "a = theme")]).unwrap();
    assert_eq!(texts.text("en", "a", &[]), "theme");
    assert_eq!(texts.text("en", "b", &[]), "base theme");
}

#[test]
fn a_missing_text_is_its_key_and_is_counted() {
    let texts = Texts::load([("en", "hello = Hello, { $name }")]).unwrap();
    assert_eq!(texts.text("de", "none", &[]), "none");
    assert_eq!(texts.text("de", "hello", &[]), "Hello, {$name}");
    assert_eq!(texts.text("de", "hello", &[("name", "Ana".into())]), "Hello, Ana");
    assert_eq!(texts.untold(), 2);
}

#[test]
fn numbers_choose_the_plural_and_stand_plain_unless_asked() {
    let texts = Texts::load([
        ("en", "n = { $n ->\n [one] one\n *[other] { $n }\n }\nbig = { NUMBER($n) }\nattribute = x\n    .label = y { $n }"),
        ("ar", "n = { $n ->\n [one] واحد\n [two] اثنان\n [few] قليل\n [many] كثير\n *[other] غير\n }"),
        ("de", "big = { NUMBER($n) }"),
    ])
    .unwrap();
    let text = |language, key, n: i64| texts.text(language, key, &[("n", n.into())]).into_owned();
    assert_eq!([text("en", "n", 1), text("en", "n", 12_345)], ["one", "12345"]);
    assert_eq!([1, 2, 3, 11, 100].map(|n| text("ar", "n", n)), ["واحد", "اثنان", "قليل", "كثير", "غير"]);
    assert_eq!([text("en", "big", 12_345), text("de", "big", 12_345)], ["12,345", "12.345"]);
    assert_eq!(text("en", "attribute.label", 3), "y 3");
}

#[test]
fn a_number_itself_is_chosen_before_its_plural() {
    let texts = Texts::load([("en", "n = { $n ->\n [0] none\n [one] one\n *[other] { $n }\n }")]).unwrap();
    assert_eq!(
        [0, 1, 2].map(|n| texts.text("en", "n", &[("n", Argument::Number(n))]).into_owned()),
        ["none", "one", "2"]
    );
}

#[test]
fn values_are_set_apart_where_the_language_runs_right_to_left() {
    let engine = engine(&[("a.html", "{{ t('hello', name='Ana') }}")]).unwrap();
    let said = |language| engine.render("a.html", &json!({ "shell": shell(language) })).unwrap();
    assert_eq!(said("en_us"), "Hello, Ana");
    assert_eq!(said("ar"), "مرحبا \u{2068}Ana\u{2069}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_line() {
    let fault = |source: &str| Texts::load([("en", source)]).err().unwrap().to_string();
    assert!(fault("a = b\nc = { $d").starts_with("en.ftl:2: "), "{}", fault("a = b\nc = { $d"));
    assert!(fault("a = { none }").starts_with("en.ftl: a: "), "{}", fault("a = { none }"));
    assert!(fault("a = { b }\nb = { a }").contains("yclic"), "{}", fault("a = { b }\nb = { a }"));
    assert!(fault("date-pattern-long = dd MMMM").contains("date-pattern-long: \"dd\""));
    assert!(Texts::load([("pt-BR", "a = b")]).is_err());
}

/// Content managers edit texts; none of theirs may take the server down.
#[test]
fn th34_hostile_texts_stay_harmless() {
    let load = |source: &str| Texts::load([("en", source)]);
    assert!(load(&format!("a = {}", "{".repeat(100_000))).is_err(), "nesting would exhaust the stack");
    assert!(load("a = { 123456789012345678901 ->\n *[one] x\n }").is_err(), "the plural rules would panic");
    let line = |n| format!("m{} = {}", n + 1, format!("{{ m{n} }}").repeat(9));
    let laughs = (0..60).map(line).collect::<Vec<_>>().join("\n");
    assert!(load(&format!("m0 = {}\n{laughs}", "lol".repeat(1000))).is_err(), "it would grow without end");
    let texts =
        load("a = { NUMBER($n, minimumFractionDigits: 999999999) ->\n [one] one\n *[other] { $n }\n }")
            .unwrap();
    for number in [f64::NAN, f64::INFINITY, 1e300, 1e-300, -0.123_456_789, 9e15] {
        assert!(!texts.text("en", "a", &[("n", Argument::Fraction(number))]).is_empty());
    }
    assert!(!texts.text("en", "a", &[("n", Argument::Number(i64::MIN))]).is_empty());
}

#[test]
fn many_threads_read_one_table() {
    let texts = Arc::new(Texts::load([("en", "n = { $n ->\n [one] one\n *[other] { $n }\n }")]).unwrap());
    std::thread::scope(|scope| {
        for n in 0..4_i64 {
            let texts = texts.clone();
            scope.spawn(move || {
                for _ in 0..100 {
                    let expected = if n == 1 { "one".to_owned() } else { n.to_string() };
                    assert_eq!(texts.text("en", "n", &[("n", n.into())]), expected);
                }
            });
        }
    });
}
