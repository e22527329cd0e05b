//! A knowledge base as files: a folder of Markdown, or a ZIP of HTML pages, in the shape that `docs/moving-in.md` tells.
//!
//! Reads and writes files and knows nothing of what is stored. Nothing that it is given is trusted: what a name could do is
//! looked at before anything is opened, and nothing leads out of the folder or the archive (TH43).

mod address;
mod archive;
mod front;
mod group;
mod library;
mod pack;
mod page;
mod path;
mod problem;
mod put;
mod read;
mod source;
mod tree;
mod write;

pub use address::{relative, resolve, segment};
pub use archive::Limits;
pub use front::with_id;
pub use group::conflict_of;
pub use library::{Article, Body, Category, CategoryText, Library, Reader, Scope, Text, Version};
pub use pack::pack;
pub use page::{is_html, is_page};
pub use path::{FilePath, PathRefused};
pub use problem::{Problem, Refused};
pub use put::{NotPut, is_link, put_below};
pub use read::{Languages, body_of, read, read_heads, read_markdown};
pub use source::Source;
pub use write::{Flavour, Target, pages_of};
