//! Mail as it travels: reading and writing MIME, thread ids, bounces, archives of mail, and the clients that carry it.
//!
//! [`parse`](parse()), [`compose`](compose()), [`bounce`] and the thread helpers are pure functions. Files are read
//! in [`archive`] only, sockets opened in [`client`] only. Nothing here knows what a mail is for.

pub mod archive;
pub mod bounce;
pub mod client;
mod compose;
mod line;
mod mailbox;
mod parse;
mod subject;
mod thread;

pub use compose::{Boundary, Extra, File, Outgoing, Placement, Refused, compose};
pub use line::{Line, NotALine};
pub use mailbox::Mailbox;
pub use parse::{Attachment, AutoKind, Broken, Limits, Mail, Oddity, parse};
pub use subject::subject_key;
pub use thread::{MessageId, NotAMessageId, ancestors};
