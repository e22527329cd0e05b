//! What holds for every input.

use mail::{
    Boundary, File, Limits, Line, Mail, MessageId, Outgoing, Placement, bounce, compose, parse, subject_key,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::compose::outgoing;

/// Bytes that look like mail often enough to reach the inner parts of the reader.
fn mailish() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"From: a@b.example\r\n".to_vec()),
        Just(b"Subject: =?utf-8?q?=C3".to_vec()),
        Just(b"=?iso-2022-jp?b?".to_vec()),
        Just(b"?=".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\n\n".to_vec()),
        Just(b"\n ".to_vec()),
        Just(b"--b\r\n".to_vec()),
        Just(b"--b--\r\n".to_vec()),
        Just(b"Content-Type: multipart/mixed; boundary=b\r\n".to_vec()),
        Just(b"Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n".to_vec()),
        Just(b"Content-Type: message/rfc822\r\n\r\n".to_vec()),
        Just(b"Content-Type: text/html; charset=utf-7\n".to_vec()),
        Just(b"Content-Type: text/plain; charset=utf-16\n".to_vec()),
        Just(b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822;".to_vec()),
        Just(b"Content-Disposition: attachment; filename*1*=utf-8''%".to_vec()),
        Just(b"Content-Transfer-Encoding: base64\n".to_vec()),
        Just(b"Content-Transfer-Encoding: quoted-printable\n".to_vec()),
        Just(b"Date: Mon, 99 Feb 99999 -9999 (".to_vec()),
        Just(b"References: <a@b> <".to_vec()),
        Just(b"To: g: \"x\\\" (c) <".to_vec()),
        Just(b"=\n=A=".to_vec()),
        prop::collection::vec(any::<u8>(), 0..24),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn holds_no_control(mail: &Mail) -> bool {
    let names = mail.to.iter().chain(&mail.cc).chain(&mail.reply_to).chain([&mail.from]);
    let files = mail.attachments.iter().filter_map(|file| file.name.clone());
    names
        .filter_map(|mailbox| mailbox.name.clone())
        .chain(files)
        .chain([mail.subject.clone()])
        .all(|line| Line::new(line.as_str()) == Ok(line))
}

/// The same inputs each time.
const SEED: RngSeed = RngSeed::Fixed(2047);

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, rng_seed: SEED, ..ProptestConfig::with_cases(400) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn th9_no_bytes_make_the_reader_panic(raw in mailish()) {
        let read = parse(&raw, &Limits::default());
        prop_assert_ne!(read.as_ref().err(), Some(&mail::Broken::Unreadable), "the parser panicked");
        if let Ok(mail) = &read {
            prop_assert!(holds_no_control(mail));
            let _ = bounce::recognise(mail);
            prop_assert_eq!(parse(&raw, &Limits::default()), read);
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        subject in "\\PC{0,80}",
        text in "[\\PC\n\t]{0,400}",
        html in proptest::option::of("[\\PC\n\t]{1,200}"),
        name in "[^\\pC/\\\\\u{2028}\u{2029}]{1,40}",
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let (Ok(subject), Ok(name)) = (Line::new(&subject), Line::new(&name)) else { return Ok(()) };
        prop_assume!(!name.is_empty());
        let file = File {
            name: name.clone(),
            media_type: "application/pdf".to_owned(),
            placement: Placement::Attached,
            bytes: bytes.clone(),
        };
        let mail = Outgoing { subject: subject.clone(), text: text.clone(), html: html.clone(), files: vec![file], ..outgoing() };
        let raw = compose(&mail, &Boundary::new("0123456789abcdef").unwrap()).unwrap();
        let read = parse(&raw, &Limits::default()).unwrap();
        prop_assert_eq!(read.subject, subject);
        prop_assert_eq!(read.text, Some(text));
        prop_assert_eq!(read.html, html);
        prop_assert_eq!(read.attachments[0].name.as_ref(), Some(&name));
        prop_assert_eq!(&read.attachments[0].bytes, &bytes);
    }

    #[test]
    fn the_key_of_a_key_is_itself(subject in "\\PC{0,60}") {
        let key = subject_key(&subject);
        prop_assert_eq!(subject_key(&key), key.clone());
        prop_assert_eq!(subject_key(&format!("Re: {key}")), key);
    }

    #[test]
    fn an_id_comes_back_as_it_was(text in "\\PC{0,40}") {
        if let Ok(id) = text.parse::<MessageId>() {
            prop_assert_eq!(id.to_string().parse::<MessageId>(), Ok(id));
        }
    }
}
