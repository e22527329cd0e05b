//! Who sees what once an address is confirmed or parted: told before anybody does it (A4).

use db::{params, sql};
use kernel::Fault;

use super::{Address, AddressId, CustomerId, HOLDERS, Holder, Person, Standing, address_key};
use crate::act::View;
use crate::session;
use crate::who::User;

sql! {
    COUNT = "select count(*) from conversation where org_id = $1 and customer_id = $2 and shown_seq > 0";
    USED = "select distinct c.number, c.subject from message m
        join conversation c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.org_id = $1 and m.address = $2 and m.address <> '' and m.shown order by c.number desc limit $3";
}

/// Conversations that are named; of more it is said that there are more.
const NAMED: usize = 10;

/// What is so now, and what would follow.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The address.
    pub address: Address,
    /// Whose it is, and by which addresses else.
    pub person: Person,
    /// The customer's addresses, this one among them.
    pub addresses: Vec<Address>,
    /// The others who hold it.
    pub others: Vec<Holder>,
    /// Whom it selects once it is confirmed.
    pub confirmed: Selects,
    /// Whom it selects once it is parted; nobody where it only shows what used it.
    pub parted: Option<Selects>,
    /// The newest conversations whose messages used it.
    pub used: Vec<Used>,
    /// Whether there are more of them.
    pub has_more: bool,
    /// Places where somebody is signed in by it.
    pub sessions: usize,
}

/// A customer, and how many conversations there are to be seen.
#[derive(Clone, Debug)]
pub struct Selects {
    /// The customer.
    pub person: Person,
    /// The conversations.
    pub count: i64,
}

/// A conversation whose messages used an address.
#[derive(Clone, Debug)]
pub struct Used {
    /// The short number.
    pub number: i64,
    /// The subject; may be empty.
    pub subject: String,
}

impl View<User> {
    /// What would follow if this address of this customer were confirmed or parted. Another customer's address is
    /// `not_found`.
    pub async fn outlook(&self, customer: CustomerId, id: AddressId) -> Result<Outlook, Fault> {
        let person: Person = self.see(customer).await?;
        let address: Address = self.see(id).await?;
        address.is_of(customer)?;
        let holders = self.holders(&address).await?;
        let others: Vec<Holder> = holders.into_iter().filter(|holder| holder.person.id != customer).collect();
        let mut used = self.used(&address).await?;
        let has_more = used.len() > NAMED;
        used.truncate(NAMED);
        Ok(Outlook {
            addresses: Person::addresses(self.reader(), self.org(), customer).await?,
            confirmed: self.confirmed(&person, &others).await?,
            parted: self.parted(&others).await?,
            sessions: session::of_address(self.reader(), self.org(), &address.address, self.now())
                .await?
                .len(),
            person,
            address,
            others,
            used,
            has_more,
        })
    }

    async fn holders(&self, address: &Address) -> Result<Vec<Holder>, Fault> {
        let values = params![self.org(), address.kind, address_key(address.kind, &address.address)];
        self.reader().all(HOLDERS.with(values)).await
    }

    async fn used(&self, address: &Address) -> Result<Vec<Used>, Fault> {
        let limit = i64::try_from(NAMED + 1).map_err(Fault::internal)?;
        let values = params![self.org(), address_key(address.kind, &address.address), limit];
        let rows: Vec<(i64, String)> = self.reader().all(USED.with(values)).await?;
        Ok(rows.into_iter().map(|(number, subject)| Used { number, subject }).collect())
    }

    /// What was begun apart is this customer's from then on.
    async fn confirmed(&self, person: &Person, others: &[Holder]) -> Result<Selects, Fault> {
        let mut count = self.count(person.id).await?;
        for apart in others.iter().filter(|holder| holder.standing == Standing::Apart) {
            count += self.count(apart.person.id).await?;
        }
        Ok(Selects { person: person.clone(), count })
    }

    async fn parted(&self, others: &[Holder]) -> Result<Option<Selects>, Fault> {
        let Some(person) = session::selected(others) else { return Ok(None) };
        Ok(Some(Selects { person: person.clone(), count: self.count(person.id).await? }))
    }

    /// The conversations that whoever selects the customer sees.
    pub(super) async fn count(&self, customer: CustomerId) -> Result<i64, Fault> {
        let (count,) = self.reader().one(COUNT.with(params![self.org(), customer])).await?;
        Ok(count)
    }
}
