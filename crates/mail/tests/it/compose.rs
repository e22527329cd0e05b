//! Mail that was written here is read elsewhere; here the reader is our own.

use kernel::EmailAddress;
use mail::{
    Boundary, Extra, File, Limits, Line, Mail, Mailbox, MessageId, Outgoing, Placement, Refused, compose,
    parse,
};

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

fn id(text: &str) -> MessageId {
    text.parse().unwrap()
}

fn boundary() -> Boundary {
    Boundary::new("0123456789abcdef").unwrap()
}

pub(crate) fn outgoing() -> Outgoing {
    Outgoing {
        from: Mailbox::named(line("Help & Co."), address("help@example.org")),
        reply_to: None,
        to: vec![Mailbox::plain(address("ana@example.com"))],
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: line("Your order"),
        message_id: id("m1@example.org"),
        in_reply_to: None,
        references: Vec::new(),
        date_ms: 1_767_601_800_000,
        text: "Hello\n".to_owned(),
        html: None,
        files: Vec::new(),
        auto_submitted: false,
        extra: Vec::new(),
    }
}

fn written(mail: &Outgoing) -> (String, Mail) {
    let raw = compose(mail, &boundary()).unwrap();
    assert!(raw.is_ascii(), "a mail is ASCII");
    let text = String::from_utf8(raw).unwrap();
    for line in text.split("\r\n") {
        assert!(line.len() <= 998, "a line of {} bytes", line.len());
        assert!(!line.contains(['\r', '\n', '\0']), "{line:?}");
    }
    let read = parse(text.as_bytes(), &Limits::default()).unwrap();
    (text, read)
}

#[test]
fn a_plain_mail_is_as_short_as_can_be() {
    let (raw, _) = written(&outgoing());
    assert_eq!(
        raw,
        "Date: Mon, 05 Jan 2026 08:30:00 +0000\r\n\
         From: =?utf-8?b?SGVscCAmIENvLg==?= <help@example.org>\r\n\
         To: ana@example.com\r\n\
         Subject: Your order\r\n\
         Message-ID: <m1@example.org>\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 7bit\r\n\
         \r\n\
         Hello\r\n\
         \r\n"
    );
}

#[test]
fn p7_an_answer_has_both_parts_files_and_its_thread() {
    let mail = Outgoing {
        reply_to: Some(Mailbox::plain(address("help+tag@reply.example.org"))),
        cc: vec![Mailbox::named(line("Bo \"B\" <b>"), address("bo@example.net"))],
        bcc: vec![Mailbox::plain(address("secret@example.org")), Mailbox::plain(address("ANA@example.com"))],
        subject: line("Re: Grüße – 猫"),
        in_reply_to: Some(id("2@x")),
        references: vec![id("1@x"), id("2@x")],
        text: "Grüße\r\nund\rmehr\n".to_owned(),
        html: Some("<p>Grüße <img src=\"cid:logo@x\">".to_owned()),
        files: vec![
            File {
                name: line("Übersicht 2026 (final).csv"),
                media_type: "text/csv".to_owned(),
                placement: Placement::Attached,
                bytes: b"a,b\n1,2\n".to_vec(),
            },
            File {
                name: line("logo.png"),
                media_type: "image/png".to_owned(),
                placement: Placement::Inline(id("logo@x")),
                bytes: vec![0, 255, 13, 10],
            },
        ],
        auto_submitted: true,
        extra: vec![Extra::new("X-Loop", line("help@example.org")).unwrap()],
        ..outgoing()
    };
    let (raw, read) = written(&mail);
    assert_eq!(read.from, mail.from);
    assert_eq!(read.reply_to, [mail.reply_to.clone().unwrap()]);
    assert_eq!((&read.to, &read.cc, &read.subject), (&mail.to, &mail.cc, &mail.subject));
    assert_eq!((read.message_id, read.references), (Some(mail.message_id.clone()), mail.references.clone()));
    assert_eq!((read.in_reply_to, read.date_ms), (vec![id("2@x")], Some(mail.date_ms)));
    assert_eq!(read.text.as_deref(), Some("Grüße\nund\nmehr\n"));
    assert_eq!(read.html, mail.html);
    assert_eq!(read.auto, mail::AutoKind::Generated);
    assert!(read.oddities.is_empty());
    let inline: Vec<(&[u8], bool)> =
        read.attachments.iter().map(|file| (file.bytes.as_slice(), file.inline)).collect();
    assert_eq!(inline, [(&[0, 255, 13, 10][..], true), (&b"a,b\n1,2\n"[..], false)]);
    assert_eq!(read.attachments[1].name.as_ref(), Some(&mail.files[0].name));
    assert!(
        raw.contains("X-Loop: help@example.org\r\n") && raw.contains("Auto-Submitted: auto-generated\r\n")
    );
    assert!(!raw.contains("secret@example.org"), "a blind copy shows");
    let recipients = mail.recipients();
    assert_eq!(
        recipients.iter().map(EmailAddress::as_str).collect::<Vec<_>>(),
        ["ana@example.com", "bo@example.net", "secret@example.org"]
    );
}

#[test]
fn the_same_mail_is_written_in_the_same_bytes() {
    let mail = Outgoing { html: Some("<p>Hello".to_owned()), ..outgoing() };
    let write = || compose(&mail, &boundary()).unwrap();
    assert_eq!(write(), write());
}

#[test]
fn subjects_and_names_come_back_as_they_were() {
    let long = "x".repeat(3_000);
    let wide = "猫".repeat(300);
    for text in [
        "plain",
        "two  spaces",
        "ümlaut first then plain",
        "plain then ümlaut",
        "=?utf-8?q?=0ABcc:_x@y.example?=",
        "quote \" backslash \\ comma , angle < > at @",
        "a: b; c",
        "emoji 😀 in the middle",
        &long,
        &wide,
    ] {
        let (_, read) = written(&Outgoing { subject: line(text), ..outgoing() });
        assert_eq!(read.subject.as_str(), text);
        let name: String = text.chars().take(100).collect();
        let to = vec![Mailbox::named(line(&name), address("ana@example.com"))];
        let from = Mailbox::named(line(&name), address("help@example.org"));
        let (_, read) = written(&Outgoing { to: to.clone(), from: from.clone(), ..outgoing() });
        assert_eq!((read.to, read.from), (to, from), "{name}");
    }
}

#[test]
fn file_names_come_back_as_they_were() {
    let long = format!("{}.txt", "long name ".repeat(20));
    for name in [
        "a.txt",
        "a b.txt",
        "a\"b.txt",
        "résumé.pdf",
        "日本語のファイル名がとても長い場合の例です.txt",
        "a;b='c'%.txt",
        &long,
    ] {
        let file = File {
            name: line(name),
            media_type: "not a type".to_owned(),
            placement: Placement::Attached,
            bytes: b"x".to_vec(),
        };
        let (_, read) = written(&Outgoing { files: vec![file], ..outgoing() });
        assert_eq!(read.attachments[0].name.as_ref().unwrap().as_str(), name);
        assert_eq!(read.attachments[0].media_type, "application/octet-stream");
    }
}

#[test]
fn a_long_exchange_names_its_first_and_its_nearest() {
    let references: Vec<MessageId> = (0..500).map(|n| id(&format!("{n}@example.org"))).collect();
    let (_, read) = written(&Outgoing { references: references.clone(), ..outgoing() });
    assert_eq!(read.references.len(), 21);
    assert_eq!(read.references[0], references[0]);
    assert_eq!(read.references[1..], references[480..]);
}

#[test]
fn th7_nothing_but_a_line_becomes_a_header() {
    for bad in ["a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\0b", "a\u{7f}b"] {
        assert!(Line::new(bad).is_err(), "{bad:?}");
        assert!(bad.parse::<MessageId>().is_err(), "{bad:?}");
        assert!(format!("{bad}@example.org").parse::<EmailAddress>().is_err(), "{bad:?}");
        assert!(Extra::new(bad, line("x")).is_err(), "{bad:?}");
        assert!(Boundary::new(&format!("0123456789abcdef{bad}")).is_err(), "{bad:?}");
    }
}

#[test]
fn th7_a_media_type_cannot_bring_a_part_or_a_field() {
    for bad in
        ["text/plain\r\nBcc: x", "multipart/mixed; boundary=b", "message/rfc822", "text/html; charset=x", ""]
    {
        let file = File {
            name: line("f"),
            media_type: bad.to_owned(),
            placement: Placement::Attached,
            bytes: b"x".to_vec(),
        };
        let (_, read) = written(&Outgoing { files: vec![file], ..outgoing() });
        assert_eq!(read.attachments[0].media_type, "application/octet-stream", "{bad:?}");
    }
}

#[test]
fn th7_fields_that_are_written_anyway_cannot_be_added() {
    for name in ["Bcc", "from", "SUBJECT", "Content-Type", "Return-Path", "a b", "a:b", "", "ä"] {
        assert_eq!(Extra::new(name, line("x")).err(), Some(Refused::Field(name.to_owned())));
    }
}

#[test]
fn a_text_cannot_break_out_of_its_part() {
    let text = "--text-0123456789abcdef--\n--text-0123456789abcdef\nContent-Type: text/html\n\n<b>evil</b>\n.\n..\nFrom me\n";
    let mail = Outgoing { text: text.to_owned(), html: Some("<p>good</p>".to_owned()), ..outgoing() };
    let (_, read) = written(&mail);
    assert_eq!(read.text.as_deref(), Some(text));
    assert_eq!(read.html.as_deref(), Some("<p>good</p>"));
}

#[test]
fn what_cannot_be_sent_is_refused_with_its_reason() {
    let nobody = Outgoing { to: Vec::new(), ..outgoing() };
    assert_eq!(compose(&nobody, &boundary()), Err(Refused::NoRecipient));
    for date_ms in [-1, i64::MIN, i64::MAX, 253_402_300_800_000] {
        assert_eq!(
            compose(&Outgoing { date_ms, ..outgoing() }, &boundary()),
            Err(Refused::Date),
            "{date_ms}"
        );
    }
    assert!("jürgen@example.org".parse::<EmailAddress>().is_err(), "non-ASCII local parts");
    for good in
        ["a@localhost", "o'neil+tag@sub.example.org", "a.b-c_d@xn--mnchen-3ya.example", "a/b=c@1.example"]
    {
        let to = vec![Mailbox::plain(address(good))];
        assert!(compose(&Outgoing { to, ..outgoing() }, &boundary()).is_ok(), "{good}");
    }
    let blind = Outgoing { bcc: outgoing().to, to: Vec::new(), ..outgoing() };
    assert!(compose(&blind, &boundary()).is_ok());
}
