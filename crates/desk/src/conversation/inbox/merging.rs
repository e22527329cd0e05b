//! What a user is shown before a conversation is merged or deleted.

use db::{Condition, params, sql};
use kernel::{Fault, Time};

use super::super::{Conversation, ConversationId, Status};
use crate::act::View;
use crate::who::User;

static OF_NUMBER: Condition = Condition("and c.number = $?");

// An address is put together with nothing, or SQLite reads every address of the organization in that order.
sql! {
    OTHERS = "select c.id, c.number, c.subject, c.status, c.activity_at, c.excerpt, b.title
        from conversation c join brand b on b.org_id = c.org_id and b.id = c.brand_id
        where c.org_id = $1 and c.customer_id = $2 and c.id <> $3 {conditions}
        order by c.made_at desc, c.id desc limit $4" with [OF_NUMBER];
    WRITERS = "select distinct m.address || '' from message m
        where m.org_id = $1 and m.conversation_id in ($2, $3) and m.direction = 'in' and m.shown and m.address || '' <> ''
        order by m.address || '' limit 20";
    EXTENT = "select (select count(*) from message where org_id = $1 and conversation_id = $2),
        (select count(*) from message_file where org_id = $1 and conversation_id = $2 and not redacted),
        (select count(*) from note where org_id = $1 and conversation_id = $2),
        (select count(*) from message where org_id = $1 and conversation_id = $2 and state = 'queued')";
}

/// Conversations that are offered at once.
pub const MERGE_CHOICES: i64 = 20;

/// Another conversation of the same customer, as one recognises it.
#[derive(Clone, Debug)]
pub struct MergeChoice {
    /// The id.
    pub id: ConversationId,
    /// The short number.
    pub number: i64,
    /// The subject; may be empty.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// When anything happened last.
    pub activity_at: Time,
    /// The beginning of its newest message.
    pub excerpt: String,
    /// The brand's name.
    pub brand: String,
}

/// How much there is in a conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// Messages.
    pub messages: i64,
    /// Files that were not redacted.
    pub files: i64,
    /// Notes.
    pub notes: i64,
    /// Answers that have not left yet.
    pub waiting: i64,
}

impl View<User> {
    /// The other conversations of its customer, the one begun last first, or the one with this number; and whether
    /// there are more.
    pub async fn merge_choices(
        &self,
        conversation: &Conversation,
        number: Option<i64>,
    ) -> Result<(Vec<MergeChoice>, bool), Fault> {
        self.reads()?;
        let values = params![self.org(), conversation.customer, conversation.id, MERGE_CHOICES + 1];
        let call = OTHERS.with(values);
        let call = match number {
            Some(number) => call.and(&OF_NUMBER, params![number]),
            None => call,
        };
        let mut found: Vec<MergeChoice> = self.reader().all(call).await?;
        let has_more = found.len() > usize::try_from(MERGE_CHOICES).map_err(Fault::internal)?;
        found.truncate(found.len() - usize::from(has_more));
        Ok((found, has_more))
    }

    /// The addresses from which somebody wrote in either of two conversations: who could see one of them will see both.
    pub async fn writers(&self, one: &Conversation, other: &Conversation) -> Result<Vec<String>, Fault> {
        self.reads()?;
        let values = params![self.org(), one.id, other.id];
        let rows: Vec<(String,)> = self.reader().all(WRITERS.with(values)).await?;
        Ok(rows.into_iter().map(|(address,)| address).collect())
    }

    /// How much there is in a conversation.
    pub async fn extent(&self, conversation: &Conversation) -> Result<Extent, Fault> {
        self.reads()?;
        self.reader().one(EXTENT.with(params![self.org(), conversation.id])).await
    }
}

db::columns!(MergeChoice: id, number, subject, status, activity_at, excerpt, brand);

db::columns!(Extent: messages, files, notes, waiting);
