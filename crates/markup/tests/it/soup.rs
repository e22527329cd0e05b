//! What properties are tried on: above all hostile HTML, made at random from the pieces that parsers stumble over.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases in every run; `PROPTEST_CASES` asks for more than the usual number.
pub(crate) fn same_cases() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(34), failure_persistence: None, ..ProptestConfig::default() }
}

const TAGS: [&str; 45] = [
    "a",
    "article",
    "b",
    "blockquote",
    "br",
    "button",
    "caption",
    "code",
    "div",
    "em",
    "font",
    "form",
    "h1",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "math",
    "mi",
    "mtext",
    "nobr",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "plaintext",
    "pre",
    "script",
    "select",
    "span",
    "strong",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "foreignObject",
    "title",
    "tr",
    "u",
    "ul",
];

const ATTRIBUTES: [&str; 16] = [
    r#" href="https://example.com/?a=1&b=2""#,
    r#" href="javascript:alert(1)""#,
    " href=//example.com",
    r#" src="https://tracker.example/p.gif""#,
    r#" src="cid:one%40mail" alt='a "name" <b>'"#,
    r#" src="data:image/png;base64,AAAA""#,
    " onerror=alert(1)",
    r#" style="color:red""#,
    r#" class="gmail_quote""#,
    r#" class="remote-image""#,
    r#" title="</style><img src=x onerror=alert(1)>""#,
    r#" type="cite""#,
    r#" id="divRplyFwdMsg""#,
    " dir=rtl",
    " width=1",
    " x='",
];

const TEXTS: [&str; 19] = [
    "word",
    " ",
    "\n",
    "\n\n",
    "a < b",
    "&lt;script&gt;",
    "&amp;lt;",
    "&nbsp;",
    "\u{a0}",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "\"",
    "\0",
    "On 4 May 2024 Ann wrote:",
    "日本語",
];

/// HTML of up to some dozens of pieces.
pub(crate) fn html() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// A short piece, fit to be repeated.
pub(crate) fn phrase() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..9).prop_map(|pieces| pieces.concat())
}

fn piece() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(&TAGS[..]);
    let attributes = prop::collection::vec(prop::sample::select(&ATTRIBUTES[..]), 0..3);
    prop_oneof![
        4 => (tag.clone(), attributes).prop_map(|(tag, attributes)| format!("<{tag}{}>", attributes.concat())),
        3 => tag.prop_map(|tag| format!("</{tag}>")),
        3 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}
