//! Marks: what shows that something was written by this installation and not changed since.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac};
use kernel::Random;
use sha2::{Digest, Sha256};

use super::Keys;

/// A mark and the number of the key it was made with, so that it can be checked after keys were rotated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The number of the key.
    pub key: u32,
    /// HMAC-SHA256 (RFC 2104) as 64 lower-case hexadecimal characters.
    pub text: String,
}

impl Keys {
    /// Marks these parts for one purpose with the newest key.
    pub fn mark(&self, purpose: &str, parts: &[&str]) -> Mark {
        let key = self.newest();
        Mark { key: key.number, text: HEXLOWER.encode(&keyed(key, purpose, parts).finalize().into_bytes()) }
    }

    /// Whether the mark is that of these parts. A mark of a key that is not here is none.
    pub fn is_marked(&self, purpose: &str, parts: &[&str], mark: &Mark) -> bool {
        let key = self.0.iter().find(|key| key.number == mark.key);
        let shown = HEXLOWER.decode(mark.text.as_bytes());
        let (Some(key), Ok(shown)) = (key, shown) else { return false };
        keyed(key, purpose, parts).verify_slice(&shown).is_ok()
    }
}

fn keyed(key: &super::Key, purpose: &str, parts: &[&str]) -> Hmac<Sha256> {
    let derived = key.derive(purpose);
    let mut mac = Hmac::<Sha256>::new_from_slice(derived.reveal()).expect("HMAC takes a key of any length");
    each(parts, |bytes| mac.update(bytes));
    mac
}

/// The SHA-256 of these parts, none of which can lend letters to its neighbour, as 64 hexadecimal characters.
pub fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    each(parts, |bytes| hash.update(bytes));
    HEXLOWER.encode(&hash.finalize())
}

/// Random letters that keep a digest of few possible values from being guessed, as long as they are kept.
pub fn salt(random: &Random) -> String {
    HEXLOWER.encode(&random.bytes::<16>())
}

/// Every part behind its length.
fn each(parts: &[&str], mut take: impl FnMut(&[u8])) {
    for part in parts {
        take(&(part.len() as u64).to_be_bytes());
        take(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::{Mark, digest};
    use crate::Keys;

    #[test]
    fn th33_a_mark_holds_for_its_purpose_parts_and_key_only() {
        let random = Random::seeded(1);
        let keys = Keys::generate(&random);
        let mark = keys.mark("audit", &["a", "bc"]);
        assert!(keys.is_marked("audit", &["a", "bc"], &mark));
        assert!(keys.rotated(&random).is_marked("audit", &["a", "bc"], &mark));
        assert!(!keys.is_marked("audit", &["ab", "c"], &mark));
        assert!(!keys.is_marked("other", &["a", "bc"], &mark));
        assert!(!Keys::generate(&random).is_marked("audit", &["a", "bc"], &mark));
        assert!(!keys.is_marked("audit", &["a", "bc"], &Mark { text: String::new(), ..mark.clone() }));
        assert!(!keys.is_marked("audit", &["a", "bc"], &Mark { key: 9, ..mark }));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["ab", "c"]), digest(&["ab", "c"]));
    }
}
