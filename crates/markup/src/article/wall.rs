//! The wall: a parser of the standard and an allow-list, through which every article goes as it will be shown.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::allowed::{LINK_REL, SCHEMES};
use crate::article::address;
use crate::article::block::Callout;
use crate::article::video::Video;

/// The edition of this list and of how it is written, stored beside articles that were cleaned by it. Whoever changes what
/// gets through, here or by another version of the libraries, counts it up, and what is stored is cleaned anew.
pub(super) const EDITION: i64 = 1;

/// As much is parsed at once, so that memory does not grow with an article.
const AT_ONCE: usize = 256 << 10;

const TAGS: [&str; 34] = [
    "a",
    "blockquote",
    "br",
    "caption",
    "code",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "hr",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// An attribute, the elements that may have it and the values it may have there.
struct Attribute {
    name: &'static str,
    of: &'static [&'static str],
    fits: fn(&str) -> bool,
}

const ATTRIBUTES: [Attribute; 14] = [
    Attribute { name: "href", of: &["a"], fits: |href| address::link(href).as_deref() == Some(href) },
    Attribute { name: "title", of: &["a", "img"], fits: |_| true },
    Attribute { name: "rel", of: &["a"], fits: |rel| rel == LINK_REL },
    Attribute { name: "src", of: &["img"], fits: |src| address::own_file(src).as_deref() == Some(src) },
    Attribute { name: "alt", of: &["img"], fits: |_| true },
    Attribute { name: "width", of: &["img"], fits: is_small_number },
    Attribute { name: "height", of: &["img"], fits: is_small_number },
    Attribute {
        name: "scope",
        of: &["th"],
        fits: |scope| ["col", "row", "colgroup", "rowgroup"].contains(&scope),
    },
    Attribute { name: "colspan", of: &["td", "th"], fits: is_small_number },
    Attribute { name: "rowspan", of: &["td", "th"], fits: is_small_number },
    Attribute { name: "start", of: &["ol"], fits: is_small_number },
    Attribute { name: "data-video", of: &["div"], fits: is_embed },
    Attribute { name: "class", of: &["div", "ul", "li"], fits: is_class },
    Attribute { name: "class", of: &["code"], fits: is_language },
];

static WALL: LazyLock<Builder<'static>> = LazyLock::new(wall);

/// What gets through the wall of blocks that end at these places; nothing where all of it does, unchanged.
pub(super) fn changed(html: &str, ends: &[usize]) -> Option<String> {
    let mut through = None;
    let mut begun = 0;
    for (nth, end) in ends.iter().enumerate() {
        let is_enough = end - begun >= AT_ONCE || nth + 1 == ends.len();
        if !is_enough {
            continue;
        }
        let part = &html[begun..*end];
        let clean = WALL.clean(part).to_string();
        if clean != part {
            through.get_or_insert_with(|| html[..begun].to_owned());
        }
        if let Some(through) = &mut through {
            through.push_str(&clean);
        }
        begun = *end;
    }
    through
}

fn wall() -> Builder<'static> {
    // `empty` means no elements only: every other list is the library's until it is set.
    let mut wall = Builder::empty();
    wall.add_tags(TAGS)
        .add_clean_content_tags(["script", "style", "svg", "math"])
        .generic_attributes(std::iter::empty().collect())
        .tag_attributes(std::iter::empty().collect())
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|element, name, value| {
            let known = |attribute: &&Attribute| attribute.name == name && attribute.of.contains(&element);
            ATTRIBUTES.iter().find(known).filter(|attribute| (attribute.fits)(value)).map(|_| value.into())
        });
    for attribute in &ATTRIBUTES {
        for element in attribute.of {
            wall.add_tag_attributes(element, [attribute.name]);
        }
    }
    wall
}

fn is_small_number(value: &str) -> bool {
    (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_embed(address: &str) -> bool {
    Video::at(address, "").is_some_and(|video| video.embed() == address)
}

fn is_class(class: &str) -> bool {
    ["tasks", "done", "open", "video"].contains(&class)
        || Callout::ALL.iter().any(|callout| callout.class() == class)
}

fn is_language(class: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    class
        .strip_prefix("language-")
        .is_some_and(|language| (1..=32).contains(&language.len()) && language.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::video::video_frame_sources;

    /// FNV-1a.
    fn fingerprint(text: &str) -> u32 {
        text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    #[test]
    fn th34_whoever_changes_what_an_article_may_hold_counts_the_edition_up() {
        let lock = include_str!("../../../../Cargo.lock");
        let version = |name: &str| {
            let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let attributes: Vec<_> = ATTRIBUTES.iter().map(|attribute| (attribute.name, attribute.of)).collect();
        let frames: Vec<_> = video_frame_sources().collect();
        let lists =
            format!("{TAGS:?} {attributes:?} {frames:?} {SCHEMES:?} {LINK_REL} {}", address::OWN_FILES);
        assert_eq!(
            (EDITION, fingerprint(&lists), version("ammonia"), version("html5ever")),
            (1, 665_972_102, "4.2.4".to_owned(), "0.40.1".to_owned()),
            "count EDITION up, then write down what is new"
        );
    }

    #[test]
    fn th34_what_is_not_allowed_does_not_get_through() {
        for html in [
            "<p onclick=\"a\">b</p>",
            "<p>a<script>b</script></p>",
            "<p><a href=\"javascript:a\">b</a></p>",
            "<p><a href=\"/a\" rel=\"opener\">b</a></p>",
            "<p><img src=\"https://a.example/b.png\" alt=\"\"></p>",
            "<div class=\"admin\">a</div>",
            "<div class=\"video\" data-video=\"https://evil.example/\">a</div>",
            "<pre><code class=\"language-a b\">c</code></pre>",
            "<iframe src=\"https://player.vimeo.com/video/76979871?dnt=1\"></iframe>",
            "<h2 id=\"a\">b</h2>",
            "<p>a<p>b",
        ] {
            assert!(changed(html, &[html.len()]).is_some(), "{html}");
        }
        let html = "<p>a</p>\n<h2>b</h2>\n";
        assert_eq!(changed(html, &[9, html.len()]), None);
    }
}
