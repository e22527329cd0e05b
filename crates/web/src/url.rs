//! Addresses of the portal, each made in one place.

use desk::conversation::ConversationId;
use desk::conversation::portal::FileId;
use kernel::Language;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 §2.3 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One value of a query, encoded once.
pub(crate) fn value(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

pub(crate) fn home(language: &Language) -> String {
    format!("/{language}")
}

pub(crate) fn login(back: &str) -> String {
    format!("/login?referralUrl={}", value(back))
}

pub(crate) fn conversations(language: &Language) -> String {
    format!("/{language}/conversations")
}

pub(crate) fn new_conversation(language: &Language) -> String {
    format!("/{language}/conversations/new")
}

pub(crate) fn conversation(language: &Language, id: ConversationId) -> String {
    format!("/{language}/conversations/{id}")
}

pub(crate) fn file(language: &Language, id: ConversationId, file: FileId) -> String {
    format!("/{language}/conversations/{id}/files/{file}")
}

pub(crate) fn devices(language: &Language) -> String {
    format!("/{language}/devices")
}

/// A query from pairs, the empty ones left out; with its `?`, or nothing.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let filled = pairs.iter().filter(|(_, text)| !text.is_empty());
    let joined: Vec<String> = filled.map(|(name, text)| format!("{name}={}", value(text))).collect();
    if joined.is_empty() { String::new() } else { format!("?{}", joined.join("&")) }
}

/// An address with these pairs besides what its query says already, before its fragment.
pub(crate) fn with_query(address: &str, pairs: &[(&str, &str)]) -> String {
    let more = query(pairs);
    let more = if address.contains('?') { more.replacen('?', "&", 1) } else { more };
    let at = address.find('#').unwrap_or(address.len());
    format!("{}{more}{}", &address[..at], &address[at..])
}

/// Where a sign-in may lead back to (C5): a path of this host, or its own address; anything else is the home.
pub(crate) fn safe_return(text: &str, origin: &desk::kb::Origin) -> Option<String> {
    let own = origin.to_string();
    let path = match text.strip_prefix(&own) {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        Some(_) => return None,
        None => text,
    };
    let is_path = path.starts_with('/') && !path.starts_with("//");
    let is_clean = path.len() <= 2_000 && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_path && is_clean).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use desk::kb::Origin;

    use super::{query, safe_return, value, with_query};

    #[test]
    fn c5_a_return_address_leads_to_this_host_only() {
        let origin = Origin::parse("https://help.acme.test").unwrap();
        let back = |text: &str| safe_return(text, &origin);
        assert_eq!(back("/en_us/conversations?x=1").as_deref(), Some("/en_us/conversations?x=1"));
        assert_eq!(back("https://help.acme.test/de").as_deref(), Some("/de"));
        assert_eq!(back("https://help.acme.test").as_deref(), Some("/"));
        for bad in [
            "https://evil.test/",
            "//evil.test/",
            "/\\evil.test",
            "https://help.acme.test.evil.test/",
            "https://help.acme.test@evil.test/",
            "https://help.acme.test:444/",
            "http://help.acme.test/",
            "javascript:alert(1)",
            "/a\nb",
            "",
            "evil",
        ] {
            assert_eq!(back(bad), None, "{bad}");
        }
    }

    #[test]
    fn queries_are_encoded_once_and_leave_out_what_is_empty() {
        assert_eq!(value("a b&c=ä"), "a%20b%26c%3D%C3%A4");
        assert_eq!(query(&[("q", "a b"), ("order", "")]), "?q=a%20b");
        assert_eq!(query(&[("q", "")]), "");
        assert_eq!(with_query("/c", &[("q", "a")]), "/c?q=a");
        assert_eq!(with_query("/c?before=m1#latest", &[("q", "a")]), "/c?before=m1&q=a#latest");
        assert_eq!(with_query("/c#latest", &[("q", "")]), "/c#latest");
    }
}
