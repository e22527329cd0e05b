//! The mail that says that a form was received.

use desk::delivery::Sender;
use desk::form::FormMail;
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
    /// Where whoever gets it proves that the address is theirs, where they can.
    url: Option<String>,
    is_held: bool,
}

/// Nothing in it was chosen by whoever filled the form, its language aside, which is one of the site's (TH6).
pub(crate) async fn write_form_received(
    host: &Host,
    ticket: &Ticket,
    received: &FormMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let now = host.desk().context().now();
    let (origin, language) = (&received.origin, &received.language);
    let url = || format!("{origin}/login?referralUrl=%2F{language}%2Fconversations");
    let page = Page {
        brand: BrandFace::new(&sender.brand, &sender.accent),
        url: received.has_portal.then(url),
        is_held: received.is_held,
    };
    let manner = Manner { language, zone: "UTC", now };
    let parts = host.pages().render("form", &manner, &page)?;
    let subject = host.pages().text(language, "app-mail-form-subject", &sender.brand);
    Notice { to: received.address.clone(), sender, subject, parts }.post(host, ticket).await
}
