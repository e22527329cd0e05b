//! The index of articles: what is searched, by everyone, on each process of its own. It knows documents, languages and
//! opaque terms of who may find what; whose they are and why somebody may see them is known above.
//!
//! The index is disposable: it is made from the database and can be made again. So there is one edition, no migration, and
//! whatever is wrong with it is cured by making it anew.

mod any;
mod collect;
mod document;
mod expand;
mod fault;
mod hits;
mod home;
mod index;
mod language;
mod question;
mod rank;
mod related;
mod schema;
mod search;
mod show;
mod synonyms;
mod tree;
mod want;
mod words;

pub use document::{Change, Document};
pub use hits::{Hit, Hits};
pub use index::{Index, Rebuild};
pub use language::{KnownLanguage, known_languages};
pub use question::{Question, Scope};
pub use synonyms::Synonyms;
