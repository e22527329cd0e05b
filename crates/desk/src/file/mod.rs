//! Files that people send: which are taken, what they are called when they go out, and how pictures are shown. Pure;
//! the bytes are kept by `net::Store`. Checking and drawing take CPU time and memory (a picture of 50 megapixels is
//! 200 MB while it is looked at): call them on a blocking thread, one or two at once.

mod accept;
mod check;
mod compound;
mod inbound;
mod kind;
mod name;
mod package;
mod pdf;
mod picture;
mod staged;
mod text;
mod xml;

pub use accept::{accept_article_file, accept_upload, check_article_file, keep};
pub use check::{FileRefused, MAX_FILE_BYTES, check};
pub use inbound::keep_inbound;
pub use kind::{Kind, KindFacts, accept};
pub use name::{content_disposition, safe_name};
pub use picture::{Preview, preview};
pub(crate) use staged::{KEPT_MILLIS, STATEMENTS};
pub use staged::{Staged, StagedId};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
