//! Threats 34 to 37: payloads of cross-site scripting, others' and our own, read again by the parser of the standard.

use std::cell::RefCell;

use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use markup::{ArticleHtml, video_frame_sources};
use proptest::prelude::*;

use super::soup;

/// What `DOMPurify` is tested with, html5sec.org's among it.
const OTHERS: &str = include_str!("../../../../../tests/vendor/dompurify-expect.js");
/// Ours, one a line, after what sanitisers and mail programs have fallen for.
const OURS: &str = include_str!("payloads.txt");

/// Every element that may come out, with its attributes.
const ALLOWED: [(&str, &[&str]); 33] = [
    ("a", &["href", "title", "rel"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("code", &["class"]),
    ("del", &[]),
    ("details", &[]),
    ("div", &["class", "data-video", "tabindex"]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "width", "height", "title", "loading"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &["class"]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("s", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("u", &[]),
    ("ul", &["class"]),
];

/// Parts of tables that have no attribute.
const PARTS: [&str; 3] = ["thead", "tbody", "tr"];

fn payloads() -> Vec<String> {
    let list = &OTHERS[OTHERS.find('[').unwrap()..=OTHERS.rfind(']').unwrap()];
    let list: serde_json::Value = serde_json::from_str(list).unwrap();
    let others = list.as_array().unwrap().iter().map(|case| case["payload"].as_str().unwrap().to_owned());
    let payloads: Vec<_> = others.chain(OURS.lines().map(str::to_owned)).collect();
    assert!(payloads.len() > 300, "{} payloads", payloads.len());
    payloads
}

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().push(tag),
            Token::CharacterTokens(_) | Token::EOFToken => {}
            other => panic!("{other:?}"),
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Fails unless HTML is made of nothing but what is allowed.
fn assert_harmless(html: &str, payload: &str) {
    for tag in tags(html) {
        let name = &*tag.name;
        let allowed = ALLOWED.iter().find(|(known, _)| *known == name).map(|(_, attributes)| *attributes);
        let allowed = allowed.or_else(|| PARTS.contains(&name).then_some(&[][..]));
        let allowed = allowed.unwrap_or_else(|| panic!("<{name}> of {payload}\n{html}"));
        assert!(tag.kind == TagKind::StartTag || tag.attrs.is_empty());
        for attribute in &tag.attrs {
            let (attribute, value) = (&*attribute.name.local, &*attribute.value);
            assert!(allowed.contains(&attribute), "{attribute} of {payload}\n{html}");
            assert!(is_harmless(attribute, value), "{attribute}={value} of {payload}\n{html}");
        }
    }
}

fn is_harmless(attribute: &str, value: &str) -> bool {
    let begins = |schemes: &[&str]| schemes.iter().any(|scheme| value.starts_with(scheme));
    match attribute {
        "href" => {
            let first = value.split(['/', '?', '#']).next().unwrap_or_default();
            let is_relative = !first.contains(':') && !value.starts_with("//") && !value.contains('\\');
            is_relative || begins(&["http://", "https://", "mailto:", "tel:", "HTTP", "http:", "https:"])
        }
        "src" => value.starts_with("/files/") && !value.contains("..") && !value.contains('\\'),
        "data-video" => video_frame_sources().any(|source| value.starts_with(&format!("{source}/"))),
        "class" => {
            let known = ["video", "tasks", "done", "open", "wide"];
            known.contains(&value) || begins(&["callout callout-", "language-"]) && !value.contains('"')
        }
        "tabindex" => value == "0",
        "id" => value.starts_with("section-"),
        "rel" => value == "noopener noreferrer nofollow",
        "width" | "height" | "start" | "colspan" | "rowspan" => {
            value.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => true,
    }
}

#[test]
fn th34_th35_th36_th37_nothing_of_any_payload_can_run_or_ask() {
    for payload in payloads() {
        let sources = [
            payload.clone(),
            format!("<p>{payload}</p>"),
            format!("<table><td><ul><li>{payload}"),
            format!("<h2>{payload}</h2>"),
        ];
        for source in sources {
            let article = ArticleHtml::clean(&source);
            assert_harmless(article.as_str(), &payload);
            assert_harmless(article.html().as_str(), &payload);
            assert_eq!(ArticleHtml::clean(article.as_str()), article, "{payload}");
        }
        let texts = [ArticleHtml::from_markdown(&payload), ArticleHtml::from_plain(&payload)];
        for article in &texts {
            assert_harmless(article.html().as_str(), &payload);
        }
        assert_harmless(texts[0].difference(&texts[1]).as_str(), &payload);
    }
}

#[test]
fn th34_th35_th36_th37_all_payloads_on_one_page_can_do_no_more() {
    let all = payloads().join("\n");
    let article = ArticleHtml::clean(&all);
    assert_harmless(article.html().as_str(), "all");
    assert_harmless(ArticleHtml::from_markdown(&all).html().as_str(), "all");
    assert_eq!(ArticleHtml::from_markdown(&article.to_markdown()), article);
}

#[test]
fn th34_a_text_that_reads_like_html_stays_text() {
    let article = ArticleHtml::clean("<p>&lt;script&gt;hit()&lt;/script&gt; &amp;lt;b&amp;gt;</p>");
    assert_eq!(article.as_str(), "<p>&lt;script&gt;hit()&lt;/script&gt; &amp;lt;b&amp;gt;</p>");
    assert_eq!(article.text(), "<script>hit()</script> &lt;b&gt;");
    assert_eq!(ArticleHtml::from_markdown(&article.to_markdown()), article);
}

#[test]
fn th36_an_embed_is_a_link_until_somebody_clicks() {
    let article = ArticleHtml::clean("<iframe src='https://vimeo.com/76979871' title='Film'></iframe>");
    let asked = tags(article.html().as_str()).into_iter().flat_map(|tag| tag.attrs);
    let asked: Vec<_> =
        asked.filter(|attribute| matches!(&*attribute.name.local, "src" | "srcset" | "poster")).collect();
    assert!(asked.is_empty(), "{asked:?}");
    assert_eq!(article.links()[0].href, "https://vimeo.com/76979871");
}

#[test]
fn k2_deep_and_endless_html_is_bounded() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<details><summary>a</summary>", "</details>"),
        ("<div class='callout callout-info'>", "</div>"),
        ("<b>", "</b>"),
        ("<b><i>", "</b></i>"),
        ("<a href=/x>", "</a>"),
        ("<p><b id=1>a</p>", ""),
        ("<span style='font-weight:700'>", "</span>"),
    ] {
        let article = ArticleHtml::clean(&format!("{}a{}", open.repeat(3_000), close.repeat(3_000)));
        assert!(article.text().contains('a'), "{open}");
        let (mut depth, mut deepest) = (0_usize, 0);
        for tag in tags(article.as_str()) {
            match tag.kind {
                TagKind::EndTag => depth -= 1,
                TagKind::StartTag if ["br", "hr", "img"].contains(&&*tag.name) => {}
                TagKind::StartTag => depth += 1,
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest < 60, "{open} {deepest}");
        assert_eq!(ArticleHtml::from_markdown(&article.to_markdown()), article, "{open}");
    }
}

/// Each takes a moment; what were quadratic would take an hour.
#[test]
fn k2_work_grows_with_a_text_and_not_with_its_square() {
    let names: String = (0..50_000).flat_map(|number| [" a".to_owned(), number.to_string()]).collect();
    let phrases = [
        "&",
        "&a",
        "\u{a0}x",
        "<p>a",
        "<li>a",
        "<!--",
        "<a ",
        "<b>",
        "<svg>",
        "</div>",
        "<div><b></div></b>x",
        "<br>",
        "*a_",
        "[a](",
        "> ",
        "`a",
    ];
    let sources =
        phrases.iter().map(|phrase| phrase.repeat(50_000 / phrase.len())).chain([format!("<a{names}>a</a>")]);
    for source in sources {
        let article = ArticleHtml::clean(&source);
        assert!(article.as_str().len() <= source.len() * 10);
        let from_markdown = ArticleHtml::from_markdown(&source);
        assert!(from_markdown.as_str().len() <= source.len() * 20);
    }
}

#[test]
fn k2_megabytes_stay_an_article() {
    let section = "<h2>Section</h2><p>Some words &amp; a <a href='/x'>link</a>, <b>bold</b>.</p><ul><li>one<li>two</ul>";
    let article = ArticleHtml::clean(&section.repeat((1 << 20) / section.len()));
    assert!(article.as_str().len() > 1 << 20);
    assert!(article.as_str().ends_with("<ul>\n<li>one</li>\n<li>two</li>\n</ul>"));
}

proptest! {
    #![proptest_config(crate::soup::same_cases())]

    #[test]
    fn th34_soup_of_any_kind_is_harmless(html in crate::soup::html(), article in soup::html()) {
        for source in [&html, &article, &format!("{html}{article}")] {
            let clean = ArticleHtml::clean(source);
            assert_harmless(clean.html().as_str(), source);
            assert_harmless(ArticleHtml::from_markdown(source).difference(&clean).as_str(), source);
        }
    }
}
