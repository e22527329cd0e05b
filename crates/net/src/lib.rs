//! The outside world below the product: where a request comes from and where the bytes of files are kept.

pub mod address;
pub mod codes;
pub mod store;

pub use address::Network;
pub use store::{ContentHash, Store};
