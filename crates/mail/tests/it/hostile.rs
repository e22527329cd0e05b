//! Mail that was not sent to be read.

use std::fmt::Write as _;

use mail::{Broken, Limits, Oddity, parse};

use crate::read;

const FROM: &str = "From: ana@example.com\n";

fn nested(levels: usize) -> String {
    let mut mail = FROM.to_owned();
    for level in 0..levels {
        write!(mail, "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n").unwrap();
    }
    mail + "\ninnermost\n"
}

fn attached_in_each_other(levels: usize) -> String {
    FROM.to_owned() + &"Content-Type: message/rfc822\n\n".repeat(levels) + "\ninnermost\n"
}

fn with_parts(count: usize) -> String {
    FROM.to_owned()
        + "Content-Type: multipart/mixed; boundary=b\n\n"
        + &"--b\n\npart\n".repeat(count)
        + "--b--\n"
}

fn with_fields(count: usize) -> String {
    FROM.to_owned() + &"X-A: b\n".repeat(count - 1) + "\ntext\n"
}

#[test]
fn n4_what_passes_a_limit_is_set_aside_with_its_reason() {
    let limits = Limits::default();
    let table: Vec<(String, Broken)> = vec![
        (String::new(), Broken::Empty),
        (" \r\n\t\n".to_owned(), Broken::Empty),
        ("To: ana@example.com\n\ntext".to_owned(), Broken::NoFrom),
        ("From: Ana\n\ntext".to_owned(), Broken::NoFrom),
        ("From: \n\ntext".to_owned(), Broken::NoFrom),
        ("just some words".to_owned(), Broken::NoFrom),
        ("\0\0\0\0".to_owned(), Broken::NoFrom),
        (with_fields(10_000), Broken::TooManyHeaders),
        (with_fields(limits.header_fields + 1), Broken::TooManyHeaders),
        (format!("{FROM}X-A: {}\n\ntext", "b".repeat(2 * 1024 * 1024)), Broken::TooManyHeaders),
        (nested(100), Broken::TooDeep),
        (nested(limits.levels + 1), Broken::TooDeep),
        (attached_in_each_other(100), Broken::TooDeep),
        (with_parts(limits.parts + 1), Broken::TooManyParts),
        (with_parts(100_000), Broken::TooManyParts),
        (FROM.to_owned() + "\n" + &"x".repeat(40 * 1024 * 1024), Broken::TooLarge),
    ];
    for (mail, reason) in table {
        let start: String = mail.chars().take(60).collect();
        assert_eq!(parse(mail.as_bytes(), &limits).err(), Some(reason), "{start:?}");
    }
}

#[test]
fn n4_what_reaches_a_limit_is_read() {
    let limits = Limits::default();
    assert!(parse(with_fields(limits.header_fields).as_bytes(), &limits).is_ok());
    assert!(parse(nested(limits.levels).as_bytes(), &limits).unwrap().text.unwrap().contains("innermost"));
    let mail = parse(with_parts(limits.parts).as_bytes(), &limits).unwrap();
    assert_eq!(mail.text.unwrap().matches("part").count(), limits.parts);
    let mail = format!("{FROM}\ntext");
    let of_size = |raw_bytes| Limits { raw_bytes, ..Limits::default() };
    assert!(parse(mail.as_bytes(), &of_size(mail.len())).is_ok());
    assert_eq!(parse(mail.as_bytes(), &of_size(mail.len() - 1)).err(), Some(Broken::TooLarge));
}

/// Each of these makes a parser that looks ahead from every place read the same bytes thousands of times: without the
/// defence this takes minutes.
#[test]
fn th9_no_mail_costs_more_than_its_size() {
    let quarter = 256 * 1024;
    let words = "=?aa?q?x".repeat(quarter / 8);
    let parameters = (0..quarter / 12).fold(String::new(), |text, n| text + &format!("x{n}*=u'l'v; "));
    let unclosed = "Content-Type: multipart/mixed; boundary=never\n\n--b\n".repeat(150);
    let dashes = "\n".to_owned() + &"--\n".repeat(1024 * 1024);
    for field in [
        format!("Subject: {words}"),
        format!("To: {words}"),
        format!("Content-Type: text/plain; {parameters}"),
        format!("Content-Disposition: attachment; {parameters}"),
        format!("To: {}", "(".repeat(quarter)),
        format!("To: {}", "a:b,".repeat(quarter / 4)),
        format!("References: {}", "<".repeat(quarter)),
        format!("Date: {}", "(".repeat(quarter)),
        format!("Content-Type: multipart/mixed; boundary=b\n\n--b\n{unclosed}{dashes}"),
    ] {
        let read = read(&format!("{FROM}{field}\n\ntext"));
        assert!(read.is_ok(), "{}", &field[..40]);
    }
}

#[test]
fn th9_a_part_is_read_without_a_description_that_is_too_long() {
    let kind = |padding: usize| {
        let field = format!("Content-Type: text/html; x={}", "y".repeat(padding));
        read(&format!("{FROM}{field}\n\ntext")).unwrap().media_type
    };
    assert_eq!((kind(1_000).as_str(), kind(9_000).as_str()), ("text/html", "text/plain"));
}

#[test]
fn a_mail_with_two_ids_has_the_first() {
    let mail = read("From: ana@example.com\nMessage-ID: <one@x>\nMessage-ID: <two@x>\nDate: Mon, 5 Jan 2026 09:30:00 +0100\n\nhi").unwrap();
    assert_eq!(mail.message_id.unwrap().as_str(), "one@x");
    assert_eq!(mail.oddities.into_iter().collect::<Vec<_>>(), [Oddity::SecondMessageId]);
}

#[test]
fn a_mail_with_two_senders_has_the_first() {
    let mail = read("From: ana@example.com\nFrom: boss@example.com\n\nhi").unwrap();
    assert_eq!(mail.from.address.as_str(), "ana@example.com");
    assert!(mail.oddities.contains(&Oddity::SecondFrom));
}

#[test]
fn th7_no_control_character_comes_out_of_a_header() {
    let raw = b"From: =?utf-8?q?Ana=0D=0ABcc:_x@y.example?= <ana@example.com>\r\n\
        Subject: a\0b\x07c =?utf-8?b?ZA0KQmNjOiBl?= f\rBcc: evil@example.com\r\n\
        Content-Disposition: attachment; filename*=utf-8''a%0D%0Ab%E2%80%AEgpj.exe\r\n\
        Message-ID: <a\x01b@c>\r\n\r\ntext";
    let mail = parse(raw, &Limits::default()).unwrap();
    let name = mail.from.name.unwrap();
    let file = mail.attachments[0].name.clone().unwrap();
    for line in [&name, &mail.subject, &file] {
        assert!(!line.as_str().contains(char::is_control), "{line:?}");
    }
    assert_eq!(name.as_str(), "Ana  Bcc: x@y.example");
    assert_eq!(mail.subject.as_str(), "ab c d  Bcc: e f Bcc: evil@example.com");
    assert_eq!(file.as_str(), "a  bgpj.exe");
    assert_eq!(mail.message_id, None);
}

#[test]
fn a_file_name_has_no_path() {
    for (written, kept) in [("../../etc/passwd", "passwd"), ("C:\\\\temp\\\\a b.txt", "a b.txt"), ("/", "")] {
        let mail =
            read(&format!("{FROM}Content-Disposition: attachment; filename=\"{written}\"\n\nx")).unwrap();
        let name = mail.attachments[0].name.as_ref().map_or("", mail::Line::as_str);
        assert_eq!(name, kept, "{written}");
    }
}

#[test]
fn texts_in_the_wrong_character_set_keep_their_words() {
    let table: &[(&[u8], &[u8], &str)] = &[
        (b"utf-8", b"gr\xfc\xdfe", "grüße"),
        (b"us-ascii", b"gr\xc3\xbc\xc3\x9fe", "grüße"),
        (b"iso-8859-1", b"gr\xc3\xbc\xc3\x9fe", "grüße"),
        (b"x-unknown", b"gr\xfc\xdfe", "grüße"),
        (b"", b"gr\xfc\xdfe", "grüße"),
        (b"shift_jis", "猫です".as_bytes(), "猫です"),
    ];
    for (charset, body, text) in table {
        let raw = [FROM.as_bytes(), b"Content-Type: text/plain; charset=", charset, b"\n\n", body].concat();
        let mail = parse(&raw, &Limits::default()).unwrap();
        assert_eq!(mail.text.as_deref(), Some(*text), "{}", String::from_utf8_lossy(charset));
        assert!(mail.oddities.contains(&Oddity::WrongCharset), "{}", String::from_utf8_lossy(charset));
    }
}

#[test]
fn headers_with_bare_8_bit_bytes_keep_their_words() {
    let latin =
        parse(b"From: J\xfcrgen <j@example.com>\nSubject: gr\xfc\xdfe\n\n", &Limits::default()).unwrap();
    let utf8 =
        parse("From: Jürgen <j@example.com>\nSubject: grüße\n\n".as_bytes(), &Limits::default()).unwrap();
    for mail in [latin, utf8] {
        assert_eq!(mail.from.name.unwrap().as_str(), "Jürgen");
        assert_eq!(mail.subject.as_str(), "grüße");
    }
}

#[test]
fn broken_base64_keeps_its_words() {
    let table = [
        ("aGVsbG8gd29ybGQ", "hello world"),
        ("aGVs!bG8g*d29ybGQ=", "hello world"),
        ("aGVsbG8=\n_______\nSent to the list", "hello\n_______\nSent to the list"),
        ("aGVsbG8=\nd29ybGQ=", "helloworld"),
        ("this is no base64 at all!", ""),
    ];
    for (body, text) in table {
        let mail = read(&format!("{FROM}Content-Transfer-Encoding: base64\n\n{body}")).unwrap();
        let read = mail.text.unwrap();
        assert!(!read.is_empty() && read.starts_with(text), "{body:?} gave {read:?}");
    }
}

#[test]
fn broken_quoted_printable_keeps_its_words() {
    for (body, text) in [("a=ZZb =\nc", "a=ZZb c"), ("50==50", "50==50"), ("x=", "x"), ("=E2=82=AC=", "€")]
    {
        let mail = read(&format!("{FROM}Content-Transfer-Encoding: quoted-printable\n\n{body}")).unwrap();
        assert_eq!(mail.text.as_deref(), Some(text), "{body:?}");
    }
}

#[test]
fn nul_and_bare_cr_leave_a_text_whole() {
    let mail = parse(b"From: ana@example.com\r\n\r\na\0b\rc\x1b[31md\te\r\n", &Limits::default()).unwrap();
    assert_eq!(mail.text.as_deref(), Some("ab\nc[31md\te\n"));
}

#[test]
fn a_multipart_without_parts_or_end_keeps_its_words() {
    let head = format!("{FROM}Content-Type: multipart/mixed; boundary=b\n\n");
    for body in
        ["hello", "--b\n\nhello", "--b\n\nhello\n--b", "--other\n\nhello\n--other--", "hello\n--b--\n"]
    {
        let mail = read(&format!("{head}{body}")).unwrap();
        assert!(mail.text.as_deref().is_some_and(|text| text.contains("hello")), "{body:?}");
        assert!(mail.oddities.contains(&Oddity::BrokenStructure), "{body:?}");
    }
    let mail = read(&format!("{FROM}Content-Type: multipart/mixed\n\nhello")).unwrap();
    assert_eq!(mail.text.as_deref(), Some("hello"));
}

#[test]
fn a_text_right_behind_the_header_is_kept() {
    let mail = read(&format!("{FROM}Subject: s\nHello, here it is\nthe text: all of it")).unwrap();
    assert_eq!(mail.text.as_deref(), Some("Hello, here it is\nthe text: all of it"));
    let mail = read(&format!("Subject: a field\nthat was broken\n{FROM}\ntext")).unwrap();
    assert_eq!((mail.from.address.as_str(), mail.text.as_deref()), ("ana@example.com", Some("text")));
    let mail = read(&format!("{FROM}Content-Type: multipart/mixed; boundary=b\n\n--b\ntext\n--b--")).unwrap();
    assert_eq!(mail.text.as_deref(), Some("text"));
}
