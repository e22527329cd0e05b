//! Random secrets for sessions, links and browsers.

use data_encoding::BASE64URL_NOPAD;
use kernel::{Random, Secret};

use crate::Fingerprint;

const LENGTH: usize = 43;

/// 256 random bits as 43 characters of unpadded base64url (RFC 4648 §5). The browser or the mail holds it; we keep
/// its [`Fingerprint`].
#[derive(Clone, Debug)]
pub struct Token(Secret<String>);

impl Token {
    /// A new token.
    pub fn new(random: &Random) -> Self {
        Self(Secret::new(random.token()))
    }

    /// The token somebody shows; nothing unless it has the exact length and letters (TH14).
    pub fn parse(text: &str) -> Option<Self> {
        let whole = text.len() == LENGTH && BASE64URL_NOPAD.decode(text.as_bytes()).is_ok();
        whole.then(|| Self(Secret::new(text.to_owned())))
    }

    /// The characters, for a cookie or a link.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// What is stored and looked up.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.reveal().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::Token;

    #[test]
    fn th15_tokens_are_random_and_known_again_by_their_fingerprint() {
        let random = Random::seeded(1);
        let (first, second) = (Token::new(&random), Token::new(&random));
        let shown = Token::parse(first.reveal()).unwrap();
        assert_eq!(shown.fingerprint(), first.fingerprint());
        assert_ne!(first.fingerprint(), second.fingerprint());
        assert!(!first.fingerprint().to_text().contains(first.reveal()));
    }

    #[test]
    fn th14_nothing_empty_blank_short_or_long_is_a_token() {
        let token = Token::new(&Random::seeded(1));
        let text = token.reveal();
        let (blank, long, foreign) = (" ".repeat(43), format!("{text}A"), format!("{}+", &text[1..]));
        for bad in ["", " ", &text[1..], &long, &blank, &foreign, &format!(" {}", &text[1..])] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn th49_a_token_cannot_be_printed() {
        let token = Token::new(&Random::seeded(1));
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
