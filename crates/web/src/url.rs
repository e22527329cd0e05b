//! Addresses of the portal, each made in one place.

use desk::article::ArticleId;
use desk::conversation::ConversationId;
use desk::conversation::portal::FileId;
use desk::kb::Origin;
use desk::page_path::PagePath;
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

/// Out to the company's own login.
pub(crate) fn sign_on(back: &str) -> String {
    format!("/login/sign-on?referralUrl={}", value(back))
}

/// Where the browser's owner is asked whether somebody is to be signed in.
pub(crate) fn sign_on_confirm(back: &str) -> String {
    format!("/login/confirm?referralUrl={}", value(back))
}

/// The page of a refused sign-on.
pub(crate) fn refused(back: &str) -> String {
    format!("/login/refused?referralUrl={}", value(back))
}

/// The door of users.
pub(crate) const TEAM_LOGIN: &str = "/login/team";
pub(crate) const TEAM_LOGOUT: &str = "/logout/team";

pub(crate) fn team_login(back: &str) -> String {
    format!("{TEAM_LOGIN}{}", query(&[("referralUrl", back)]))
}

pub(crate) fn article(language: &Language, path: &PagePath) -> String {
    format!("/{language}/{}", value(&path.to_string()))
}

/// A form.
pub(crate) fn form(language: &Language, path: &PagePath) -> String {
    format!("/{language}/contact/{}", value(&path.to_string()))
}

/// What is said when a form was sent: `sent`, `held` or `closed`.
pub(crate) fn form_done(language: &Language, path: &PagePath, said: &str) -> String {
    format!("{}/sent{}", form(language, path), query(&[("said", said)]))
}

/// What may answer a form before it is sent. Such a link is of letters, digits and points.
pub(crate) fn form_request(language: &Language, path: &PagePath, link: &str) -> String {
    format!("{}/requests/{}", form(language, path), value(link))
}

/// One of the articles that may answer it.
pub(crate) fn form_request_article(
    language: &Language,
    path: &PagePath,
    (link, article): (&str, ArticleId),
) -> String {
    format!("{}/{article}", form_request(language, path, link))
}

/// The results of a search; the box to search in, without one.
pub(crate) fn search(language: &Language, pairs: &[(&str, &str)]) -> String {
    format!("/{language}/search{}", query(pairs))
}

/// What is offered while words are typed.
pub(crate) fn suggestions(language: &Language) -> String {
    format!("/{language}/suggestions")
}

/// A look at a draft, by a link of its own.
pub(crate) fn preview(language: &Language, link: &str) -> String {
    format!("/{language}/previews/{link}")
}

/// Where a customer says how content they were.
pub(crate) fn survey(language: &Language, link: &str) -> String {
    format!("/{language}/survey/{}", value(link))
}

/// Where readers say whether an article helped.
pub(crate) fn answers(language: &Language, path: &PagePath) -> String {
    format!("{}/answer", article(language, path))
}

/// The page behind an answer.
pub(crate) fn answer(language: &Language, path: &PagePath, said: &str) -> String {
    format!("{}{}", answers(language, path), query(&[("said", said)]))
}

pub(crate) fn category(language: &Language, path: &PagePath) -> String {
    format!("/{language}/categories/{}", value(&path.to_string()))
}

pub(crate) fn tag(language: &Language, tag: &str) -> String {
    format!("/{language}/tags/{}", value(tag))
}

/// Where the files of a draft are, for whoever has a link to look at it. Such a link is of letters, digits and points.
pub(crate) fn preview_files(language: &Language, link: &str) -> String {
    format!("/{language}/previews/{}/files/", value(link))
}

pub(crate) fn feed(language: &Language) -> String {
    format!("/{language}/feed.xml")
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

pub(crate) fn settings(language: &Language) -> String {
    format!("/{language}/settings")
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

/// Where a sign-in may lead back to (C5): a path, or the address of one of the knowledge base's own hosts with scheme and
/// port as registered; anything else is the home. What is at `here` comes back as a path.
pub(crate) fn safe_return(text: &str, here: &Origin, own: &[Origin]) -> Option<String> {
    let is_clean = text.len() <= 2_000 && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if !is_clean {
        return None;
    }
    let (origin, path) = match text.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => address(scheme, rest, own)?,
        _ => (here, text.to_owned()),
    };
    let is_path = path.starts_with('/') && !path.starts_with("//");
    let whole = if origin == here { path } else { format!("{origin}{path}") };
    is_path.then_some(whole)
}

/// One of our own addresses and the path behind it. Names are compared without case and ports with the scheme's own
/// (RFC 3986 §6.2.3).
fn address<'a>(scheme: &str, rest: &str, own: &'a [Origin]) -> Option<(&'a Origin, String)> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let usual = if scheme.eq_ignore_ascii_case("http") { 80 } else { 443 };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (authority, usual),
    };
    let is_same = |origin: &&Origin| {
        origin.scheme.eq_ignore_ascii_case(scheme)
            && origin.host.eq_ignore_ascii_case(host)
            && origin.port.unwrap_or(usual) == port
    };
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    own.iter().find(is_same).map(|origin| (origin, path))
}

#[cfg(test)]
mod tests {
    use desk::kb::Origin;

    use super::{query, safe_return, value, with_query};

    #[test]
    fn c5_a_return_address_leads_to_this_host_only() {
        let own = ["https://help.acme.test", "https://hilfe.acme.test:8443"]
            .map(|text| Origin::parse(text).unwrap());
        let back = |text: &str| safe_return(text, &own[0], &own);
        assert_eq!(back("/en_us/conversations?x=1").as_deref(), Some("/en_us/conversations?x=1"));
        assert_eq!(back("https://help.acme.test/de").as_deref(), Some("/de"));
        assert_eq!(back("https://help.acme.test").as_deref(), Some("/"));
        assert_eq!(back("https://help.acme.test?a=1").as_deref(), Some("/?a=1"));
        assert_eq!(back("HTTPS://Help.Acme.Test:443/de").as_deref(), Some("/de"));
        assert_eq!(
            back("https://hilfe.acme.test:8443/de").as_deref(),
            Some("https://hilfe.acme.test:8443/de")
        );
        assert_eq!(back("/go?to=https://evil.test/").as_deref(), Some("/go?to=https://evil.test/"));
        for bad in [
            "https://evil.test/",
            "//evil.test/",
            "/\\evil.test",
            "https://help.acme.test.evil.test/",
            "https://help.acme.test@evil.test/",
            "https://help.acme.test:444/",
            "https://help.acme.test:443@evil.test/",
            "https://hilfe.acme.test/",
            "https://help.acme.test//evil.test/",
            "https://help.acme.test/\\evil.test",
            "https://help.acme.test:/",
            "https://[::1]/",
            "data://help.acme.test/",
            "://help.acme.test/",
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
