use ammonia::Url;

use crate::allowed::LINK_REL;
use crate::escape;

const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// A longer one is not an address anybody wrote.
const MAX_LINK: usize = 2_000;

/// Normalised plain text as paragraphs of HTML.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut open = false;
    for line in text.split('\n') {
        let line = line.trim_end();
        if line.is_empty() {
            out.push_str(if open { "</p>" } else { "" });
            open = false;
            continue;
        }
        out.push_str(if open { "<br>" } else { "<p>" });
        open = true;
        write_line(line, &mut out);
    }
    out.push_str(if open { "</p>" } else { "" });
    out
}

fn write_line(text: &str, out: &mut String) {
    let (mut written, mut at, mut before) = (0, 0, ' ');
    while let Some(c) = text[at..].chars().next() {
        let scheme =
            SCHEMES.iter().find(|scheme| !before.is_alphanumeric() && begins_with(&text[at..], scheme));
        let Some(scheme) = scheme else {
            at += c.len_utf8();
            before = c;
            continue;
        };
        let candidate = candidate(&text[at..]);
        let link = without_tail(candidate);
        if is_link(link, scheme) {
            escape::text(&text[written..at], out);
            write_link(link, out);
            written = at + link.len();
        }
        // Whole candidates are passed over, or a row of broken ones would be read over and over.
        at += candidate.len();
        before = ' ';
    }
    escape::text(&text[written..], out);
}

fn write_link(link: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape::attribute(link, out);
    out.push_str("\" rel=\"");
    out.push_str(LINK_REL);
    out.push_str("\">");
    escape::text(link, out);
    out.push_str("</a>");
}

fn begins_with(text: &str, scheme: &str) -> bool {
    text.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
}

fn candidate(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c.is_control() || r#"<>"\`{|}、。，！？（）「」"#.contains(c);
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// Without the signs that belong to the sentence: `(see https://example.com/a_(b)).` links `…/a_(b)`.
fn without_tail(candidate: &str) -> &str {
    let count = |sign: u8| candidate.bytes().filter(|byte| *byte == sign).count();
    let mut unmatched =
        [(')', count(b')').saturating_sub(count(b'('))), (']', count(b']').saturating_sub(count(b'[')))];
    let mut link = candidate;
    while let Some(last) = link.chars().next_back() {
        let bracket = unmatched.iter_mut().find(|(sign, left)| *sign == last && *left > 0);
        match bracket {
            Some((_, left)) => *left -= 1,
            None if ".,;:!?'*_~".contains(last) => {}
            None => break,
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

/// Whether a browser reads it as the address that it seems to be.
fn is_link(link: &str, scheme: &str) -> bool {
    let has_target = link[scheme.len().min(link.len())..].chars().next().is_some_and(char::is_alphanumeric);
    let scheme = scheme.trim_end_matches(['/', ':']);
    link.len() <= MAX_LINK && has_target && Url::parse(link).is_ok_and(|url| url.scheme() == scheme)
}
