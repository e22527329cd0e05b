//! The statements of redaction.

use db::{Writer, params, sql};
use kernel::{Fault, Id, Noun, OrgId};

use crate::act::Act;
use crate::conversation::note::NoteId;
use crate::conversation::portal::FileId;
use crate::conversation::{Conversation, ConversationId, MessageId, store};
use crate::who::User;

sql! {
    MESSAGE = "select seq, text, html, quoted from message where org_id = $1 and conversation_id = $2 and id = $3";
    SET_MESSAGE = "update message set text = $3, html = $4, quoted = $5, redacted = true,
            state = case when $6 and state = 'queued' then 'stored' else state end
        where org_id = $1 and id = $2";
    MARK_MESSAGE = "update message set redacted = true where org_id = $1 and id = $2";
    LATER = "select id, text, html, quoted from message where org_id = $1 and conversation_id = $2 and seq > $3
        order by seq limit $4";
    NOTE = "select text from note where org_id = $1 and conversation_id = $2 and id = $3";
    SET_NOTE = "update note set text = $3 where org_id = $1 and id = $2";
    NOTES = "select id, text from note where org_id = $1 and conversation_id = $2 order by seq desc limit $3";
    FILE = "select f.message_id, m.seq from message_file f join message m on m.org_id = f.org_id and m.id = f.message_id
        where f.org_id = $1 and f.conversation_id = $2 and f.id = $3 and not f.redacted";
    FILES_OF = "select id from message_file where org_id = $1 and conversation_id = $2 and message_id = $3 and not redacted";
    UNNAME = "insert into unused_file (org_id, hash, made_at)
        select org_id, hash, cast($3 as bigint) from message_file where org_id = $1 and id = $2 and hash is not null
        on conflict do nothing";
    UNNAME_PREVIEW = "insert into unused_file (org_id, hash, made_at)
        select org_id, preview, cast($3 as bigint) from message_file where org_id = $1 and id = $2 and preview is not null
        on conflict do nothing";
    SET_FILE = "update message_file set hash = null, preview = null, name = '', size = 0, redacted = true
        where org_id = $1 and id = $2";
    MARK = "insert into redaction (org_id, id, conversation_id, subject_id, kind, actor, actor_name, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    TEXT_AT = "select text from message where org_id = $1 and conversation_id = $2 and seq = $3";
    SHOW = "update conversation set excerpt = $3, shown_excerpt = $4 where org_id = $1 and id = $2";
}

/// Later messages and notes that are searched for a quotation.
const SEARCHED: i64 = 300;

/// A message as it is redacted.
pub(super) struct Stored {
    pub(super) seq: i64,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) quoted: String,
}

/// A mark of what was redacted.
struct Mark;

impl Noun for Mark {
    const NAME: &'static str = "redaction";
}

pub(super) async fn message(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    id: MessageId,
) -> Result<Stored, Fault> {
    let (seq, text, html, quoted) = writer.one(MESSAGE.with(params![org, conversation, id])).await?;
    Ok(Stored { seq, text, html, quoted })
}

/// Stores what is left of a message. One that `is_gone` no longer leaves.
pub(super) async fn set_message(
    writer: &mut Writer,
    org: OrgId,
    id: MessageId,
    left: &Stored,
    is_gone: bool,
) -> Result<(), Fault> {
    let values = params![org, id, &left.text, &left.html, &left.quoted, is_gone];
    writer.run(SET_MESSAGE.with(values)).await?;
    Ok(())
}

pub(super) async fn mark_message(writer: &mut Writer, org: OrgId, id: MessageId) -> Result<(), Fault> {
    writer.run(MARK_MESSAGE.with(params![org, id])).await?;
    Ok(())
}

pub(super) async fn later(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    seq: i64,
) -> Result<Vec<(MessageId, String, String, String)>, Fault> {
    writer.all(LATER.with(params![org, conversation, seq, SEARCHED])).await
}

pub(super) async fn note(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    id: NoteId,
) -> Result<String, Fault> {
    let (text,) = writer.one(NOTE.with(params![org, conversation, id])).await?;
    Ok(text)
}

pub(super) async fn set_note(writer: &mut Writer, org: OrgId, id: NoteId, text: &str) -> Result<(), Fault> {
    writer.run(SET_NOTE.with(params![org, id, text])).await?;
    Ok(())
}

pub(super) async fn notes(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
) -> Result<Vec<(NoteId, String)>, Fault> {
    writer.all(NOTES.with(params![org, conversation, SEARCHED])).await
}

/// The message of a file that is still there.
pub(super) async fn file(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    id: FileId,
) -> Result<(MessageId, i64), Fault> {
    writer.one(FILE.with(params![org, conversation, id])).await
}

pub(super) async fn files_of(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    message: MessageId,
) -> Result<Vec<FileId>, Fault> {
    let rows: Vec<(FileId,)> = writer.all(FILES_OF.with(params![org, conversation, message])).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a file's name, size and bytes; the bytes themselves go when the scrub job has seen that nothing else names them.
pub(super) async fn drop_file(act: &mut Act<User>, id: FileId) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    writer.run(UNNAME.with(params![org, id, now])).await?;
    writer.run(UNNAME_PREVIEW.with(params![org, id, now])).await?;
    writer.run(SET_FILE.with(params![org, id])).await?;
    Ok(())
}

/// Leaves the dated mark.
pub(super) async fn mark(
    act: &mut Act<User>,
    conversation: ConversationId,
    subject: String,
    kind: &'static str,
) -> Result<(), Fault> {
    use crate::who::Who;
    let (org, now, id): (_, _, Id<Mark>) = (act.org(), act.now(), act.new_id());
    let (actor, name) = (act.who().actor(), act.who().name.clone());
    let values = params![org, id, conversation, subject, kind, actor, name, now];
    act.writer().await?.run(MARK.with(values)).await?;
    Ok(())
}

/// Makes what lists show of a conversation anew.
pub(in crate::conversation) async fn show(
    writer: &mut Writer,
    org: OrgId,
    conversation: &Conversation,
) -> Result<(), Fault> {
    let mut excerpts = Vec::new();
    for seq in [conversation.last_seq, conversation.shown_seq] {
        let text: Option<(String,)> = writer.maybe(TEXT_AT.with(params![org, conversation.id, seq])).await?;
        excerpts.push(text.map_or_else(String::new, |(text,)| markup::excerpt(&text, store::EXCERPT)));
    }
    writer.run(SHOW.with(params![org, conversation.id, &excerpts[0], &excerpts[1]])).await?;
    Ok(())
}
