//! What Login is asked with when somebody comes there, by a link of ours or back from the company's own login (C2). A
//! company's site may have decoded the address it was given, so the query is read by its two names and not by its signs.

use percent_encoding::percent_decode_str;

const REFERRAL: &str = "referralUrl";
const TOKEN: &str = "externalToken";

/// The query of Login.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Came {
    /// Where the visitor is to be led, as it was written.
    pub(crate) referral: String,
    /// The token, when somebody came back with one.
    pub(crate) token: Option<String>,
    /// Whether either was given twice.
    pub(crate) is_doubled: bool,
}

impl Came {
    pub(crate) fn read(query: &str) -> Self {
        let (tokens, referrals) = (values(query, TOKEN), values(query, REFERRAL));
        let token = tokens.first().map(|rest| decoded(until(rest, "&")));
        let referral = referrals.first().map(|rest| match token {
            // Decoded by the company's site or not: everything before the token is the value.
            Some(_) => until(rest, "&externalToken="),
            None => until(rest, "&"),
        });
        let is_whole = |text: &str| token.is_some() && (text.starts_with('/') || text.contains("://"));
        let referral = referral.unwrap_or_default();
        Self {
            referral: if is_whole(referral) { referral.to_owned() } else { decoded(referral) },
            token,
            is_doubled: tokens.len() > 1 || referrals.len() > 1,
        }
    }
}

/// What stands behind each `name=` of the query, up to its end.
fn values<'a>(query: &'a str, name: &str) -> Vec<&'a str> {
    let starts = std::iter::once(0).chain(query.match_indices('&').map(|(at, _)| at + 1));
    starts.filter_map(|at| query[at..].strip_prefix(name)?.strip_prefix('=')).collect()
}

fn until<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or(text, |(before, _)| before)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::Came;

    fn came(referral: &str, token: Option<&str>, is_doubled: bool) -> Came {
        Came { referral: referral.to_owned(), token: token.map(str::to_owned), is_doubled }
    }

    #[test]
    fn c2_the_way_back_is_understood_encoded_and_decoded() {
        let whole = "https://help.acme.test/en_us/conversations?status=open&q=a%20b";
        for (query, referral) in [
            (
                "referralUrl=https%3A%2F%2Fhelp.acme.test%2Fen_us&externalToken=a.b.c",
                "https://help.acme.test/en_us",
            ),
            ("referralUrl=https://help.acme.test/en_us&externalToken=a.b.c", "https://help.acme.test/en_us"),
            ("referralUrl=https://help.acme.test&externalToken=a.b.c", "https://help.acme.test"),
            (&format!("referralUrl={whole}&externalToken=a.b.c"), whole),
            ("referralUrl=%2Fde%3Fa%3D1%26b%3D2&externalToken=a.b.c", "/de?a=1&b=2"),
            ("referralUrl=/de?a=1&b=2&externalToken=a.b.c", "/de?a=1&b=2"),
            ("externalToken=a.b.c&referralUrl=%2Fde", "/de"),
            ("externalToken=a.b.c", ""),
            ("x=1&referralUrl=%2Fde&externalToken=a.b.c&y=2", "/de"),
        ] {
            assert_eq!(Came::read(query), came(referral, Some("a.b.c"), false), "{query}");
        }
    }

    #[test]
    fn c4_what_is_given_twice_is_noticed() {
        assert!(Came::read("referralUrl=/a&externalToken=a&externalToken=b").is_doubled);
        assert!(Came::read("externalToken=a&referralUrl=/a&referralUrl=/b").is_doubled);
        assert!(!Came::read("referralUrl=%2Fa%3FexternalToken%3D1&externalToken=b").is_doubled);
    }

    #[test]
    fn links_of_our_own_are_read() {
        assert_eq!(Came::read("referralUrl=%2Fen_us%3Fa%3D1&b=2"), came("/en_us?a=1", None, false));
        assert_eq!(Came::read("referralUrl=/%5Cevil.test"), came("/\\evil.test", None, false));
        assert_eq!(Came::read(""), came("", None, false));
        assert_eq!(Came::read("xreferralUrl=/a"), came("", None, false));
        assert_eq!(Came::read("externalToken="), came("", Some(""), false));
    }
}
