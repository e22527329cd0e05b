//! The mail that says that a form was received.

use desk::delivery::Sender;
use desk::form::FormMail;
use kernel::Fault;
use spine::Ticket;

use super::Post;
use super::mails::FormReceived;
use super::notice::Notice;
use crate::Host;

/// Nothing in it was chosen by whoever filled the form, its language aside, which is one of the site's (TH6).
pub(crate) async fn write_form_received(
    host: &Host,
    ticket: &Ticket,
    received: &FormMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let (origin, language) = (&received.origin, &received.language);
    let url = || format!("{origin}/login?referralUrl=%2F{language}%2Fconversations");
    let mail = FormReceived { url: received.has_portal.then(url), is_held: received.is_held };
    let notice = Notice { to: &received.address, sender, language, subject: "mail-form-subject" };
    notice.themed(host, ticket, &mail).await
}
