//! The mail with a link through which a user sets a new password.

use desk::delivery::Sender;
use desk::session::{PASSWORD_MINUTES, PasswordMail};
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
    url: String,
    minutes: i64,
}

/// The link. Nothing in the mail was chosen by whoever asked (TH6).
pub(crate) async fn write_password(
    host: &Host,
    ticket: &Ticket,
    asked: &PasswordMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let page = Page {
        brand: BrandFace::new(&sender.brand, &sender.accent),
        url: format!("{}/app/password/{}", asked.origin, asked.link.reveal()),
        minutes: PASSWORD_MINUTES,
    };
    let manner = Manner { language: &asked.language, zone: "UTC", now: host.desk().context().now() };
    let parts = host.pages().render("password", &manner, &page)?;
    let subject = host.pages().text(&asked.language, "app-mail-password-subject", &sender.brand);
    Notice { to: asked.address.clone(), sender, subject, parts }.post(host, ticket).await
}
