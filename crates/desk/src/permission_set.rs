//! Permission sets: named sets of rights that an organization makes for itself, beside the roles (R1).

use std::str::FromStr;

use db::{Call, params, sql};
use kernel::{Code, Fault, Id, Noun};
use serde_json::json;

use crate::act::{Act, Allowed, Rule, View, Visible};
use crate::code;
use crate::line;
use crate::right::Right;
use crate::who::User;

/// What permission sets announce.
pub mod facts {
    crate::interest::facts! {
        /// A permission set was made, or has another name or other rights.
        SAVED "permission_set.saved";
        /// A permission set was removed, and taken from whoever had it.
        REMOVED "permission_set.removed";
    }
}

/// The most permission sets of an organization.
pub const MOST: usize = 50;
/// The most characters of a name.
pub const MAX_NAME: usize = 60;

/// A permission set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermissionSet {
    /// The id.
    pub id: PermissionSetId,
    /// The name.
    pub name: String,
}

impl Noun for PermissionSet {
    const NAME: &'static str = "permission_set";
}

/// The id of a permission set.
pub type PermissionSetId = Id<PermissionSet>;

/// A permission set with what it holds and how many users have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The set.
    pub set: PermissionSet,
    /// Its rights, in the order of [`Right::ALL`].
    pub rights: Vec<Right>,
    /// How many users have it.
    pub users: i64,
}

/// A name for a permission set: 1 to 60 characters on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetName(String);

/// What is to be kept of a permission set.
#[derive(Clone, Debug)]
pub struct NewSet {
    name: SetName,
    rights: Vec<Right>,
}

/// An Administrator changes it or removes it.
pub enum Edit {}

sql! {
    FIND = "select s.id, s.name from permission_set s where s.org_id = $1 and s.id = $2 and /*see*/$3/*end*/";
    ALL = "select id, name from permission_set where org_id = $1 order by name_key, id";
    RIGHTS = "select set_id, holds from permission_set_right where org_id = $1";
    USERS = "select set_id, count(*) from user_permission_set where org_id = $1 group by set_id";
    HOW_MANY = "select count(*) from permission_set where org_id = $1";
    ADD = "insert into permission_set (org_id, id, name, name_key, made_at) values ($1, $2, $3, $4, $5)";
    CHANGE = "update permission_set set name = $3, name_key = $4 where org_id = $1 and id = $2";
    DROP_RIGHTS = "delete from permission_set_right where org_id = $1 and set_id = $2";
    ADD_RIGHT = "insert into permission_set_right (org_id, set_id, holds) values ($1, $2, $3) on conflict do nothing";
    REMOVE = "delete from permission_set where org_id = $1 and id = $2";
}

/// What a set may hold: everything but administering, which the role alone gives (R1).
pub fn offered() -> impl Iterator<Item = Right> {
    Right::ALL.iter().copied().filter(|right| *right != Right::Administer)
}

impl FromStr for SetName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        line::line::<MAX_NAME>(typed).map(Self)
    }
}

impl NewSet {
    /// A set of these rights; `right_not_offered` where one is not for sets.
    pub fn new(name: SetName, rights: Vec<Right>) -> Result<Self, Fault> {
        let is_offered = |right: &Right| offered().any(|offered| offered == *right);
        if rights.iter().all(is_offered) {
            Ok(Self { name, rights })
        } else {
            Err(Fault::new(&code::RIGHT_NOT_OFFERED))
        }
    }
}

impl View<User> {
    /// Every permission set, by name. For Administrators.
    pub async fn permission_sets(&self) -> Result<Vec<Held>, Fault> {
        self.who().must(Right::Administer)?;
        let org = self.org();
        let sets: Vec<PermissionSet> = self.reader().all(ALL.with(params![org])).await?;
        let rights: Vec<(PermissionSetId, Right)> = self.reader().all(RIGHTS.with(params![org])).await?;
        let users: Vec<(PermissionSetId, i64)> = self.reader().all(USERS.with(params![org])).await?;
        let held = |set: PermissionSet| Held {
            rights: offered().filter(|right| rights.contains(&(set.id, *right))).collect(),
            users: users.iter().find(|(id, _)| *id == set.id).map_or(0, |(_, count)| *count),
            set,
        };
        Ok(sets.into_iter().map(held).collect())
    }
}

impl Act<User> {
    /// Keeps a new one. `name_taken` where there is one of that name, `sets_many` for the 51st. For Administrators.
    pub async fn add_permission_set(&mut self, new: &NewSet) -> Result<PermissionSetId, Fault> {
        self.who().must(Right::Administer)?;
        let (org, now, id) = (self.org(), self.now(), self.new_id());
        let writer = self.writer().await?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::SETS_MANY));
        }
        let name = &new.name.0;
        writer.run(ADD.with(params![org, id, name, markup::fold(name), now])).await?;
        store_rights(self, id, new).await?;
        Ok(id)
    }
}

impl Visible<User> for PermissionSet {
    type Noun = Self;
    const TABLE: &'static str = "s";

    fn find(who: &User, id: PermissionSetId) -> Call<'static> {
        FIND.with(params![who.org, id, who.may(Right::Administer)])
    }
}

impl Rule<User, Edit> for PermissionSet {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        Ok(())
    }
}

impl Allowed<PermissionSet, Edit> {
    /// Gives it another name and other rights, at once for whoever has it. `name_taken` as for a new one.
    pub async fn change(&self, act: &mut Act<User>, new: &NewSet) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, name) = (act.org(), &new.name.0);
        let writer = act.writer().await?;
        writer.run(CHANGE.with(params![org, self.id, name, markup::fold(name)])).await?;
        writer.run(DROP_RIGHTS.with(params![org, self.id])).await?;
        store_rights(act, self.id, new).await
    }

    /// Removes it, and takes it from whoever has it.
    pub async fn remove(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        act.writer().await?.run(REMOVE.with(params![org, self.id])).await?;
        act.announce(facts::REMOVED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

async fn store_rights(act: &mut Act<User>, id: PermissionSetId, new: &NewSet) -> Result<(), Fault> {
    let org = act.org();
    for right in &new.rights {
        act.writer().await?.run(ADD_RIGHT.with(params![org, id, *right])).await?;
    }
    let rights: Vec<&str> = new.rights.iter().map(|right| right.name()).collect();
    act.announce(facts::SAVED, id.to_string(), json!({ "rights": rights })).await?;
    Ok(())
}

db::columns!(PermissionSet: id, name);
