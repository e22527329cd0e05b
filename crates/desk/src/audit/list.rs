//! Reading the log: an administrator all of it, a content manager what was changed in settings and in what portals show.

use std::collections::BTreeMap;

use db::{Call, Condition, FromRow, Row, Statement, params, sql};
use kernel::{Fault, OrgId, Time};
use serde_json::{Value, json};

use super::{Change, facts};
use crate::act::{Act, View};
use crate::code;
use crate::right::Right;
use crate::who::User;

/// The entries of a page.
pub const PAGE: usize = 50;
/// The most entries of one file.
const MOST_EXPORTED: usize = 20_000;

static BY_ACTOR: Condition = Condition("and actor = $?");
static ABOUT: Condition = Condition("and subject = $?");
static NAMED: Condition = Condition("and name >= $? and name < $?");
static SINCE: Condition = Condition("and at >= $?");
static UNTIL: Condition = Condition("and at < $?");
static BEFORE: Condition = Condition("and seq < $?");

sql! {
    LIST = "select seq, at, name, subject, actor, client, details, was, became, salt is null from audit
        where org_id = $1 and /*see*/($2 or (name >= 'setting.' and name < 'setting/')
            or (name >= 'detail.' and name < 'detail/'))/*end*/ {conditions} order by seq desc limit 51"
        with [BY_ACTOR, ABOUT, NAMED, SINCE, UNTIL, BEFORE];
    ONE = "select seq, at, name, subject, actor, client, details, was, became, salt is null from audit
        where org_id = $1 and seq = $2";
    USERS = "select id, name from app_user where org_id = $1 and id in ($list)";
    CUSTOMERS = "select id, name from customer where org_id = $1 and id in ($list)";
    KEYS = "select id, name from api_key where org_id = $1 and id in ($list)";
}

/// What is asked of the log.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Whose acts: `user:…`, `customer:…`.
    pub actor: Option<String>,
    /// What it was about: an id.
    pub subject: Option<String>,
    /// A name such as `setting.changed`, or a noun: `setting`.
    pub name: Option<String>,
    /// From then on.
    pub since: Option<Time>,
    /// Before then.
    pub until: Option<Time>,
    /// Older than the entry of this number: the next page.
    pub before: Option<i64>,
}

/// An entry as it is read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in this organization's log.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// What happened.
    pub name: String,
    /// The id of what it is about.
    pub subject: String,
    /// Who: `user:…`.
    pub actor: String,
    /// The name of whoever did it, where there is one.
    pub actor_name: Option<String>,
    /// From where.
    pub client: String,
    /// Small values.
    pub details: Value,
    /// What was there, and what is there since.
    pub change: Change,
    /// Whether a redaction or an erasure took its values away.
    pub is_emptied: bool,
}

impl View<User> {
    /// A page of the log, newest first, and whether there is more.
    pub async fn audit(&self, query: &AuditQuery) -> Result<(Vec<Entry>, bool), Fault> {
        let sees_all = sees(self.who()).map_err(Fault::new)?;
        let mut found = self.reader().all(query.call(self.org(), sees_all)).await?;
        let has_more = found.len() > PAGE;
        found.truncate(PAGE);
        for named in NAMES {
            let Some(call) = names_of(self.org(), named, &found) else { continue };
            let rows = self.reader().all(call).await?;
            name(named.0, &mut found, rows);
        }
        Ok((found, has_more))
    }
}

impl Act<User> {
    /// Everything that answers the question, newest first: up to 20,000 entries. That they were taken is an entry too.
    pub async fn export_audit(&mut self, query: &AuditQuery) -> Result<Vec<Entry>, Fault> {
        let (org, sees_all) = (self.org(), sees(self.who()).map_err(Fault::new)?);
        let (mut found, mut query) = (Vec::new(), query.clone());
        loop {
            let mut page: Vec<Entry> = self.writer().await?.all(query.call(org, sees_all)).await?;
            let has_more = page.len() > PAGE;
            page.truncate(PAGE);
            for named in NAMES {
                let Some(call) = names_of(org, named, &page) else { continue };
                let rows = self.writer().await?.all(call).await?;
                name(named.0, &mut page, rows);
            }
            query.before = page.last().map(|entry| entry.seq);
            found.append(&mut page);
            if !has_more || found.len() >= MOST_EXPORTED {
                break;
            }
        }
        self.announce(facts::EXPORTED, String::new(), json!({ "entries": found.len() })).await?;
        Ok(found)
    }

    /// One entry, for a verb that asks itself whether this user may do what follows from it.
    pub(crate) async fn audit_entry(&mut self, seq: i64) -> Result<Entry, Fault> {
        let org = self.org();
        let entry = self.writer().await?.maybe(ONE.with(params![org, seq])).await?;
        entry.ok_or_else(|| Fault::new(&kernel::base_codes::NOT_FOUND))
    }
}

/// Whether the user sees all of it, or only what was changed in settings; `may_not` for everybody else.
fn sees(who: &User) -> Result<bool, &'static kernel::Code> {
    match (who.may(Right::Administer), who.may(Right::ManageContent)) {
        (true, _) => Ok(true),
        (false, true) => Ok(false),
        (false, false) => Err(&code::MAY_NOT),
    }
}

impl AuditQuery {
    fn call(&self, org: OrgId, sees_all: bool) -> Call<'_> {
        let mut call = LIST.with(params![org, sees_all]);
        if let Some(actor) = &self.actor {
            call = call.and(&BY_ACTOR, params![actor]);
        }
        if let Some(subject) = &self.subject {
            call = call.and(&ABOUT, params![subject]);
        }
        if let Some(name) = &self.name {
            // Of a noun everything, which lies between its dot and the sign behind the dot.
            let ends = if name.contains('.') {
                (name.clone(), format!("{name}\u{1}"))
            } else {
                (format!("{name}."), format!("{name}/"))
            };
            call = call.and(&NAMED, params![ends.0, ends.1]);
        }
        if let Some(since) = self.since {
            call = call.and(&SINCE, params![since]);
        }
        if let Some(until) = self.until {
            call = call.and(&UNTIL, params![until]);
        }
        if let Some(before) = self.before {
            call = call.and(&BEFORE, params![before]);
        }
        call
    }
}

/// Where the names of actors of each kind stand.
static NAMES: [(&str, &Statement); 3] = [("user", &USERS), ("customer", &CUSTOMERS), ("key", &KEYS)];

/// The statement that names these actors of one kind; nothing where there are none.
fn names_of<'a>(
    org: OrgId,
    (kind, statement): (&str, &'static Statement),
    entries: &'a [Entry],
) -> Option<Call<'a>> {
    let mut ids: Vec<&str> = entries.iter().filter_map(|entry| entry.actor_of(kind)).collect();
    ids.sort_unstable();
    ids.dedup();
    let list: Vec<_> = ids.into_iter().flat_map(|id| params![id]).collect();
    (!list.is_empty()).then(|| statement.with(params![org]).list(list))
}

/// Says who the actors of one kind are, as far as they are still there.
fn name(kind: &str, entries: &mut [Entry], rows: Vec<(String, String)>) {
    let names: BTreeMap<String, String> = rows.into_iter().collect();
    for entry in entries {
        let found = entry.actor_of(kind).and_then(|id| names.get(id)).cloned();
        entry.actor_name = entry.actor_name.take().or(found);
    }
}

impl Entry {
    /// The id of whoever did it, if that is somebody of this kind.
    fn actor_of(&self, kind: &str) -> Option<&str> {
        self.actor.split_once(':').filter(|(is, _)| *is == kind).map(|(_, id)| id)
    }
}

impl FromRow for Entry {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let details: Option<String> = row.get(6)?;
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            name: row.get(2)?,
            subject: row.get(3)?,
            actor: row.get(4)?,
            actor_name: None,
            client: row.get::<Option<String>>(5)?.unwrap_or_default(),
            details: details.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null),
            change: Change { was: row.get(7)?, became: row.get(8)? },
            is_emptied: row.get(9)?,
        })
    }
}
