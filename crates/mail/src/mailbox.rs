//! A name with an address.

use std::fmt;

use kernel::EmailAddress;

use crate::Line;

/// An address with the name that stands before it (RFC 5322 §3.4 `mailbox`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mailbox {
    /// The name shown to people; says nothing about who it is.
    pub name: Option<Line>,
    /// The address.
    pub address: EmailAddress,
}

impl Mailbox {
    /// An address without a name.
    pub fn plain(address: EmailAddress) -> Self {
        Self { name: None, address }
    }

    /// An address with a name.
    pub fn named(name: Line, address: EmailAddress) -> Self {
        Self { name: name.filled(), address }
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(formatter, "{name} <{}>", self.address),
            None => write!(formatter, "{}", self.address),
        }
    }
}
