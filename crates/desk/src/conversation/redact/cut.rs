//! Cutting a text out of plain text and out of HTML.

use std::ops::Range;

use markup::{Html, html_to_text};

use super::find::{Sign, Wanted, signs};
use super::pieces::{Piece, decode, name, pieces, read};

/// What stands where something was: always the same, so that it does not tell how long that was.
pub const MARK: &str = "█████";

/// Plain text without `wanted`; nothing when it is not there.
pub(super) fn from_plain(text: &str, wanted: &Wanted) -> Option<String> {
    let signs = signs(text);
    let found = wanted.find(&signs);
    (!found.is_empty()).then(|| without(text, &signs, &found, &[]))
}

/// Stored HTML without `wanted`, wherever tags split it; nothing when it is not there. An attribute that holds it, or
/// belongs to a link or picture that says a part of it, goes with all others of its tag.
pub(super) fn from_html(html: &str, wanted: &Wanted) -> Option<Html> {
    let pieces = pieces(html);
    let signs = read(html, &pieces);
    let found = wanted.find(&signs);
    let bare = bare_tags(html, &pieces, &signs, &found, wanted);
    if found.is_empty() && bare.is_empty() {
        return None;
    }
    let cut = Html::sanitise(&without(html, &signs, &found, &bare));
    // Whatever the tags did to hide it: then the looks go too.
    let left = from_plain(&html_to_text(cut.as_str()), wanted);
    Some(left.map_or(cut, |text| Html::from_plain(&text)))
}

/// Whether a message with this text and HTML says `wanted`.
pub(super) fn says(text: &str, html: &[&str], wanted: &Wanted) -> bool {
    let in_html = |html: &str| !wanted.find(&read(html, &pieces(html))).is_empty();
    !wanted.find(&signs(text)).is_empty() || html.iter().any(|html| in_html(html))
}

/// The tags that must lose their attributes, in order.
fn bare_tags(
    html: &str,
    pieces: &[Piece],
    signs: &[Sign],
    found: &[Range<usize>],
    wanted: &Wanted,
) -> Vec<Range<usize>> {
    let span = |found: &Range<usize>| signs[found.start].at.start..signs[found.end - 1].at.end;
    let spans: Vec<Range<usize>> = found.iter().map(span).collect();
    let is_touched = |range: &Range<usize>| {
        let first = spans.partition_point(|span| span.end <= range.start);
        spans.get(first).is_some_and(|span| span.start < range.end)
    };
    let (mut bare, mut link_end) = (Vec::new(), html.len());
    for piece in pieces.iter().rev() {
        let Piece::Tag(tag) = piece else { continue };
        let written = &html[tag.clone()];
        if written.starts_with("</a") {
            link_end = tag.start;
        }
        // A link says in its address what stands in it.
        let end = if name(written) == "a" { link_end.max(tag.end) } else { tag.end };
        if written.contains('=') && (is_touched(&(tag.start..end)) || attributes_say(written, wanted)) {
            bare.push(tag.clone());
        }
    }
    bare.reverse();
    bare
}

fn attributes_say(tag: &str, wanted: &Wanted) -> bool {
    let mut signs = Vec::new();
    decode(tag, 0, &mut signs);
    let read: String = signs.iter().map(|sign| sign.read).collect();
    let unescaped = unescape(&read);
    [read, unescaped].iter().any(|text| !wanted.find(&self::signs(text)).is_empty())
}

/// What an address says behind its `%` escapes (RFC 3986 §2.1).
fn unescape(address: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), address.as_bytes());
    while let Some((first, behind)) = rest.split_first() {
        let escaped =
            behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The source with a mark in place of each found range; tags stay, those in `bare` without their attributes.
fn without(source: &str, signs: &[Sign], found: &[Range<usize>], bare: &[Range<usize>]) -> String {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for range in found {
        let written = signs[range.clone()].iter().filter(|sign| !sign.at.is_empty()).enumerate();
        changes
            .extend(written.map(|(nth, sign)| {
                (sign.at.clone(), if nth == 0 { MARK.to_owned() } else { String::new() })
            }));
    }
    changes.extend(bare.iter().map(|tag| (tag.clone(), format!("<{}>", name(&source[tag.clone()])))));
    changes.sort_by_key(|(range, _)| range.start);
    let (mut out, mut at) = (String::with_capacity(source.len()), 0);
    for (range, instead) in changes {
        out.push_str(&source[at..range.start]);
        out.push_str(&instead);
        at = range.end;
    }
    out.push_str(&source[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{Wanted, from_html};

    fn html(html: &str, wanted: &str) -> Option<String> {
        from_html(html, &Wanted::new(wanted)).map(markup::Html::into_string)
    }

    fn plain(text: &str, wanted: &str) -> Option<String> {
        super::from_plain(text, &Wanted::new(wanted))
    }

    fn says(text: &str, html: &[&str], wanted: &str) -> bool {
        super::says(text, html, &Wanted::new(wanted))
    }

    #[test]
    fn w3_the_mark_does_not_tell_the_length() {
        assert_eq!(plain("my pin is 1234.", "1234").unwrap(), "my pin is █████.");
        assert_eq!(plain("my pin is 123456789012.", "123456789012").unwrap(), "my pin is █████.");
        assert_eq!(plain("a b a", "a").unwrap(), "█████ b █████");
        assert_eq!(plain("a", "b"), None);
    }

    #[test]
    fn w3_tags_and_references_do_not_hide_a_text() {
        assert_eq!(
            html("<p>a <b>sec</b>ret &amp; more</p>", "secret").unwrap(),
            "<p>a <b>█████</b> &amp; more</p>"
        );
        assert_eq!(html("<p>R&amp;D</p>", "R&D").unwrap(), "<p>█████</p>");
        assert_eq!(html("<p>one</p><p>two</p>", "one two").unwrap(), "<p>█████</p><p></p>");
        assert_eq!(html("<p>4111&nbsp;1111<br>1111</p>", "4111 1111 1111").unwrap(), "<p>█████<br></p>");
        assert_eq!(html("<p>amp</p>", "&amp;"), None);
    }

    #[test]
    fn w3_an_address_that_says_it_goes_too() {
        for (source, wanted) in [
            ("<p><a href=\"https://x.test/?pin=1234\">here</a></p>", "1234"),
            ("<p><a href=\"https://x.test/?who=Ann%20Lee\">here</a></p>", "Ann Lee"),
            (
                "<p>pin <a href=\"https://x.test/1234\">https://x.test/1234</a> end</p>",
                "pin https://x.test/1234 end",
            ),
            ("<p><span title=\"1234\">here</span> 1234</p>", "1234"),
        ] {
            let cut = html(source, wanted).unwrap();
            assert!(!cut.contains("1234") && !cut.contains("Ann"), "{cut}");
        }
    }

    #[test]
    fn a_text_is_recognised_where_it_is_quoted() {
        assert!(says("", &["<blockquote>my <i>p</i>in</blockquote>"], "my pin"));
        assert!(says("my\npin", &[], "my pin"));
        assert!(!says("pin", &["<p>my</p>"], "my pin"));
    }
}
