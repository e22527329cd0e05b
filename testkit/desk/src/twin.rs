//! The twin: a second organization beside the one of a story, whose rows are the same, ids included; only words that
//! people read begin with `!`. Every key begins with the organization, so the database lets both stand side by side.
//!
//! A statement that forgets `org_id` finds the twin's row as well, and a story notices: it sees things twice, reads the
//! twin's words, or is told that it changed what belongs to another. On SQLite only, by triggers: the conditions that are
//! tried here are one text for both databases.

use std::path::{Path, PathBuf};

use db::Location;
use kernel::OrgId;
use rusqlite::{Connection, Result};
use testkit::Database;

/// Its organization, whoever its twin is.
const TWIN: &str = "77777777777777777777777a";

/// Tables without a twin: workers would run its jobs, and names in the directory lead to one organization.
const ALONE: &[&str] = &["job", "directory"];

/// What is swept for all organizations at once, by the column that says when. The twin's is never over.
const SWEPT: &[(&str, &str)] = &[
    ("session", "ends_at"),
    ("sign_in_code", "ends_at"),
    ("address_code", "ends_at"),
    ("form_submission", "ends_at"),
    ("password_link", "ends_at"),
    ("half_sign_in", "ends_at"),
    ("second_factor_offer", "ends_at"),
    ("team_ticket", "ends_at"),
    ("password_request", "ends_at"),
    ("attempt", "at"),
    ("attempt_gate", "at"),
    ("staged_file", "made_at"),
    ("idempotency", "made_at"),
    ("held_answer", "taken_at"),
    ("unused_file", "made_at"),
    ("audit_block", "made_at"),
    ("article_search", "day"),
    ("article_click", "day"),
    ("article_use", "day"),
    ("sign_on_secret", "ends_at"),
    ("sign_on_token", "ends_at"),
];

/// Columns that people read, where they are no key.
const READ: &[&str] = &["name", "title", "subject", "text", "value", "outcome", "author_name", "actor_name"];

/// The file it lives in; nothing on PostgreSQL.
pub(crate) struct Twin(Option<PathBuf>);

impl Twin {
    /// Founds the twin of an organization that is about to be added to this database.
    pub(crate) fn found(database: &Database, org: OrgId) -> Self {
        let file = match &database.location {
            Location::Sqlite(file) => Some(file.clone()),
            Location::Postgres(_) => None,
        };
        if let Some(file) = &file {
            found(file, &org.to_string()).expect("a twin can be founded");
        }
        Self(file)
    }

    /// From now on it stays as it is.
    pub(crate) fn part(&self) {
        if let Some(file) = &self.0 {
            let connection = Connection::open(file).expect("the database is there");
            connection.execute("update twin_mirror set is_parted = true", []).expect("they part");
        }
    }
}

fn found(database: &Path, org: &str) -> Result<()> {
    let mut connection = Connection::open(database)?;
    let tables = owned_tables(&connection)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(
        "create table twin_mirror (moves integer not null, is_parted integer not null);
         insert into twin_mirror values (false, false);",
    )?;
    for table in tables {
        transaction.execute_batch(&table.triggers(org))?;
    }
    transaction.commit()
}

struct Table {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    is_key: bool,
    is_counted: bool,
}

fn owned_tables(connection: &Connection) -> Result<Vec<Table>> {
    let mut statement = connection.prepare(
        "select name from sqlite_schema t where type = 'table'
            and exists (select 1 from pragma_table_info(t.name) where name = 'org_id')",
    )?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    let owned = names.into_iter().filter(|name| !ALONE.contains(&name.as_str()));
    owned.map(|name| Table::read(connection, name)).collect()
}

impl Table {
    fn read(connection: &Connection, name: String) -> Result<Self> {
        let mut statement = connection.prepare("select name, pk from pragma_table_info($1)")?;
        let columns = statement.query_map([&name], |row| {
            let (name, place): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(Column { is_counted: name == "seq" && place > 0, name, is_key: place > 0 })
        })?;
        Ok(Self { columns: columns.collect::<Result<_>>()?, name })
    }

    fn triggers(&self, org: &str) -> String {
        let name = &self.name;
        let (columns, values) =
            (self.list(|column| column.name.clone()), self.list(|column| self.mirrored(column)));
        let changes = self.list(|column| format!("{} = {}", column.name, self.mirrored(column)));
        let same = self.same_key();
        let mirror = |event, change: &str| self.mirror(org, event, change);
        [
            mirror("insert", &format!("insert or replace into {name} ({columns}) values ({values})")),
            // In place of a row that the organization has deleted and the twin keeps.
            mirror("update", &format!("update or replace {name} set {changes} where {same}")),
            self.keep("insert", "new"),
            self.keep("update", "old"),
            self.keep("delete", "old"),
        ]
        .concat()
    }

    /// What happens to a row happens to its twin; what the organization deletes, the twin keeps.
    fn mirror(&self, org: &str, event: &str, change: &str) -> String {
        format!(
            "create trigger twin_{table}_{event} after {event} on {table} 
                when new.org_id = '{org}' and not (select is_parted from twin_mirror) begin
                update twin_mirror set moves = true; {change}; update twin_mirror set moves = false; end;",
            table = self.name,
        )
    }

    /// Nothing else happens to it.
    fn keep(&self, event: &str, row: &str) -> String {
        format!(
            "create trigger twin_{table}_kept_{event} before {event} on {table}
                when {row}.org_id = '{TWIN}' and not (select moves from twin_mirror)
                begin select raise(abort, 'the {table} of another organization was changed'); end;",
            table = self.name,
        )
    }

    /// The twin's value of a column. Numbers that the database counts are the same below nought.
    fn mirrored(&self, column: &Column) -> String {
        match column.name.as_str() {
            "org_id" => format!("'{TWIN}'"),
            name if column.is_counted => format!("-new.{name}"),
            name if SWEPT.contains(&(&self.name, name)) => format!("new.{name} + 100000000000000"),
            name if !column.is_key && self.is_read(name) => {
                format!("case when new.{name} = '' then '' else '!' || new.{name} end")
            }
            name => format!("new.{name}"),
        }
    }

    fn is_read(&self, column: &str) -> bool {
        READ.contains(&column) || (column == "address" && self.name.ends_with("_address"))
    }

    fn same_key(&self) -> String {
        let keys =
            self.columns.iter().filter(|column| column.is_key).map(|column| match column.name.as_str() {
                "org_id" => format!("org_id = '{TWIN}'"),
                name if column.is_counted => format!("{name} = -old.{name}"),
                name => format!("{name} = old.{name}"),
            });
        keys.collect::<Vec<_>>().join(" and ")
    }

    fn list(&self, each: impl Fn(&Column) -> String) -> String {
        self.columns.iter().map(each).collect::<Vec<_>>().join(", ")
    }
}
