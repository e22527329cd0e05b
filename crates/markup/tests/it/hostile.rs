//! HTML built to keep a parser busy. What would cost more than its length is read as text instead.

use markup::{Html, html_to_text, split_html_quote};
use proptest::prelude::*;

use crate::soup;

fn clean(raw: &str) -> String {
    Html::sanitise(raw).into_string()
}

/// How deep the elements of clean HTML are nested.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let is_void = ["br", "hr", "img"].iter().any(|name| tag.starts_with(name));
        if tag.starts_with('/') {
            depth -= 1;
        } else if !is_void {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[test]
fn two_hundred_levels_are_kept_and_more_are_text() {
    let nested = |levels: usize| format!("{}a{}", "<div>".repeat(levels), "</div>".repeat(levels));
    assert_eq!(clean(&nested(200)), nested(200));
    assert_eq!(clean(&nested(201)), "<p>a</p>");
    assert_eq!(clean(&"<div><div>a</div></div>".repeat(1_000)), "<div><div>a</div></div>".repeat(1_000));
}

#[test]
fn elements_without_end_are_not_deep() {
    let cases = [
        ("<p>a", "<p>"),
        ("<li>a", "<li>"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "<th>"),
        ("<ul><li>a<li>b</ul>", "<ul>"),
        ("<p>a<div>b</div>", "<div>"),
        ("a<br>", "<br>"),
    ];
    for (open, tag) in cases {
        let html = clean(&open.repeat(300));
        assert_eq!(html.matches(tag).count(), 300, "{open}");
        assert!(depth(&html) <= 4, "{open}");
    }
}

#[test]
fn an_abyss_dug_by_a_parser_is_seen_before() {
    let cases = [
        ("<p><b id=1>a</p>", "tags of letters that every paragraph opens again"),
        ("<div><table>a</div></table>", "an end that a table hides"),
        ("<p><div>a</p>", "an end for a paragraph that is over"),
        ("<li><li></li><div>a</li>", "an end for an item that is over"),
        ("<div><ul><b></div></b><li>a</ul></div><i>", "an end for a list that is over"),
        ("<div title='</div>'>a", "an end inside a value"),
        ("<div><!-- </div> -->a", "an end inside a comment"),
        ("<div><style></div></style>a", "an end inside a style"),
    ];
    for (phrase, how) in cases {
        assert!(depth(&clean(&phrase.repeat(400))) <= 210, "{how}");
    }
}

#[test]
fn html_beyond_two_megabytes_is_text() {
    let html = "<b>a</b>\n".repeat(240_000);
    assert!(clean(&html).starts_with("<p>a<br>a<br>a"));
}

#[test]
fn a_flood_of_signs_to_escape_is_text() {
    for sign in ["&", "&x;", "\u{a0}x", "<i>&</i></b>"] {
        assert!(clean(&sign.repeat(40_000)).starts_with("<p>"), "{sign}");
    }
}

#[test]
fn a_flood_of_attributes_is_cut() {
    let names: Vec<String> = (0..50_000).map(|number| format!("a{number}")).collect();
    let names = names.join(" ");
    assert_eq!(clean(&format!("<a {names} href='https://example.com'>a</a>")), "a");
}

#[test]
fn what_never_ends_is_read_once() {
    for open in [
        "<!--",
        "<!",
        "<?",
        "</",
        "<a ",
        "<a x='",
        "<svg>",
        "<style>",
        "<svg><math><style><title>",
        "<!-->",
        "--",
    ] {
        let html = open.repeat(300_000 / open.len());
        assert!(html_to_text(&html).len() <= html.len(), "{open}");
    }
    for text in ["http://", "https://a.b/(", "mailto:"] {
        let html = Html::from_plain(&text.repeat(300_000 / text.len()));
        assert!(!html.as_str().contains("<a"), "{text}");
    }
}

#[test]
fn quotes_are_looked_for_in_long_mail_once() {
    for line in ["1:<br>", "<div>On 1 May Ann</div>", "From:<br>", "<div class=gmail_quote>a</div>"] {
        assert_eq!(split_html_quote(&line.repeat(2_000)).quoted, None, "{line}");
    }
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn no_repetition_digs_an_abyss(phrase in soup::phrase()) {
        prop_assert!(depth(&clean(&phrase.repeat(250))) <= 260);
    }
}
