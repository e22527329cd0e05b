//! Addresses that an operator gives for pages to link to.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use kernel::EmailAddress;

use crate::kb::Origin;

/// Where a page may lead: an `https`, `http`, `mailto` or `tel` address, or a path of its own host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

/// The most bytes of one.
const LONGEST: usize = 2_000;

impl Link {
    /// Nothing for any other text: what a browser would run, and what it reads as another host than people do.
    pub fn parse(text: &str) -> Option<Self> {
        let is_clean = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let leads = match text.split_once(':') {
            _ if text.starts_with('/') => !text.starts_with("//"),
            Some((scheme @ ("https" | "http"), rest)) => leads_to_a_host(scheme, rest),
            Some(("mailto", rest)) => before(rest, "?").parse::<EmailAddress>().is_ok(),
            Some(("tel", number)) => is_number(number),
            _ => false,
        };
        (is_clean && leads && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }
}

/// As it was given.
impl fmt::Display for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A host's name and perhaps a port, but no user's: `https://acme.com@evil.test` looks like Acme's.
fn leads_to_a_host(scheme: &str, rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|rest| {
        let host = before(rest, "/?#").to_ascii_lowercase();
        Origin::parse(&format!("{scheme}://{host}")).is_some()
    })
}

/// RFC 3966 §3, without parameters.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_sign = |c: char| c.is_ascii_digit() || "-.()".contains(c);
    digits.chars().all(is_sign) && digits.contains(|c: char| c.is_ascii_digit())
}

fn before<'a>(text: &'a str, ends: &str) -> &'a str {
    text.split(|c| ends.contains(c)).next().unwrap_or_default()
}

/// The address of a company's own login page (C2): `https`, or `http` on this machine; a host, no user's name, no fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOnUrl(String);

impl SignOnUrl {
    /// Nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let is_clean = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\#\"<>`{}|^".contains(&byte));
        let (scheme, rest) = text.split_once("://")?;
        let authority = before(rest, "/?").to_ascii_lowercase();
        let (host, is_loopback) = host_of(&authority)?;
        let is_safe = scheme == "https" || (scheme == "http" && is_loopback);
        let is_good = is_clean && is_safe && !host.is_empty() && text.len() <= LONGEST;
        is_good.then(|| Self(text.to_owned()))
    }

    /// The address with these pairs in its query, besides what is there.
    pub fn with(&self, pairs: &str) -> String {
        let joint = match self.0.split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        format!("{}{joint}{pairs}", self.0)
    }
}

/// As it was given.
impl fmt::Display for SignOnUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The host of an authority without a user's name, and whether it is this machine.
fn host_of(authority: &str) -> Option<(&str, bool)> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let address: Ipv6Addr = address.parse().ok()?;
        let is_port =
            port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
        return is_port.then_some((authority, address.is_loopback()));
    }
    let origin = Origin::parse(&format!("http://{authority}"))?;
    let host = before(authority, ":");
    let is_address = host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    (origin.host == host).then_some((host, is_address || origin.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::{Link, SignOnUrl};

    #[test]
    fn c2_a_login_page_is_https_or_on_this_machine() {
        for good in [
            "https://acme.com/login",
            "https://Login.Acme.com:8443/in?brand=a",
            "http://localhost:3000/login",
            "http://127.0.0.1:9/",
            "http://127.8.8.8/",
            "http://[::1]:3000/login",
            "http://login.localhost",
        ] {
            assert_eq!(SignOnUrl::parse(good).map(|url| url.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "",
            "acme.com",
            "http://acme.com/login",
            "http://[2001:db8::1]/",
            "javascript:alert(1)",
            "javascript://acme.com/%0aalert(1)",
            "https://",
            "https:///login",
            "https://user@acme.com/",
            "https://user:secret@acme.com/",
            "https://acme.com/login#top",
            "https://acme.com:70000x/",
            "https://acme.com/a b",
            "https://acme.com\\@evil.test/",
            "//acme.com/login",
            "ftp://acme.com/",
        ] {
            assert_eq!(SignOnUrl::parse(bad), None, "{bad:?}");
        }
        assert_eq!(SignOnUrl::parse(&format!("https://acme.com/{}", "a".repeat(5_000))), None);
    }

    #[test]
    fn c2_what_the_address_asks_already_is_kept() {
        let with = |url: &str| SignOnUrl::parse(url).unwrap().with("a=1&b=2");
        assert_eq!(with("https://acme.com/login"), "https://acme.com/login?a=1&b=2");
        assert_eq!(with("https://acme.com/login?"), "https://acme.com/login?a=1&b=2");
        assert_eq!(with("https://acme.com/login?brand=x"), "https://acme.com/login?brand=x&a=1&b=2");
    }

    #[test]
    fn p10_a_link_leads_where_people_read_that_it_leads() {
        for good in [
            "https://acme.com/contact?from=portal#form",
            "http://Acme.com:8080",
            "mailto:help@acme.com?subject=Hello",
            "tel:+49-30-901820",
            "/en_us/contact",
            "/",
        ] {
            assert_eq!(Link::parse(good).map(|link| link.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "",
            "acme.com",
            "contact",
            "//evil.test",
            "/\\evil.test",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "https:/acme.com",
            "https://",
            "https://acme.com@evil.test/",
            "https://acme.com:x/",
            "https://acme.com\\@evil.test",
            " https://acme.com",
            "https://acme.com/a b",
            "https://acme.com/\n",
            "mailto:",
            "mailto:everybody",
            "tel:",
            "tel:+",
            "tel:+49;ext=1",
            "ftp://acme.com",
        ] {
            assert_eq!(Link::parse(bad), None, "{bad:?}");
        }
        assert_eq!(Link::parse(&format!("/{}", "a".repeat(2_000))), None);
    }
}
