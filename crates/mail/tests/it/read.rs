//! What is read from sound mail.

use mail::{AutoKind, Oddity, ancestors};

use crate::read;

const ORDINARY: &str = "\
Return-Path: <ana@example.com>
Delivered-To: help+abc@example.org
X-Original-To: help+abc@example.org
From: =?utf-8?q?Ana_Mart=C3=ADn?= <Ana@example.com>
Reply-To: \"Ana, at home\" <ana@home.example>
To: Help <help@example.org>, friends: bo@example.net, Cy <cy@example.net>;
Cc: dee@example.net (Dee)
Subject: =?utf-8?q?Caf=C3=A9?= is
 =?utf-8?b?8J+YgA==?= closed
Date: Mon, 5 Jan 2026 09:30:00 +0100
Message-ID: <3@example.com>
In-Reply-To: <2@example.com>
References: <1@example.com>
 <2@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"outer 1\"

Nobody reads this.
--outer 1
Content-Type: multipart/alternative; boundary=\"outer 12\"

--outer 12
Content-Type: text/plain; charset=iso-8859-15
Content-Transfer-Encoding: quoted-printable

Price: 5 =A4, see=
 below.
--outer 12
Content-Type: multipart/related; boundary=inner

--inner
Content-Type: text/html; charset=utf-8

<p>Price: 5 €<img src=\"cid:logo@x\">
--inner
Content-Type: image/png
Content-ID: <logo@x>
Content-Transfer-Encoding: base64

iVBORw==
--inner--
--outer 12--
--outer 1
Content-Type: application/pdf; name=\"=?utf-8?q?r=C3=A9sum=C3=A9.pdf?=\"
Content-Disposition: attachment;
 filename*0*=utf-8''r%C3%A9sum;
 filename*1*=%C3%A9.pdf
Content-Transfer-Encoding: base64

JVBERg==
--outer 1
Content-Type: message/rfc822

From: bo@example.net
Subject: inner

inner text
--outer 1--
Nor this.
";

#[test]
fn n3_an_ordinary_mail_is_read_whole() {
    let mail = read(ORDINARY).unwrap();
    assert_eq!(mail.from.to_string(), "Ana Martín <Ana@example.com>");
    assert_eq!(mail.reply_to[0].to_string(), "Ana, at home <ana@home.example>");
    let to: Vec<String> = mail.to.iter().map(ToString::to_string).collect();
    assert_eq!(to, ["Help <help@example.org>", "bo@example.net", "Cy <cy@example.net>"]);
    assert_eq!(mail.cc[0].to_string(), "Dee <dee@example.net>");
    assert_eq!(mail.delivered_to.len(), 1);
    assert_eq!(mail.subject.as_str(), "Café is 😀 closed");
    assert_eq!(mail.date_ms, Some(1_767_601_800_000));
    assert_eq!(mail.text.as_deref(), Some("Price: 5 €, see below."));
    assert_eq!(mail.html.as_deref(), Some("<p>Price: 5 €<img src=\"cid:logo@x\">"));
    assert_eq!(mail.auto, AutoKind::Personal);
    assert!(mail.oddities.is_empty() && !mail.null_return_path);
}

#[test]
fn n4_files_are_kept_with_their_names() {
    let files = read(ORDINARY).unwrap().attachments;
    let names: Vec<_> = files.iter().map(|file| file.name.as_ref().map(mail::Line::as_str)).collect();
    assert_eq!(names, [None, Some("résumé.pdf"), None]);
    assert_eq!((files[0].content_id.as_deref(), files[0].inline), (Some("logo@x"), true));
    assert_eq!((files[1].bytes.as_slice(), files[1].inline), (b"%PDF".as_slice(), false));
    assert_eq!(files[2].media_type, "message/rfc822");
    assert!(files[2].bytes.ends_with(b"\r\n\r\ninner text"));
}

#[test]
fn n1_a_mail_names_its_ancestors_nearest_first() {
    let ids = ancestors(&read(ORDINARY).unwrap());
    let ids: Vec<&str> = ids.iter().map(mail::MessageId::as_str).collect();
    assert_eq!(ids, ["2@example.com", "1@example.com"]);
}

#[test]
fn prose_about_an_answer_is_no_id() {
    let ids =
        |field: &str| read(&format!("From: a@b.example\nIn-Reply-To: {field}\n\n")).unwrap().in_reply_to;
    assert!(ids("Your message of Monday").is_empty());
    assert_eq!(ids("Your message of Monday <1@x>")[0].as_str(), "1@x");
    assert_eq!(ids("1@x")[0].as_str(), "1@x");
    assert_eq!(ids("<1@x> <2@x>").len(), 2);
}

#[test]
fn texts_that_follow_each_other_are_all_kept() {
    let mail = |second: &str| {
        read(&format!(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n\
             --b\n\none < two\n--b\nContent-Type: image/png\n\nx\n--b\nContent-Type: {second}\n\nthree\n--b--\n"
        ))
        .unwrap()
    };
    let plain = mail("text/plain");
    assert_eq!((plain.text.as_deref(), plain.html.as_deref()), (Some("one < two\nthree"), None));
    let html = mail("text/html");
    assert_eq!((html.text.as_deref(), html.html.as_deref()), (None, Some("<pre>one &lt; two</pre>\nthree")));
    let file = mail("text/plain; name=notes.txt");
    assert_eq!(file.text.as_deref(), Some("one < two"));
    assert_eq!(file.attachments[1].bytes, b"three");
}

#[test]
fn a_boundary_that_begins_with_another_is_not_that_one() {
    let mail = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=bb\n\n\
         --bb\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\n\ntwo\n--bb--\n",
    )
    .unwrap();
    assert_eq!(mail.text.as_deref(), Some("one\ntwo"));
    assert!(mail.oddities.contains(&Oddity::BrokenStructure));
}

#[test]
fn a_date_is_read_in_its_usual_forms_or_not_at_all() {
    let date = |field: &str| read(&format!("From: a@b.example\nDate: {field}\n\n")).unwrap().date_ms;
    let expected = Some(1_767_601_800_000);
    assert_eq!(date("5 Jan 2026 08:30:00 GMT"), expected);
    assert_eq!(date("Mon, 05 Jan 2026 08:30:00 +0000 (UTC)"), expected);
    assert_eq!(date("Mon,  5 Jan 2026 03:30:00 -0500"), expected);
    assert_eq!(date("Mon, 5 Jan 2026 08:30 +0000"), expected);
    for none in ["yesterday", "", "32 Foo 2026 99:99:99 +0000"] {
        assert_eq!(date(none), None, "{none}");
    }
}

#[test]
fn th6_automatic_mail_is_told_apart() {
    let auto = |field: &str| read(&format!("From: a@b.example\n{field}\n\n")).unwrap().auto;
    for (field, kind) in [
        ("Auto-Submitted: no", AutoKind::Personal),
        ("Auto-Submitted: auto-replied (vacation)", AutoKind::Replied),
        ("Auto-Submitted: auto-generated; owner-email=\"x\"", AutoKind::Generated),
        ("Auto-Submitted: auto-notified", AutoKind::Generated),
        ("Precedence: auto_reply", AutoKind::Replied),
        ("X-Autoreply: yes", AutoKind::Replied),
        ("x-autorespond: yes", AutoKind::Replied),
        ("Precedence: Bulk", AutoKind::Bulk),
        ("List-Id: <a.example>", AutoKind::Bulk),
        ("Precedence: first-class", AutoKind::Personal),
    ] {
        assert_eq!(auto(field), kind, "{field}");
    }
    assert!(read("Return-Path: <>\nFrom: a@b.example\n\n").unwrap().wants_no_answer());
}

#[test]
fn the_line_with_which_an_mbox_begins_a_mail_is_passed_over() {
    for line in ["From ana@example.com Mon Jan  5 09:30:00 2026\n", ">From x\n", "\n\n"] {
        let mail = read(&format!("{line}From: a@b.example\nSubject: s\n\nhi")).unwrap();
        assert_eq!((mail.subject.as_str(), mail.text.as_deref()), ("s", Some("hi")), "{line:?}");
    }
}
