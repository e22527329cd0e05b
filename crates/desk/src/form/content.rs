//! What somebody wrote into a form, ready to become a conversation.

use kernel::Fault;
use serde::{Deserialize, Serialize};

use crate::attribute::{AttributeId, Object};
use crate::conversation::message::NewFile;

/// What was written, as it waits and as it is sent.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Content {
    /// What the sender calls themselves; may be empty.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The text of the message, with what was answered.
    pub text: String,
    /// The values of attributes, as they were answered.
    pub values: Vec<ContentValue>,
    /// The accepted files.
    pub files: Vec<NewFile>,
}

/// An answer that is a value of an attribute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContentValue {
    /// What the attribute is of.
    pub object: Object,
    /// The attribute.
    pub attribute: AttributeId,
    /// The value, as it is typed.
    pub typed: String,
}

impl Content {
    pub(super) fn stored(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(Fault::internal)
    }

    pub(super) fn to_stored(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(Fault::internal)
    }
}
