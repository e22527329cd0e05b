//! An Administrator takes a second factor away from somebody who lost it.

use kernel::{Code, Fault};
use serde_json::json;

use super::{facts, remove};
use crate::act::{Act, Allowed, Rule};
use crate::code;
use crate::user::Member;
use crate::who::User;

/// An Administrator takes a user's second factor away.
pub enum Reset {}

impl Rule<User, Reset> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        if self.has_second_factor { Ok(()) } else { Err(&code::STATE_CHANGED) }
    }
}

impl Allowed<Member, Reset> {
    /// Takes it away with its recovery codes. Whoever had it sets up another if one is demanded of them.
    pub async fn reset_second_factor(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        remove(act, self.id).await?;
        act.announce(facts::RESET, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}
