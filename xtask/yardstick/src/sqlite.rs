//! SQLite: statements run in place, each worker thread on a connection of its own; one connection writes.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::rows::{Conversation, Customer, Message, Row};
use crate::store::{ADD, CUSTOMER, LIST, MESSAGES, ORG, SHOW, now, paragraph, reader};

/// The file and the connection that writes.
pub(crate) struct Sqlite {
    path: PathBuf,
    org: String,
    writer: Mutex<Connection>,
}

thread_local! {
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

impl Sqlite {
    pub(crate) fn open(path: PathBuf) -> Result<Self> {
        let writer = connect(&path)?;
        let org = writer.query_row(ORG, [], |row| row.get(0))?;
        Ok(Self { path, org, writer: Mutex::new(writer) })
    }

    /// Runs something on this thread's connection.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        READER.with_borrow_mut(|reader| {
            let connection = match reader.take() {
                Some(connection) => connection,
                None => connect(&self.path)?,
            };
            Ok(work(reader.insert(connection))?)
        })
    }

    pub(crate) fn customer(&self, hash: &str) -> Result<Customer> {
        let found = self.read(|reader| {
            let mut statement = reader.prepare_cached(CUSTOMER)?;
            let values = params![self.org, hash, now()];
            let customer = |row: &rusqlite::Row<'_>| Ok(Customer { id: row.get(0)?, name: row.get(1)? });
            statement.query_row(values, customer).optional()
        });
        found?.context("the session is over")
    }

    pub(crate) fn list(&self, customer: &Customer) -> Result<Vec<Row>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(LIST)?;
            let values = params![reader(customer), self.org, customer.id];
            statement.query_map(values, row)?.take(50).collect()
        })
    }

    pub(crate) fn conversation(&self, customer: &Customer, id: &str) -> Result<Conversation> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(MESSAGES)?;
            let mut rows = statement.query(params![self.org, customer.id, id])?;
            let mut found = None;
            while let Some(row) = rows.next()? {
                let conversation = match &mut found {
                    Some(conversation) => conversation,
                    none => none.insert(head(id, row)?),
                };
                conversation.messages.push(message(row)?);
            }
            Ok(found)
        })?
        .map(in_order)
        .context("no such conversation")
    }

    pub(crate) fn reply(&self, customer: &Customer, id: &str, text: &str) -> Result<()> {
        let at = now();
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer.transaction()?;
        let key = format!("yardstick-{at}-{}", transaction.total_changes());
        let values = params![key, reader(customer), text, paragraph(text), at, self.org, customer.id, id];
        let seq: i64 = transaction.prepare_cached(ADD)?.query_row(values, |row| row.get(0))?;
        let excerpt: String = text.chars().take(140).collect();
        transaction.prepare_cached(SHOW)?.execute(params![seq, at, excerpt, self.org, id])?;
        Ok(transaction.commit()?)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection
        .execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;")?;
    Ok(connection)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        number: row.get(1)?,
        subject: row.get(2)?,
        status: row.get(3)?,
        shown_at: row.get(4)?,
        channels: row.get(5)?,
        excerpt: row.get(6)?,
        is_own: row.get(7)?,
        is_unread: row.get(8)?,
    })
}

fn head(id: &str, row: &rusqlite::Row<'_>) -> rusqlite::Result<Conversation> {
    let (number, subject, status) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Conversation { id: id.to_owned(), number, subject, status, messages: Vec::new() })
}

fn message(row: &rusqlite::Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        seq: row.get(3)?,
        direction: row.get(4)?,
        channel: row.get(5)?,
        author: row.get(6)?,
        made_at: row.get(7)?,
        html: row.get(8)?,
        quoted: row.get(9)?,
    })
}

/// The newest came first.
fn in_order(mut conversation: Conversation) -> Conversation {
    conversation.messages.truncate(50);
    conversation.messages.reverse();
    conversation
}
