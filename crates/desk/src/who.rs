//! The kinds of who.

use std::sync::Arc;

use kernel::{EmailAddress, Fault, Language, OrgId, Time};

use crate::api_key::{ApiKeyId, MachineId, Roles};
use crate::code;
use crate::customer::CustomerId;
use crate::kb::Site;
use crate::right::{Right, Rights};
use crate::user::{UserId, UserKind};

/// Somebody in whose name views and acts are made.
pub trait Who: Send + Sync {
    /// The tenant.
    fn org(&self) -> OrgId;
    /// The name facts carry: `customer:6ab1…`.
    fn actor(&self) -> String;
}

/// Anybody who reached a knowledge base's host.
#[derive(Clone, Debug)]
pub struct Public {
    /// The knowledge base.
    pub site: Arc<Site>,
}

/// Anybody who reached the app's host.
#[derive(Clone, Debug)]
pub struct AppPublic {
    /// The organization.
    pub org: OrgId,
}

/// A signed-in customer on one knowledge base.
#[derive(Clone, Debug)]
pub struct Customer {
    /// The knowledge base.
    pub site: Arc<Site>,
    /// Whose conversations are shown.
    pub id: CustomerId,
    /// The name, or the address where there is none.
    pub name: String,
    /// The address that was proven at sign-in.
    pub address: EmailAddress,
    /// Whether that address selects the customer (A4); otherwise only conversations whose messages used it are shown.
    pub is_whole: bool,
    /// The language chosen by the customer.
    pub language: Option<Language>,
    /// The time zone chosen by the customer, by its IANA name.
    pub zone: Option<String>,
    /// The session's public id.
    pub session: String,
    /// When the session is over.
    pub session_ends_at: Time,
}

/// A signed-in user.
#[derive(Clone, Debug)]
pub struct User {
    /// The organization.
    pub org: OrgId,
    /// The organization's name for people.
    pub org_title: String,
    /// The user.
    pub id: UserId,
    /// The display name.
    pub name: String,
    /// The address used for signing in.
    pub email: EmailAddress,
    /// Full-time or collaborator.
    pub kind: UserKind,
    /// What the roles add up to.
    pub rights: Rights,
    /// The language chosen by the user.
    pub language: Option<Language>,
    /// The time zone chosen by the user, by its IANA name.
    pub zone: Option<String>,
    /// The session's public id.
    pub session: String,
}

/// A signed-in user before their own way in: the second factor, the sessions. All there is for whoever is to set up a second
/// factor and has none.
#[derive(Clone, Debug)]
pub struct Account {
    /// The user.
    pub user: User,
    /// Whether a second factor is demanded of them and they have none.
    pub owes_second_factor: bool,
}

/// A user at a knowledge base's host: reads articles there and does nothing else. Neither a customer nor, for the app, a
/// user (I4).
#[derive(Clone, Debug)]
pub struct TeamReader {
    /// The knowledge base.
    pub site: Arc<Site>,
    /// The user.
    pub id: UserId,
    /// The display name.
    pub name: String,
    /// The time zone chosen by the user, by its IANA name.
    pub zone: Option<String>,
    /// The session's public id.
    pub session: String,
}

/// Anybody who asks the API about the organization that the address names.
#[derive(Clone, Debug)]
pub struct ApiPublic {
    /// The organization.
    pub org: OrgId,
}

/// A program with an API key.
#[derive(Clone, Debug)]
pub struct Key {
    /// The organization.
    pub org: OrgId,
    /// The key.
    pub id: ApiKeyId,
    /// The machine user it acts as.
    pub user: MachineId,
    /// The key's name.
    pub name: String,
    /// What it may do.
    pub roles: Roles,
    /// How many calls a minute the keys of its organization may make together.
    pub budget: i64,
}

/// The program itself: a job of the worker, or an operator at the command line.
#[derive(Clone, Debug)]
pub struct System {
    pub(crate) org: OrgId,
    pub(crate) name: String,
    /// In whose name, where a job does what a user has put off.
    pub(crate) user: Option<UserId>,
}

impl System {
    pub(crate) fn named(org: OrgId, name: String) -> Self {
        Self { org, name, user: None }
    }
}

impl User {
    /// Whether the user holds this right. In builds with debug assertions `PORTICO_PROVE=right:<right>:<file that asks>`
    /// turns the answer into yes.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn may(&self, right: Right) -> bool {
        #[cfg(debug_assertions)]
        {
            let asked = std::panic::Location::caller().file();
            if db::switch::is_thrown(|| format!("right:{}:{asked}", right.name())) {
                return true;
            }
        }
        self.rights.holds(right)
    }

    /// Refuses, with `may_not`, whoever does not hold this right.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn must(&self, right: Right) -> Result<(), Fault> {
        if self.may(right) { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
    }
}

impl Account {
    /// The user, for every other door; `second_factor_due` where one is owed.
    pub fn settled(self) -> Result<User, Fault> {
        if self.owes_second_factor { Err(Fault::new(&code::SECOND_FACTOR_DUE)) } else { Ok(self.user) }
    }
}

impl Key {
    /// Whether the key holds any of these roles. In builds with debug assertions
    /// `PORTICO_PROVE=role:<roles>:<file that asks>` turns the answer into yes.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn may(&self, any_of: &[&str]) -> bool {
        #[cfg(debug_assertions)]
        {
            let asked = std::panic::Location::caller().file();
            if db::switch::is_thrown(|| format!("role:{}:{asked}", any_of.join("|"))) {
                return true;
            }
        }
        self.roles.hold_any(any_of)
    }
}

impl Who for Public {
    fn org(&self) -> OrgId {
        self.site.org
    }
    fn actor(&self) -> String {
        "public".to_owned()
    }
}

impl Who for AppPublic {
    fn org(&self) -> OrgId {
        self.org
    }
    fn actor(&self) -> String {
        "public".to_owned()
    }
}

impl Who for Customer {
    fn org(&self) -> OrgId {
        self.site.org
    }
    fn actor(&self) -> String {
        format!("customer:{}", self.id)
    }
}

impl Who for User {
    fn org(&self) -> OrgId {
        self.org
    }
    fn actor(&self) -> String {
        format!("user:{}", self.id)
    }
}

impl Who for Account {
    fn org(&self) -> OrgId {
        self.user.org
    }
    fn actor(&self) -> String {
        self.user.actor()
    }
}

impl Who for TeamReader {
    fn org(&self) -> OrgId {
        self.site.org
    }
    fn actor(&self) -> String {
        format!("user:{}", self.id)
    }
}

impl Who for ApiPublic {
    fn org(&self) -> OrgId {
        self.org
    }
    fn actor(&self) -> String {
        "public".to_owned()
    }
}

impl Who for Key {
    fn org(&self) -> OrgId {
        self.org
    }
    fn actor(&self) -> String {
        format!("key:{}", self.id)
    }
}

impl Who for System {
    fn org(&self) -> OrgId {
        self.org
    }
    fn actor(&self) -> String {
        match self.user {
            Some(user) => format!("user:{user}"),
            None => format!("system:{}", self.name),
        }
    }
}
