//! What a template may cost (T4, threat 37's neighbour: a theme is a stranger's program).

use serde_json::json;
use theme::Reason;

use crate::{engine, render, shell};

fn reason(source: &str) -> Reason {
    let page = json!({ "rows": vec![0; 1000], "text": "x".repeat(20_000) });
    render(source, &page).expect_err("it cannot be rendered").reason
}

/// Found by `cargo xtask fuzz-themes`.
#[test]
fn t4_what_stops_the_compiler_is_a_fault_of_the_template() {
    for source in ["{% import 'x' as a<b %}", "{% import 'x' as 1 %}", "{% for 1 in page.rows %}{% endfor %}"]
    {
        let fault = engine(&[("a.html", source)]).err().expect(source);
        assert_eq!(fault.name, "a.html", "{source}");
    }
}

#[test]
fn t4_endless_work_stops() {
    let loops = "{% for a in page.rows %}{% for b in page.rows %}{% set c = a + b %}{% endfor %}{% endfor %}";
    assert_eq!(reason(loops), Reason::TooMuchWork);
    assert_eq!(reason("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}"), Reason::Wrong);
}

/// Fuel is burnt for bytes too, so a text that doubles stops at a few megabytes, before they are allocated.
#[test]
fn t4_a_text_that_grows_stops() {
    for source in [
        "{% set x = page.text %}{% for a in page.rows %}{% set x = x ~ x %}{{ x|length }}{% endfor %}",
        &format!("{{% set x = page.text %}}{}", "{% set x = x ~ x %}".repeat(40)),
        "{{ ('a' * 60000000)|length }}",
        "{% for a in page.rows * 100000 %}{% endfor %}",
        "{{ (page.rows * 100000)|join }}",
        "{{ page.rows|batch(100000000, 'x')|length }}",
        "{% set x %}{% for a in page.rows %}{{ page.text }}{% endfor %}{% endset %}",
    ] {
        assert_eq!(reason(source), Reason::TooMuchWork, "{source}");
    }
    assert_eq!(reason("{{ page.text|replace('x', page.text)|length }}"), Reason::TooMuchWork);
    assert_eq!(
        reason("{{ (page.rows * 100000)|last }}"),
        Reason::Wrong,
        "finding it would mean making them all"
    );
    assert_eq!(render("{{ [1, 2]|last }}{{ 'ab'|last }}", &json!({})).as_deref(), Ok("2b"));
}

#[test]
fn t4_a_page_ends_at_a_megabyte() {
    assert_eq!(reason("{% for a in page.rows %}{{ page.text }}{% endfor %}"), Reason::TooLong);
    let page = json!({ "text": "x".repeat(1 << 20) });
    assert_eq!(render("{{ page.text }}", &page).unwrap().len(), 1 << 20);
    assert_eq!(render("{{ page.text }}y", &page).unwrap_err().reason, Reason::TooLong);
}

/// A chain of `levels` includes; the last part writes a letter.
fn included(levels: usize) -> Result<String, Reason> {
    let names: Vec<_> = (0..=levels).map(|level| format!("{level}.html")).collect();
    let sources: Vec<_> =
        (0..=levels)
            .map(|level| {
                if level == levels { "x".to_owned() } else { format!("{{% include '{}.html' %}}", level + 1) }
            })
            .collect();
    let pairs: Vec<_> = names.iter().map(String::as_str).zip(sources.iter().map(String::as_str)).collect();
    let context = json!({ "shell": shell("en") });
    engine(&pairs).expect("the parts compile").render("0.html", &context).map_err(|fault| fault.reason)
}

#[test]
fn t4_includes_go_sixteen_deep_and_no_deeper() {
    assert_eq!(included(16).as_deref(), Ok("x"));
    assert_eq!(included(17), Err(Reason::Wrong));
    let round = engine(&[("a.html", "{% include 'a.html' %}")]).unwrap();
    assert_eq!(round.render("a.html", &json!({})).unwrap_err().reason, Reason::Wrong);
}

#[test]
fn a_field_that_is_not_there_is_a_fault_with_its_line() {
    let fault = render("<p>\n{{ page.titel }}", &json!({ "title": "x" })).unwrap_err();
    assert_eq!(fault.reason, Reason::Undefined);
    assert_eq!(fault.to_string(), "page.html:2: undefined value in: {{ page.titel }}");
    let fault = render("{% if page.titel %}{% endif %}", &json!({})).unwrap_err();
    assert_eq!(fault.reason, Reason::Undefined);
}

#[test]
fn a_part_that_is_not_there_is_a_fault_of_the_page_that_wants_it() {
    let engine =
        engine(&[("a.html", "\n{% include 'b.html' %}"), ("b.html", "\n\n{% include 'none.html' %}")])
            .unwrap();
    let fault = engine.render("a.html", &json!({})).unwrap_err();
    assert_eq!((fault.template.as_str(), fault.line, fault.reason), ("b.html", Some(3), Reason::Missing));
    let fault = engine.render("none.html", &json!({})).unwrap_err();
    assert_eq!((fault.template.as_str(), fault.line, fault.reason), ("none.html", None, Reason::Missing));
}

#[test]
fn nothing_but_the_listed_words_exists() {
    for source in [
        "{{ range(3) }}",
        "{{ namespace() }}",
        "{{ debug() }}",
        "{{ dict() }}",
        "{{ page|pprint }}",
        "{{ page|items }}",
    ] {
        assert_eq!(reason(source), Reason::Wrong, "{source}");
    }
}

#[test]
fn a_template_that_cannot_be_read_is_refused_with_its_line() {
    let fault = engine(&[("good.html", "x"), ("bad.html", "\n\n{% if %}")]).err().unwrap();
    assert_eq!((fault.name.as_str(), fault.line), ("bad.html", Some(3)));
    let fault = engine(&[("bad.html", &"x".repeat(256 * 1024 + 1))]).err().unwrap();
    assert_eq!(fault.to_string(), "bad.html: the template is larger than 256 KB");
    assert!(engine(&[("deep.html", &format!("{{{{ {}1 }}}}", "(".repeat(50_000)))]).is_err());
}

#[test]
fn blocks_and_macros_of_other_files_work() {
    let engine = engine(&[
        ("base.html", "<title>{% block title %}{% endblock %}</title>{% block main %}base{% endblock %}"),
        ("ui.html", "{% macro mark(word) %}<b>{{ word }}</b>{% endmacro %}"),
        (
            "page.html",
            "{% extends 'base.html' %}{% from 'ui.html' import mark %}\
             {% block title %}{{ page.title }}{% endblock %}\
             {% block main %}{{ super() }} {{ mark(page.title) }} {{ asset('css/app.css') }}{% endblock %}",
        ),
    ])
    .unwrap();
    let context = json!({ "shell": shell("en"), "page": { "title": "a&b" } });
    let page = engine.render("page.html", &context).unwrap();
    assert!(page.starts_with("<title>a&amp;b</title>base <b>a&amp;b</b> /assets/"), "{page}");
    assert!(page.ends_with("/css/app.css"), "{page}");
}

#[test]
fn an_asset_or_a_text_that_is_not_there_is_a_fault() {
    assert_eq!(reason("{{ asset('css/none.css') }}"), Reason::Wrong);
    assert_eq!(reason("{{ t('none') }}"), Reason::Wrong);
    assert_eq!(reason("{{ t('hello') }}"), Reason::Wrong, "it needs a name");
}

/// The engine makes a text of a list before it burns anything for that, so no list holds lists.
#[test]
fn t4_no_filter_makes_lists_of_lists() {
    for source in [
        "{{ page.rows|batch(10)|batch(10)|length }}",
        "{{ ['x']|batch(3, page.rows)|length }}",
        "{{ [none, none]|map('default', page.rows, true)|list|length }}",
        "{{ page.rows|map('batch', 2)|list|length }}",
    ] {
        assert_eq!(reason(source), Reason::Wrong, "{source}");
    }
    let page = json!({ "rows": [{ "a": 1 }, { "a": 2 }, { "a": 3 }] });
    let written = render(
        "{{ page.rows|batch(2)|length }} {{ page.rows|map(attribute='a')|map('string')|join }}",
        &page,
    );
    assert_eq!(written.as_deref(), Ok("2 123"));
}
