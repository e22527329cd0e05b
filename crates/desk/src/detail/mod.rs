//! Details: what the portal's conversation page shows of a conversation beside its status, its channels and the day it
//! began, chosen and put in order for each knowledge base (P9).

mod access;
mod arrange;
mod restore;
mod show;

use db::{FromRow, Row, Statement};
use kernel::{Fault, Id, Noun};

pub use access::{Arrange, Edit};
pub(crate) use arrange::{called_by, forget};
pub(crate) use restore::{is_told_whole, may_set_back, set_back};
pub(crate) use show::is_any;
pub use show::{Called, Shown, ShownValue};

use crate::attribute::{Attribute, AttributeId};
use crate::kb::KbId;
use crate::snippet::Label;

/// What details announce.
pub mod facts {
    crate::interest::facts! {
        /// The portal's conversation page shows one more detail.
        ADDED "detail.added";
        /// A detail has another display name.
        CHANGED "detail.changed";
        /// A detail stands in another place.
        MOVED "detail.moved";
        /// The portal's conversation page shows a detail no more.
        REMOVED "detail.removed";
        /// The portal's conversation page shows the details again that it showed before a change.
        RESTORED "detail.restored";
    }
}

/// The most details of a knowledge base.
pub const MOST: usize = 20;

db::named! {
    /// What can be shown that is no custom attribute.
    pub enum Own {
        /// The brand's name.
        Brand "brand",
        /// How urgent it is.
        Priority "priority",
        /// Its tags.
        Tags "tags",
        /// Whose queue it is in.
        Team "team",
    }
}

/// What can be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Something that every conversation has.
    Own(Own),
    /// A custom attribute of conversations.
    Attribute(AttributeId),
}

/// A detail that was chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Detail {
    /// The id.
    pub id: DetailId,
    /// The knowledge base whose portal shows it.
    pub kb: KbId,
    /// What it is.
    pub what: What,
    /// The display name that was chosen for it.
    pub label: Label,
    /// The attribute, where it is one. While that is sensitive, nothing of it is shown.
    pub attribute: Option<Attribute>,
}

impl Noun for Detail {
    const NAME: &'static str = "detail";
}

/// The id of a detail.
pub type DetailId = Id<Detail>;

impl What {
    /// What forms and the database call it.
    pub fn key(self) -> String {
        match self {
            Self::Own(own) => own.name().to_owned(),
            Self::Attribute(id) => id.to_string(),
        }
    }

    /// What was chosen in a form.
    pub fn parse(key: &str) -> Result<Self, Fault> {
        Own::from_name(key).map_or_else(|| key.parse().map(Self::Attribute), |own| Ok(Self::Own(own)))
    }
}

impl FromRow for Detail {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let what: String = row.get(2)?;
        let attribute: Option<AttributeId> = row.get(5)?;
        Ok(Self {
            id: row.get(0)?,
            kb: row.get(1)?,
            what: What::parse(&what)?,
            label: Label::stored(row.get(3)?, row.get(4)?),
            attribute: attribute.map(|_| Attribute::read_columns(row, 5)).transpose()?,
        })
    }
}

/// Every statement about details.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [access::STATEMENTS, arrange::STATEMENTS, restore::STATEMENTS, show::STATEMENTS].concat()
}
