//! The statements that change conversations and messages.

use db::{Writer, params, sql};
use kernel::{Fault, Id, Noun, OrgId, Time};

use super::message::{Direction, NewMessage};
use super::words::{self, Document};
use super::{Conversation, ConversationId, MessageId, Status};
use crate::customer::CustomerId;

sql! {
    ADD = "insert into conversation (org_id, id, number, customer_id, brand_id, subject, status, priority, assignee_id, team_id,
            snoozed_until, made_at, activity_at, last_seq, last_in_seq, excerpt, channels, shown_at, shown_seq, shown_out_seq,
            shown_excerpt, shown_channels)
        values ($1, $2, $3, $4, $5, $6, 'open', 3, null, null, null, $7, $7, 0, 0, '', 0, $7, 0, 0, '', 0)";
    ADD_MESSAGE = "insert into message (org_id, id, conversation_id, direction, channel, author, author_name, address, text, html,
            quoted, shown, redacted, state, failure, outside_id, made_at, html_edition)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false, $13, '', $14, $15, $16)
        on conflict do nothing returning seq";
    ADD_FILE = "insert into message_file (org_id, id, message_id, conversation_id, hash, preview, name, media_type, size, place, redacted)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false)";
    ADD_BYTES = "insert into file (org_id, hash, size, made_at) values ($1, $2, $3, $4) on conflict do nothing";
    TOUCH = "update conversation set
            activity_at = case when activity_at < $3 then $3 else activity_at end,
            last_seq = $4,
            last_in_seq = case when $5 then $4 else last_in_seq end,
            excerpt = $6, channels = channels | $7
        where org_id = $1 and id = $2";
    TOUCH_SHOWN = "update conversation set
            shown_at = case when shown_seq = 0 or shown_at < $3 then $3 else shown_at end,
            shown_seq = $4,
            shown_out_seq = case when $5 then shown_out_seq else $4 end,
            shown_excerpt = $6, shown_channels = shown_channels | $7
        where org_id = $1 and id = $2";
    SET_STATUS = "update conversation set status = $3, snoozed_until = $4 where org_id = $1 and id = $2";
    FIRST_OUTCOME = "insert into idempotency (org_id, door, once, outcome, made_at) values ($1, $2, $3, $4, $5)
        on conflict do nothing returning outcome";
    OUTCOME = "select outcome from idempotency where org_id = $1 and door = $2 and once = $3";
}

/// The excerpt of a message: P3's 140 characters.
pub(super) const EXCERPT: usize = 140;

/// A conversation about to be stored.
pub(super) struct NewConversation<'a> {
    pub(super) id: ConversationId,
    pub(super) number: i64,
    pub(super) customer: CustomerId,
    pub(super) brand: crate::brand::BrandId,
    pub(super) subject: &'a str,
    pub(super) made_at: Time,
}

pub(super) async fn add(writer: &mut Writer, org: OrgId, new: &NewConversation<'_>) -> Result<(), Fault> {
    let values = params![org, new.id, new.number, new.customer, new.brand, new.subject, new.made_at];
    writer.push(ADD.with(values)).await?;
    Ok(())
}

/// Stores a message with its files and words, and moves what lists show of its conversation. Answers its number, or
/// nothing when a message with this outside id is there already.
pub(super) async fn add_message(
    writer: &mut Writer,
    (org, dialect): (OrgId, db::Dialect),
    conversation: &Conversation,
    (id, new): (MessageId, &NewMessage),
    new_file_id: impl Fn() -> Id<FileEntry>,
) -> Result<Option<i64>, Fault> {
    let stored = insert_message(writer, (org, dialect), conversation, (id, new), new_file_id).await?;
    if let Some(seq) = stored {
        touch(writer, org, conversation.id, (seq, new)).await?;
    }
    Ok(stored)
}

/// Stores a message with its files and words, and leaves what lists show to the caller.
pub(super) async fn insert_message(
    writer: &mut Writer,
    (org, dialect): (OrgId, db::Dialect),
    conversation: &Conversation,
    (id, new): (MessageId, &NewMessage),
    new_file_id: impl Fn() -> Id<FileEntry>,
) -> Result<Option<i64>, Fault> {
    let values = params![
        org,
        id,
        conversation.id,
        new.direction,
        new.channel,
        new.author.stored(),
        &new.author_name,
        &new.address,
        &new.text,
        new.html.as_str(),
        new.quoted.as_str(),
        new.shown,
        new.state,
        new.outside_id.as_deref(),
        new.made_at,
        markup::EDITION,
    ];
    let Some((seq,)) = writer.maybe::<(i64,)>(ADD_MESSAGE.with(values)).await? else { return Ok(None) };
    add_files(writer, org, conversation.id, (id, new), new_file_id).await?;
    words::add(writer, dialect, &document(org, conversation, (seq, new))).await?;
    Ok(Some(seq))
}

/// What a message is found by.
fn document<'a>(
    org: OrgId,
    conversation: &'a Conversation,
    (seq, new): (i64, &'a NewMessage),
) -> Document<'a> {
    Document {
        seq,
        org,
        customer: conversation.customer,
        brand: conversation.brand,
        shown: new.shown,
        number: conversation.number,
        former: &[],
        subject: &conversation.subject,
        text: &new.text,
        files: new.files.iter().map(|file| file.name.as_str()).collect(),
    }
}

/// A file of a message.
pub struct FileEntry;

impl Noun for FileEntry {
    const NAME: &'static str = "file";
}

async fn add_files(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    (message, new): (MessageId, &NewMessage),
    new_id: impl Fn() -> Id<FileEntry>,
) -> Result<(), Fault> {
    for (place, file) in (0_i64..).zip(&new.files) {
        writer.push(ADD_BYTES.with(params![org, &file.hash, file.size, new.made_at])).await?;
        let values = params![
            org,
            new_id(),
            message,
            conversation,
            &file.hash,
            file.preview.as_deref(),
            &file.name,
            &file.media_type,
            file.size,
            place
        ];
        writer.push(ADD_FILE.with(values)).await?;
    }
    Ok(())
}

async fn touch(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    (seq, new): (i64, &NewMessage),
) -> Result<(), Fault> {
    let excerpt = markup::excerpt(&new.text, EXCERPT);
    let (is_in, bit) = (new.direction == Direction::In, new.channel.bit());
    let values = || params![org, conversation, new.made_at, seq, is_in, excerpt.clone(), bit];
    writer.push(TOUCH.with(values())).await?;
    if new.shown {
        writer.push(TOUCH_SHOWN.with(values())).await?;
    }
    Ok(())
}

pub(super) async fn set_status(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
    status: Status,
    until: Option<Time>,
) -> Result<(), Fault> {
    writer.push(SET_STATUS.with(params![org, conversation, status, until])).await?;
    Ok(())
}

/// Remembers the outcome of a form's key. Answers the first outcome when the key was used before.
pub(super) async fn first_outcome(
    writer: &mut Writer,
    org: OrgId,
    (door, once): (&str, &str),
    outcome: &str,
    now: Time,
) -> Result<Option<String>, Fault> {
    let stored: Option<(String,)> =
        writer.maybe(FIRST_OUTCOME.with(params![org, door, once, outcome, now])).await?;
    if stored.is_some() {
        return Ok(None);
    }
    let (first,) = writer.one(OUTCOME.with(params![org, door, once])).await?;
    Ok(Some(first))
}
