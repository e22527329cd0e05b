//! Customers: the people outside, and the addresses they are known by.

mod access;
mod confirm;
pub mod facts;
mod merge;
mod outlook;
mod own;
mod part;
mod settings;
mod sign_out;
mod stay;

use db::{FromRow, Row, Statement, params, sql};
use kernel::{EmailAddress, Fault, Id, Language, Noun};

pub use access::{Confirm, Merge, Part, SignOut};
pub use merge::{Candidate, MergeOutlook, Reach};
pub use outlook::{Outlook, Selects, Used};
pub use settings::{MAX_NAME, MySettings, TypedSettings};

use crate::Act;
use crate::who::Who;

/// A person outside.
#[derive(Clone, Debug)]
pub struct Person {
    /// The id.
    pub id: CustomerId,
    /// The name; may be empty.
    pub name: String,
    /// The chosen language.
    pub language: Option<Language>,
    /// The chosen time zone.
    pub zone: Option<String>,
    /// Whether sign-in and messages are refused.
    pub blocked: bool,
    /// Whether answers are mailed.
    pub wants_mail: bool,
}

impl Noun for Person {
    const NAME: &'static str = "customer";
}

/// The id of a customer.
pub type CustomerId = Id<Person>;

db::named! {
    /// What kind of address it is.
    pub enum AddressKind {
        /// An e-mail address.
        Email "email",
        /// A telephone number in E.164.
        Phone "phone",
        /// A name at a provider.
        Handle "handle",
    }
}

db::named! {
    /// How far an address is known to be the customer's (product A4).
    pub enum Standing {
        /// The customer signed in with it.
        Proven "proven",
        /// A message came from it.
        Wrote "wrote",
        /// The API or an administrator set it.
        Verified "verified",
        /// Proven while others held it: it does not select the customer, who has what was begun under it since.
        Apart "apart",
        /// Typed by an agent or imported: shows nothing by itself.
        Typed "typed",
    }
}

/// An address of a customer.
#[derive(Clone, Debug)]
pub struct Address {
    /// The id.
    pub id: AddressId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What kind it is.
    pub kind: AddressKind,
    /// As written.
    pub address: String,
    /// How far it is known.
    pub standing: Standing,
    /// Whether another customer holds it as well, so that it selects neither.
    pub is_shared: bool,
    /// Whether somebody proved it while it selected nobody, and has been apart since.
    pub is_apart: bool,
}

/// The id of an address.
pub type AddressId = Id<Address>;

/// The name of an address of any kind, as it is compared.
pub fn address_key(kind: AddressKind, address: &str) -> String {
    match kind {
        AddressKind::Email | AddressKind::Handle => address.trim().to_ascii_lowercase(),
        AddressKind::Phone => address.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

sql! {
    ADD = "insert into customer (org_id, id, name, language, zone, external_id, blocked, made_at)
        values ($1, $2, $3, $4, $5, null, false, $6)";
    ADD_ADDRESS = "insert into customer_address (org_id, id, customer_id, kind, key, address, standing, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (org_id, kind, key, customer_id) do update set standing = excluded.standing
        where customer_address.standing = 'typed' or excluded.standing = 'proven'";
    /// By a time that nothing is added to, SQLite would read all customers in that order.
    HOLDERS = "select c.id, c.name, c.language, c.zone, c.blocked, c.wants_mail, a.standing from customer_address a
        join customer c on c.org_id = a.org_id and c.id = a.customer_id
        where a.org_id = $1 and a.kind = $2 and a.key = $3 order by c.made_at + 0, c.id";
    OF_ID = "select id, name, language, zone, blocked, wants_mail from customer where org_id = $1 and id = $2";
    ADDRESSES = "select a.id, a.customer_id, a.kind, a.address, a.standing,
            exists (select 1 from customer_address o where o.org_id = $1 and o.kind = a.kind and o.key = a.key
                and o.customer_id <> a.customer_id and o.standing in ('proven', 'wrote', 'verified')),
            exists (select 1 from customer_address o where o.org_id = $1 and o.kind = a.kind and o.key = a.key
                and o.customer_id <> a.customer_id and o.standing = 'apart')
        from customer_address a where a.org_id = $1 and a.customer_id = $2 order by a.made_at, a.id";
    NAME = "update customer set name = $3 where org_id = $1 and id = $2 and name = ''";
}

/// What is known of a customer about to be added.
#[derive(Clone, Debug, Default)]
pub struct NewCustomer {
    /// The name; may be empty.
    pub name: String,
    /// The chosen language.
    pub language: Option<Language>,
    /// The chosen time zone.
    pub zone: Option<String>,
}

/// Everybody who holds an address.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The customer.
    pub person: Person,
    /// How far the address is known to be theirs.
    pub standing: Standing,
}

impl Standing {
    /// Whether the address selects the customer, unless another holds it as strongly.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::Proven | Self::Wrote | Self::Verified)
    }
}

impl Person {
    /// Adds a customer.
    pub async fn add<W: Who>(act: &mut Act<W>, new: &NewCustomer) -> Result<Self, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        let values = params![org, id, &new.name, new.language.as_ref(), new.zone.as_deref(), now];
        act.writer().await?.run(ADD.with(values)).await?;
        act.announce(facts::ADDED, id.to_string(), serde_json::json!({})).await?;
        Ok(Self {
            id,
            name: new.name.clone(),
            language: new.language.clone(),
            zone: new.zone.clone(),
            blocked: false,
            wants_mail: true,
        })
    }

    /// Adds an address, or raises its standing. It never falls.
    pub async fn add_address<W: Who>(
        &self,
        act: &mut Act<W>,
        (kind, address): (AddressKind, &str),
        standing: Standing,
    ) -> Result<(), Fault> {
        let row: Id<Address> = act.new_id();
        let key = address_key(kind, address);
        let values = params![act.org(), row, self.id, kind, key, address, standing, act.now()];
        act.writer().await?.run(ADD_ADDRESS.with(values)).await?;
        Ok(())
    }

    /// Whoever holds an address, the oldest customer first.
    pub async fn holders<W: Who>(
        act: &mut Act<W>,
        kind: AddressKind,
        address: &str,
    ) -> Result<Vec<Holder>, Fault> {
        let values = params![act.org(), kind, address_key(kind, address)];
        act.writer().await?.all(HOLDERS.with(values)).await
    }

    /// The same for whoever only looks.
    pub(crate) async fn holders_seen(
        reader: &db::Reader,
        org: kernel::OrgId,
        (kind, address): (AddressKind, &str),
    ) -> Result<Vec<Holder>, Fault> {
        reader.all(HOLDERS.with(params![org, kind, address_key(kind, address)])).await
    }

    /// The customer a mail from this address belongs to: the one who is known to write from it, or a new one.
    pub async fn of_sender<W: Who>(
        act: &mut Act<W>,
        address: &EmailAddress,
        name: &str,
    ) -> Result<Self, Fault> {
        let holders = Self::holders(act, AddressKind::Email, address.as_str()).await?;
        let known = holders.iter().find(|holder| holder.standing != Standing::Typed).or(holders.first());
        let person = match known {
            Some(holder) => holder.person.clone(),
            None => Self::add(act, &NewCustomer { name: name.to_owned(), ..NewCustomer::default() }).await?,
        };
        person.add_address(act, (AddressKind::Email, address.as_str()), Standing::Wrote).await?;
        if person.name.is_empty() && !name.is_empty() {
            let values = params![act.org(), person.id, name];
            act.writer().await?.run(NAME.with(values)).await?;
        }
        Ok(person)
    }

    /// The name, or else the first address.
    pub fn called(&self, addresses: &[Address]) -> String {
        let first = addresses.first().map(|known| known.address.clone());
        Some(self.name.clone()).filter(|name| !name.is_empty()).or(first).unwrap_or_else(|| "?".to_owned())
    }

    /// The addresses, in the order they became known.
    pub(crate) async fn addresses(
        reader: &db::Reader,
        org: kernel::OrgId,
        id: CustomerId,
    ) -> Result<Vec<Address>, Fault> {
        reader.all(ADDRESSES.with(params![org, id])).await
    }

    /// The customer of this id.
    pub(crate) async fn of_id(
        reader: &db::Reader,
        org: kernel::OrgId,
        id: CustomerId,
    ) -> Result<Self, Fault> {
        reader.one(OF_ID.with(params![org, id])).await
    }
}

impl Noun for Address {
    const NAME: &'static str = "address";
}

db::columns!(Person: id, name, language, zone, blocked, wants_mail);

impl FromRow for Holder {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { person: Person::from_row(row)?, standing: row.get(6)? })
    }
}

db::columns!(Address: id, customer, kind, address, standing, is_shared, is_apart);

/// Every statement about customers.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        STATEMENTS,
        access::STATEMENTS,
        confirm::STATEMENTS,
        &merge::statements(),
        outlook::STATEMENTS,
        own::STATEMENTS,
        part::STATEMENTS,
        settings::STATEMENTS,
        stay::STATEMENTS,
    ]
    .concat()
}
