use markup::Html;
use proptest::prelude::*;

use crate::soup;

fn html(text: &str) -> String {
    Html::from_plain(text).into_string()
}

fn link(address: &str, shown: &str) -> String {
    format!("<a href=\"{address}\" rel=\"noopener noreferrer nofollow\">{shown}</a>")
}

#[test]
fn plain_text_becomes_paragraphs_and_lines() {
    assert_eq!(html("Hello,\r\n\r\none\r\ntwo\n\n\n\nthree\n"), "<p>Hello,</p><p>one<br>two</p><p>three</p>");
    assert_eq!(html(""), "");
    assert_eq!(html(" \n \n"), "");
    assert!(Html::from_plain(" ").is_empty());
}

#[test]
fn th34_plain_text_stays_text() {
    assert_eq!(html("<script>alert(\"1\")</script> & 'x'"), {
        "<p>&lt;script&gt;alert(\"1\")&lt;/script&gt; &amp; 'x'</p>"
    });
}

#[test]
fn addresses_become_links() {
    let cases = [
        (
            "https://example.com/a?b=1&c=2",
            link("https://example.com/a?b=1&amp;c=2", "https://example.com/a?b=1&amp;c=2"),
        ),
        ("see HTTP://Example.com.", format!("see {}.", link("HTTP://Example.com", "HTTP://Example.com"))),
        (
            "(https://a.example/b_(c))",
            format!("({})", link("https://a.example/b_(c)", "https://a.example/b_(c)")),
        ),
        ("mailto:ann@example.com!", format!("{}!", link("mailto:ann@example.com", "mailto:ann@example.com"))),
        ("<https://a.example>", format!("&lt;{}&gt;", link("https://a.example", "https://a.example"))),
        ("请看https://a.example/x。谢谢", "请看https://a.example/x。谢谢".to_owned()),
        (
            "请看：https://a.example/x。谢谢",
            format!("请看：{}。谢谢", link("https://a.example/x", "https://a.example/x")),
        ),
        ("\"https://a.example\"", format!("\"{}\"", link("https://a.example", "https://a.example"))),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text), format!("<p>{expected}</p>"), "{text}");
    }
}

#[test]
fn th34_what_only_looks_like_an_address_stays_text() {
    let cases = [
        "javascript:alert(1)",
        "xhttps://a.example",
        "https://",
        "http:// x",
        "https://[",
        "ftp://a.example",
    ];
    for text in cases.into_iter().chain(["data:text/html,x", "www.example.com", "mailto:", "https://?"]) {
        assert!(!html(text).contains("<a"), "{text}");
    }
    assert!(!html(&format!("https://a.example/{}", "a".repeat(3_000))).contains("<a"));
}

#[test]
fn th34_an_address_cannot_leave_its_attribute() {
    let shown = html("https://a.example/\"onmouseover=\"alert(1) https://a.example/'><script>");
    assert!(!shown.contains("<script"));
    assert!(!shown.contains("/\"onmouseover"));
}

#[test]
fn it_serialises_as_a_plain_string() {
    assert_eq!(serde_json::to_string(&Html::from_plain("a")).unwrap(), "\"<p>a</p>\"");
    assert_eq!(Html::from_plain("a").to_string(), "<p>a</p>");
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn escaped_text_is_already_clean(text in "(\\PC|[\\t\\n\\r <>&\"']|https?://|mailto:|a\\.b|[\\(\\).]){0,40}") {
        let html = html(&text);
        prop_assert_eq!(Html::sanitise(&html).into_string(), html);
    }

    #[test]
    fn any_text_is_already_clean(text in any::<String>()) {
        let html = html(&text);
        prop_assert_eq!(Html::sanitise(&html).into_string(), html);
    }
}
