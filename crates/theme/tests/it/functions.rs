//! What a template can call, as it comes to the page.

use bytes::Bytes;
use serde_json::{Value, json};
use theme::Package;

use crate::{NOON, render, shell};

const DOT: &str = "<svg viewBox=\"0 0 24 24\"><path d=\"M5 5h1\"/></svg>";

/// A page of a theme with two glyphs and their names.
fn drawn(source: &str, page: &Value) -> Result<String, String> {
    let files = [
        ("pages/a.html", source),
        ("glyphs/channel-chat.svg", DOT),
        ("glyphs/channel-email.svg", DOT),
        ("locales/en.ftl", "channel-chat = Chat\nchannel-email = E-mail & more\n"),
    ];
    let files = files.map(|(path, content)| (path.to_owned(), Bytes::copy_from_slice(content.as_bytes())));
    let bundle = Package::read(files).unwrap().bundle().unwrap();
    let context = json!({ "shell": shell("en"), "page": page });
    bundle.engine.render("pages/a.html", &context).map_err(|fault| fault.to_string())
}

#[test]
fn a_time_is_exact_for_machines_full_in_its_title_and_short_in_its_text() {
    let html = render("{{ time(page.at, \"relative\") }}", &json!({ "at": NOON.plus_millis(-3_600_000).0 }))
        .unwrap();
    let text = html.strip_prefix("<time datetime=\"2026-03-12T12:05:00Z\" title=\"").expect(&html);
    assert!(text.ends_with("\">1 h ago</time>"), "{html}");
    assert!(render("{{ time(page.at, \"someday\") }}", &json!({ "at": 0 })).is_err());
}

#[test]
fn the_glyphs_of_channels_carry_their_names_and_are_the_same_for_every_row() {
    let source = "{% for names in page.rows %}{{ channels(names) }}|{% endfor %}";
    let html =
        drawn(source, &json!({ "rows": [["email", "chat"], ["chat"], ["email", "chat"], []] })).unwrap();
    let rows: Vec<&str> = html.split('|').collect();
    assert_eq!(rows[0].matches("<svg").count(), 2);
    assert!(rows[0].contains("aria-label=\"E-mail &amp; more\"") && rows[0].contains("aria-label=\"Chat\""));
    assert_eq!((rows[0], rows[1].matches("<svg").count(), rows[3]), (rows[2], 1, ""));
    assert_eq!(drawn("{{ channels(\"chat\") }}", &json!({})).unwrap(), rows[1], "one alone");
}

#[test]
fn a_glyph_that_is_not_there_is_a_fault_with_its_name() {
    for source in ["{{ icon(\"owl\") }}", "{{ channels([\"owl\"]) }}"] {
        assert!(drawn(source, &json!({})).unwrap_err().contains("owl"), "{source}");
    }
    assert!(drawn("{{ icon(\"channel-chat\", shape=\"round\") }}", &json!({})).is_err());
}
