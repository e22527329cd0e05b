//! The clients that carry mail.

pub mod smtp;
