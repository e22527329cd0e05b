//! What customers see. Another type than agents see: notes have no place in it, redacted bodies never leave the database.

use db::{Condition, FromRow, Row, params, sql};
use futures_util::future;
use kernel::{Cursor, Fault, Id, Time};
use markup::Html;

use super::message::{Channel, Direction};
use super::seen::{AMONG, OWN, OWN_OR_USED, Seen};
use super::store::FileEntry;
use super::{Conversation, ConversationId, MessageId, Status};
use crate::act::View;
use crate::who::Customer;

/// Rows of a page of the list.
pub const PAGE: usize = 50;
/// Messages of a page of the detail.
pub const MESSAGES: usize = 50;

static OPEN: Condition = Condition("and c.status <> 'done'");
static DONE: Condition = Condition("and c.status = 'done'");
static OF_BRAND: Condition = Condition("and c.brand_id = $?");
static SHOWN_BEFORE: Condition = Condition("and (c.shown_at, c.id) < ($?, $?)");
static SHOWN_AFTER: Condition = Condition("and (c.shown_at, c.id) > ($?, $?)");
static MADE_BEFORE: Condition = Condition("and (c.made_at, c.id) < ($?, $?)");
static MADE_AFTER: Condition = Condition("and (c.made_at, c.id) > ($?, $?)");
static BEFORE: Condition = Condition("and m.seq < $?");

sql! {
    BY_ACTIVITY_NEWEST = "select c.id, c.number, c.subject, c.status, c.made_at, c.shown_at, c.shown_channels, c.shown_excerpt,
            c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0), b.title, c.brand_id = $2
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $3 and r.conversation_id = c.id
        where c.org_id = $1 and c.shown_seq > 0 {conditions}
        order by c.shown_at desc, c.id desc limit $4" with [OWN, OWN_OR_USED, OPEN, DONE, OF_BRAND, AMONG, SHOWN_BEFORE];
    BY_ACTIVITY_OLDEST = "select c.id, c.number, c.subject, c.status, c.made_at, c.shown_at, c.shown_channels, c.shown_excerpt,
            c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0), b.title, c.brand_id = $2
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $3 and r.conversation_id = c.id
        where c.org_id = $1 and c.shown_seq > 0 {conditions}
        order by c.shown_at, c.id limit $4" with [OWN, OWN_OR_USED, OPEN, DONE, OF_BRAND, AMONG, SHOWN_AFTER];
    BY_MAKING_NEWEST = "select c.id, c.number, c.subject, c.status, c.made_at, c.shown_at, c.shown_channels, c.shown_excerpt,
            c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0), b.title, c.brand_id = $2
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $3 and r.conversation_id = c.id
        where c.org_id = $1 and c.shown_seq > 0 {conditions}
        order by c.made_at desc, c.id desc limit $4" with [OWN, OWN_OR_USED, OPEN, DONE, OF_BRAND, AMONG, MADE_BEFORE];
    BY_MAKING_OLDEST = "select c.id, c.number, c.subject, c.status, c.made_at, c.shown_at, c.shown_channels, c.shown_excerpt,
            c.shown_seq > c.shown_out_seq, c.shown_out_seq > coalesce(r.seq, 0), b.title, c.brand_id = $2
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $3 and r.conversation_id = c.id
        where c.org_id = $1 and c.shown_seq > 0 {conditions}
        order by c.made_at, c.id limit $4" with [OWN, OWN_OR_USED, OPEN, DONE, OF_BRAND, AMONG, MADE_AFTER];
    MESSAGES_OF = "select m.seq, m.id, m.direction, m.channel, m.author, m.author_name, m.made_at, m.html, m.quoted, m.redacted,
            m.html_edition
        from message m where m.org_id = $1 and m.conversation_id = $2 and /*see*/m.shown/*end*/ {conditions}
        order by m.seq desc limit $3" with [BEFORE];
    FILES_OF = "select f.message_id, f.id, f.name, f.media_type, f.size, f.preview is not null, f.redacted
        from message_file f where f.org_id = $1 and f.conversation_id = $2 order by f.message_id, f.place";
    FILE = "select f.hash, f.preview, f.name, f.media_type, f.message_id from message_file f
        join message m on m.org_id = f.org_id and m.id = f.message_id
        where f.org_id = $1 and f.conversation_id = $2 and f.id = $3 and /*see*/m.shown/*end*/ and not f.redacted and f.hash is not null";
}

/// One row beyond a page tells whether there is another page.
fn one_more(page: usize) -> i64 {
    i64::try_from(page + 1).expect("a page is short")
}

/// Which conversations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    /// Open, snoozed and done.
    #[default]
    All,
    /// Open and snoozed.
    Open,
    /// Done.
    Done,
}

/// In which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Newest message first.
    #[default]
    ActivityNewest,
    /// Oldest message first.
    ActivityOldest,
    /// Begun last first.
    CreatedNewest,
    /// Begun first first.
    CreatedOldest,
}

/// A question to the list.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// Which conversations.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// What to find; empty for everything.
    pub words: String,
    /// After which row.
    pub after: Option<Cursor>,
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

/// A message the customer may see.
#[derive(Clone, Debug)]
pub struct Message {
    /// The number, by which older pages begin.
    pub seq: i64,
    /// The id.
    pub id: MessageId,
    /// Who speaks to whom.
    pub direction: Direction,
    /// By which way.
    pub channel: Channel,
    /// The author's name; empty where the brand's is to be shown.
    pub author_name: String,
    /// When.
    pub made_at: Time,
    /// The text.
    pub html: Html,
    /// The quoted part; empty where there is none.
    pub quoted: Html,
    /// Whether something was redacted.
    pub redacted: bool,
    /// What is attached.
    pub files: Vec<File>,
}

/// A file of a message.
#[derive(Clone, Debug)]
pub struct File {
    /// The message it belongs to.
    pub message: MessageId,
    /// The id.
    pub id: FileId,
    /// The name.
    pub name: String,
    /// The true type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Whether a picture of it can be shown.
    pub has_preview: bool,
    /// Whether it was redacted.
    pub redacted: bool,
}

/// The id of a file of a message.
pub type FileId = Id<FileEntry>;

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub struct Download {
    /// The hash of the bytes.
    pub hash: String,
    /// The hash of the picture shown in pages.
    pub preview: Option<String>,
    /// The name.
    pub name: String,
    /// The true type.
    pub media_type: String,
}

/// A page of messages, oldest first.
#[derive(Clone, Debug)]
pub struct Thread {
    /// The messages.
    pub messages: Vec<Message>,
    /// The number before which older ones are, if there are older ones.
    pub older: Option<i64>,
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
        let who = self.who();
        let (statement, edge) = query.order.statement();
        let call = statement.with(params![who.site.org, who.site.brand, self.reader_key(), one_more(PAGE)]);
        let call = seen.narrow(call);
        let mut call = match query.filter {
            Filter::All => call,
            Filter::Open => call.and(&OPEN, params![]),
            Filter::Done => call.and(&DONE, params![]),
        };
        if who.site.portal.only_this_brand {
            call = call.and(&OF_BRAND, params![who.site.brand]);
        }
        if let Some(after) = query.after {
            call = call.and(edge, params![after.time, ConversationId::from_bytes(after.id)]);
        }
        let rows: Vec<Listed> = self.reader().all(call).await?;
        Ok(query.order.page(rows))
    }

    /// A conversation with a page of its messages, the newest or those before a number (P4). What is not this customer's
    /// is thrown away unread: all of it travels in one flight on PostgreSQL.
    pub async fn thread(
        &self,
        id: ConversationId,
        before: Option<i64>,
    ) -> Result<(Conversation, Thread), Fault> {
        let (conversation, thread) = future::join(self.see(id), self.messages_of(id, before)).await;
        Ok((conversation?, thread?))
    }

    /// A page of the messages of a conversation that was seen.
    pub async fn messages(&self, conversation: &Conversation, before: Option<i64>) -> Result<Thread, Fault> {
        self.messages_of(conversation.id, before).await
    }

    async fn messages_of(&self, id: ConversationId, before: Option<i64>) -> Result<Thread, Fault> {
        let org = self.org();
        let mut call = MESSAGES_OF.with(params![org, id, one_more(MESSAGES)]);
        if let Some(before) = before {
            call = call.and(&BEFORE, params![before]);
        }
        let files = FILES_OF.with(params![org, id]);
        let (messages, files) = future::try_join(self.reader().all(call), self.reader().all(files)).await?;
        let (mut messages, files): (Vec<Message>, Vec<File>) = (messages, files);
        let has_older = messages.len() > MESSAGES;
        messages.truncate(MESSAGES);
        messages.reverse();
        for message in &mut messages {
            message.files = files.iter().filter(|file| file.message == message.id).cloned().collect();
        }
        let older = messages.first().filter(|_| has_older).map(|first| first.seq);
        Ok(Thread { messages, older })
    }

    /// Where the bytes of a file are, if the customer may see its message now (P16).
    pub async fn download(&self, conversation: ConversationId, file: FileId) -> Result<Download, Fault> {
        let conversation: Conversation = self.see(conversation).await?;
        self.reader().one(FILE.with(params![self.org(), conversation.id, file])).await
    }

    fn reader_key(&self) -> String {
        format!("customer:{}", self.who().id)
    }
}

impl Order {
    fn statement(self) -> (&'static db::Statement, &'static Condition) {
        match self {
            Self::ActivityNewest => (&BY_ACTIVITY_NEWEST, &SHOWN_BEFORE),
            Self::ActivityOldest => (&BY_ACTIVITY_OLDEST, &SHOWN_AFTER),
            Self::CreatedNewest => (&BY_MAKING_NEWEST, &MADE_BEFORE),
            Self::CreatedOldest => (&BY_MAKING_OLDEST, &MADE_AFTER),
        }
    }

    fn page(self, mut rows: Vec<Listed>) -> List {
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let edge = |row: &Listed| match self {
            Self::ActivityNewest | Self::ActivityOldest => row.activity_at,
            Self::CreatedNewest | Self::CreatedOldest => row.made_at,
        };
        let next = rows.last().filter(|_| has_more).map(|row| Cursor { time: edge(row), id: row.id.bytes() });
        List { rows, next }
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

impl FromRow for Message {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (author, name): (String, String) = (row.get(4)?, row.get(5)?);
        let edition = row.get(10)?;
        Ok(Self {
            seq: row.get(0)?,
            id: row.get(1)?,
            direction: row.get(2)?,
            channel: row.get(3)?,
            author_name: if author == "automatic" { String::new() } else { name },
            made_at: row.get(6)?,
            html: Html::stored(row.get(7)?, edition),
            quoted: Html::stored(row.get(8)?, edition),
            redacted: row.get(9)?,
            files: Vec::new(),
        })
    }
}

impl FromRow for File {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            message: row.get(0)?,
            id: row.get(1)?,
            name: row.get(2)?,
            media_type: row.get(3)?,
            size: row.get(4)?,
            has_preview: row.get(5)?,
            redacted: row.get(6)?,
        })
    }
}

impl FromRow for Download {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { hash: row.get(0)?, preview: row.get(1)?, name: row.get(2)?, media_type: row.get(3)? })
    }
}
