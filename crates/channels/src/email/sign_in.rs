//! Mails with a code: to sign in, or to prove another address.

use desk::delivery::Sender;
use desk::session::{AddressMail, CODE_MINUTES, SignInMail};
use kernel::Fault;
use spine::Ticket;

use super::Post;
use super::mails::{AddressCode, SignInCode};
use super::notice::Notice;
use crate::Host;

/// The code and its link as a mail that says that no person wrote it. Nothing in it was chosen by whoever asked (TH6).
pub(crate) async fn write_sign_in(
    host: &Host,
    ticket: &Ticket,
    sign_in: &SignInMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let mail = SignInCode {
        code: sign_in.code.reveal().to_owned(),
        url: format!("{}/login/link/{}", sign_in.origin, sign_in.link.reveal()),
        minutes: CODE_MINUTES,
    };
    let subject = "mail-code-subject";
    let notice = Notice { to: &sign_in.address, sender, language: &sign_in.language, subject };
    notice.themed(host, ticket, &mail).await
}

/// The code by which somebody proves that the address is theirs as well. Nothing in it was chosen by whoever asked (TH6).
pub(crate) async fn write_address_code(
    host: &Host,
    ticket: &Ticket,
    asked: &AddressMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let mail = AddressCode { code: asked.code.reveal().to_owned(), minutes: CODE_MINUTES };
    let subject = "mail-address-subject";
    let notice = Notice { to: &asked.address, sender, language: &asked.language, subject };
    notice.themed(host, ticket, &mail).await
}
