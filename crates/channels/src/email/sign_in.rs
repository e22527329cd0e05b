//! Mails with a code: to sign in, or to prove another address.

use desk::delivery::Sender;
use desk::session::{AddressMail, CODE_MINUTES, SignInMail};
use kernel::Fault;
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use super::page::{BrandFace, Manner};
use crate::Host;

#[derive(Serialize)]
struct Page<'a> {
    brand: BrandFace<'a>,
    code: &'a str,
    url: String,
    minutes: i64,
}

/// The code and its link as a mail that says that no person wrote it. Nothing in it was chosen by whoever asked (TH6).
pub(crate) async fn write_sign_in(
    host: &Host,
    ticket: &Ticket,
    sign_in: &SignInMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let now = host.desk().context().now();
    let page = Page {
        brand: BrandFace::new(&sender.brand, &sender.accent),
        code: sign_in.code.reveal(),
        url: format!("{}/login/link/{}", sign_in.origin, sign_in.link.reveal()),
        minutes: CODE_MINUTES,
    };
    let manner = Manner { language: &sign_in.language, zone: "UTC", now };
    let parts = host.pages().render("code", &manner, &page)?;
    let subject = host.pages().text(&sign_in.language, "app-mail-code-subject", &sender.brand);
    Notice { to: sign_in.address.clone(), sender, subject, parts }.post(host, ticket).await
}

#[derive(Serialize)]
struct AddressPage<'a> {
    brand: BrandFace<'a>,
    code: &'a str,
    minutes: i64,
}

/// The code by which somebody proves that the address is theirs as well. Nothing in it was chosen by whoever asked (TH6).
pub(crate) async fn write_address_code(
    host: &Host,
    ticket: &Ticket,
    asked: &AddressMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let now = host.desk().context().now();
    let brand = BrandFace::new(&sender.brand, &sender.accent);
    let page = AddressPage { brand, code: asked.code.reveal(), minutes: CODE_MINUTES };
    let manner = Manner { language: &asked.language, zone: "UTC", now };
    let parts = host.pages().render("address", &manner, &page)?;
    let subject = host.pages().text(&asked.language, "app-mail-address-subject", &sender.brand);
    Notice { to: asked.address.clone(), sender, subject, parts }.post(host, ticket).await
}
