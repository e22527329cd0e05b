//! The words of messages, cut and folded by ourselves so that both databases find the same, and the searches
//! over them in each database's own language.

mod cut;
mod databases;
mod fold;
mod query;
mod words;

pub(crate) use cut::{Word, cut};
pub use databases::to_tsvector_text;
pub use fold::fold;
pub(crate) use fold::fold_with_sources;
pub use query::{Query, Term};
pub use words::{index_text, words};
