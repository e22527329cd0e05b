use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::allowed;
use crate::lexer::{Lexer, Token};
use crate::simplify::{MARK, Marks, simplify};

/// Parsing, cleaning and writing settles in two or three rounds; HTML that has not by then is built to deceive.
const ROUNDS: usize = 6;

static WALL: LazyLock<Builder<'static>> = LazyLock::new(wall);
static WALL_WITH_MARKS: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut wall = wall();
    wall.add_generic_attributes([MARK]);
    wall
});

/// Clean HTML that a second cleaning would not change by a byte; nothing where the HTML passes the limits.
///
/// What is already clean is parsed once, so reading costs half of writing.
pub(crate) fn sanitise(raw: &str) -> Option<String> {
    let mut html = pass(raw, Marks::Dropped)?;
    if html == raw {
        return Some(html);
    }
    for _ in 1..ROUNDS {
        let next = pass(&html, Marks::Dropped)?;
        if next == html {
            return Some(html);
        }
        html = next;
    }
    None
}

/// One cleaning that keeps the marks of quotes. Its result is well formed, but not yet fit to be shown.
pub(crate) fn sanitise_with_marks(raw: &str) -> Option<String> {
    pass(raw, Marks::Kept)
}

fn pass(raw: &str, marks: Marks) -> Option<String> {
    let wall = match marks {
        Marks::Kept => &WALL_WITH_MARKS,
        Marks::Dropped => &WALL,
    };
    let clean = wall.clean(&simplify(raw, marks)?).to_string();
    Some(keep_first_line_ends(clean))
}

/// A parser drops a line end right behind `<pre>`, the writer does not put it back (HTML §13.3).
fn keep_first_line_ends(html: String) -> String {
    if !html.contains("<pre") {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let (mut copied, mut in_pre) = (0, false);
    for (at, token) in Lexer::new(&html) {
        if in_pre && matches!(token, Token::Text(text) if text.starts_with('\n')) {
            out.push_str(&html[copied..at]);
            out.push('\n');
            copied = at;
        }
        in_pre = matches!(token, Token::Open(tag) if tag.name == "pre");
    }
    out.push_str(&html[copied..]);
    out
}

fn wall() -> Builder<'static> {
    // `empty` means no elements only: every other list is the library's until it is set.
    let mut wall = Builder::empty();
    wall.add_tags(allowed::names())
        .add_clean_content_tags(["script", "style", "svg", "math"])
        .generic_attributes(std::iter::once("dir").collect())
        .tag_attributes(std::iter::empty().collect())
        .add_allowed_classes("span", [allowed::REMOTE_IMAGE])
        .url_schemes(allowed::SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(allowed::LINK_REL));
    wall.add_tag_attributes("img", allowed::PICTURE);
    for attribute in &allowed::ATTRIBUTES {
        for element in attribute.of {
            wall.add_tag_attributes(element, [attribute.name]);
        }
    }
    wall
}
