//! Where links and pictures may lead: addresses are read by a parser and compared by their parts, never as text.

use ammonia::Url;

use crate::allowed::{LINK_REL, SCHEMES};

/// Below it lie the files of articles. Pictures come from nowhere else, so that a page asks nobody but us.
pub(super) const OWN_FILES: &str = "/files/";

/// A longer one is not an address anybody wrote.
const MAX_BYTES: usize = 4_000;

/// A host that exists nowhere: what still is on it once it is joined is a path of ours.
const OURS: &str = "https://ours.invalid/";

/// Where a link may lead, as it is written into the page; nothing where it may not be one.
pub(super) fn link(raw: &str) -> Option<String> {
    let address = written(raw)?;
    match Url::parse(&address) {
        Ok(url) => SCHEMES.contains(&url.scheme()).then_some(address),
        Err(_) if address.starts_with("//") => {
            let address = format!("https:{address}");
            Url::parse(&address).is_ok().then_some(address)
        }
        Err(_) if has_scheme_to_some(&address) || address == "#" => None,
        Err(_) => ours(&address).map(|_| address),
    }
}

/// The address of one of our own files.
pub(super) fn own_file(raw: &str) -> Option<String> {
    let address = written(raw).filter(|_| !raw.contains('\\'))?;
    let url = ours(&address).filter(|_| address.starts_with('/') && Url::parse(&address).is_err())?;
    let is_file = url.path().strip_prefix(OWN_FILES).is_some_and(|name| !name.is_empty());
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_file.then(|| format!("{}{query}", url.path()))
}

/// The address of something that lies on the open net.
pub(super) fn elsewhere(raw: &str) -> Option<String> {
    link(raw).filter(|address| is_elsewhere(address))
}

/// What a link tells the browser about where it leads: nothing about a page of ours.
pub(super) fn rel(address: &str) -> Option<&'static str> {
    is_elsewhere(address).then_some(LINK_REL)
}

/// A name for an address that has none: its last part, or its host.
pub(super) fn name(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    let last = url.path().rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    if last.is_empty() { url.host_str().unwrap_or_default().to_owned() } else { last.to_owned() }
}

fn is_elsewhere(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Whether an address that has no scheme for us may have one for a parser that skips the signs before it.
fn has_scheme_to_some(address: &str) -> bool {
    address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

fn ours(address: &str) -> Option<Url> {
    if address.starts_with("//") {
        return None;
    }
    let base = Url::parse(OURS).expect("the address is a constant");
    let url = base.join(address).ok()?;
    let is_ours = url.origin() == base.origin() && url.username().is_empty() && url.password().is_none();
    is_ours.then_some(url)
}

/// As a browser reads it (URL standard §4.4: controls at the edges and line ends inside are nothing), with what would
/// have to be escaped in HTML or ends an address in Markdown percent-encoded.
fn written(raw: &str) -> Option<String> {
    let trimmed = raw.trim_matches(|c: char| c <= ' ');
    let mut written = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            ' ' | '"' | '<' | '>' | '`' | '\\' | '|' | '\0'..='\x1f' | '\x7f' => {
                let digit = |value| char::from_digit(value, 16).unwrap_or('0').to_ascii_uppercase();
                written.extend(['%', digit(u32::from(c) >> 4), digit(u32::from(c) & 15)]);
            }
            other if other.is_whitespace() || other.is_control() => return None,
            other => written.push(other),
        }
    }
    (!written.is_empty() && written.len() <= MAX_BYTES).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn th36_an_address_leads_where_a_browser_would_go() {
        let cases = [
            ("https://a.example/b c", Some("https://a.example/b%20c")),
            (" \u{1}https://a.exa\nmple ", Some("https://a.example")),
            ("//a.example/b", Some("https://a.example/b")),
            ("mailto:a@b.example", Some("mailto:a@b.example")),
            ("../b?c=1#d", Some("../b?c=1#d")),
            ("#d", Some("#d")),
            ("java\tscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("data:text/html,a", None),
            ("file:///c:/a", None),
            ("vbscript:a", None),
            ("\u{200b}javascript:alert(1)", None),
            ("java%03script:alert(1)", None),
            ("a/b:c", Some("a/b:c")),
            ("https://", None),
            ("#", None),
            ("", None),
        ];
        for (raw, expected) in cases {
            assert_eq!(link(raw).as_deref(), expected, "{raw}");
        }
    }

    #[test]
    fn th36_only_paths_below_our_files_are_our_files() {
        for (raw, expected) in [
            ("/files/a.png", Some("/files/a.png")),
            ("/files/a/b.png?w=800#c", Some("/files/a/b.png?w=800")),
            ("/files/a b\"c.png", Some("/files/a%20b%22c.png")),
        ] {
            assert_eq!(own_file(raw).as_deref(), expected, "{raw}");
        }
        for raw in [
            "/files/",
            "/files/../logout",
            "/files/%2e%2e/logout",
            "/files/..\\logout",
            "//files/a",
            "/\\files/a",
            "\\\\a.example/files/b",
            "files/a.png",
            "https://a.example/files/a.png",
            "https://ours.invalid/files/a.png",
            "//ours.invalid/files/a.png",
            "javascript:/files/a",
        ] {
            assert_eq!(own_file(raw), None, "{raw}");
        }
    }
}
