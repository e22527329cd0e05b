//! What HTML of mail and of replies may hold, as data. `svg`, `math` and every kind of style are not among it:
//! each has been a way around sanitisers.

/// How an element of the sender is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Kept(&'static str),
    /// Shown as another one that says the same.
    Shown(&'static str),
    Dropped,
}

const KEPT: [&str; 35] = [
    "a", "b", "blockquote", "br", "caption", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul",
];

const SHOWN: [(&str, &str); 27] = [
    ("address", "div"),
    ("article", "div"),
    ("aside", "div"),
    ("body", "div"),
    ("center", "div"),
    ("dd", "div"),
    ("del", "s"),
    ("dl", "div"),
    ("dt", "div"),
    ("fieldset", "div"),
    ("figcaption", "div"),
    ("figure", "div"),
    ("footer", "div"),
    ("form", "div"),
    ("header", "div"),
    ("ins", "u"),
    ("kbd", "code"),
    ("legend", "div"),
    ("listing", "pre"),
    ("main", "div"),
    ("nav", "div"),
    ("samp", "code"),
    ("section", "div"),
    ("strike", "s"),
    ("summary", "div"),
    ("tt", "code"),
    ("var", "code"),
];

/// Elements that begin and end a line of text.
const BLOCKS: [&str; 22] = [
    "blockquote", "br", "caption", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table",
    "tbody", "td", "tfoot", "th", "tr", "ul",
];

pub(crate) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
pub(crate) const LINK_REL: &str = "noopener noreferrer nofollow";
pub(crate) const REMOTE_IMAGE: &str = "remote-image";

pub(crate) fn element(name: &str) -> Element {
    if let Some(kept) = KEPT.iter().find(|kept| **kept == name) {
        return Element::Kept(kept);
    }
    SHOWN.iter().find(|(from, _)| *from == name).map_or(Element::Dropped, |(_, to)| Element::Shown(to))
}

pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(crate) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img")
}

/// Every element the sanitiser lets through.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KEPT.into_iter()
}

/// Attributes and the values they may have.
pub(crate) const ATTRIBUTES: [(&str, &str, fn(&str) -> bool); 10] = [
    ("a", "href", anything),
    ("img", "alt", anything),
    ("img", "data-cid", anything),
    ("img", "height", small_number),
    ("img", "width", small_number),
    ("ol", "start", small_number),
    ("td", "colspan", small_number),
    ("td", "rowspan", small_number),
    ("th", "colspan", small_number),
    ("th", "rowspan", small_number),
];

fn anything(_: &str) -> bool {
    true
}

fn small_number(value: &str) -> bool {
    (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// The direction of writing, which any element may set.
pub(crate) fn is_direction(value: &str) -> bool {
    matches!(value, "ltr" | "rtl" | "auto")
}
