//! The example organization of `portico demo`, and the data of `portico bench data`.

pub mod bench;
mod content;
mod dice;
mod drawing;
mod fill;
mod guide;
mod letter;
mod moment;
mod pace;
mod story;
mod wording;

pub use fill::{Filled, Plan, fill, is_filled};
pub use guide::{Guide, PASSWORD, SignIn};
