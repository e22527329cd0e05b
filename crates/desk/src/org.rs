//! Organizations: the tenants.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, Time};

use crate::who::{ApiPublic, AppPublic, Key, System, Who};
use crate::{Act, View};

/// An organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its id.
    pub id: OrgId,
    /// Its name in addresses: `northwind`.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// When it was founded.
    pub made_at: Time,
}

/// Somebody who may know which organization it is that answers.
pub trait Guest: Who {}

impl Guest for AppPublic {}
impl Guest for ApiPublic {}
impl Guest for Key {}

impl<W: Guest> View<W> {
    /// The organization that answers.
    pub async fn organization(&self) -> Result<Organization, Fault> {
        self.reader().one(OF_ID.with(params![self.org()])).await
    }
}

/// The first conversation of an organization has this number.
const FIRST_NUMBER: i64 = 1_001;

sql! {
    ADD = "insert into org (org_id, name, title, made_at) values ($1, $2, $3, $4)";
    FIND = "select org_id, name, title, made_at from org where name = $1";
    OF_ID = "select org_id, name, title, made_at from org where org_id = $1";
    ALL = "select org_id, name, title, made_at from org order by name";
    ADD_ENTRY = "insert into directory (kind, key, org_id, target) values ($1, $2, $3, $4)";
    COUNT_UP = "insert into counter (org_id, name, last) values ($1, $2, $3)
        on conflict (org_id, name) do update set last = counter.last + 1 returning last";
}

impl Organization {
    /// Whether it can be the name of an organization: 1 to 40 small letters, digits and hyphens.
    pub fn is_name(name: &str) -> bool {
        let is_good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (1..=40).contains(&name.len()) && name.chars().all(is_good)
    }

    /// Adds the organization the act is in.
    pub async fn add(act: &mut Act<System>, name: &str, title: &str) -> Result<Self, Fault> {
        let (id, now) = (act.org(), act.now());
        act.writer().await?.run(ADD.with(params![id, name, title, now])).await?;
        enter(act.writer().await?, ("org", name), id, name).await?;
        Ok(Self { id, name: name.to_owned(), title: title.to_owned(), made_at: now })
    }

    /// The organization of this name.
    pub async fn find(reader: &db::Reader, name: &str) -> Result<Option<Self>, Fault> {
        reader.maybe(FIND.with(params![name])).await
    }

    /// Every organization of the installation, by name. For operators.
    pub async fn all(reader: &db::Reader) -> Result<Vec<Self>, Fault> {
        reader.all(ALL.with(params![])).await
    }
}

/// Makes `key` findable before the organization is known.
pub(crate) async fn enter(
    writer: &mut Writer,
    (kind, key): (&str, &str),
    org: OrgId,
    target: &str,
) -> Result<(), Fault> {
    writer.run(ADD_ENTRY.with(params![kind, key, org, target])).await?;
    Ok(())
}

/// The next short number. Taken by the last statement of a transaction, because its row is locked until the end.
pub(crate) async fn next_number(writer: &mut Writer, org: OrgId, counter: &str) -> Result<i64, Fault> {
    let (number,) = writer.one(COUNT_UP.with(params![org, counter, FIRST_NUMBER])).await?;
    Ok(number)
}

db::columns!(Organization: id, name, title, made_at);
