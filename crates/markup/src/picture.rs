use crate::escape;
use crate::lexer::{Lexer, Tag, Token};

/// What stands for a picture in clean HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Picture<'a> {
    /// It came with the mail, under this content id.
    Attached(&'a str),
    /// It lies elsewhere, or anywhere, and is never loaded, so that nobody learns when the mail is read.
    Named(&'a str),
    /// It says nothing: white space, or a counter of readers.
    Nothing,
}

pub(crate) fn of<'a>(tag: &Tag<'a>) -> Picture<'a> {
    if is_spacer(tag) {
        return Picture::Nothing;
    }
    match content_id(tag) {
        Some(id) => Picture::Attached(id),
        None => name(tag).map_or(Picture::Nothing, Picture::Named),
    }
}

/// Gives each kept picture of sanitised HTML the address that `resolve` knows for its content id.
pub(crate) fn resolve(clean: &str, resolve: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(clean.len());
    let mut copied = 0;
    for (at, token) in Lexer::new(clean) {
        let Token::Open(tag) = token else { continue };
        let Some(id) = tag.attribute("data-cid").filter(|_| tag.name == "img") else { continue };
        if let Some(address) = resolve(&percent_decoded(&escape::decode(id))) {
            let behind_name = at + "<img".len();
            out.push_str(&clean[copied..behind_name]);
            out.push_str(" src=\"");
            escape::attribute(&address, &mut out);
            out.push('"');
            copied = behind_name;
        }
    }
    out.push_str(&clean[copied..]);
    out
}

/// The content id (RFC 2392), from the mail's own `cid:` or from what an earlier pass kept of it.
fn content_id<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let kept = tag.attribute("data-cid");
    kept.or_else(|| after_scheme(tag.attribute("src")?.trim(), "cid:"))
        .filter(|id| (1..=250).contains(&id.len()))
}

/// The alternative text; without one the name of the host. A picture said to say nothing has no name.
fn name<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    match tag.attribute("alt") {
        Some(alt) => Some(alt).filter(|alt| !alt.trim().is_empty()),
        None => host(tag.attribute("src")?.trim()),
    }
}

fn host(address: &str) -> Option<&str> {
    let rest = ["https://", "http://", "//"].iter().find_map(|scheme| after_scheme(address, scheme))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    Some(host).filter(|host| !host.is_empty())
}

fn after_scheme<'a>(address: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = address.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Pictures of a point or two push other things into place or count readers.
fn is_spacer(tag: &Tag<'_>) -> bool {
    ["width", "height"].iter().any(|side| matches!(tag.attribute(side), Some("0" | "1" | "2")))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Picture<'_> {
        match Lexer::new(html).next() {
            Some((_, Token::Open(tag))) => of(&tag),
            other => panic!("{other:?} is no picture"),
        }
    }

    #[test]
    fn th36_the_host_is_the_one_a_browser_would_ask() {
        let cases = [
            ("https://a.example", Some("a.example")),
            ("HTTP://a.example:80/b?c#d", Some("a.example")),
            ("https://a.example@b.example/c", Some("b.example")),
            ("https://a:b@c@d.example", Some("d.example")),
            ("//a.example\\@b.example", Some("a.example")),
            ("https://a.example?@b.example", Some("a.example")),
            ("https:///a", None),
            ("ftp://a.example", None),
            ("a.png", None),
            ("", None),
        ];
        for (address, expected) in cases {
            assert_eq!(host(address), expected, "{address}");
        }
    }

    #[test]
    fn a_picture_is_attached_or_named_or_nothing() {
        assert_eq!(read("<img src='cid:a@b'>"), Picture::Attached("a@b"));
        assert_eq!(read("<img data-cid=a src='https://b.example'>"), Picture::Attached("a"));
        assert_eq!(read("<img src='cid:' alt=b>"), Picture::Named("b"));
        assert_eq!(read("<img src='https://a.example' alt=' '>"), Picture::Nothing);
        assert_eq!(read("<img src='cid:a' width=1>"), Picture::Nothing);
        assert_eq!(read("<img>"), Picture::Nothing);
    }

    #[test]
    fn content_ids_are_decoded_where_they_can_be() {
        for (id, decoded) in [("a%40b", "a@b"), ("a%4", "a%4"), ("%zz", "%zz"), ("%C3%A9", "é"), ("%", "%")]
        {
            assert_eq!(percent_decoded(id), decoded);
        }
    }
}
