//! API keys (R3): what programs act by. Each has a machine user of its own, roles that never change, and a token that is
//! shown once.

mod look;
mod network;
mod role;
mod used;
mod verbs;

use db::Statement;
use identity::KeyToken;
use kernel::{Fault, Id, Noun, Time};

use crate::code;
use crate::line;

pub use look::ApiHost;
pub(crate) use look::{look_key, read};
pub use network::Networks;
pub use role::{ADD_THEMES, COMMON, EDIT_THEMES, READ_THEMES, Role, Roles, SIGN_ON, THEME_SCRIPTS, examples};
pub(crate) use used::Used;
pub use verbs::Revoke;

/// What API keys announce.
pub mod facts {
    crate::interest::facts! {
        /// An administrator made an API key.
        MADE "api_key.made";
        /// An administrator revoked an API key.
        REVOKED "api_key.revoked";
    }
}

/// The most keys of an organization that are not revoked.
pub const MOST: usize = 100;
/// The most characters of a name.
pub const MAX_NAME: usize = 60;
/// The longest that a key may be good, in days; beyond it, it does not expire.
pub const MAX_DAYS: i64 = 3_650;

/// An API key, without its token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiKey {
    /// The id.
    pub id: ApiKeyId,
    /// The machine user that acts by it.
    pub user: MachineId,
    /// The name.
    pub name: String,
    /// What it may do.
    pub roles: Roles,
    /// From where it may be used.
    pub networks: Networks,
    /// The last characters of its token.
    pub tail: String,
    /// When it was made.
    pub made_at: Time,
    /// From when it no longer counts, if ever.
    pub ends_at: Option<Time>,
    /// When it was last used, to within a minute.
    pub used_at: Option<Time>,
}

impl Noun for ApiKey {
    const NAME: &'static str = "api_key";
}

/// The id of an API key.
pub type ApiKeyId = Id<ApiKey>;

/// The user that a key acts as: no person, and nobody who could sign in.
#[derive(Debug)]
pub enum Machine {}

impl Noun for Machine {
    const NAME: &'static str = "machine";
}

/// The id of a machine user.
pub type MachineId = Id<Machine>;

/// What an API key is to be.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// The name.
    pub name: String,
    /// What it may do.
    pub roles: Roles,
    /// From where it may be used.
    pub networks: Networks,
    /// For how many days it is good; without, it does not expire.
    pub days: Option<i64>,
}

/// A key that was just made, with what is shown once.
#[derive(Clone, Debug)]
pub struct Made {
    /// The key's id.
    pub id: ApiKeyId,
    /// Its token.
    pub token: KeyToken,
}

/// The name of a key, checked: 1 to 60 characters on one line.
pub fn name_of(typed: &str) -> Result<String, Fault> {
    line::line::<MAX_NAME>(typed)
}

/// A number of days, checked; nothing typed is `expiry_invalid` like any other text.
pub fn days_of(typed: &str) -> Result<i64, Fault> {
    let days = Some(typed.trim()).filter(|typed| typed.bytes().all(|byte| byte.is_ascii_digit()));
    let days = days.and_then(|days| days.parse().ok()).filter(|days| (1..=MAX_DAYS).contains(days));
    days.ok_or_else(|| Fault::new(&code::EXPIRY_INVALID))
}

db::columns!(ApiKey: id, user, name, roles, networks, tail, made_at, ends_at, used_at);

/// Every statement about API keys.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [look::STATEMENTS, used::STATEMENTS, verbs::STATEMENTS].concat()
}

#[cfg(test)]
mod tests {
    use super::days_of;

    #[test]
    fn r3_a_key_expires_after_whole_days() {
        assert_eq!(days_of(" 30 ").unwrap(), 30);
        assert_eq!(days_of("3650").unwrap(), 3650);
        for bad in ["", "0", "-1", "+1", "1.5", "3651", "99999999999999999999", "ten", "1e3"] {
            assert_eq!(days_of(bad).unwrap_err().code().name, "expiry_invalid", "{bad}");
        }
    }
}
