//! The mail with a link through which somebody joins.

use desk::delivery::Sender;
use desk::user::{INVITATION_HOURS, InvitationMail};
use kernel::Fault;
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use crate::Host;

#[derive(Serialize)]
struct Page {
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
    let url = format!("{}/app/invitation/{}", invited.origin, invited.link.reveal());
    let page = Page { url, hours: INVITATION_HOURS };
    let subject = "app-mail-invitation-subject";
    let notice = Notice { to: &invited.address, sender, language: &invited.language, subject };
    notice.plain(host, ticket, ("invitation", &page)).await
}
