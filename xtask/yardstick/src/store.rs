//! The statements, and which database runs them. SQLite numbers placeholders by their first appearance, PostgreSQL by
//! their number, so they appear in order.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::postgres::Postgres;
use crate::rows::{Conversation, Customer, Row};
use crate::sqlite::Sqlite;

/// The organization of the data; there is one.
pub(crate) const ORG: &str = "select org_id from org";
/// Whose session: by organization, hash and time.
pub(crate) const CUSTOMER: &str = "select c.id, c.name from session s
    join customer c on c.org_id = s.org_id and c.id = s.holder_id
    where s.org_id = $1 and s.hash = $2 and s.kind = 'customer' and s.ends_at > $3 and not c.blocked";
/// The newest 50 conversations of a customer: by reader, organization and customer.
pub(crate) const LIST: &str = "select c.id, c.number, c.subject, c.status, c.shown_at, c.shown_channels, c.shown_excerpt,
    c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0)
    from conversation c
    left join read_mark r on r.org_id = c.org_id and r.reader = $1 and r.conversation_id = c.id
    where c.org_id = $2 and c.customer_id = $3 and c.shown_seq > 0 order by c.shown_at desc, c.id desc limit 51";
/// The newest 50 messages of a conversation, which comes with each: by organization, customer and conversation.
pub(crate) const MESSAGES: &str = "select c.number, c.subject, c.status,
    m.seq, m.direction, m.channel, m.author_name, m.made_at, m.html, m.quoted
    from conversation c join message m on m.org_id = c.org_id and m.conversation_id = c.id
    where c.org_id = $1 and c.customer_id = $2 and c.id = $3 and m.shown order by m.seq desc limit 51";
/// A message: id, author, text, html and time, by organization, customer and conversation. None where it is not theirs.
pub(crate) const ADD: &str = "insert into message (org_id, id, conversation_id, direction, channel, author,
    author_name, address, text, html, quoted, shown, redacted, state, failure, made_at)
    select c.org_id, $1, c.id, 'in', 'portal', $2, '', '', $3, $4, '', true, false, 'stored', '', $5
    from conversation c where c.org_id = $6 and c.customer_id = $7 and c.id = $8 returning seq";
/// What lists show of it: number, time and excerpt, by organization and conversation.
pub(crate) const SHOW: &str = "update conversation set last_seq = $1, last_in_seq = $1, shown_seq = $1,
    activity_at = $2, shown_at = $2, excerpt = $3, shown_excerpt = $3 where org_id = $4 and id = $5";

/// The database.
pub(crate) enum Store {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Store {
    pub(crate) async fn open(place: &str) -> Result<Self> {
        if place.starts_with("postgres://") {
            Ok(Self::Postgres(Postgres::open(place).await?))
        } else {
            Ok(Self::Sqlite(Sqlite::open(place.into())?))
        }
    }

    pub(crate) async fn customer(&self, hash: String) -> Result<Customer> {
        match self {
            Self::Sqlite(sqlite) => sqlite.customer(&hash),
            Self::Postgres(postgres) => postgres.customer(&hash).await,
        }
    }

    pub(crate) async fn list(&self, customer: &Customer) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(sqlite) => sqlite.list(customer),
            Self::Postgres(postgres) => postgres.list(customer).await,
        }
    }

    pub(crate) async fn conversation(&self, customer: &Customer, id: &str) -> Result<Conversation> {
        match self {
            Self::Sqlite(sqlite) => sqlite.conversation(customer, id),
            Self::Postgres(postgres) => postgres.conversation(customer, id).await,
        }
    }

    pub(crate) async fn reply(&self, customer: &Customer, id: &str, text: &str) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => sqlite.reply(customer, id, text),
            Self::Postgres(postgres) => postgres.reply(customer, id, text).await,
        }
    }
}

/// The reader of a customer in read marks.
pub(crate) fn reader(customer: &Customer) -> String {
    format!("customer:{}", customer.id)
}

/// A text as a paragraph of a page.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", minijinja::HtmlEscape(text))
}

/// Now, in milliseconds.
#[expect(
    clippy::disallowed_methods,
    reason = "nothing here is told by a story; the smallest server asks the system"
)]
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
