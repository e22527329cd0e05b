use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Secret, Time};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{SignOnCheck, SignOnClaims, SignOnRefusal};

const SECRET: &str = "c2VjcmV0LW9mLWEta25vd2xlZGdlLWJhc2UtMDAwMDE";
const OTHER: &str = "b3RoZXItc2VjcmV0LW9mLWEta25vd2xlZGdlLWJhc2U";
const NOW: Time = Time(1_700_000_000_000);
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

fn signed(header: &str, claims: &str, secret: &str) -> String {
    let encode = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    let input = format!("{}.{}", encode(header), encode(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(input.as_bytes());
    format!("{input}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()))
}

/// Checks a token as it is, at the time of these stories.
fn check(token: &str) -> Result<SignOnClaims, &'static str> {
    check_at(token, NOW)
}

fn check_at(token: &str, now: Time) -> Result<SignOnClaims, &'static str> {
    let secrets = [Secret::new(SECRET.to_owned())];
    let audiences = ["65f0c0ffee65f0c0ffee65f0".to_owned(), "https://help.acme.test".to_owned()];
    let check = SignOnCheck { secrets: &[&secrets[0]], audiences: &audiences, now };
    check.check(token).map(|token| token.claims).map_err(SignOnRefusal::name)
}

/// A token with these claims besides address and time.
fn with(more: &Value) -> String {
    let mut claims = json!({ "email": "ada@acme.test", "iat": 1_700_000_000 });
    for (name, value) in more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    signed(HEADER, &claims.to_string(), SECRET)
}

/// The same without one of them.
fn without(name: &str) -> String {
    let mut claims = json!({ "email": "ada@acme.test", "iat": 1_700_000_000 });
    claims.as_object_mut().unwrap().remove(name);
    signed(HEADER, &claims.to_string(), SECRET)
}

#[test]
fn c3_the_key_is_the_text_of_the_secret_and_not_what_it_decodes_to() {
    assert_eq!(check(&with(&json!({}))).unwrap().email.as_str(), "ada@acme.test");
    let input = with(&json!({}));
    let (input, _) = input.rsplit_once('.').unwrap();
    let decoded = BASE64URL_NOPAD.decode(SECRET.as_bytes()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&decoded).unwrap();
    mac.update(input.as_bytes());
    let token = format!("{input}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()));
    assert_eq!(check(&token), Err("signature"));
}

#[test]
fn c3_the_type_may_be_missing() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000}"#;
    assert!(check(&signed(r#"{"alg":"HS256"}"#, claims, SECRET)).is_ok());
}

#[test]
fn c3_a_token_is_good_from_a_minute_before_to_fifteen_after_both_ends_included() {
    let token = with(&json!({}));
    let at = |millis: i64| check_at(&token, NOW.plus_millis(millis)).map(|_| ());
    assert_eq!(at(-60_001), Err("iat_future"));
    assert_eq!(at(-60_000), Ok(()));
    assert_eq!(at(900_000), Ok(()));
    assert_eq!(at(900_001), Err("iat_old"));
    let token = with(&json!({ "iat": 1_700_000_000.123 }));
    assert!(check_at(&token, NOW.plus_millis(900_123)).is_ok());
    assert_eq!(check_at(&token, NOW.plus_millis(900_124)), Err("iat_old"));
}

#[test]
fn c3_the_ends_of_a_token_can_only_shorten() {
    let far = json!({ "exp": 1_800_000_000, "nbf": 1_600_000_000 });
    assert_eq!(check_at(&with(&far), NOW.plus_millis(900_001)), Err("iat_old"));
    assert_eq!(check(&with(&far)).unwrap().until, NOW.plus_seconds(900));
    let near = with(&json!({ "exp": 1_700_000_060 }));
    assert_eq!(check(&near).unwrap().until, NOW.plus_millis(59_999));
    assert!(check_at(&near, NOW.plus_millis(59_999)).is_ok());
    assert_eq!(check_at(&near, NOW.plus_millis(60_000)), Err("exp"));
    let later = with(&json!({ "nbf": 1_700_000_030 }));
    assert_eq!(check_at(&later, NOW.plus_millis(29_999)), Err("nbf"));
    assert!(check_at(&later, NOW.plus_millis(30_000)).is_ok());
}

#[test]
fn c3_optional_claims_are_read_and_the_others_ignored() {
    let token = with(&json!({
        "jti": "t-1", "name": " Ada Lovelace ", "locale": "pt-BR", "externalId": "u-17", "role": "admin", "kid": { "a": 1 },
    }));
    let claims = check(&token).unwrap();
    assert_eq!(claims.id.as_deref(), Some("t-1"));
    assert_eq!(claims.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(claims.language.unwrap().as_str(), "pt_br");
    assert_eq!(claims.external_id.as_deref(), Some("u-17"));
    let claims = check(&with(&json!({ "name": "two\nlines", "locale": "?", "externalId": 17 }))).unwrap();
    assert_eq!((claims.name, claims.language, claims.external_id), (None, None, None));
    let claims = check(&with(&json!({ "name": "x".repeat(201) }))).unwrap();
    assert_eq!(claims.name, None);
}

#[test]
fn c3_an_audience_is_the_knowledge_base_or_one_of_its_addresses() {
    for good in [
        json!("65f0c0ffee65f0c0ffee65f0"),
        json!("https://help.acme.test"),
        json!("https://help.acme.test/"),
        json!(["other", "https://help.acme.test"]),
    ] {
        assert!(check(&with(&json!({ "aud": good }))).is_ok(), "{good}");
    }
    for bad in [json!("https://help.evil.test"), json!(""), json!([]), json!(7), json!(null), json!({})] {
        assert_eq!(check(&with(&json!({ "aud": bad }))), Err("aud"), "{bad}");
    }
}

#[test]
fn c4_doubled() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000,"email":"eve@acme.test"}"#;
    assert_eq!(check(&signed(HEADER, claims, SECRET)), Err("doubled"));
    let header = r#"{"alg":"HS256","alg":"none"}"#;
    assert_eq!(
        check(&signed(header, r#"{"email":"ada@acme.test","iat":1700000000}"#, SECRET)),
        Err("doubled")
    );
    // Before its size is looked at, as the order says.
    let claims = format!(r#"{{"a":"{}","a":1}}"#, "x".repeat(5_000));
    assert_eq!(check(&signed(HEADER, &claims, SECRET)), Err("doubled"));
}

#[test]
fn c4_oversized() {
    assert_eq!(check(&with(&json!({ "note": "x".repeat(3_200) }))), Err("oversized"));
    assert_eq!(check(&"a".repeat(4_097)), Err("oversized"));
    assert_eq!(check(&"a".repeat(100_000)), Err("oversized"));
    let longest = "x".repeat(2_800);
    assert!(check(&with(&json!({ "note": longest }))).is_ok());
}

#[test]
fn c4_malformed() {
    let good = with(&json!({}));
    let (input, signature) = good.rsplit_once('.').unwrap();
    let list = BASE64URL_NOPAD.encode(b"[]");
    for bad in [
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "a.b".to_owned(),
        input.to_owned(),
        format!("{good}."),
        format!("{good}=="),
        format!("{good}.x"),
        format!(" {good}"),
        format!("{good} "),
        format!("{input}.{}+", &signature[1..]),
        // The last letter's stray bits are not zero.
        format!("{input}.{}_", &signature[..signature.len() - 1]),
        format!("{list}.{list}.{signature}"),
        signed("{", "{}", SECRET),
        signed(HEADER, r#""text""#, SECRET),
        signed(HEADER, "{} {}", SECRET),
        signed(HEADER, r#"{"iat":1e999}"#, SECRET),
        signed(HEADER, &format!("{}1{}", "[".repeat(900), "]".repeat(900)), SECRET),
    ] {
        assert_eq!(check(&bad), Err("malformed"), "{bad}");
    }
}

#[test]
fn c4_header() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000}"#;
    for bad in [
        r#"{"alg":"HS256","crit":["exp"]}"#,
        r#"{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}"#,
        r#"{"alg":"HS256","jku":"https://evil.test/keys"}"#,
        r#"{"alg":"HS256","x5u":"https://evil.test/keys"}"#,
        r#"{"alg":"HS256","x5c":[]}"#,
        r#"{"alg":"none","crit":[]}"#,
    ] {
        assert_eq!(check(&signed(bad, claims, SECRET)), Err("header"), "{bad}");
    }
}

#[test]
fn c4_th14_algorithm() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000}"#;
    for bad in ["none", "None", "NONE", "nOnE", "HS384", "HS512", "hs256", "RS256", "ES256", "HS256 ", ""] {
        let header = json!({ "alg": bad }).to_string();
        assert_eq!(check(&signed(&header, claims, SECRET)), Err("algorithm"), "{bad}");
        let token = signed(&header, claims, SECRET);
        let (unsigned, _) = token.rsplit_once('.').unwrap();
        assert_eq!(check(&format!("{unsigned}.")), Err("algorithm"), "{bad}");
    }
    for bad in [r#"{"typ":"JWT"}"#, r#"{"alg":["HS256"]}"#, r#"{"alg":null}"#] {
        assert_eq!(check(&signed(bad, claims, SECRET)), Err("algorithm"), "{bad}");
    }
}

#[test]
fn c4_signature() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000}"#;
    let good = signed(HEADER, claims, SECRET);
    assert!(check(&good).is_ok());
    assert_eq!(check(&signed(HEADER, claims, OTHER)), Err("signature"));
    assert_eq!(check(&signed(HEADER, claims, "")), Err("signature"));
    let (input, _) = good.rsplit_once('.').unwrap();
    assert_eq!(check(&format!("{input}.")), Err("signature"));
    let other = signed(HEADER, r#"{"email":"eve@acme.test","iat":1700000000}"#, OTHER);
    let (_, signature) = good.rsplit_once('.').unwrap();
    let (input, _) = other.rsplit_once('.').unwrap();
    assert_eq!(check(&format!("{input}.{signature}")), Err("signature"));
    // Without a secret nothing is good, an empty key least of all (TH14).
    let nothing = SignOnCheck { secrets: &[], audiences: &[], now: NOW };
    assert_eq!(nothing.check(&good).unwrap_err(), SignOnRefusal::Signature);
}

#[test]
fn c6_either_of_two_secrets_signs() {
    let claims = r#"{"email":"ada@acme.test","iat":1700000000}"#;
    let secrets = [Secret::new(SECRET.to_owned()), Secret::new(OTHER.to_owned())];
    let both = SignOnCheck { secrets: &[&secrets[0], &secrets[1]], audiences: &[], now: NOW };
    assert_eq!(both.check(&signed(HEADER, claims, SECRET)).unwrap().signer, 0);
    assert_eq!(both.check(&signed(HEADER, claims, OTHER)).unwrap().signer, 1);
}

#[test]
fn c4_iat() {
    assert_eq!(check(&without("iat")), Err("iat_missing"));
    for bad in [json!("1700000000"), json!(null), json!(true), json!([1_700_000_000]), json!({})] {
        assert_eq!(check(&with(&json!({ "iat": bad }))), Err("iat_type"), "{bad}");
    }
    // Milliseconds, as JavaScript's clock gives them.
    assert_eq!(check(&with(&json!({ "iat": 1_700_000_000_000_i64 }))), Err("iat_future"));
    assert_eq!(check(&with(&json!({ "iat": 1e300 }))), Err("iat_future"));
    assert_eq!(check(&with(&json!({ "iat": -1e300 }))), Err("iat_old"));
    assert_eq!(check(&with(&json!({ "iat": 0 }))), Err("iat_old"));
}

#[test]
fn c4_exp_and_nbf() {
    for bad in [json!("1800000000"), json!(null), json!(1_700_000_000)] {
        assert_eq!(check(&with(&json!({ "exp": bad }))), Err("exp"), "{bad}");
    }
    for bad in [json!("1600000000"), json!(null), json!(1_700_000_001)] {
        assert_eq!(check(&with(&json!({ "nbf": bad }))), Err("nbf"), "{bad}");
    }
}

#[test]
fn c4_email() {
    assert_eq!(check(&without("email")), Err("email_missing"));
    let long = format!("{}@{}.test", "a".repeat(60), "b".repeat(63).repeat(4));
    for bad in [
        json!(""),
        json!(" ada@acme.test"),
        json!("ada@acme.test\n"),
        json!("ada"),
        json!("a@b.test,c@d.test"),
        json!("Ada <ada@acme.test>"),
        json!("\"ada\"@acme.test"),
        json!("ada@[127.0.0.1]"),
        json!("ädа@acme.test"),
        json!(long),
        json!(["ada@acme.test"]),
        json!(null),
        json!(7),
    ] {
        assert_eq!(check(&with(&json!({ "email": bad }))), Err("email_invalid"), "{bad}");
    }
}

#[test]
fn c4_the_order_of_the_checks_is_the_order_of_the_list() {
    // A token that is wrong in every way at once, mended check by check.
    let header = r#"{"alg":"none","crit":[]}"#;
    let everything =
        json!({ "exp": 1, "nbf": 1_900_000_000, "aud": "x", "iat": "x", "note": "x".repeat(4_000) });
    assert_eq!(check(&signed(header, &everything.to_string(), OTHER)), Err("oversized"));
    let mut claims = everything;
    claims["note"] = json!("");
    let told =
        |header: &str, claims: &Value, secret: &str| check(&signed(header, &claims.to_string(), secret));
    assert_eq!(told(header, &claims, OTHER), Err("header"));
    assert_eq!(told(r#"{"alg":"none"}"#, &claims, OTHER), Err("algorithm"));
    assert_eq!(told(HEADER, &claims, OTHER), Err("signature"));
    let mut steps = vec![];
    for (name, value) in [
        ("iat", json!(1_600_000_000)),
        ("iat", json!(1_900_000_000)),
        ("iat", json!(1_700_000_000)),
        ("exp", json!(1_700_000_100)),
        ("nbf", json!(1_700_000_000)),
        ("aud", json!("65f0c0ffee65f0c0ffee65f0")),
        ("email", json!("nobody")),
        ("email", json!("ada@acme.test")),
    ] {
        steps.push(told(HEADER, &claims, SECRET).map(|_| ()));
        claims[name] = value;
    }
    let names: Vec<&str> = steps.into_iter().map(|step| step.unwrap_err()).collect();
    assert_eq!(
        names,
        ["iat_type", "iat_old", "iat_future", "exp", "nbf", "aud", "email_missing", "email_invalid"]
    );
    assert!(told(HEADER, &claims, SECRET).is_ok());
    assert!(SignOnRefusal::ALL.is_sorted());
}
