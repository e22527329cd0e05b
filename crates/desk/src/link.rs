//! Addresses that an operator gives for pages to link to.

use std::fmt;

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

#[cfg(test)]
mod tests {
    use super::Link;

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
