use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Random, Secret};
use serde_json::{Value, json};

use super::{KeyClaims, KeyToken, hs256_is_signed};

fn key() -> Secret<[u8; 32]> {
    Secret::new([7; 32])
}

fn claims() -> KeyClaims {
    KeyClaims {
        id: "65f0c0ffee65f0c0ffee65f0".to_owned(),
        user: "65f0c0ffee65f0c0ffee65f1".to_owned(),
        org: "65f0c0ffee65f0c0ffee65f2".to_owned(),
        org_name: "acme".to_owned(),
        roles: vec!["org.user".to_owned(), "org.permission.conversation.read".to_owned()],
        iat: 1_700_000_000,
        exp: None,
        jti: Random::seeded(1).token(),
    }
}

fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

/// A token of whatever the test wants, by `algorithm` and our key.
fn forged(algorithm: Algorithm, claims: &Value) -> String {
    let key = EncodingKey::from_secret(key().reveal());
    jsonwebtoken::encode(&Header::new(algorithm), claims, &key).unwrap()
}

#[test]
fn r3_a_key_reads_as_clients_read_it() {
    let token = KeyToken::sign(KeyClaims { exp: Some(1_700_086_400), ..claims() }, &key());
    let shown = payload(token.reveal());
    assert_eq!(shown["org"], "65f0c0ffee65f0c0ffee65f2");
    assert_eq!(shown["orgName"], "acme");
    assert_eq!(shown["userType"], "machine");
    assert_eq!((&shown["aud"], &shown["iss"]), (&json!("urn:consumer"), &json!("urn:api")));
    assert_eq!(shown["roles"], json!(["org.user", "org.permission.conversation.read"]));
    assert_eq!((&shown["iat"], &shown["exp"]), (&json!(1_700_000_000), &json!(1_700_086_400)));
    assert!(payload(KeyToken::sign(claims(), &key()).reveal()).get("exp").is_none());
}

#[test]
fn r3_a_key_is_known_again_also_after_the_signing_key_was_rotated() {
    let token = KeyToken::sign(claims(), &key());
    let (read, said) = KeyToken::read(token.reveal(), &[Secret::new([8; 32]), key()]).unwrap();
    assert_eq!(said, claims());
    assert_eq!(read.fingerprint(), token.fingerprint());
    assert!(KeyToken::read(token.reveal(), &[Secret::new([8; 32])]).is_none());
    assert!(KeyToken::read(token.reveal(), &[]).is_none());
}

#[test]
fn r3_every_bit_of_a_key_counts() {
    let text = KeyToken::sign(claims(), &key()).reveal().to_owned();
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        let tampered = String::from_utf8(bytes).unwrap();
        assert!(KeyToken::read(&tampered, &[key()]).is_none(), "at {place}");
    }
}

#[test]
fn th14_what_is_no_key_is_none() {
    let text = KeyToken::sign(claims(), &key()).reveal().to_owned();
    let unsigned = &text[..=text.rfind('.').unwrap()];
    let longer = format!("{text}.{}", "A".repeat(10_000));
    for bad in ["", " ", ".", "..", "...", unsigned, &longer, &format!("{text}="), &format!(" {text}")] {
        assert!(KeyToken::read(bad, &[key()]).is_none(), "{bad}");
    }
}

#[test]
fn r3_nothing_but_hs256_with_our_claims_is_a_key() {
    let good = payload(KeyToken::sign(claims(), &key()).reveal());
    assert!(KeyToken::read(&forged(Algorithm::HS256, &good), &[key()]).is_some());
    for other in [Algorithm::HS384, Algorithm::HS512] {
        assert!(KeyToken::read(&forged(other, &good), &[key()]).is_none(), "{other:?}");
    }
    let none = format!(
        "{}.{}.",
        BASE64URL_NOPAD.encode(br#"{"typ":"JWT","alg":"none"}"#),
        BASE64URL_NOPAD.encode(good.to_string().as_bytes())
    );
    assert!(KeyToken::read(&none, &[key()]).is_none());
    let changes = [("userType", json!("user")), ("aud", json!("urn:other")), ("iss", json!("urn:other"))];
    for (claim, value) in changes {
        let (mut other, mut without) = (good.clone(), good.clone());
        other[claim] = value;
        without.as_object_mut().unwrap().remove(claim);
        for bad in [other, without] {
            assert!(KeyToken::read(&forged(Algorithm::HS256, &bad), &[key()]).is_none(), "{bad}");
        }
    }
}

#[test]
fn th49_a_key_cannot_be_printed() {
    let token = KeyToken::sign(claims(), &key());
    assert!(!format!("{token:?}").contains(token.reveal()));
}

#[test]
fn c4_a_signature_is_the_one_of_rfc_7515_a_1() {
    let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    let secret = BASE64URL_NOPAD.decode(secret.as_bytes()).unwrap();
    let input = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0\
                 dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let signature = BASE64URL_NOPAD.decode(b"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
    assert!(hs256_is_signed(&secret, input, &signature));
    assert!(!hs256_is_signed(&secret, &input[1..], &signature));
    assert!(!hs256_is_signed(&secret[1..], input, &signature));
    for bad in [&signature[1..], &signature[..31], &[signature.as_slice(), &[0]].concat(), &[], &[0; 32]] {
        assert!(!hs256_is_signed(&secret, input, bad));
    }
}

#[test]
fn c4_a_secrets_characters_are_the_key_and_none_is_none() {
    // RFC 4231 §4.3, test case 2.
    let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    let tag = HEXLOWER.decode(tag.as_bytes()).unwrap();
    assert!(hs256_is_signed(b"Jefe", "what do ya want for nothing?", &tag));

    // HMAC-SHA256 of nothing under no key.
    let empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
    assert!(!hs256_is_signed(b"", "", &HEXLOWER.decode(empty.as_bytes()).unwrap()));
}
