//! Messages and notes as users see them.

use db::{Condition, FromRow, Row, params, sql};
use kernel::{Fault, Time};
use markup::Html;

use super::super::message::{Channel, Direction, State};
use super::super::note::NoteId;
use super::super::portal::{Download, File, FileId};
use super::super::{Conversation, ConversationId, MessageId};
use crate::act::View;
use crate::user::UserId;
use crate::who::User;

static BEFORE: Condition = Condition("and seq < $?");
static ONE: Condition = Condition("and id = $?");

sql! {
    MESSAGES = "select seq, id, direction, channel, author, author_name, address, made_at, text, html, quoted, shown, state,
            failure, redacted, coalesce(state_at, made_at), html_edition
        from message where org_id = $1 and conversation_id = $2 {conditions} order by seq desc limit $3" with [BEFORE, ONE];
    NOTES = "select seq, id, author_id, author_name, made_at, text
        from note where org_id = $1 and conversation_id = $2 {conditions} order by seq desc limit $3" with [BEFORE];
    FILES = "select message_id, id, name, media_type, size, preview is not null, redacted
        from message_file where org_id = $1 and conversation_id = $2 and message_id in ($list) order by message_id, place";
    FILE = "select hash, preview, name, media_type from message_file
        where org_id = $1 and conversation_id = $2 and id = $3 and not redacted and hash is not null";
    REDACTIONS = "select subject_id, actor_name, made_at from redaction where org_id = $1 and conversation_id = $2
        order by made_at, id";
}

/// Who redacted something of a message or note last, and when; unknown where that happened before it was imported.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Redacted {
    /// The user's name.
    pub who: Option<String>,
    /// When.
    pub at: Option<Time>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The number.
    pub seq: i64,
    /// The id.
    pub id: MessageId,
    /// Who speaks to whom.
    pub direction: Direction,
    /// By which way.
    pub channel: Channel,
    /// Whether a rule or the program wrote it.
    pub is_automatic: bool,
    /// The author's name at that time; empty where the brand's is to be shown.
    pub author_name: String,
    /// The customer's address it came from or went to; may be empty.
    pub address: String,
    /// When.
    pub made_at: Time,
    /// The text, what is new in it only.
    pub text: String,
    /// The text as HTML; empty when all of it was redacted.
    pub html: Html,
    /// The quoted part; empty where there is none.
    pub quoted: Html,
    /// Whether the customer may see it.
    pub shown: bool,
    /// How far it has come.
    pub state: State,
    /// Since when it is that.
    pub state_at: Time,
    /// Why it was refused; empty otherwise.
    pub failure: String,
    /// What was redacted of it, if anything.
    pub redacted: Option<Redacted>,
    /// What is attached, in order.
    pub files: Vec<File>,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    /// The number.
    pub seq: i64,
    /// The id.
    pub id: NoteId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's name at that time.
    pub author_name: String,
    /// When.
    pub made_at: Time,
    /// The text.
    pub text: String,
    /// What was redacted of it, if anything.
    pub redacted: Option<Redacted>,
}

type Mark = (String, String, Time);

impl View<User> {
    /// The newest messages, those below a number, or one; each with its files and marks, newest first.
    pub(super) async fn some_messages(
        &self,
        conversation: ConversationId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Message>, Fault> {
        let mut call = MESSAGES.with(params![self.org(), conversation, limit]);
        if let Some(before) = before {
            call = call.and(&BEFORE, params![before]);
        }
        self.reader().all(call).await
    }

    pub(super) async fn some_notes(
        &self,
        conversation: ConversationId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Note>, Fault> {
        let mut call = NOTES.with(params![self.org(), conversation, limit]);
        if let Some(before) = before {
            call = call.and(&BEFORE, params![before]);
        }
        self.reader().all(call).await
    }

    /// One message with its files: what is to be redacted.
    pub async fn message(&self, conversation: ConversationId, id: MessageId) -> Result<Message, Fault> {
        let conversation: Conversation = self.see(conversation).await?;
        let call = MESSAGES.with(params![self.org(), conversation.id, 1_i64]).and(&ONE, params![id]);
        let mut message: Message = self.reader().one(call).await?;
        self.complete(conversation.id, &mut [&mut message], &mut []).await?;
        Ok(message)
    }

    /// Adds files and marks.
    pub(super) async fn complete(
        &self,
        conversation: ConversationId,
        messages: &mut [&mut Message],
        notes: &mut [&mut Note],
    ) -> Result<(), Fault> {
        let (org, reader) = (self.org(), self.reader());
        if !messages.is_empty() {
            let list = messages.iter().flat_map(|message| params![message.id]).collect();
            let files: Vec<File> = reader.all(FILES.with(params![org, conversation]).list(list)).await?;
            for message in messages.iter_mut() {
                message.files = files.iter().filter(|file| file.message == message.id).cloned().collect();
            }
        }
        let marks: Vec<Mark> = reader.all(REDACTIONS.with(params![org, conversation])).await?;
        for message in messages {
            message.redacted = last_mark(&marks, &message.id.to_string()).or(message.redacted.take());
        }
        for note in notes {
            note.redacted = last_mark(&marks, &note.id.to_string());
        }
        Ok(())
    }

    /// Where the bytes of a file are: of any message of a conversation the user can see, unless they were redacted.
    pub async fn download(&self, conversation: ConversationId, file: FileId) -> Result<Download, Fault> {
        let conversation: Conversation = self.see(conversation).await?;
        self.reader().one(FILE.with(params![self.org(), conversation.id, file])).await
    }
}

fn last_mark(marks: &[Mark], subject: &str) -> Option<Redacted> {
    let (_, who, at) = marks.iter().rev().find(|(of, ..)| of == subject)?;
    Some(Redacted { who: Some(who.clone()), at: Some(*at) })
}

impl FromRow for Message {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (author, name): (String, String) = (row.get(4)?, row.get(5)?);
        let is_automatic = author == "automatic";
        let (redacted, edition): (bool, i64) = (row.get(14)?, row.get(16)?);
        Ok(Self {
            seq: row.get(0)?,
            id: row.get(1)?,
            direction: row.get(2)?,
            channel: row.get(3)?,
            is_automatic,
            author_name: if is_automatic { String::new() } else { name },
            address: row.get(6)?,
            made_at: row.get(7)?,
            text: row.get(8)?,
            html: Html::stored(row.get(9)?, edition),
            quoted: Html::stored(row.get(10)?, edition),
            shown: row.get(11)?,
            state: row.get(12)?,
            failure: row.get(13)?,
            state_at: row.get(15)?,
            redacted: redacted.then(Redacted::default),
            files: Vec::new(),
        })
    }
}

impl FromRow for Note {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.get(0)?,
            id: row.get(1)?,
            author: row.get(2)?,
            author_name: row.get(3)?,
            made_at: row.get(4)?,
            text: row.get(5)?,
            redacted: None,
        })
    }
}
