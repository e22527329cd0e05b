//! The mail with a link through which somebody joins.

use desk::delivery::Sender;
use desk::user::{INVITATION_HOURS, InvitationMail};
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
    hours: i64,
}

/// The link. Nothing in the mail was chosen by whoever invited (TH6).
pub(crate) async fn write_invitation(
    host: &Host,
    ticket: &Ticket,
    invited: &InvitationMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let page = Page {
        brand: BrandFace::new(&sender.brand, &sender.accent),
        url: format!("{}/app/invitation/{}", invited.origin, invited.link.reveal()),
        hours: INVITATION_HOURS,
    };
    let manner = Manner { language: &invited.language, zone: "UTC", now: host.desk().context().now() };
    let parts = host.pages().render("invitation", &manner, &page)?;
    let subject = host.pages().text(&invited.language, "app-mail-invitation-subject", &sender.brand);
    Notice { to: invited.address.clone(), sender, subject, parts }.post(host, ticket).await
}
