//! Searches of the inbox that users kept under a name, each for themselves (W1).

use std::str::FromStr;

use db::{params, sql};
use kernel::{Fault, Id, Noun, base_codes};

use crate::act::{Act, View};
use crate::code;
use crate::line::line;
use crate::right::Right;
use crate::who::User;

/// What saved searches announce.
pub mod facts {
    crate::interest::facts! {
        /// A user kept a search under a name.
        SAVED "search.saved";
        /// A user removed a search.
        REMOVED "search.removed";
    }
}

/// The most searches one user keeps.
pub const MOST: usize = 30;
/// The most characters of a name.
pub const MAX_NAME: usize = 60;

/// A search under its name.
#[derive(Clone, Debug)]
pub struct SavedSearch {
    /// The id.
    pub id: SavedSearchId,
    /// The name.
    pub name: String,
    /// The list, as its address says it behind the path.
    pub query: String,
}

impl Noun for SavedSearch {
    const NAME: &'static str = "saved_search";
}

/// The id of a saved search.
pub type SavedSearchId = Id<SavedSearch>;

/// A name for a search: 1 to 60 characters on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchName(String);

sql! {
    OF_USER = "select id, name, query from saved_search where org_id = $1 and /*see*/user_id = $2/*end*/ order by name_key, id";
    SAVE = "insert into saved_search (org_id, id, user_id, name, name_key, query, made_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (org_id, user_id, name_key) do update set name = excluded.name, query = excluded.query";
    REMOVE = "delete from saved_search where org_id = $1 and id = $2 and /*see*/user_id = $3/*end*/ returning id";
    HOW_MANY = "select count(*) from saved_search where org_id = $1 and user_id = $2 and name_key <> $3";
}

impl FromStr for SearchName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        line::<MAX_NAME>(typed).map(Self)
    }
}

impl View<User> {
    /// The own searches, by name.
    pub async fn saved_searches(&self) -> Result<Vec<SavedSearch>, Fault> {
        self.reader().all(OF_USER.with(params![self.org(), self.who().id])).await
    }
}

impl Act<User> {
    /// Keeps a search under a name; of two under one name the later one stays.
    pub async fn save_search(&mut self, name: &SearchName, query: &str) -> Result<(), Fault> {
        if !self.who().may(Right::Read) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let (org, user, now) = (self.org(), self.who().id, self.now());
        let (id, key): (SavedSearchId, _) = (self.new_id(), markup::fold(&name.0));
        let writer = self.writer().await?;
        let (others,): (i64,) = writer.one(HOW_MANY.with(params![org, user, &key])).await?;
        if usize::try_from(others).is_ok_and(|others| others >= MOST) {
            return Err(Fault::new(&code::SEARCHES_MANY));
        }
        writer.run(SAVE.with(params![org, id, user, &name.0, &key, query, now])).await?;
        self.announce(facts::SAVED, user.to_string(), serde_json::json!({})).await?;
        Ok(())
    }

    /// Removes an own search.
    pub async fn remove_search(&mut self, id: SavedSearchId) -> Result<(), Fault> {
        let (org, user) = (self.org(), self.who().id);
        let removed: Option<(SavedSearchId,)> =
            self.writer().await?.maybe(REMOVE.with(params![org, id, user])).await?;
        removed.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        self.announce(facts::REMOVED, user.to_string(), serde_json::json!({})).await?;
        Ok(())
    }
}

db::columns!(SavedSearch: id, name, query);
