use data_encoding::HEXLOWER;
use kernel::{Random, Secret};

use super::{Keys, KeysUnreadable, NotOpened, cipher, encrypt, hkdf};

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

#[test]
fn keys_are_drawn_as_in_rfc_5869_test_case_3() {
    let drawn = hkdf(&[0x0b; 22], b"");
    assert_eq!(HEXLOWER.encode(&drawn), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

#[test]
fn the_cipher_is_the_one_of_draft_irtf_cfrg_xchacha_a_3_1() {
    let key = Secret::new(std::array::from_fn(|index| 0x80 + u8::try_from(index).unwrap()));
    let nonce = std::array::from_fn(|index| 0x40 + u8::try_from(index).unwrap());
    let plain: &[u8] =
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
        future, sunscreen would be it.";
    let aad = hex("50515253c0c1c2c3c4c5c6c7");
    let payload = chacha20poly1305::aead::Payload { msg: plain, aad: &aad };
    let sealed =
        chacha20poly1305::aead::Aead::encrypt(&cipher(&key), &<[u8; 24]>::into(nonce), payload).unwrap();
    assert_eq!(HEXLOWER.encode(&sealed[..16]), "bd6d179d3e83d43b9576579493c0e939");
    assert_eq!(HEXLOWER.encode(&sealed[plain.len()..]), "c0875924c1c7987947deafd8780acf49");
    assert_eq!(encrypt(&key, nonce, plain, "")[..16], sealed[..16]);
}

#[test]
fn a_sealed_secret_opens_at_its_place_only() {
    let random = Random::seeded(1);
    let keys = Keys::generate(&random);
    let sealed = keys.seal(b"hunter2", "org1/kb/secret/kb1", &random);
    assert_eq!(keys.open(&sealed, "org1/kb/secret/kb1").unwrap().reveal(), b"hunter2");
    assert_eq!(keys.open(&sealed, "org2/kb/secret/kb1").err(), Some(NotOpened));
    assert_eq!(Keys::generate(&random).open(&sealed, "org1/kb/secret/kb1").err(), Some(NotOpened));
}

#[test]
fn any_changed_or_missing_byte_keeps_it_shut() {
    let random = Random::seeded(1);
    let keys = Keys::generate(&random);
    let sealed = keys.seal(b"hunter2", "here", &random);
    for index in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[index] ^= 1;
        assert!(keys.open(&changed, "here").is_err(), "byte {index}");
        assert!(keys.open(&sealed[..index], "here").is_err(), "cut at {index}");
    }
}

#[test]
fn the_same_secret_is_never_sealed_the_same_way_twice() {
    let random = Random::seeded(1);
    let keys = Keys::generate(&random);
    assert_ne!(keys.seal(b"hunter2", "here", &random), keys.seal(b"hunter2", "here", &random));
}

#[test]
fn after_a_rotation_the_old_opens_and_waits_to_be_sealed_anew() {
    let random = Random::seeded(1);
    let old = Keys::generate(&random);
    let sealed = old.seal(b"hunter2", "here", &random);
    let new = old.rotated(&random);
    assert_eq!(new.open(&sealed, "here").unwrap().reveal(), b"hunter2");
    assert!(new.is_outdated(&sealed) && !old.is_outdated(&sealed));
    assert!(!new.is_outdated(&new.seal(b"hunter2", "here", &random)));
}

#[test]
fn a_key_file_comes_back_as_it_was_written() {
    let random = Random::seeded(1);
    let keys = Keys::generate(&random).rotated(&random);
    let text = keys.to_text();
    let read = Keys::from_text(text.reveal()).unwrap();
    assert_eq!(read.to_text().reveal(), text.reveal());
    assert!(text.reveal().starts_with("2:") && text.reveal().lines().count() == 2);
    assert!(read.derive("codes").matches(keys.derive("codes").reveal()));
    assert!(!read.derive("codes").matches(keys.derive("cursors").reveal()));
}

#[test]
fn a_damaged_key_file_is_refused_with_its_line() {
    let random = Random::seeded(1);
    let text = Keys::generate(&random).rotated(&random).to_text();
    let (second, first) = text.reveal().split_once('\n').unwrap();
    let short = format!("2:{}", data_encoding::BASE64.encode(&[0; 31]));
    for (bad, line) in [
        (String::new(), 1),
        ("\n".to_owned(), 1),
        (short, 1),
        (second.replace(':', " "), 1),
        (second.replace("2:", "0:"), 1),
        (format!("{second}\n{second}\n"), 2),
        (format!("{first}{second}\n"), 2),
    ] {
        assert_eq!(Keys::from_text(&bad).err(), Some(KeysUnreadable { line }), "{bad}");
    }
}

#[test]
fn th49_keys_cannot_be_printed() {
    assert!(format!("{:?}", Keys::generate(&Random::seeded(1))).contains("Secret(…)"));
}
