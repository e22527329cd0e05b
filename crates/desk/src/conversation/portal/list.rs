//! My Conversations.

use db::{Condition, FromRow, Row, params, sql};
use kernel::{Cursor, Fault, Time};

use super::one_more;
use super::query::{
    ACTIVITY_NEWEST, ACTIVITY_OLDEST, CREATED_NEWEST, CREATED_OLDEST, DONE, ListQuery, MADE_AFTER,
    MADE_BEFORE, OPEN, Order, SHOWN_AFTER, SHOWN_BEFORE,
};
use crate::act::View;
use crate::conversation::message::Channel;
use crate::conversation::seen::{AMONG, OWN, OWN_OR_USED, Seen};
use crate::conversation::{ConversationId, Status};
use crate::who::Customer;

/// Rows of a page of the list.
pub const PAGE: usize = 50;

static OF_BRAND: Condition = Condition("and c.brand_id = $?");

sql! {
    LIST = "select c.id, c.number, c.subject, c.status, c.made_at, c.shown_at, c.shown_channels, c.shown_excerpt,
            c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0), b.title, c.brand_id = $2
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $3 and r.conversation_id = c.id
        where c.org_id = $1 and c.shown_seq > 0 {conditions} limit $4"
        with [OWN, OWN_OR_USED, AMONG, OF_BRAND, OPEN, DONE, SHOWN_BEFORE, SHOWN_AFTER, MADE_BEFORE, MADE_AFTER,
            ACTIVITY_NEWEST, ACTIVITY_OLDEST, CREATED_NEWEST, CREATED_OLDEST];
}

/// A conversation in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The id.
    pub id: ConversationId,
    /// The short number.
    pub number: i64,
    /// The subject; may be empty.
    pub subject: String,
    /// Open or done; snoozed is shown as open.
    pub status: Status,
    /// When it began.
    pub made_at: Time,
    /// The time of the newest shown message.
    pub activity_at: Time,
    /// The channels of the shown messages.
    pub channels: Vec<Channel>,
    /// The first 140 characters of the newest shown message.
    pub excerpt: String,
    /// Whether the customer wrote that message.
    pub excerpt_is_own: bool,
    /// Whether the company wrote since the customer last looked.
    pub unread: bool,
    /// The brand's name, where it is another one than this site's.
    pub brand: Option<String>,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct List {
    /// The rows.
    pub rows: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl View<Customer> {
    /// A page of My Conversations (P3).
    pub async fn conversations(&self, query: &ListQuery) -> Result<List, Fault> {
        if !query.words.trim().is_empty() {
            self.desk().searches().count(&self.who().session, self.now())?;
        }
        let Some(seen) = Seen::of(self, &query.words).await? else {
            return Ok(List { rows: Vec::new(), next: None });
        };
        let (who, reader) = (self.who(), format!("customer:{}", self.who().id));
        let call = LIST.with(params![who.site.org, who.site.brand, reader, one_more(PAGE)]);
        let mut call = seen.narrow(call);
        if who.site.portal.only_this_brand {
            call = call.and(&OF_BRAND, params![who.site.brand]);
        }
        let rows: Vec<Listed> = self.reader().all(query.narrow(call)).await?;
        Ok(List::of(rows, query.order))
    }
}

impl List {
    fn of(mut rows: Vec<Listed>, order: Order) -> Self {
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| has_more).map(|row| order.cursor(row));
        Self { rows, next }
    }
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let status: Status = row.get(3)?;
        let is_own_brand: bool = row.get(11)?;
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            subject: row.get(2)?,
            status: if status == Status::Done { Status::Done } else { Status::Open },
            made_at: row.get(4)?,
            activity_at: row.get(5)?,
            channels: Channel::of_bits(row.get(6)?),
            excerpt: row.get(7)?,
            excerpt_is_own: row.get(8)?,
            unread: row.get(9)?,
            brand: if is_own_brand { None } else { Some(row.get(10)?) },
        })
    }
}
