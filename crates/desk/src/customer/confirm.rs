//! A user says that an address is a customer's (A4).

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{Address, Confirm, CustomerId, HOLDERS, Holder, Standing, address_key, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::conversation;
use crate::session;
use crate::who::User;

sql! {
    VERIFY = "update customer_address set standing = 'verified' where org_id = $1 and id = $2 and standing <> 'proven'";
    LOWER = "update customer_address set standing = 'typed'
        where org_id = $1 and kind = $2 and key = $3 and customer_id <> $4 and standing in ('wrote', 'verified')";
    LET_GO = "delete from customer_address
        where org_id = $1 and kind = $2 and key = $3 and customer_id = $4 and standing = 'apart'";
}

impl Allowed<Address, Confirm> {
    /// From now on the address selects this customer, and nobody else who holds it. What was begun under it while it
    /// selected nobody becomes this customer's. Sessions that others have by it end. `address_proven` where another
    /// customer has proven it: it must be taken from that one first (TH31).
    pub async fn confirm(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let others = self.others(act).await?;
        if others.iter().any(|holder| holder.standing == Standing::Proven) {
            return Err(Fault::new(&code::ADDRESS_PROVEN));
        }
        // Before anybody lets go of it: whose sessions are meant is told by who holds it.
        session::end_of_address(act, &self.address, Some(self.customer)).await?;
        for apart in others.iter().filter(|holder| holder.standing == Standing::Apart) {
            self.take_over(act, apart.person.id).await?;
        }
        let (org, key) = (act.org(), address_key(self.kind, &self.address));
        let writer = act.writer().await?;
        writer.run(LOWER.with(params![org, self.kind, key, self.customer])).await?;
        writer.run(VERIFY.with(params![org, self.id])).await?;
        let payload = json!({ "address": self.id });
        act.announce(facts::ADDRESS_CONFIRMED, self.customer.to_string(), payload).await?;
        Ok(())
    }

    async fn others(&self, act: &mut Act<User>) -> Result<Vec<Holder>, Fault> {
        let values = params![act.org(), self.kind, address_key(self.kind, &self.address)];
        let holders: Vec<Holder> = act.writer().await?.all(HOLDERS.with(values).locking("a")).await?;
        Ok(holders.into_iter().filter(|holder| holder.person.id != self.customer).collect())
    }

    /// Of a customer apart, who was made by proving this address and has no other.
    async fn take_over(&self, act: &mut Act<User>, apart: CustomerId) -> Result<(), Fault> {
        let key = address_key(self.kind, &self.address);
        conversation::give(act, (apart, &key), self.customer).await?;
        let values = params![act.org(), self.kind, key, apart];
        act.writer().await?.run(LET_GO.with(values)).await?;
        Ok(())
    }
}
