//! What a mail is to the brand: received or sent, with whom, and in answer to what.

use std::collections::BTreeSet;

use mail::{Mail, Mailbox, ancestors, subject_key};
use net::ContentHash;

use super::memory::Exchange;
use super::set_aside::Reason;
use crate::conversation::Direction;

/// As many of the mails it answers are looked for; a subject of ten thousand answers names them all.
const ANCESTORS: usize = 50;

/// The brand's own addresses.
#[derive(Clone, Debug)]
pub(super) struct Own(BTreeSet<String>);

impl Own {
    /// The addresses by their keys, if there are any.
    pub(super) fn of(keys: Vec<String>) -> Option<Self> {
        (!keys.is_empty()).then(|| Self(keys.into_iter().collect()))
    }

    fn holds(&self, mailbox: &Mailbox) -> bool {
        self.0.contains(&mailbox.address.key())
    }
}

/// A mail seen from the brand.
#[derive(Debug)]
pub(super) struct Letter {
    /// By which it is recognised when it comes again.
    pub(super) id: String,
    /// The mails it answers, nearest first.
    pub(super) ancestors: Vec<String>,
    /// Received or sent.
    pub(super) direction: Direction,
    /// The other side.
    pub(super) customer: Mailbox,
    /// The keys of everybody on the other side, the customer's first.
    pub(super) others: Vec<String>,
    /// By what a mail that answers none is put to others.
    pub(super) exchange: Exchange,
    /// The mail.
    pub(super) mail: Mail,
}

impl Letter {
    /// Looks at a mail with the brand's eyes.
    pub(super) fn of(mail: Mail, raw: &[u8], own: &Own) -> Result<Self, Reason> {
        let is_sent = own.holds(&mail.from);
        if !is_sent && mail::bounce::recognise(&mail).is_some() {
            return Err(Reason::Automatic);
        }
        let (direction, others) = if is_sent {
            (Direction::Out, recipients(&mail, own))
        } else {
            (Direction::In, vec![mail.from.clone()])
        };
        let customer = others.first().cloned().ok_or(Reason::NoCustomer)?;
        let exchange = Exchange {
            customer: customer.address.key(),
            own: if is_sent { mail.from.address.key() } else { reached(&mail, own) },
            subject: subject_key(mail.subject.as_str()),
        };
        Ok(Self {
            id: id(&mail, raw),
            ancestors: ancestors(&mail).iter().take(ANCESTORS).map(|id| id.as_str().to_owned()).collect(),
            direction,
            customer,
            others: others.iter().map(|other| other.address.key()).collect(),
            exchange,
            mail,
        })
    }
}

/// What the mail's own program called it, or what its bytes come to. The latter is no message id, so that no mail that
/// leaves here ever names it.
fn id(mail: &Mail, raw: &[u8]) -> String {
    match &mail.message_id {
        Some(id) => id.as_str().to_owned(),
        None => format!("mail {}", ContentHash::of(raw)),
    }
}

/// To whom the brand wrote.
fn recipients(mail: &Mail, own: &Own) -> Vec<Mailbox> {
    let all = mail.to.iter().chain(&mail.cc).chain(&mail.reply_to);
    all.filter(|mailbox| !own.holds(mailbox)).cloned().collect()
}

/// Which of the brand's addresses was written to; empty where it got a hidden copy.
fn reached(mail: &Mail, own: &Own) -> String {
    let named = mail.to.iter().chain(&mail.cc).map(|mailbox| mailbox.address.key());
    let noted = mail.delivered_to.iter().map(kernel::EmailAddress::key);
    named.chain(noted).find(|key| own.0.contains(key)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use mail::{Limits, parse};

    use super::{Letter, Own};
    use crate::conversation::Direction;
    use crate::import::set_aside::Reason;

    fn letter(head: &str) -> Result<Letter, Reason> {
        let raw = format!("{head}\n\nhello\n");
        let own = Own::of(["help@acme.test", "sales@acme.test"].map(str::to_owned).to_vec()).unwrap();
        Letter::of(parse(raw.as_bytes(), &Limits::default()).unwrap(), raw.as_bytes(), &own)
    }

    #[test]
    fn n3_received_and_sent_are_told_apart_by_the_brands_own_addresses() {
        let received = letter("From: Ana <Ana@x.test>\nTo: Help@Acme.test\nSubject: Re: Rain").unwrap();
        assert_eq!((received.direction, received.customer.address.as_str()), (Direction::In, "Ana@x.test"));
        assert_eq!(received.exchange.own, "help@acme.test");
        let sent = letter(
            "From: HELP@acme.test\nTo: sales@acme.test, Ana <ana@x.test>\nCc: bo@x.test\nSubject: AW: Rain",
        );
        let sent = sent.unwrap();
        assert_eq!(
            (sent.direction, sent.others.as_slice()),
            (Direction::Out, ["ana@x.test", "bo@x.test"].map(str::to_owned).as_slice())
        );
        assert_eq!(sent.exchange, received.exchange);
    }

    #[test]
    fn th6_what_programs_send_to_us_is_set_aside_and_what_ours_sent_is_not() {
        let head = "Auto-Submitted: auto-replied\nSubject: away";
        assert_eq!(letter(&format!("From: ana@x.test\n{head}")).unwrap_err(), Reason::Automatic);
        assert!(letter(&format!("From: help@acme.test\nTo: ana@x.test\n{head}")).is_ok());
        assert_eq!(letter("From: help@acme.test\nTo: sales@acme.test").unwrap_err(), Reason::NoCustomer);
    }

    #[test]
    fn n3_a_mail_without_an_id_has_one_by_its_bytes() {
        let nameless = || letter("From: ana@x.test").unwrap().id;
        assert_eq!(nameless(), nameless());
        assert_ne!(nameless(), letter("From: bo@x.test").unwrap().id);
        assert!(nameless().parse::<mail::MessageId>().is_err());
    }
}
