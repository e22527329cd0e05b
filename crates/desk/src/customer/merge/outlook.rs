//! Whom a customer can be merged with, and who sees what from then on: told before anybody does it.

use db::{params, sql};
use kernel::Fault;

use super::super::{Address, AddressKind, CustomerId, HOLDERS, Holder, Merge, Person, Standing, address_key};
use super::addresses::{key, together};
use crate::act::{Rule, View};
use crate::code;
use crate::session;
use crate::who::User;

// Ids are put together with nothing where their order is wanted: SQLite would read all addresses in that order otherwise.
sql! {
    SHARING = "select distinct o.customer_id || '' from customer_address o
        where o.org_id = $1 and o.customer_id <> $2
            and (o.kind, o.key) in (select a.kind, a.key from customer_address a where a.org_id = $1 and a.customer_id = $2)
        order by o.customer_id || '' limit 20";
    OF_NUMBER = "select customer_id from conversation where org_id = $1 and number = $2";
    OF_ADDRESS = "select distinct customer_id || '' from customer_address
        where org_id = $1 and kind in ('email', 'handle', 'phone') and key in ($2, $3)
            and key = case when kind = 'phone' then $3 else $2 end order by customer_id || '' limit 20";
    PEOPLE = "select c.id, c.name, c.language, c.zone, c.blocked, c.wants_mail,
            (select count(*) from conversation v where v.org_id = $1 and v.customer_id = c.id)
        from customer c where c.org_id = $1 and c.id in ($list) order by c.made_at, c.id";
    USED = "select count(distinct m.conversation_id) from message m where m.org_id = $1 and m.address = $2 and m.address <> '' and m.shown";
}

/// A customer whom another could be merged with.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The customer.
    pub person: Person,
    /// The addresses.
    pub addresses: Vec<Address>,
    /// All conversations, shown to the customer or not.
    pub conversations: i64,
}

/// What would follow if one were merged into the other.
#[derive(Clone, Debug)]
pub struct MergeOutlook {
    /// The one that goes.
    pub from: Candidate,
    /// The one that stays.
    pub into: Candidate,
    /// For each e-mail address of both what whoever signs in with it sees.
    pub reach: Vec<Reach>,
}

/// What whoever proves an address sees, now and after.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The address, as it is with the one who has it now.
    pub address: Address,
    /// How far it is known afterwards.
    pub standing: Standing,
    /// Whether it selects the customer that is left; otherwise it shows the conversations whose messages used it.
    pub selects: bool,
    /// Conversations that are seen with it now.
    pub now: i64,
    /// Conversations that are seen with it afterwards.
    pub then: i64,
    /// Places where somebody is signed in with it: they stay so where it selects the customer, and end otherwise.
    pub sessions: usize,
}

impl View<User> {
    /// Customers to merge this one with: those who hold one of its addresses, or who is looked for by an address, or by
    /// the number of a conversation.
    pub async fn merge_candidates(&self, customer: CustomerId, typed: &str) -> Result<Vec<Candidate>, Fault> {
        let person: Person = self.mergeable(customer).await?;
        let typed = typed.trim();
        let (org, number) = (self.org(), typed.trim_start_matches('#').parse::<i64>());
        let (lower, phone) = (address_key(AddressKind::Email, typed), address_key(AddressKind::Phone, typed));
        let mut found: Vec<(CustomerId,)> = match (typed, number) {
            ("", _) => self.reader().all(SHARING.with(params![org, person.id])).await?,
            (_, Ok(number)) => self.reader().all(OF_NUMBER.with(params![org, number])).await?,
            (_, Err(_)) => self.reader().all(OF_ADDRESS.with(params![org, &lower, &phone])).await?,
        };
        found.retain(|(id,)| *id != person.id);
        self.candidates(found.into_iter().map(|(id,)| id).collect()).await
    }

    /// What would follow. `state_changed` where either of them was merged meanwhile.
    pub async fn merge_outlook(&self, from: CustomerId, into: CustomerId) -> Result<MergeOutlook, Fault> {
        for id in [from, into] {
            if self.mergeable(id).await?.id != id {
                return Err(Fault::new(&code::STATE_CHANGED));
            }
        }
        let mut both = self.candidates(vec![from, into]).await?;
        both.sort_by_key(|one| one.person.id == into);
        let [from, into] =
            <[Candidate; 2]>::try_from(both).map_err(|_| Fault::new(&code::CUSTOMER_ITSELF))?;
        let reach = self.reach(&from, &into).await?;
        Ok(MergeOutlook { from, into, reach })
    }

    /// The customer, or the one it was merged into, of whom who looks may merge.
    async fn mergeable(&self, id: CustomerId) -> Result<Person, Fault> {
        let person: Person = self.see(id).await?;
        Rule::<User, Merge>::allows(&person, self.who()).map_err(Fault::new)?;
        Ok(person)
    }

    async fn candidates(&self, ids: Vec<CustomerId>) -> Result<Vec<Candidate>, Fault> {
        let mut all = Vec::new();
        if ids.is_empty() {
            return Ok(all);
        }
        let list = ids.into_iter().flat_map(|id| params![id]).collect();
        let rows: Vec<Candidate> = self.reader().all(PEOPLE.with(params![self.org()]).list(list)).await?;
        for one in rows {
            let addresses = Person::addresses(self.reader(), self.org(), one.person.id).await?;
            all.push(Candidate { addresses, ..one });
        }
        Ok(all)
    }

    async fn reach(&self, from: &Candidate, into: &Candidate) -> Result<Vec<Reach>, Fault> {
        let all = self.count(from.person.id).await? + self.count(into.person.id).await?;
        let kept = together(&from.addresses, &into.addresses);
        let mut reach = Vec::new();
        for known in kept.into_iter().filter(|known| known.address.kind == AddressKind::Email) {
            let key = key(&known.address);
            let values = params![self.org(), known.address.kind, &key];
            let holders: Vec<Holder> = self.reader().all(HOLDERS.with(values)).await?;
            let is_theirs = |holder: &Holder| [from.person.id, into.person.id].contains(&holder.person.id);
            let is_alone = !holders.iter().any(|holder| holder.standing.is_strong() && !is_theirs(holder));
            let selects = known.standing.is_strong() && is_alone;
            let (used,): (i64,) = self.reader().one(USED.with(params![self.org(), &key])).await?;
            let now = match session::selected(&holders) {
                Some(person) => self.count(person.id).await?,
                None => used,
            };
            let of_address = session::of_address(self.reader(), self.org(), &key, self.now()).await?;
            let sessions =
                of_address.iter().filter(|(_, holder)| [from.person.id, into.person.id].contains(holder));
            reach.push(Reach {
                standing: known.standing,
                then: if selects { all } else { used },
                sessions: sessions.count(),
                address: known.address,
                selects,
                now,
            });
        }
        Ok(reach)
    }
}

impl db::FromRow for Candidate {
    fn from_row(row: &db::Row<'_>) -> Result<Self, Fault> {
        Ok(Self { person: Person::from_row(row)?, addresses: Vec::new(), conversations: row.get(6)? })
    }
}
