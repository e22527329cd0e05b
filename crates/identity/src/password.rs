//! Passwords: which are good enough, and how they are kept.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use kernel::{EmailAddress, Random, Secret};
use unicode_normalization::UnicodeNormalization;

/// Memory in KiB, passes and lanes as the OWASP Password Storage Cheat Sheet asks of Argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

const MIN_CHARACTERS: usize = 10;
const MAX_CHARACTERS: usize = 1000;

/// Passwords that are tried first: one a line, of ten characters and more, in lower case.
static COMMON: &str = include_str!("password/common.txt");

/// A password's Argon2id hash in PHC string form. It is as good as a secret (TH19): no `Debug` shows it, nothing
/// serialises it.
#[derive(Clone)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes `password`. Takes tens of milliseconds and 19 MiB: call it on a blocking thread, few at once.
    pub fn new(password: &Secret, random: &Random) -> Self {
        let hash =
            argon2().hash_password_with_salt(normal(password).reveal().as_bytes(), &random.bytes::<16>());
        Self(hash.expect("Argon2 takes every password and a salt of 16 bytes").to_string())
    }

    /// A hash as it was stored.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// A hash that no password has. Checking a guess against it when there is no account costs what a real one does,
    /// so that the answer's time does not tell who has one (TH18).
    pub fn decoy() -> Self {
        let (memory, passes, lanes) = COST;
        let (salt, nobodys) = ("A".repeat(22), "A".repeat(43));
        Self(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${nobodys}"))
    }

    /// The form to store.
    pub fn as_stored(&self) -> &str {
        &self.0
    }

    /// Whether `guess` is the password. As slow as hashing.
    pub fn verify(&self, guess: &Secret) -> bool {
        argon2().verify_password(normal(guess).reveal().as_bytes(), self.0.as_str()).is_ok()
    }

    /// Whether it was made at another cost than today's: hash the password anew when it was just shown and right.
    pub fn needs_rehash(&self) -> bool {
        let (memory, passes, lanes) = COST;
        !self.0.starts_with(&format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$"))
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PasswordHash(…)")
    }
}

/// Why a password was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordRefused {
    /// Under 10 characters.
    TooShort,
    /// Over 1,000 characters.
    TooLong,
    /// It is the account's address, or the part before its sign.
    IsAddress,
    /// Everybody's guess.
    Common,
}

/// Whether `password` may protect the account of `address`. No rule asks for digits or signs: they make passwords
/// worse (NIST SP 800-63B §5.1.1.2).
pub fn check_password(password: &Secret, address: &EmailAddress) -> Result<(), PasswordRefused> {
    let password = normal(password);
    let password = Secret::new(password.reveal().to_lowercase());
    let address = address.key();
    let local_part = address.split('@').next().unwrap_or_default();
    match password.reveal().as_str() {
        text if text.chars().count() < MIN_CHARACTERS => Err(PasswordRefused::TooShort),
        text if text.chars().count() > MAX_CHARACTERS => Err(PasswordRefused::TooLong),
        text if text == address || text == local_part => Err(PasswordRefused::IsAddress),
        text if COMMON.lines().any(|common| common == text) || is_one_character(text) => {
            Err(PasswordRefused::Common)
        }
        _ => Ok(()),
    }
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.all(|next| Some(next) == first)
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let params =
        Params::new(memory, passes, lanes, None).expect("the cost is a constant within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// One form for the ways in which keyboards compose the same letters (Unicode NFC).
fn normal(password: &Secret) -> Secret {
    Secret::new(password.reveal().nfc().collect())
}

#[cfg(test)]
mod tests {
    use kernel::{Random, Secret};

    use super::{COMMON, MIN_CHARACTERS, PasswordHash, PasswordRefused, argon2, check_password};

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn a3_a_password_is_kept_as_argon2id_and_only_it_fits() {
        let hash = PasswordHash::new(&secret("correct horse battery"), &Random::seeded(1));
        assert!(hash.as_stored().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let stored = PasswordHash::from_stored(hash.as_stored().to_owned());
        assert!(stored.verify(&secret("correct horse battery")) && !stored.needs_rehash());
        for wrong in ["", "correct horse batterY", "correct horse battery "] {
            assert!(!stored.verify(&secret(wrong)), "{wrong}");
        }
    }

    /// RFC 9106 has its vector with a secret and associated data only; this one is the reference implementation's
    /// (`argon2 somesalt -id -t 2 -m 16 -p 1`), whose own test calls it at 64 MiB.
    #[test]
    fn a_hash_made_elsewhere_at_another_cost_is_read_and_made_anew() {
        let elsewhere = PasswordHash::from_stored(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
                .to_owned(),
        );
        assert!(elsewhere.verify(&secret("password")));
        assert!(elsewhere.needs_rehash());
    }

    #[test]
    fn th18_a_decoy_costs_the_same_and_fits_nothing() {
        let decoy = PasswordHash::decoy();
        assert!(!decoy.needs_rehash(), "the same cost as a real one");
        assert!(
            argon2::PasswordHash::new(decoy.as_stored()).unwrap().hash.is_some(),
            "it is read, so it is worked out"
        );
        for guess in ["", "password", "correct horse battery"] {
            assert!(!decoy.verify(&secret(guess)), "{guess}");
        }
    }

    #[test]
    fn th14_a_missing_hash_fits_nothing() {
        for damaged in ["", " ", "$argon2id$", "correct horse battery"] {
            assert!(!PasswordHash::from_stored(damaged.to_owned()).verify(&secret("correct horse battery")));
            assert!(!PasswordHash::from_stored(damaged.to_owned()).verify(&secret(damaged)));
        }
    }

    #[test]
    fn letters_composed_otherwise_are_the_same_password() {
        let hash = PasswordHash::new(&secret("caf\u{e9} au lait"), &Random::seeded(1));
        assert!(hash.verify(&secret("cafe\u{301} au lait")));
    }

    #[test]
    fn a3_rules_for_passwords() {
        let address = "Ana.Example@example.com".parse().unwrap();
        let check = |text: &str| check_password(&secret(text), &address);
        assert_eq!(check("ten chars!"), Ok(()));
        assert_eq!(check("nine char"), Err(PasswordRefused::TooShort));
        assert_eq!(check("äöüäöüäöü"), Err(PasswordRefused::TooShort));
        assert_eq!(check(&"ab".repeat(500)), Ok(()));
        assert_eq!(check(&"a b".repeat(400)), Err(PasswordRefused::TooLong));
        assert_eq!(check("ana.example@EXAMPLE.com"), Err(PasswordRefused::IsAddress));
        assert_eq!(check("ana.example"), Err(PasswordRefused::IsAddress));
        assert_eq!(check("QwertyUiop"), Err(PasswordRefused::Common));
        assert_eq!(check("77777777777777"), Err(PasswordRefused::Common));
    }

    #[test]
    fn the_list_holds_only_what_the_length_lets_through() {
        for word in COMMON.lines() {
            assert!(word.chars().count() >= MIN_CHARACTERS && *word == word.to_lowercase(), "{word}");
        }
    }

    #[test]
    fn th19_a_hash_cannot_be_printed() {
        assert_eq!(format!("{:?}", PasswordHash::decoy()), "PasswordHash(…)");
        assert_eq!(argon2().params().m_cost(), 19_456);
    }
}
