//! Custom attributes: what an organization keeps of conversations, customers and messages beside what we do. The name's
//! suffix is the type; values are checked by it, and those of sensitive ones are not for everybody's eyes.

mod access;
mod define;
pub mod facts;
mod forget;
mod hold;
mod kind;
mod number;
mod offer;
mod store;
mod tree;
mod value;

use db::{FromRow, Row, Statement};
use kernel::{Fault, Id, Noun};

pub use access::Edit;
pub(crate) use access::of_ids;
pub use define::Definition;
pub(crate) use define::called_by;
pub use forget::ForgetValues;
pub(crate) use forget::forget_job;
pub use hold::{Given, Held, Holding};
pub(crate) use hold::{give_new, say};
pub use kind::{AttributeName, Kind};
pub use number::Number;
pub use offer::{MAX_CHOICE, MOST_CHOICES, Offer};
pub(crate) use store::{drop_all, take_over};
pub use tree::{LEVELS, MOST_ENTRIES, Node, Tree};
pub use value::{Url, Value};

use crate::snippet::{Label, Said};

/// The most attributes of one object.
pub const MOST: usize = 100;
/// The most characters of a value that is a text.
pub const MAX_VALUE: usize = 1_024;

db::named! {
    /// What attributes are of.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Object {
        /// Conversations.
        Conversation "conversation",
        /// Customers.
        Customer "customer",
        /// Messages.
        Message "message",
    }
}

/// An attribute: its definition, without anybody's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// The id.
    pub id: AttributeId,
    /// What it is of.
    pub object: Object,
    /// The name, which never changes.
    pub name: AttributeName,
    /// The display name.
    pub label: Label,
    /// Whether a form of values must not leave it empty.
    pub is_required: bool,
    /// Whether its values are for some eyes only, and for no customer's.
    pub is_sensitive: bool,
    /// What there is to choose from.
    pub offer: Offer,
}

impl Noun for Attribute {
    const NAME: &'static str = "attribute";
}

/// The id of an attribute.
pub type AttributeId = Id<Attribute>;

impl Attribute {
    /// What it is called, by what its display name says or else its own name.
    pub fn title(&self, said: &Said) -> String {
        self.label.say(said).unwrap_or_else(|| self.name.in_words())
    }

    /// The type of its values.
    pub fn kind(&self) -> Kind {
        self.name.kind()
    }

    /// Reads nine columns from `first` on: id, object, name, title, snippet, required, sensitive, many, options.
    pub(crate) fn read_columns(row: &Row<'_>, first: usize) -> Result<Self, Fault> {
        let name = AttributeName::stored(&row.get::<String>(first + 2)?)?;
        let (many, options): (bool, String) = (row.get(first + 7)?, row.get(first + 8)?);
        Ok(Self {
            id: row.get(first)?,
            object: row.get(first + 1)?,
            label: Label::stored(row.get(first + 3)?, row.get(first + 4)?),
            is_required: row.get(first + 5)?,
            is_sensitive: row.get(first + 6)?,
            offer: Offer::stored(name.kind(), &options, many)?,
            name,
        })
    }
}

impl FromRow for Attribute {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Self::read_columns(row, 0)
    }
}

/// Every statement about attributes and their values.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [access::STATEMENTS, define::STATEMENTS, forget::STATEMENTS, hold::STATEMENTS, store::STATEMENTS].concat()
}
