//! The ways messages come and go, one module per provider, and the jobs that take them there. Holds no transaction:
//! what is to be sent comes out of the product whole, and what became of it goes back by a verb.

pub mod email;
pub mod jobs;

pub use jobs::Host;
