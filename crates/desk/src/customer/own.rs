//! The addresses a customer has proven: which there are, one more, one less (P15).

use db::{params, sql};
use kernel::{EmailAddress, Fault, base_codes};
use serde_json::json;

use super::{
    Address, AddressId, AddressKind, CustomerId, Holder, Person, Standing, address_key, facts, merge,
};
use crate::act::{Act, View};
use crate::code;
use crate::session;
use crate::who::Customer;

sql! {
    PROVEN = "select count(*), coalesce(sum(case when standing = 'proven' then 1 else 0 end), 0) from customer_address
        where org_id = $1 and customer_id = $2";
    MINE = "select a.id, a.customer_id, a.kind, a.address, a.standing, false, false from customer_address a
        where a.org_id = $1 and /*see*/a.customer_id = $2/*end*/ and a.id = $3 and a.standing in ('proven', 'wrote', 'verified')";
    ME = "select id, name, language, zone, blocked, wants_mail from customer c where c.org_id = $1 and c.id = $2";
    LEAVE = "delete from customer_address where org_id = $1 and id = $2";
}

impl Standing {
    /// Whether the customer has signed in with it.
    pub fn is_proven(self) -> bool {
        self == Self::Proven
    }
}

impl View<Customer> {
    /// The e-mail addresses that are known to be this customer's; of who is signed in by one that several hold only that.
    pub async fn my_addresses(&self) -> Result<Vec<Address>, Fault> {
        let mut all = Person::addresses(self.reader(), self.org(), self.who().id).await?;
        let (whole, own) = (self.who().is_whole, self.who().address.key());
        all.retain(|known| {
            let is_own = address_key(known.kind, &known.address) == own;
            known.kind == AddressKind::Email && ((whole && known.standing.is_strong()) || is_own)
        });
        Ok(all)
    }
}

impl Act<Customer> {
    /// An address was just proven and is this customer's from now on. A record that is known by it and has proven none
    /// joins this customer; `address_taken` where it is somebody else's who has.
    pub(crate) async fn own_address(&mut self, address: &EmailAddress) -> Result<(), Fault> {
        self.stay().await?;
        let (org, id) = (self.org(), self.who().id);
        let me: Person = self.writer().await?.one(ME.with(params![org, id]).locking("c")).await?;
        let holders = Person::holders(self, AddressKind::Email, address.as_str()).await?;
        let mut joining = Vec::new();
        for holder in holders.into_iter().filter(|holder| holder.person.id != id) {
            if self.joins(&holder).await? {
                joining.push(holder.person);
            }
        }
        for person in joining {
            merge::join(self, &person, &me).await.map_err(|fault| match fault.kind() {
                kernel::Kind::Conflict => Fault::new(&code::ADDRESS_TAKEN).because(fault),
                _ => fault,
            })?;
        }
        me.add_address(self, (AddressKind::Email, address.as_str()), Standing::Proven).await?;
        self.announce(facts::ADDRESS_ADDED, id.to_string(), json!({})).await?;
        Ok(())
    }

    /// Whether somebody else who holds the address becomes this customer. One by whose name alone it was typed does so
    /// only where nothing else is known of them: what they have by other addresses is not shown for this one (A4).
    async fn joins(&mut self, holder: &Holder) -> Result<bool, Fault> {
        let (addresses, proven) = self.known(holder.person.id).await?;
        match holder.standing {
            _ if holder.person.blocked => Err(Fault::new(&code::ADDRESS_TAKEN)),
            Standing::Typed => Ok(proven == 0 && addresses == 1),
            _ if proven > 0 => Err(Fault::new(&code::ADDRESS_TAKEN)),
            _ => Ok(true),
        }
    }

    async fn known(&mut self, customer: CustomerId) -> Result<(i64, i64), Fault> {
        let org = self.org();
        self.writer().await?.one(PROVEN.with(params![org, customer])).await
    }

    /// Takes an address away from this customer. What was written from it stays; sessions made by it end. `address_kept`
    /// for the last that is proven, and for the one by which this session was made.
    pub async fn remove_address(&mut self, address: AddressId) -> Result<(), Fault> {
        self.stay().await?;
        let (org, id) = (self.org(), self.who().id);
        let found: Option<Address> = self.writer().await?.maybe(MINE.with(params![org, id, address])).await?;
        let mine = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let (_, proven) = self.known(id).await?;
        let is_last = mine.standing.is_proven() && proven < 2;
        if is_last || address_key(mine.kind, &mine.address) == self.who().address.key() {
            return Err(Fault::new(&code::ADDRESS_KEPT));
        }
        session::end_of_address(self, &mine.address, None).await?;
        self.writer().await?.run(LEAVE.with(params![org, mine.id])).await?;
        self.announce(facts::ADDRESS_REMOVED, id.to_string(), json!({ "address": mine.id })).await?;
        Ok(())
    }
}
