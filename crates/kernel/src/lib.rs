//! What every other crate stands on: ids, time, randomness, checked text, secrets, cursors and faults.
//! Nothing here reads a file, opens a socket or knows a product noun.

mod clock;
mod context;
mod fault;
mod id;
mod page;
mod random;
mod secret;
mod text;

pub use clock::{Clock, Time};
pub use context::Context;
pub use fault::{Code, Fault, Kind, Problem, codes as base_codes};
pub use id::{Id, Noun, Org, OrgId};
pub use page::{Cursor, CursorKey};
pub use random::Random;
pub use secret::Secret;
pub use text::{EmailAddress, Language, NotALanguage, NotAnAddress, Text, TextRefused};
