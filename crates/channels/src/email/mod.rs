//! E-mail on its way out: mails written from letters, and where they go.

mod form;
mod invitation;
pub mod mailbox;
mod mails;
mod notice;
mod outbox;
mod page;
mod password;
mod reply;
mod shell;
mod sign_in;
mod survey;
mod theme_broken;

use kernel::EmailAddress;

pub(crate) use form::write_form_received;
pub(crate) use invitation::write_invitation;
pub use mailbox::Mailbox;
pub use mails::PAGES as MAILS;
pub use outbox::Outbox;
pub(crate) use page::{Pages, require};
pub(crate) use password::write_password;
pub(crate) use reply::write_reply;
pub use shell::ExampleMail;
pub(crate) use sign_in::{write_address_code, write_sign_in};
pub(crate) use survey::write_survey;
pub(crate) use theme_broken::write_theme_broken;

/// A mail as it goes over the wire, with its envelope.
#[derive(Clone, Debug)]
pub struct Post {
    /// Where bounces go.
    pub from: EmailAddress,
    /// For whom it is.
    pub to: EmailAddress,
    /// The mail.
    pub raw: Vec<u8>,
}
