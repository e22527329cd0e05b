//! Mail about mail.

use mail::bounce::{Action, Automatic, Delivery, recognise};

use crate::read;

const REPORT: &str = "\
Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: help@example.org
Subject: Mail delivery failed
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=Delivery-Status; boundary=b

--b

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822;ana@internal.example
Original-Recipient: rfc822; <ana@example.com>
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such
 user here

Action: Delayed
Final-Recipient: rfc822; bo@example.net

Final-Recipient: rfc822; nonsense
Action: failed
--b
Content-Type: message/rfc822

Message-ID: <sent@example.org>
From: help@example.org

Hello
--b--
";

fn delivery(mail: &str) -> Delivery {
    match recognise(&read(mail).unwrap()) {
        Some(Automatic::Delivery(delivery)) => delivery,
        other => panic!("{other:?}"),
    }
}

#[test]
fn n1_a_report_says_what_became_of_which_mail_where() {
    let delivery = delivery(REPORT);
    assert_eq!(delivery.about.unwrap().as_str(), "sent@example.org");
    let [failed, delayed] = delivery.recipients.as_slice() else { panic!("{:?}", delivery.recipients) };
    assert_eq!((failed.address.as_str(), failed.action), ("ana@example.com", Action::Failed));
    assert_eq!(failed.status.as_ref().unwrap().as_str(), "5.1.1");
    assert_eq!(failed.reason.as_ref().unwrap().as_str(), "550 no such user here");
    assert_eq!((delayed.address.as_str(), delayed.action), ("bo@example.net", Action::Delayed));
}

#[test]
fn n1_a_report_with_the_head_only_is_about_the_same_mail() {
    let headers = REPORT.replace("message/rfc822", "text/rfc822-headers");
    assert_eq!(delivery(&headers).about.unwrap().as_str(), "sent@example.org");
}

#[test]
fn n1_bounces_of_servers_that_write_no_report_are_recognised() {
    let exim = "From: Mailer-Daemon@mx.example\nX-Failed-Recipients: ana@example.com,\n bo@example.net\n\
                References: <sent@example.org>\n\nfailed";
    let delivery = delivery(exim);
    assert_eq!(delivery.about.unwrap().as_str(), "sent@example.org");
    assert_eq!(delivery.recipients.len(), 2);
    let other = "Return-Path: <>\nFrom: <MAILER-DAEMON@mx.example>\nSubject: failure notice\n\nHi.";
    assert_eq!(self::delivery(other), Delivery::default());
}

#[test]
fn th6_answers_and_receipts_of_programs_are_recognised() {
    let automatic = |head: &str| recognise(&read(&format!("From: a@b.example\n{head}\n\nx")).unwrap());
    assert_eq!(automatic("Auto-Submitted: auto-replied"), Some(Automatic::Answer));
    assert_eq!(automatic("Auto-Submitted: auto-generated"), Some(Automatic::Generated));
    assert_eq!(
        automatic("Content-Type: multipart/report; report-type=disposition-notification; boundary=b"),
        Some(Automatic::Receipt)
    );
    for person in
        ["Subject: Out of office", "Subject: Undelivered Mail", "Precedence: list", "Return-Path: <>"]
    {
        assert_eq!(automatic(person), None, "{person}");
    }
}
