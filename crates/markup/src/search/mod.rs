//! The words of messages and articles, cut and folded by ourselves so that both databases and the index of articles
//! find the same, and the searches over them in each database's own language.

mod cut;
mod databases;
mod fold;
mod placed;
mod query;
mod words;

pub use cut::Kind;
pub(crate) use cut::{Word, cut};
pub use databases::to_tsvector_text;
pub use fold::fold;
pub(crate) use fold::{fold_with_sources, in_source};
pub use placed::{Placed, placed_words};
pub use query::{Query, Term};
pub use words::{index_text, words};
