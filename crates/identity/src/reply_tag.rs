//! The part of a reply address that says which conversation and person it is for.

use std::fmt;

use data_encoding::BASE32_NOPAD_NOCASE;
use kernel::{Random, Secret};

use crate::Fingerprint;

const LENGTH: usize = 26;

/// 16 random bytes, written as 26 characters of lower-case base32 without padding (RFC 4648 §6): fits a local part of
/// 64 octets with a word before it, and survives mail servers that fold case. Means nothing by itself; the directory
/// binds it to a conversation and a person (TH1, TH4).
#[derive(Clone)]
pub struct ReplyTag(Secret<[u8; 16]>);

impl ReplyTag {
    /// A new tag.
    pub fn new(random: &Random) -> Self {
        Self(Secret::new(random.bytes()))
    }

    /// The tag in an address, upper or lower case; nothing unless it is whole.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE32_NOPAD_NOCASE.decode(text.as_bytes()).ok().filter(|_| text.len() == LENGTH)?;
        bytes.try_into().ok().map(|bytes| Self(Secret::new(bytes)))
    }

    /// The characters, for an address.
    pub fn reveal(&self) -> String {
        BASE32_NOPAD_NOCASE.encode(self.0.reveal()).to_ascii_lowercase()
    }

    /// What is stored and looked up.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.0.reveal())
    }
}

impl fmt::Debug for ReplyTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReplyTag(…)")
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::ReplyTag;

    #[test]
    fn th1_a_tag_comes_back_from_an_address_in_any_case() {
        let tag = ReplyTag::new(&Random::seeded(1));
        let text = tag.reveal();
        assert_eq!(text.len(), 26);
        assert!(
            text.bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte)),
            "{text}"
        );
        for written in [text.clone(), text.to_uppercase()] {
            assert_eq!(ReplyTag::parse(&written).unwrap().fingerprint(), tag.fingerprint());
        }
    }

    #[test]
    fn th1_a_tag_that_is_not_whole_is_none() {
        let text = ReplyTag::new(&Random::seeded(1)).reveal();
        // The last character holds three bits; written with more it would be a second name of the same tag.
        let second_name = format!("{}b", &text[..25]);
        for bad in ["", &text[1..], &format!("{text}a"), &format!("{}1", &text[1..]), &second_name] {
            assert!(ReplyTag::parse(bad).is_none(), "{bad}");
        }
    }
}
