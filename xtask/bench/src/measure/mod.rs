//! What is measured, a file for each topic.

pub(crate) mod backlog;
pub(crate) mod contest;
pub(crate) mod door;
pub(crate) mod import;
pub(crate) mod life;
pub(crate) mod pages;
pub(crate) mod post;
mod preview;
pub(crate) mod search;
pub(crate) mod sign_on;
pub(crate) mod themed;
