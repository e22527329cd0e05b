//! The statements of histories beside those that every message takes.

use db::{params, sql};
use kernel::{Fault, Id, Noun, Time};

use super::tally::Tally;
use super::{History, Redaction, Seen};
use crate::act::Act;
use crate::conversation::message::Author;
use crate::conversation::store::FileEntry;
use crate::conversation::{ConversationId, MessageId, NoteId};
use crate::user::UserId;
use crate::who::System;

sql! {
    HAND_OVER = "update conversation set priority = $3, assignee_id = $4, team_id = $5 where org_id = $1 and id = $2";
    KEEP_TAG = "insert into tag (org_id, name, made_at) values ($1, $2, $3) on conflict do nothing";
    TAG = "insert into conversation_tag (org_id, conversation_id, tag) values ($1, $2, $3) on conflict do nothing";
    NOTE = "insert into note (org_id, id, conversation_id, author_id, author_name, text, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    REDACT = "update message set redacted = true where org_id = $1 and id = $2";
    GONE_FILE = "insert into message_file (org_id, id, message_id, conversation_id, hash, preview, name, media_type, size, place, redacted)
        values ($1, $2, $3, $4, null, null, '', $5, 0, $6, true)";
    MARK = "insert into redaction (org_id, id, conversation_id, subject_id, kind, actor, actor_name, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    SHOW = "update conversation set
            activity_at = case when activity_at < $3 then $3 else activity_at end,
            last_seq = case when $4 > 0 then $4 else last_seq end,
            last_in_seq = case when $5 > 0 then $5 else last_in_seq end,
            excerpt = case when $4 > 0 then $6 else excerpt end,
            channels = channels | $7
        where org_id = $1 and id = $2";
    SHOW_CUSTOMER = "update conversation set
            shown_at = case when shown_seq = 0 or shown_at < $3 then $3 else shown_at end,
            shown_seq = $4,
            shown_out_seq = case when $5 > 0 then $5 else shown_out_seq end,
            shown_excerpt = $6, shown_channels = shown_channels | $7
        where org_id = $1 and id = $2";
    SEE = "insert into read_mark (org_id, reader, conversation_id, seq) values ($1, $2, $3, $4)
        on conflict (org_id, reader, conversation_id) do update set seq = excluded.seq";
    KNOWN = "select outside_id, conversation_id from message where org_id = $1 and outside_id in ($list)";
}

/// Gives it to whose it is, with its tags.
pub(super) async fn hand_over(
    act: &mut Act<System>,
    conversation: ConversationId,
    history: &History,
) -> Result<(), Fault> {
    let org = act.org();
    let values = params![org, conversation, history.priority, history.assignee, history.team];
    act.writer().await?.push(HAND_OVER.with(values)).await?;
    for tag in &history.tags {
        let kept = params![org, tag.as_str(), history.made_at];
        act.writer().await?.push(KEEP_TAG.with(kept)).await?;
        act.writer().await?.push(TAG.with(params![org, conversation, tag.as_str()])).await?;
    }
    Ok(())
}

pub(super) async fn note(
    act: &mut Act<System>,
    conversation: ConversationId,
    (author, author_name): (UserId, &str),
    text: &str,
    at: Time,
) -> Result<NoteId, Fault> {
    let id: NoteId = Id::new(at, &act.desk().context().random);
    let values = params![act.org(), id, conversation, author, author_name, text, at];
    act.writer().await?.push(NOTE.with(values)).await?;
    Ok(id)
}

/// Marks a message of which something was redacted, and what is left of its files: that they were there, behind those
/// that still are.
pub(super) async fn redact(
    act: &mut Act<System>,
    conversation: ConversationId,
    message: MessageId,
    redaction: &Redaction,
) -> Result<(), Fault> {
    const BEHIND_THE_OTHERS: i64 = 1_000;
    let org = act.org();
    act.writer().await?.push(REDACT.with(params![org, message])).await?;
    for (place, media_type) in (BEHIND_THE_OTHERS..).zip(&redaction.files) {
        let id: Id<FileEntry> = Id::new(redaction.at, &act.desk().context().random);
        let values = params![org, id, message, conversation, media_type, place];
        act.writer().await?.push(GONE_FILE.with(values)).await?;
    }
    Ok(())
}

struct Mark;

impl Noun for Mark {
    const NAME: &'static str = "redaction";
}

/// Leaves the dated mark.
pub(super) async fn mark(
    act: &mut Act<System>,
    conversation: ConversationId,
    message: MessageId,
    what: &'static str,
    Redaction { by, by_name, at, .. }: &Redaction,
) -> Result<(), Fault> {
    let id: Id<Mark> = Id::new(*at, &act.desk().context().random);
    let actor = Author::User(*by).stored();
    let values = params![act.org(), id, conversation, message, what, actor, by_name, *at];
    act.writer().await?.push(MARK.with(values)).await?;
    Ok(())
}

/// Moves what lists show.
pub(super) async fn show(
    act: &mut Act<System>,
    conversation: ConversationId,
    tally: &Tally<'_>,
) -> Result<(), Fault> {
    let (org, all, shown) = (act.org(), &tally.all, &tally.shown);
    let values =
        params![org, conversation, tally.activity_at, all.seq, all.in_seq, all.excerpt(), all.channels];
    act.writer().await?.push(SHOW.with(values)).await?;
    if shown.seq > 0 {
        let values =
            params![org, conversation, shown.at, shown.seq, shown.out_seq, shown.excerpt(), shown.channels];
        act.writer().await?.push(SHOW_CUSTOMER.with(values)).await?;
    }
    Ok(())
}

/// Stores how far everybody has read. Who has seen no message has no mark.
pub(super) async fn mark_seen(
    act: &mut Act<System>,
    conversation: ConversationId,
    seen: &[Seen],
    tally: &Tally<'_>,
) -> Result<(), Fault> {
    let org = act.org();
    for Seen { by, entries } in seen {
        let seq = tally.seq_after(*entries);
        if seq > 0 && *by != Author::Automatic {
            let values = params![org, by.stored(), conversation, seq];
            act.writer().await?.push(SEE.with(values)).await?;
        }
    }
    Ok(())
}

pub(super) async fn known(
    act: &mut Act<System>,
    outside_ids: &[String],
) -> Result<Vec<(String, ConversationId)>, Fault> {
    const TURN: usize = 256;
    let (org, mut found) = (act.org(), Vec::new());
    for turn in outside_ids.chunks(TURN) {
        let list = turn.iter().flat_map(|id| params![id]).collect();
        found.extend(act.writer().await?.all(KNOWN.with(params![org]).list(list)).await?);
    }
    Ok(found)
}
