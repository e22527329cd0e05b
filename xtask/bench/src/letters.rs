//! An archive as a shop's letter box holds it: many people, answers to answers, HTML beside text, some attachments.
//! The same at every call.

use std::fmt::Write as _;

use data_encoding::BASE64;

/// The brand's own address.
pub(crate) const OWN: &str = "help@shop.example";

/// Of ten mails four begin a conversation.
const BEGINNINGS: u32 = 4;
const SECONDS_BETWEEN: i64 = 1_700;
/// 2025-01-01 00:00:00 UTC.
const BEGINNING: i64 = 1_735_689_600;
const RFC_5322: &str = "%a, %-d %b %Y %H:%M:%S +0000";

const SENTENCES: [&str; 12] = [
    "I ordered two lamps last week and only one of them has arrived.",
    "The parcel was open on one side when the neighbour took it in.",
    "Could you tell me whether the blue one will be back before the holidays?",
    "Thank you for the quick answer, that is exactly what I needed.",
    "We have looked into it and the second parcel left our store this morning.",
    "The invoice shows the old address although I changed it in my account.",
    "Is it possible to send it back without the original box?",
    "You will find the number of the parcel below; it should be with you on Thursday.",
    "The screw that holds the arm is missing, so it cannot be put together.",
    "I have attached a picture of the damage and the bill.",
    "Please take the sum from the same card as last time.",
    "If that does not help, write again and we will exchange it at once.",
];

/// A mail that others may answer.
struct Thread {
    person: u32,
    subject: String,
    /// The numbers of its mails, in their order.
    mails: Vec<u32>,
}

/// Chance that is no chance: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }

    fn text(&mut self) -> Vec<&'static str> {
        (0..2 + self.below(9)).map(|_| SENTENCES[self.below(SENTENCES.len())]).collect()
    }
}

/// So many mails, in the mbox format (RFC 4155).
pub(crate) fn mbox(mails: u32) -> String {
    let (mut dice, mut threads, mut text) = (Dice(7), Vec::<Thread>::new(), String::new());
    for number in 0..mails {
        let begins = threads.is_empty() || number % 10 < BEGINNINGS;
        let place =
            if begins { threads.len() } else { threads.len() - 1 - dice.below(threads.len().min(200)) };
        if begins {
            let person = u32::try_from(dice.below(1 + mails as usize / 3)).unwrap_or(0);
            let subject =
                format!("{} ({number})", SENTENCES[dice.below(SENTENCES.len())].split_at(18).0.trim());
            threads.push(Thread { person, subject, mails: Vec::new() });
        }
        let thread = &mut threads[place];
        add(&mut text, number, thread, &mut dice);
        thread.mails.push(number);
    }
    text
}

/// Writing into a text does not fail.
fn add(text: &mut String, number: u32, thread: &Thread, dice: &mut Dice) {
    let is_answer = !thread.mails.is_empty();
    let is_ours = is_answer && thread.mails.len() % 2 == 1;
    let person = format!("Person {0} <person{0}@people.example>", thread.person);
    let own = format!("The Shop <{OWN}>");
    let (from, to) = if is_ours { (&own, &person) } else { (&person, &own) };
    let _ = writeln!(text, "From sender@archive.example {}", moment(number, "%a %b %e %H:%M:%S %Y"));
    let _ = writeln!(text, "From: {from}\nTo: {to}\nDate: {}", moment(number, RFC_5322));
    let _ = writeln!(text, "Message-ID: <mail-{number}@archive.example>");
    let prefix = if is_answer { "Re: " } else { "" };
    let _ = writeln!(text, "Subject: {prefix}{}\nMIME-Version: 1.0", thread.subject);
    if let Some(last) = thread.mails.last() {
        let _ = writeln!(text, "In-Reply-To: <mail-{last}@archive.example>");
        let all: Vec<String> =
            thread.mails.iter().map(|mail| format!("<mail-{mail}@archive.example>")).collect();
        let _ = writeln!(text, "References: {}", all.join("\n "));
    }
    let mut lines = dice.text().join("\n");
    if is_answer {
        let quoted = dice.text().join("\n> ");
        let _ = write!(lines, "\n\nOn Mon, 6 Jan 2025 at 09:30, somebody wrote:\n> {quoted}");
    }
    body(text, &lines, dice.below(10));
    text.push('\n');
}

/// Of ten mails four are plain text, five have HTML as well, one has a file.
fn body(text: &mut String, lines: &str, kind: usize) {
    let part = |kind: &str, body: &str| format!("--part\nContent-Type: {kind}; charset=utf-8\n\n{body}\n");
    let html =
        format!("<html><body><p>{}</p></body></html>", lines.replace('>', "&gt;").replace('\n', "<br>\n"));
    match kind {
        0..=3 => {
            let _ = writeln!(text, "Content-Type: text/plain; charset=utf-8\n\n{lines}");
        }
        4..=8 => {
            let both = part("text/plain", lines) + &part("text/html", &html);
            let _ = writeln!(text, "Content-Type: multipart/alternative; boundary=part\n\n{both}--part--");
        }
        _ => {
            let bytes: Vec<u8> = lines.bytes().cycle().take(24 * 1024).collect();
            let encoded = BASE64.encode(&bytes);
            let lines_of_76: Vec<&str> =
                (0..encoded.len()).step_by(76).map(|at| &encoded[at..encoded.len().min(at + 76)]).collect();
            let file = format!(
                "--part\nContent-Type: text/plain; name=bill.txt\nContent-Disposition: attachment; \
                 filename=bill.txt\nContent-Transfer-Encoding: base64\n\n{}\n",
                lines_of_76.join("\n")
            );
            let all = part("text/plain", lines) + &file;
            let _ = writeln!(text, "Content-Type: multipart/mixed; boundary=part\n\n{all}--part--");
        }
    }
}

/// When a mail was written, in this form of `strftime`.
fn moment(number: u32, form: &str) -> String {
    let seconds = BEGINNING + i64::from(number) * SECONDS_BETWEEN;
    jiff::Timestamp::from_second(seconds).unwrap_or_default().strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::{RFC_5322, mbox, moment};

    #[test]
    fn mails_are_dated() {
        assert_eq!(moment(0, RFC_5322), "Wed, 1 Jan 2025 00:00:00 +0000");
        assert_eq!(moment(51 * 59, RFC_5322), "Sat, 1 Mar 2025 04:55:00 +0000");
    }

    #[test]
    fn the_archive_is_the_same_each_time_and_of_every_kind() {
        let archive = mbox(200);
        assert_eq!(archive, mbox(200));
        let count = |what: &str| archive.matches(what).count();
        assert_eq!(count("\nFrom sender@archive.example ") + 1, 200);
        assert!(count("In-Reply-To: ") > 80 && count("filename=bill.txt") > 10 && count("text/html") > 60);
    }
}
