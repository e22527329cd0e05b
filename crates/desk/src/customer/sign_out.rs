//! A user ends what a customer is signed in with (A5).

use kernel::Fault;
use serde_json::json;

use super::{Person, SignOut, facts};
use crate::act::{Act, Allowed};
use crate::session;
use crate::who::User;

impl Allowed<Person, SignOut> {
    /// Ends every session of the customer, on every knowledge base; the customer can sign in again. Answers how many.
    pub async fn sign_out(&self, act: &mut Act<User>) -> Result<usize, Fault> {
        self.belongs_to(act)?;
        let count = session::end_of_customer(act, self.id).await?;
        act.announce(facts::SIGNED_OUT, self.id.to_string(), json!({ "count": count })).await?;
        Ok(count)
    }
}
