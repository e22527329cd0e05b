//! What HTML of mail and of replies may hold, as data. `svg`, `math` and every kind of style are not among it:
//! each has been a way around sanitisers.

/// The edition of this list, stored beside HTML that it has cleaned. Whoever changes what gets through the sanitiser, here
/// or by another version of its library, counts it up, and everything stored is cleaned anew when it is shown.
pub const EDITION: i64 = 1;

/// How an element of the sender is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Kept(&'static str),
    /// Shown as another one that says the same.
    Shown(&'static str),
    Dropped,
}

const KEPT: [&str; 35] = [
    "a",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
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
    "blockquote",
    "br",
    "caption",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "tr",
    "ul",
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

/// An attribute and the values it may have.
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) of: &'static [&'static str],
    pub(crate) fits: fn(&str) -> bool,
}

/// The attributes that are taken over as they are. Those of pictures that say what they show are made anew.
pub(crate) const ATTRIBUTES: [Attribute; 6] = [
    Attribute { name: "href", of: &["a"], fits: anything },
    Attribute { name: "start", of: &["ol"], fits: small_number },
    Attribute { name: "colspan", of: &["td", "th"], fits: small_number },
    Attribute { name: "rowspan", of: &["td", "th"], fits: small_number },
    Attribute { name: "width", of: &["img"], fits: small_number },
    Attribute { name: "height", of: &["img"], fits: small_number },
];

/// The attributes that stand for the source of a picture and say what it shows.
pub(crate) const PICTURE: [&str; 2] = ["data-cid", "alt"];

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

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a.
    fn fingerprint(text: &str) -> u32 {
        text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    #[test]
    fn th34_whoever_changes_what_is_allowed_counts_the_edition_up() {
        let lock = include_str!("../../../Cargo.lock");
        let version = |name: &str| {
            let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let attributes: Vec<_> = ATTRIBUTES.iter().map(|attribute| (attribute.name, attribute.of)).collect();
        let lists =
            format!("{KEPT:?} {SHOWN:?} {SCHEMES:?} {LINK_REL} {REMOTE_IMAGE} {PICTURE:?} {attributes:?}");
        let now = (EDITION, fingerprint(&lists), version("ammonia"), version("html5ever"));
        assert_eq!(
            now,
            (1, 1_642_775_192, "4.2.4".to_owned(), "0.40.1".to_owned()),
            "count EDITION up, then write down what is new"
        );
    }
}
