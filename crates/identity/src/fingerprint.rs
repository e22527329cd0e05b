//! What is stored in place of a secret.

use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 32 bytes by which a secret is recognised and from which it cannot be found again. Compared in a time that does
/// not depend on how much is right.
#[derive(Clone, Copy)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The SHA-256 of `secret`. Only for secrets of at least 128 random bits: anything shorter can be guessed.
    pub(crate) fn of(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// The stored form: 64 lower-case hexadecimal characters.
    pub fn to_text(self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// The fingerprint in its stored form; nothing for any other text, the empty one included (TH14).
    pub fn from_text(text: &str) -> Option<Self> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }
}

impl PartialEq for Fingerprint {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Fingerprint {}

/// Hidden: a leaked fingerprint of a session would show which sessions are whose.
impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Fingerprint(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn it_is_the_sha_256_of_fips_180_4() {
        assert_eq!(
            Fingerprint::of(b"abc").to_text(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn th14_only_a_whole_stored_form_is_one() {
        let text = Fingerprint::of(b"abc").to_text();
        assert_eq!(Fingerprint::from_text(&text), Some(Fingerprint::of(b"abc")));
        for bad in ["", " ", "0", &text[1..], &text.to_uppercase(), &format!("{text}00")] {
            assert_eq!(Fingerprint::from_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn th20_a_fingerprint_cannot_be_printed() {
        assert_eq!(format!("{:?}", Fingerprint::of(b"abc")), "Fingerprint(…)");
    }
}
