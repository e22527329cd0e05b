//! Shortcuts: answers that are written often, kept under a name by each user for themselves, or for everybody (W2).

mod fill;

use std::str::FromStr;

use db::{FromRow, Row, params, sql};
use kernel::{Code, Fault, Id, Noun, Text, base_codes};

use crate::act::{Act, View};
use crate::code;
use crate::conversation::MAX_TEXT;
use crate::line;
use crate::right::Right;
use crate::who::User;

pub use fill::{Filling, PLACES};

/// What shortcuts announce.
pub mod facts {
    crate::interest::facts! {
        /// A user kept an answer under a name.
        SAVED "shortcut.saved";
        /// A user removed a shortcut.
        REMOVED "shortcut.removed";
    }
}

/// The most shortcuts of one owner: of a user, or of everybody.
pub const MOST: usize = 100;
/// The most characters of a name.
pub const MAX_NAME: usize = 60;

/// A shortcut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortcut {
    /// The id.
    pub id: ShortcutId,
    /// The name.
    pub name: String,
    /// The text, with places to be filled.
    pub text: String,
    /// Whether it is everybody's.
    pub is_shared: bool,
}

impl Noun for Shortcut {
    const NAME: &'static str = "shortcut";
}

/// The id of a shortcut.
pub type ShortcutId = Id<Shortcut>;

/// A name for a shortcut: 1 to 60 characters on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShortcutName(String);

/// A shortcut about to be kept.
#[derive(Clone, Debug)]
pub struct NewShortcut {
    /// Which one it takes the place of; a new one otherwise.
    pub id: Option<ShortcutId>,
    /// The name.
    pub name: ShortcutName,
    /// The text.
    pub text: Text<MAX_TEXT>,
    /// Whether it is everybody's. One that is there stays whose it is.
    pub is_shared: bool,
}

sql! {
    SEEN = "select id, name, text, owner = '' from shortcut where org_id = $1 and /*see*/owner in ('', $2)/*end*/
        order by name_key, owner, id";
    ONE = "select id, name, text, owner = '' from shortcut
        where org_id = $1 and id = $2 and /*see*/owner in ('', $3)/*end*/";
    HOW_MANY = "select count(*) from shortcut where org_id = $1 and owner = $2";
    ADD = "insert into shortcut (org_id, id, owner, name, name_key, text, made_at) values ($1, $2, $3, $4, $5, $6, $7)";
    CHANGE = "update shortcut set name = $4, name_key = $5, text = $6 where org_id = $1 and id = $2 and owner = $3";
    REMOVE = "delete from shortcut where org_id = $1 and id = $2 and owner = $3";
}

impl FromStr for ShortcutName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        line::line::<MAX_NAME>(typed).map(Self)
    }
}

impl View<User> {
    /// The own ones and everybody's, by name.
    pub async fn shortcuts(&self) -> Result<Vec<Shortcut>, Fault> {
        uses(self.who()).map_err(Fault::new)?;
        self.reader().all(SEEN.with(params![self.org(), self.who().id])).await
    }

    /// One of them.
    pub async fn shortcut(&self, id: ShortcutId) -> Result<Shortcut, Fault> {
        uses(self.who()).map_err(Fault::new)?;
        let found = self.reader().maybe(ONE.with(params![self.org(), id, self.who().id])).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

impl Act<User> {
    async fn shortcut(&mut self, id: ShortcutId) -> Result<Shortcut, Fault> {
        uses(self.who()).map_err(Fault::new)?;
        let values = params![self.org(), id, self.who().id];
        let found: Option<Shortcut> = self.writer().await?.maybe(ONE.with(values)).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// Keeps one. `name_taken` where its owner has another of that name, `shortcuts_many` for the 101st.
    pub async fn save_shortcut(&mut self, new: &NewShortcut) -> Result<(), Fault> {
        uses(self.who()).map_err(Fault::new)?;
        let old = match new.id {
            Some(id) => Some(self.shortcut(id).await?),
            None => None,
        };
        let owner = owner(self.who(), old.as_ref().map_or(new.is_shared, |old| old.is_shared))?;
        let (org, now, key) = (self.org(), self.now(), markup::fold(&new.name.0));
        let id = old.map_or_else(|| self.new_id(), |old| old.id);
        let writer = self.writer().await?;
        if new.id.is_some() {
            writer.run(CHANGE.with(params![org, id, &owner, &new.name.0, &key, &new.text])).await?;
        } else {
            let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, &owner])).await?;
            if usize::try_from(there).is_ok_and(|there| there >= MOST) {
                return Err(Fault::new(&code::SHORTCUTS_MANY));
            }
            writer.run(ADD.with(params![org, id, &owner, &new.name.0, &key, &new.text, now])).await?;
        }
        self.announce(facts::SAVED, id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }

    /// Removes one.
    pub async fn remove_shortcut(&mut self, id: ShortcutId) -> Result<(), Fault> {
        let old = self.shortcut(id).await?;
        let owner = owner(self.who(), old.is_shared)?;
        let org = self.org();
        self.writer().await?.run(REMOVE.with(params![org, id, &owner])).await?;
        self.announce(facts::REMOVED, id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }
}

/// Whoever answers uses them, and so does whoever writes them for others.
fn uses(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Reply) || who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
}

/// Whose it is to be; refuses who may not say so.
fn owner(who: &User, is_shared: bool) -> Result<String, Fault> {
    match is_shared {
        true if !who.may(Right::ManageContent) => Err(Fault::new(&code::MAY_NOT)),
        true => Ok(String::new()),
        false => Ok(who.id.to_string()),
    }
}

/// The text of a shortcut, checked.
pub fn text_of(typed: &str) -> Result<Text<MAX_TEXT>, Fault> {
    line::text(typed)
}

impl FromRow for Shortcut {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { id: row.get(0)?, name: row.get(1)?, text: row.get(2)?, is_shared: row.get(3)? })
    }
}
