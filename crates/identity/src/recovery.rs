//! Recovery codes: each stands for the second factor once, for whoever lost it.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Random, Secret};
use sha2::Sha256;

use crate::{Fingerprint, Keys};

/// 80 random bits as 16 letters of base32 (RFC 4648 §6).
#[derive(Clone, Debug)]
pub struct RecoveryCode(Secret<String>);

const BYTES: usize = 10;
const LETTERS: usize = 16;

impl RecoveryCode {
    /// A new one.
    pub fn new(random: &Random) -> Self {
        Self(Secret::new(BASE32_NOPAD.encode(&random.bytes::<BYTES>())))
    }

    /// The code in what somebody typed or pasted: case, white space and hyphens do not count.
    pub fn parse(typed: &str) -> Option<Self> {
        let letters: String = typed
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .take(LETTERS + 1)
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let is_one = letters.len() == LETTERS && BASE32_NOPAD.decode(letters.as_bytes()).is_ok();
        is_one.then(|| Self(Secret::new(letters)))
    }

    /// For the page that shows it: `abcd-efgh-ijkl-mnop`.
    pub fn to_text(&self) -> String {
        let letters = self.0.reveal().to_ascii_lowercase();
        let groups: Vec<&str> =
            letters.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        groups.join("-")
    }

    /// What is stored: HMAC-SHA256 with a key of the installation, without which stored ones cannot be tried. One for each
    /// key that is here, the newest first, for a code outlives a rotation.
    pub fn fingerprints(&self, keys: &Keys) -> Vec<Fingerprint> {
        keys.derive_each("recovery codes").iter().map(|key| self.fingerprint(key)).collect()
    }

    fn fingerprint(&self, key: &Secret<[u8; 32]>) -> Fingerprint {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal()).expect("HMAC takes a key of any length");
        mac.update(self.0.reveal().as_bytes());
        Fingerprint::new(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::RecoveryCode;
    use crate::Keys;

    #[test]
    fn r2_a_recovery_code_can_be_typed_and_pasted() {
        let code = RecoveryCode::new(&Random::seeded(1));
        let text = code.to_text();
        assert_eq!((text.len(), text.matches('-').count()), (19, 3));
        for typed in [
            text.clone(),
            text.to_uppercase(),
            text.replace('-', ""),
            format!(" {}\n", text.replace('-', " ")),
        ] {
            assert_eq!(RecoveryCode::parse(&typed).unwrap().to_text(), text, "{typed}");
        }
        let long = format!("{text}a");
        for bad in ["", "123456", &text[1..], &long, "abcd-efgh-ijkl-mno1", "äbcd-efgh-ijkl-mnop"] {
            assert!(RecoveryCode::parse(bad).is_none(), "{bad}");
        }
        assert!(!format!("{code:?}").contains(&code.0.reveal()[..4]));
    }

    #[test]
    fn r2_a_recovery_code_outlives_a_rotation_and_is_nothing_without_the_key() {
        let random = Random::seeded(2);
        let (code, keys) = (RecoveryCode::new(&random), Keys::generate(&random));
        let stored = code.fingerprints(&keys)[0];
        let rotated = keys.rotated(&random);
        assert_eq!(code.fingerprints(&rotated).len(), 2);
        assert!(code.fingerprints(&rotated)[1] == stored && code.fingerprints(&rotated)[0] != stored);
        assert!(!code.fingerprints(&Keys::generate(&random)).contains(&stored));
    }
}
