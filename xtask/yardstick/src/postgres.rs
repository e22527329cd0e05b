//! PostgreSQL: a few connections with prepared statements, taken in turn; statements in flight share them.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};
use tokio::sync::Mutex;
use tokio_postgres::{Client, NoTls, Row as Found, Statement};

use crate::rows::{Conversation, Customer, Message, Row};
use crate::store::{ADD, CUSTOMER, LIST, MESSAGES, ORG, SHOW, now, paragraph, reader};

const READERS: usize = 4;

/// The connections.
pub(crate) struct Postgres {
    org: String,
    readers: Vec<Reader>,
    next: AtomicUsize,
    writer: Mutex<Writer>,
}

struct Reader {
    client: Client,
    customer: Statement,
    list: Statement,
    messages: Statement,
}

struct Writer {
    client: Client,
    add: Statement,
    show: Statement,
    written: u64,
}

impl Postgres {
    pub(crate) async fn open(address: &str) -> Result<Self> {
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            readers.push(Reader::open(address).await?);
        }
        let client = connect(address).await?;
        let org = client.query_one(ORG, &[]).await?.get(0);
        let (add, show) = (client.prepare(ADD).await?, client.prepare(SHOW).await?);
        let writer = Mutex::new(Writer { client, add, show, written: 0 });
        Ok(Self { org, readers, next: AtomicUsize::new(0), writer })
    }

    fn reader(&self) -> &Reader {
        &self.readers[self.next.fetch_add(1, Ordering::Relaxed) % READERS]
    }

    pub(crate) async fn customer(&self, hash: &str) -> Result<Customer> {
        let Reader { client, customer, .. } = self.reader();
        let found = client.query_opt(customer, &[&self.org, &hash, &now()]).await?;
        let row = found.context("the session is over")?;
        Ok(Customer { id: row.try_get(0)?, name: row.try_get(1)? })
    }

    pub(crate) async fn list(&self, customer: &Customer) -> Result<Vec<Row>> {
        let Reader { client, list, .. } = self.reader();
        let rows = client.query(list, &[&reader(customer), &self.org, &customer.id]).await?;
        rows.iter().take(50).map(row).collect()
    }

    pub(crate) async fn conversation(&self, customer: &Customer, id: &str) -> Result<Conversation> {
        let Reader { client, messages, .. } = self.reader();
        let rows = client.query(messages, &[&self.org, &customer.id, &id]).await?;
        let first = rows.first().context("no such conversation")?;
        Ok(Conversation {
            id: id.to_owned(),
            number: first.try_get(0)?,
            subject: first.try_get(1)?,
            status: first.try_get(2)?,
            messages: rows.iter().take(50).rev().map(message).collect::<Result<_>>()?,
        })
    }

    pub(crate) async fn reply(&self, customer: &Customer, id: &str, text: &str) -> Result<()> {
        let mut writer = self.writer.lock().await;
        writer.written += 1;
        let (at, excerpt): (i64, String) = (now(), text.chars().take(140).collect());
        let key = format!("yardstick-{at}-{}", writer.written);
        let Writer { client, add, show, .. } = &mut *writer;
        let transaction = client.transaction().await?;
        let (by, html) = (reader(customer), paragraph(text));
        let added = transaction
            .query_one(&*add, &[&key, &by, &text, &html, &at, &self.org, &customer.id, &id])
            .await?;
        let seq: i64 = added.try_get(0)?;
        transaction.execute(&*show, &[&seq, &at, &excerpt, &self.org, &id]).await?;
        Ok(transaction.commit().await?)
    }
}

impl Reader {
    async fn open(address: &str) -> Result<Self> {
        let client = connect(address).await?;
        let customer = client.prepare(CUSTOMER).await?;
        let list = client.prepare(LIST).await?;
        let messages = client.prepare(MESSAGES).await?;
        Ok(Self { client, customer, list, messages })
    }
}

async fn connect(address: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

fn row(row: &Found) -> Result<Row> {
    Ok(Row {
        id: row.try_get(0)?,
        number: row.try_get(1)?,
        subject: row.try_get(2)?,
        status: row.try_get(3)?,
        shown_at: row.try_get(4)?,
        channels: row.try_get(5)?,
        excerpt: row.try_get(6)?,
        is_own: row.try_get(7)?,
        is_unread: row.try_get(8)?,
    })
}

fn message(row: &Found) -> Result<Message> {
    Ok(Message {
        seq: row.try_get(3)?,
        direction: row.try_get(4)?,
        channel: row.try_get(5)?,
        author: row.try_get(6)?,
        made_at: row.try_get(7)?,
        html: row.try_get(8)?,
        quoted: row.try_get(9)?,
    })
}
