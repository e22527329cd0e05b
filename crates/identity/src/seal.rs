//! The installation's keys, and secrets sealed with them.

mod mark;

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use hmac::{Hmac, Mac};
use kernel::{Random, Secret};
use sha2::Sha256;

pub use mark::{Mark, digest, salt};

/// The keys of the key file, each 32 random bytes with a number; the newest comes first and is the one that seals.
/// Older ones only open.
#[derive(Clone, Debug)]
pub struct Keys(Vec<Key>);

#[derive(Clone, Debug)]
struct Key {
    number: u32,
    bytes: Secret<[u8; 32]>,
}

/// The key file cannot be used; the text says which line and why, and nothing of its content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeysUnreadable {
    /// The first bad line, counted from 1; of an empty file 1.
    pub line: usize,
}

/// The sealed bytes are damaged, from another place, or sealed with a key that is not here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotOpened;

const NUMBER: usize = 4;
const NONCE: usize = 24;

impl Keys {
    /// A first key, numbered 1.
    pub fn generate(random: &Random) -> Self {
        Self(vec![Key { number: 1, bytes: Secret::new(random.bytes()) }])
    }

    /// These keys and a newer one, with which everything is sealed from now on.
    #[must_use]
    pub fn rotated(&self, random: &Random) -> Self {
        let newer = Key { number: self.newest().number + 1, bytes: Secret::new(random.bytes()) };
        Self(std::iter::once(newer).chain(self.0.iter().cloned()).collect())
    }

    /// The keys in a key file: a line `number:base64` for each, numbers falling from line to line.
    pub fn from_text(text: &str) -> Result<Self, KeysUnreadable> {
        let mut keys: Vec<Key> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let falls = |key: &Key| keys.last().is_none_or(|last| last.number > key.number);
            let key = Key::from_line(line).filter(falls).ok_or(KeysUnreadable { line: index + 1 })?;
            keys.push(key);
        }
        if keys.is_empty() { Err(KeysUnreadable { line: 1 }) } else { Ok(Self(keys)) }
    }

    /// The content of the key file. Whoever reads it opens everything.
    pub fn to_text(&self) -> Secret<String> {
        let line = |key: &Key| format!("{}:{}\n", key.number, BASE64.encode(key.bytes.reveal()));
        Secret::new(self.0.iter().map(line).collect())
    }

    /// A key for one purpose, drawn from the newest: HKDF-SHA256 (RFC 5869) without salt, `purpose` as the info. What
    /// was made with it ends when keys are rotated, so it is for short-lived things: cursors and codes.
    pub fn derive(&self, purpose: &str) -> Secret<[u8; 32]> {
        self.newest().derive(purpose)
    }

    /// The same of every key that is here, the newest first: what was made with one of them holds until that key is
    /// taken out of the key file.
    pub fn derive_each(&self, purpose: &str) -> Vec<Secret<[u8; 32]>> {
        self.0.iter().map(|key| key.derive(purpose)).collect()
    }

    /// Encrypts `plain` so that it opens at `place` only, for example `org/table/column/row`: the key's number, a
    /// random nonce, then XChaCha20-Poly1305.
    pub fn seal(&self, plain: &[u8], place: &str, random: &Random) -> Vec<u8> {
        let (key, nonce) = (self.newest(), random.bytes::<NONCE>());
        let mut sealed = [key.number.to_be_bytes().as_slice(), &nonce].concat();
        sealed.extend(encrypt(&key.derive(SEALING), nonce, plain, place));
        sealed
    }

    /// What was sealed at `place`.
    pub fn open(&self, sealed: &[u8], place: &str) -> Result<Secret<Vec<u8>>, NotOpened> {
        let number = Self::number_of(sealed).ok_or(NotOpened)?;
        let key = self.0.iter().find(|key| key.number == number).ok_or(NotOpened)?;
        let (nonce, encrypted) = sealed[NUMBER..].split_first_chunk::<NONCE>().ok_or(NotOpened)?;
        let payload = Payload { msg: encrypted, aad: place.as_bytes() };
        let plain = cipher(&key.derive(SEALING)).decrypt(&(*nonce).into(), payload);
        plain.map(Secret::new).map_err(|_| NotOpened)
    }

    /// The same as letters for a cookie: base64url without padding (RFC 4648 §5).
    pub fn seal_text(&self, plain: &[u8], place: &str, random: &Random) -> String {
        BASE64URL_NOPAD.encode(&self.seal(plain, place, random))
    }

    /// What was sealed as letters at `place`.
    pub fn open_text(&self, sealed: &str, place: &str) -> Result<Secret<Vec<u8>>, NotOpened> {
        self.open(&BASE64URL_NOPAD.decode(sealed.as_bytes()).map_err(|_| NotOpened)?, place)
    }

    /// Whether `sealed` waits to be sealed anew because a newer key is here.
    pub fn is_outdated(&self, sealed: &[u8]) -> bool {
        Self::number_of(sealed) != Some(self.newest().number)
    }

    fn number_of(sealed: &[u8]) -> Option<u32> {
        sealed.first_chunk::<NUMBER>().map(|number| u32::from_be_bytes(*number))
    }

    fn newest(&self) -> &Key {
        self.0.first().expect("there is always a key: both constructors see to it")
    }
}

/// The purpose under which the sealing key is drawn, so that no two uses share a key.
const SEALING: &str = "sealing";

impl Key {
    fn from_line(line: &str) -> Option<Self> {
        let (number, base64) = line.split_once(':')?;
        let bytes = Secret::new(BASE64.decode(base64.as_bytes()).ok()?);
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some(Self { number, bytes: Secret::new(bytes.reveal().as_slice().try_into().ok()?) })
    }

    fn derive(&self, purpose: &str) -> Secret<[u8; 32]> {
        Secret::new(hkdf(self.bytes.reveal(), purpose.as_bytes()))
    }
}

/// The first 32 bytes of HKDF-SHA256 without salt.
fn hkdf(secret: &[u8], info: &[u8]) -> [u8; 32] {
    let extracted = hmac(&[0; 32], &[secret]);
    hmac(&extracted, &[info, &[1]])
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn encrypt(key: &Secret<[u8; 32]>, nonce: [u8; NONCE], plain: &[u8], place: &str) -> Vec<u8> {
    let payload = Payload { msg: plain, aad: place.as_bytes() };
    cipher(key).encrypt(&nonce.into(), payload).expect("a secret is far below the cipher's 256 GB")
}

fn cipher(key: &Secret<[u8; 32]>) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.reveal().into())
}

impl fmt::Display for KeysUnreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "line {} of the key file is not a key: a line is number:base64 with 32 bytes, the newest key first",
            self.line
        )
    }
}

impl std::error::Error for KeysUnreadable {}

impl fmt::Display for NotOpened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("a sealed secret does not open: damaged, moved, or its key is not in the key file")
    }
}

impl std::error::Error for NotOpened {}

#[cfg(test)]
mod tests;
