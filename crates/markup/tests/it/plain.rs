use markup::{Html, has_nul, html_to_mail_text, html_to_text, normalise};
use proptest::prelude::*;

use crate::soup;

#[test]
fn line_ends_become_one_kind_and_the_ends_are_cut() {
    assert_eq!(normalise("\r\n a\r\nb\rc\n\n\td \n"), "a\nb\nc\n\n\td");
    assert_eq!(normalise(" \u{a0}\r\n"), "");
    assert_eq!(normalise("a\0b"), "a\0b");
}

#[test]
fn a_nul_is_seen() {
    assert!(has_nul("a\0b"));
    assert!(!has_nul("a b"));
}

#[test]
fn html_reads_as_text() {
    let cases = [
        ("<p>Hello <b>you</b>,</p><p>a<br>b</p>", "Hello you,\n\na\nb"),
        ("<div>one</div><div>two</div><div><br></div><div>three</div>", "one\ntwo\n\nthree"),
        ("<ul><li>one<li>two<ol start=3><li>x<li>y</ol></ul>z", "- one\n- two\n  3. x\n  4. y\n\nz"),
        ("a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n\n> > c\n\nd"),
        ("<table><tr><th>Item<th>Price<tr><td>Tea<td>2 &euro;</table>", "Item Price\nTea 2 €"),
        ("<h1>Title</h1>text<hr>more", "Title\n\ntext\n\nmore"),
        ("<pre>a\n  b\n\n\n\nc</pre>", "a\n  b\n\nc"),
        ("  a \n b<i> c</i>&nbsp;d ", "a b c d"),
        ("a<b>b</b>c <i>d</i> e", "abc d e"),
        ("<img src=cid:a alt=Plan> <img src='https://example.com/a.png'>", "Plan example.com"),
        ("a<br><br><br><br><br>b", "a\n\nb"),
        ("<style>p{}</style><script>a()</script><!-- b --><title>c</title>d", "d"),
        ("&lt;b&gt; &amp;amp; &eacute;", "<b> &amp; é"),
        ("", ""),
    ];
    for (html, text) in cases {
        assert_eq!(html_to_text(html), text, "{html}");
    }
}

#[test]
fn the_text_of_a_mail_says_where_links_lead() {
    let html = "<p>Read <a href='https://example.com/a?b=1&amp;c=2'>this</a>, <a href='https://example.com'>https://example.com</a> \
                or write to <a href='mailto:ann@example.com'>ann@example.com</a>.</p>";
    assert_eq!(html_to_text(html), "Read this, https://example.com or write to ann@example.com.");
    assert_eq!(
        html_to_mail_text(html),
        "Read this <https://example.com/a?b=1&c=2>, https://example.com or write to ann@example.com."
    );
    let alone = "<h1>Sign in</h1><p><a href='https://example.com/a'>Open <b>the page</b></a></p><p>It ends soon.</p>\
                 <ul><li><a href='https://example.com/b'>Yes</a><li>No</ul><a href='https://example.com/c'>More</a>";
    assert_eq!(
        html_to_mail_text(alone),
        "Sign in\n\nOpen the page\nhttps://example.com/a\n\nIt ends soon.\n\n- Yes <https://example.com/b>\n- No\n\nMore\nhttps://example.com/c"
    );
}

#[test]
fn deep_lists_and_quotes_stay_on_the_page() {
    let text = html_to_text(&("<blockquote><ul><li>".repeat(60) + "a"));
    assert!(text.lines().all(|line| line.len() < 40), "{text}");
}

#[test]
fn html_beyond_the_limits_loses_no_word() {
    let html = format!("{}one<br>two<p>three</p><style>x</style>", "<div>".repeat(1_000));
    assert_eq!(html_to_text(&html), "one\ntwo\n\nthree");
    assert_eq!(Html::sanitise(&html).as_str(), "<p>one<br>two</p><p>three</p>");
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn any_html_reads_as_text(raw in soup::html()) {
        let text = html_to_text(&raw);
        prop_assert_eq!(html_to_text(Html::sanitise(&raw).as_str()), text);
    }

    #[test]
    fn plain_text_comes_back_from_html(words in prop::collection::vec("[a-z<>&\"']{1,8}", 1..6), between in "( |\n|\n\n)") {
        let text = words.join(&between);
        prop_assert_eq!(html_to_text(Html::from_plain(&text).as_str()), text);
    }
}
