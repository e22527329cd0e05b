//! Shortcuts: answers that are written often, kept under a name by each user for themselves, or for everybody (W2).

mod fill;

use std::str::FromStr;

use db::{Call, FromRow, Row, params, sql};
use kernel::{Code, Fault, Id, Noun, Text};

use crate::act::{Act, Allowed, Rule, View, Visible};
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

/// What is to be kept of a shortcut.
#[derive(Clone, Debug)]
pub struct NewShortcut {
    /// The name.
    pub name: ShortcutName,
    /// The text.
    pub text: Text<MAX_TEXT>,
}

/// A user changes it or removes it.
pub enum Edit {}

sql! {
    SEEN = "select id, name, text, owner = '' from shortcut where org_id = $1 and /*see*/owner in ('', $2)/*end*/
        order by name_key, owner, id";
    FIND = "select s.id, s.name, s.text, s.owner = '' from shortcut s
        where s.org_id = $1 and s.id = $2 and /*see*/s.owner in ('', $3)/*end*/ and /*see*/$4/*end*/";
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
}

impl Act<User> {
    /// Keeps a new one. `name_taken` where its owner has another of that name, `shortcuts_many` for the 101st.
    pub async fn add_shortcut(&mut self, new: &NewShortcut, is_shared: bool) -> Result<(), Fault> {
        uses(self.who()).map_err(Fault::new)?;
        if is_shared && !self.who().may(Right::ManageContent) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let owner = owner(self.who(), is_shared);
        let (org, now, id) = (self.org(), self.now(), self.new_id::<Shortcut>());
        let writer = self.writer().await?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, &owner])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::SHORTCUTS_MANY));
        }
        let key = markup::fold(&new.name.0);
        writer.run(ADD.with(params![org, id, &owner, &new.name.0, &key, &new.text, now])).await?;
        self.announce(facts::SAVED, id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }
}

impl Visible<User> for Shortcut {
    type Noun = Self;
    const TABLE: &'static str = "s";

    fn find(who: &User, id: ShortcutId) -> Call<'static> {
        FIND.with(params![who.org, id, who.id, uses(who).is_ok()])
    }
}

impl Rule<User, Edit> for Shortcut {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if self.is_shared && !who.may(Right::ManageContent) { Err(&code::MAY_NOT) } else { Ok(()) }
    }
}

impl Allowed<Shortcut, Edit> {
    /// Gives it another name and text; it stays whose it is. `name_taken` as for a new one.
    pub async fn change(&self, act: &mut Act<User>, new: &NewShortcut) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, owner, key) = (act.org(), owner(act.who(), self.is_shared), markup::fold(&new.name.0));
        let values = params![org, self.id, &owner, &new.name.0, &key, &new.text];
        act.writer().await?.run(CHANGE.with(values)).await?;
        act.announce(facts::SAVED, self.id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }

    /// Removes it.
    pub async fn remove(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, owner) = (act.org(), owner(act.who(), self.is_shared));
        act.writer().await?.run(REMOVE.with(params![org, self.id, &owner])).await?;
        act.announce(facts::REMOVED, self.id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }
}

/// Whoever answers uses them, and so does whoever writes them for others.
fn uses(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Reply) || who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
}

/// Whose it is, as it is stored.
fn owner(who: &User, is_shared: bool) -> String {
    if is_shared { String::new() } else { who.id.to_string() }
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
