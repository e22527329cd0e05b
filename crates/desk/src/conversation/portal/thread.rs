//! The messages of one conversation.

use std::collections::BTreeMap;

use db::{Condition, FromRow, Row, params, sql};
use futures_util::future;
use kernel::{Fault, Id, Time};
use markup::Html;

use super::happened::Happened;
use super::one_more;
use crate::act::View;
use crate::conversation::message::{Channel, Direction};
use crate::conversation::store::FileEntry;
use crate::conversation::{Conversation, ConversationId, MessageId};
use crate::who::Customer;

/// Messages of a page of the detail.
pub const MESSAGES: usize = 50;

static BEFORE: Condition = Condition("and m.seq < $?");

sql! {
    MESSAGES_OF = "select m.seq, m.id, m.direction, m.channel, m.author, m.author_name, m.made_at, m.html, m.quoted, m.redacted,
            m.html_edition
        from message m where m.org_id = $1 and m.conversation_id = $2 and /*see*/m.shown/*end*/ {conditions}
        order by m.seq desc limit $3" with [BEFORE];
    FILES_OF = "select f.message_id, f.id, f.name, f.media_type, f.size, f.preview is not null, f.redacted
        from message_file f where f.org_id = $1 and f.conversation_id = $2 order by f.message_id, f.place";
    BRAND_OF = "select title from brand where org_id = $1 and id = $2";
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

/// A page of messages, oldest first, and what happened between them.
#[derive(Clone, Debug)]
pub struct Thread {
    /// The messages.
    pub messages: Vec<Message>,
    /// What happened: to the whole conversation, of which [`Thread::entries`] gives what belongs here.
    happened: Vec<Happened>,
    /// The number before which older messages are, if there are older ones.
    pub older: Option<i64>,
    /// When the newest of the older ones was written.
    older_at: Option<Time>,
    /// The files of the older ones.
    files: BTreeMap<MessageId, Vec<File>>,
    /// Whether newer messages stand on another page.
    has_newer: bool,
}

/// One thing of a thread.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A message.
    Message(&'a Message),
    /// Something that happened.
    Happened(Happened),
}

impl Thread {
    /// Leaves the oldest messages for the page before this one.
    pub fn leave_out(&mut self, count: usize) {
        let Some(last) = count.checked_sub(1).and_then(|last| self.messages.get(last)) else { return };
        self.older_at = Some(last.made_at);
        self.messages.drain(..count);
        self.older = self.messages.first().map(|first| first.seq);
    }

    /// Gives the messages their files.
    fn attach(&mut self) {
        for message in &mut self.messages {
            message.files.extend(self.files.remove(&message.id).unwrap_or_default());
        }
    }

    /// The messages with what happened between them, oldest first. What happened after the last message of the page
    /// before, this one shows (P19).
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let is_earlier = |happened: &&Happened| self.older_at.is_some_and(|at| happened.is_before(at));
        let mut happened = self.happened.iter().skip_while(is_earlier).copied().peekable();
        let mut entries = Vec::with_capacity(self.messages.len());
        for message in &self.messages {
            while let Some(next) = happened.next_if(|next| next.is_before(message.made_at)) {
                entries.push(Entry::Happened(next));
            }
            entries.push(Entry::Message(message));
        }
        if !self.has_newer {
            entries.extend(happened.map(Entry::Happened));
        }
        entries
    }
}

impl View<Customer> {
    /// A conversation with a page of its messages, the newest or those before a number (P4). What is not this customer's
    /// is thrown away unread: all of it travels in one flight on PostgreSQL.
    pub async fn thread(
        &self,
        id: ConversationId,
        before: Option<i64>,
    ) -> Result<(Conversation, Thread), Fault> {
        let (conversation, thread) = future::join(self.see(id), self.messages_of(id, before)).await;
        let conversation: Conversation = conversation?;
        // The messages of one that was merged went along with it.
        let is_moved = conversation.id != id;
        let thread = if is_moved { self.messages(&conversation, before).await? } else { thread? };
        Ok((conversation, thread))
    }

    /// A page of the messages of a conversation that was seen.
    pub async fn messages(&self, conversation: &Conversation, before: Option<i64>) -> Result<Thread, Fault> {
        self.messages_of(conversation.id, before).await
    }

    async fn messages_of(&self, id: ConversationId, before: Option<i64>) -> Result<Thread, Fault> {
        let (messages, files, happened) =
            future::try_join3(self.page_of(id, before), self.files_of(id), self.happened(id)).await?;
        let (too_many, has_newer) = (beyond(&messages), before.is_some());
        let mut thread = Thread { messages, happened, older: None, older_at: None, files, has_newer };
        thread.leave_out(too_many);
        thread.attach();
        Ok(thread)
    }

    /// Puts older messages in front of a thread's, a page at a time, while more is wanted of what is there.
    pub async fn extend(
        &self,
        conversation: &Conversation,
        thread: &mut Thread,
        wants_more: impl Fn(&[Message]) -> bool,
    ) -> Result<(), Fault> {
        while let Some(before) = thread.older.filter(|_| wants_more(&thread.messages)) {
            let mut messages = self.page_of(conversation.id, Some(before)).await?;
            let too_many = beyond(&messages);
            messages.append(&mut thread.messages);
            (thread.messages, thread.older, thread.older_at) = (messages, None, None);
            thread.leave_out(too_many);
        }
        thread.attach();
        Ok(())
    }

    /// A page of messages and one more where there are older ones, the oldest first.
    async fn page_of(&self, id: ConversationId, before: Option<i64>) -> Result<Vec<Message>, Fault> {
        let mut call = MESSAGES_OF.with(params![self.org(), id, one_more(MESSAGES)]);
        if let Some(before) = before {
            call = call.and(&BEFORE, params![before]);
        }
        let mut messages: Vec<Message> = self.reader().all(call).await?;
        messages.reverse();
        Ok(messages)
    }

    async fn files_of(&self, id: ConversationId) -> Result<BTreeMap<MessageId, Vec<File>>, Fault> {
        let files: Vec<File> = self.reader().all(FILES_OF.with(params![self.org(), id])).await?;
        let mut of_messages: BTreeMap<MessageId, Vec<File>> = BTreeMap::new();
        for file in files {
            of_messages.entry(file.message).or_default().push(file);
        }
        Ok(of_messages)
    }

    /// The name of a conversation's brand, where it is another one than this site's (P13).
    pub async fn other_brand(&self, conversation: &Conversation) -> Result<Option<String>, Fault> {
        if conversation.brand == self.who().site.brand {
            return Ok(None);
        }
        let (title,) = self.reader().one(BRAND_OF.with(params![self.org(), conversation.brand])).await?;
        Ok(Some(title))
    }
}

/// How many there are more than a page holds: one, where there are older ones.
fn beyond(page: &[Message]) -> usize {
    page.len().saturating_sub(MESSAGES)
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

db::columns!(File: message, id, name, media_type, size, has_preview, redacted);
