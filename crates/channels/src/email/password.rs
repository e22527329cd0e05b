//! The mail with a link through which a user sets a new password.

use desk::delivery::Sender;
use desk::session::{PASSWORD_MINUTES, PasswordMail};
use kernel::Fault;
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use crate::Host;

#[derive(Serialize)]
struct Page {
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
    let url = format!("{}/app/password/{}", asked.origin, asked.link.reveal());
    let page = Page { url, minutes: PASSWORD_MINUTES };
    let subject = "app-mail-password-subject";
    let notice = Notice { to: &asked.address, sender, language: &asked.language, subject };
    notice.plain(host, ticket, ("password", &page)).await
}
