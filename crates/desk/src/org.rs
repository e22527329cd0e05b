//! Organizations: the tenants.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};

use crate::Act;
use crate::who::System;

/// An organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its id.
    pub id: OrgId,
    /// Its name in addresses: `northwind`.
    pub name: String,
    /// Its name for people.
    pub title: String,
}

/// The first conversation of an organization has this number.
const FIRST_NUMBER: i64 = 1_001;

sql! {
    ADD = "insert into org (org_id, name, title, made_at) values ($1, $2, $3, $4)";
    FIND = "select org_id, name, title from org where name = $1";
    OF_ID = "select org_id, name, title from org where org_id = $1";
    ALL = "select org_id, name, title from org order by name";
    ADD_ENTRY = "insert into directory (kind, key, org_id, target) values ($1, $2, $3, $4)";
    COUNT_UP = "insert into counter (org_id, name, last) values ($1, $2, $3)
        on conflict (org_id, name) do update set last = counter.last + 1 returning last";
}

impl Organization {
    /// Adds the organization the act is in.
    pub async fn add(act: &mut Act<System>, name: &str, title: &str) -> Result<Self, Fault> {
        let (id, now) = (act.org(), act.now());
        act.writer().await?.run(ADD.with(params![id, name, title, now])).await?;
        enter(act.writer().await?, ("org", name), id, name).await?;
        Ok(Self { id, name: name.to_owned(), title: title.to_owned() })
    }

    /// The organization of this name.
    pub async fn find(reader: &db::Reader, name: &str) -> Result<Option<Self>, Fault> {
        reader.maybe(FIND.with(params![name])).await
    }

    /// The organization of this id.
    pub(crate) async fn of_id(reader: &db::Reader, id: OrgId) -> Result<Self, Fault> {
        reader.one(OF_ID.with(params![id])).await
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

db::columns!(Organization: id, name, title);
