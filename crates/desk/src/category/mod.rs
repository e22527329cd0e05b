//! Categories: the tree in which a knowledge base shows its articles (K1).

mod count;
mod edit;
mod manage;
mod order;
mod origin;
mod read;
mod tree;

use db::{Call, Statement, params, sql};
use kernel::{Code, Fault, Id, Noun};

pub(crate) use count::recount;
pub(crate) use edit::GAP;
pub use edit::{CategoryText, MAX_DESCRIPTION, MAX_TITLE, NewCategory};
pub use manage::{ManagedCategory, ManagedText};
pub(crate) use origin::CategoryOrigin;
pub use read::{CategoryRow, Tree};
pub use tree::Place;

use crate::act::{Rule, Visible};
use crate::code;
use crate::kb::KbId;
use crate::right::Right;
use crate::who::{System, User, Who};

/// What categories announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody made a category.
        MADE "category.made";
        /// A category has another text, icon or state.
        CHANGED "category.changed";
        /// The articles of a category stand in another order.
        ORDERED "category.ordered";
        /// A category stands elsewhere.
        MOVED "category.moved";
        /// Somebody deleted a category.
        DELETED "category.deleted";
    }
}

/// A category, without its texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// The id.
    pub id: CategoryId,
    /// Its knowledge base.
    pub kb: KbId,
    /// What it stands in; nothing at the top.
    pub parent: Option<CategoryId>,
    /// What identifies it in addresses.
    pub hash: String,
    /// The name of its drawing; may be empty.
    pub icon: String,
    /// Whether anybody but who writes sees it.
    pub is_published: bool,
    /// Counts its changes.
    pub revision: i64,
}

impl Noun for Category {
    const NAME: &'static str = "category";
}

/// The id of a category.
pub type CategoryId = Id<Category>;

/// Somebody changes, moves or deletes a category.
pub enum Edit {}

sql! {
    FIND = "select c.id, c.kb_id, c.parent_id, c.hash, c.icon, c.published, c.revision from category c
        where c.org_id = $1 and c.id = $2";
}

impl Visible<User> for Category {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &User, id: CategoryId) -> Call<'static> {
        FIND.with(params![who.org, id])
    }
}

impl Visible<System> for Category {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &System, id: CategoryId) -> Call<'static> {
        FIND.with(params![who.org(), id])
    }
}

impl Rule<User, Edit> for Category {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

/// An operator.
impl Rule<System, Edit> for Category {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        Ok(())
    }
}

/// Somebody who may manage what a knowledge base holds besides articles.
pub trait ManagesContent: Who {
    /// Refuses, with `may_not`, who may not.
    fn manages(&self) -> Result<(), Fault>;
}

impl ManagesContent for User {
    fn manages(&self) -> Result<(), Fault> {
        self.must(Right::ManageContent)
    }
}

impl ManagesContent for System {
    fn manages(&self) -> Result<(), Fault> {
        Ok(())
    }
}

db::columns!(Category: id, kb, parent, hash, icon, is_published, revision);

/// Every statement about categories.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        STATEMENTS,
        count::STATEMENTS,
        edit::STATEMENTS,
        manage::STATEMENTS,
        order::STATEMENTS,
        origin::STATEMENTS,
        read::STATEMENTS,
        tree::STATEMENTS,
    ]
    .concat()
}
