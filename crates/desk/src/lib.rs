//! The product: nouns with their types, rights, verbs, statements and facts. Knows no HTTP, no page and no provider.

pub mod act;
pub mod attribute;
pub mod audit;
pub mod brand;
pub mod code;
pub mod conversation;
pub mod customer;
pub mod delivery;
pub mod detail;
pub mod door;
pub mod feed;
pub mod file;
pub mod founding;
pub mod import;
pub mod interest;
pub mod kb;
mod line;
pub mod link;
pub mod operator;
pub mod order;
pub mod org;
pub mod right;
pub mod saved_search;
pub mod schema;
pub mod session;
pub mod setting;
pub mod shortcut;
pub mod snippet;
mod upkeep;
pub mod user;
pub mod who;
mod work;

pub use act::{Act, Allowed, Rule, View, Visible};
pub use door::Desk;
pub use schema::{STEPS, TAKEN, statements};
pub use who::{AppPublic, Customer, Public, System, User};
