//! JSON Web Tokens (RFC 7519) signed with HMAC-SHA256 and with nothing else: our API keys, and the check of a
//! signature that a company's own login made.
//!
//! The cryptography is aws-lc's, chosen by the feature the crate was built with. No provider is installed for the
//! process here, so nothing collides with the one TLS uses.

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kernel::Secret;
use serde::{Deserialize, Serialize};

use crate::Fingerprint;

/// Longer tokens are refused unread.
const LONGEST: usize = 8192;

const AUDIENCE: &str = "urn:consumer";
const ISSUER: &str = "urn:api";
const MACHINE: &str = "machine";

/// What an API key says of itself. Clients that exist read `org` from it; nothing is decided by the rest, because the
/// key's row is what counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyClaims {
    /// The key's id.
    pub id: String,
    /// The machine user that acts by it.
    pub user: String,
    /// The organization's id.
    pub org: String,
    /// The organization's short name.
    pub org_name: String,
    /// Its roles' names.
    pub roles: Vec<String>,
    /// Seconds since 1970 when it was made.
    pub iat: i64,
    /// Seconds since 1970 from which it no longer counts; not there in a key that does not expire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// Random, so that nobody who holds the signing key alone can write a token whose fingerprint we have.
    pub jti: String,
}

/// The claims as they stand in the token.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Signed {
    #[serde(flatten)]
    claims: KeyClaims,
    user_type: String,
    aud: String,
    iss: String,
}

/// The token of an API key, shown once.
#[derive(Clone, Debug)]
pub struct KeyToken(Secret<String>);

impl KeyToken {
    /// Signs `claims` with `key`.
    pub fn sign(claims: KeyClaims, key: &Secret<[u8; 32]>) -> Self {
        let signed = Signed {
            claims,
            user_type: MACHINE.to_owned(),
            aud: AUDIENCE.to_owned(),
            iss: ISSUER.to_owned(),
        };
        let key = EncodingKey::from_secret(key.reveal());
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &signed, &key);
        Self(Secret::new(token.expect("texts and numbers are JSON, and HMAC takes any key")))
    }

    /// The token somebody shows and what it says; nothing unless one of `keys` signed exactly this. Whether it has
    /// expired is not asked: the row knows, and so does our clock.
    pub fn read(text: &str, keys: &[Secret<[u8; 32]>]) -> Option<(Self, KeyClaims)> {
        if text.len() > LONGEST {
            return None;
        }
        let claims = keys.iter().find_map(|key| claims_of(text, key))?;
        Some((Self(Secret::new(text.to_owned())), claims))
    }

    /// The characters, to be shown once.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// What is stored and compared.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.reveal().as_bytes())
    }
}

fn claims_of(text: &str, key: &Secret<[u8; 32]>) -> Option<KeyClaims> {
    let mut asked = Validation::new(Algorithm::HS256);
    asked.set_required_spec_claims(&["aud", "iss"]);
    asked.set_audience(&[AUDIENCE]);
    asked.set_issuer(&[ISSUER]);
    asked.validate_exp = false;
    let key = DecodingKey::from_secret(key.reveal());
    let token = jsonwebtoken::decode::<Signed>(text, &key, &asked).ok()?;
    (token.claims.user_type == MACHINE).then_some(token.claims.claims)
}

/// Whether `signature` is the HMAC-SHA256 of `signing_input` (a token's first two parts and the dot between them, RFC
/// 7515 §5.1) under `secret`, whose bytes are the key as they are. Takes the same time however much of it is right. An
/// empty secret signs nothing (TH14).
pub fn hs256_is_signed(secret: &[u8], signing_input: &str, signature: &[u8]) -> bool {
    let (signature, key) = (BASE64URL_NOPAD.encode(signature), DecodingKey::from_secret(secret));
    let verified = jsonwebtoken::crypto::verify(&signature, signing_input.as_bytes(), &key, Algorithm::HS256);
    !secret.is_empty() && verified.unwrap_or(false)
}

#[cfg(test)]
mod tests;
