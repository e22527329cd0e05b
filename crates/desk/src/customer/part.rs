//! A user takes an address from a customer (A4).

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{Address, Part, facts};
use crate::act::{Act, Allowed};
use crate::session;
use crate::who::User;

sql! {
    PART = "delete from customer_address where org_id = $1 and id = $2";
}

impl Allowed<Address, Part> {
    /// The address is no longer this customer's. Conversations stay where they are; whoever proves the address is whom
    /// it selects among those who still hold it, and sees the conversations whose messages used it where it selects
    /// nobody. Sessions made by it end.
    pub async fn part(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        session::end_of_address(act, &self.address, None).await?;
        let values = params![act.org(), self.id];
        act.writer().await?.run(PART.with(values)).await?;
        let payload = json!({ "address": self.id });
        act.announce(facts::ADDRESS_PARTED, self.customer.to_string(), payload).await?;
        Ok(())
    }
}
