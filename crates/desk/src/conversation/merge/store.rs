//! The statements of merging.

use std::collections::BTreeMap;

use db::{params, sql};
use kernel::{Fault, Time};

use super::order::{Mark, Order, Said};
use crate::act::Act;
use crate::attribute::{self, Object};
use crate::conversation::facts::deliver_lane;
use crate::conversation::note::NoteId;
use crate::conversation::{Conversation, ConversationId};
use crate::survey;
use crate::who::User;

sql! {
    SAID = "select seq, id, conversation_id, direction, channel, shown, made_at from message
        where org_id = $1 and conversation_id in ($2, $3) order by seq limit $4";
    NOTES = "select seq, id, made_at from note where org_id = $1 and conversation_id = $2 order by seq";
    MARKS = "select reader, conversation_id, seq from read_mark r where r.org_id = $1 and r.conversation_id = $2";
    MOVE_MESSAGES = "update message set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    MOVE_FILES = "update message_file set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    MOVE_NOTES = "update note set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    MOVE_MENTIONS = "update mention set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    MOVE_HELD = "update held_answer set conversation_id = $3, next = 'stays' where org_id = $1 and conversation_id = $2";
    MOVE_REDACTIONS = "update redaction set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    MOVE_MERGED = "update merged_conversation set into_id = $3 where org_id = $1 and into_id = $2";
    COPY_TAGS = "insert into conversation_tag (org_id, conversation_id, tag)
        select g.org_id, $3, g.tag from conversation_tag g where g.org_id = $1 and g.conversation_id = $2
        on conflict do nothing";
    DROP_TAGS = "delete from conversation_tag where org_id = $1 and conversation_id = $2";
    DROP_MARKS = "delete from read_mark where org_id = $1 and conversation_id = $2";
    MARK = "insert into read_mark (org_id, reader, conversation_id, seq) values ($1, $2, $3, $4)
        on conflict (org_id, reader, conversation_id) do update set seq = excluded.seq";
    PARK_MESSAGES = "update message set seq = seq + $3 where org_id = $1 and conversation_id = $2";
    SEAT_MESSAGE = "update message set seq = $3 where org_id = $1 and id = $2";
    PARK_NOTES = "update note set seq = seq + $3 where org_id = $1 and conversation_id = $2";
    SEAT_NOTE = "update note set seq = $3 where org_id = $1 and id = $2";
    SHOW = "update conversation set last_seq = $3, last_in_seq = $4, channels = $5,
            shown_at = coalesce($6, shown_at), shown_seq = $7, shown_out_seq = $8, shown_channels = $9
        where org_id = $1 and id = $2";
    ACTIVE_AT = "select activity_at from conversation where org_id = $1 and id = $2";
    ADD_UP = "update conversation set
            activity_at = case when activity_at < $3 then $3 else activity_at end,
            priority = case when priority < $4 then $4 else priority end,
            assignee_id = coalesce(assignee_id, $5), team_id = coalesce(team_id, $6)
        where org_id = $1 and id = $2";
    REMEMBER = "insert into merged_conversation (org_id, id, number, into_id, made_at) values ($1, $2, $3, $4, $5)";
    REMOVE = "delete from conversation where org_id = $1 and id = $2";
}

/// Beyond every number that the database will ever give: where numbers wait while they are given out anew.
const PARKED: i64 = 1 << 52;

/// The messages of both; one more than `most` where there are more.
pub(super) async fn said(
    act: &mut Act<User>,
    one: &Conversation,
    other: &Conversation,
    most: i64,
) -> Result<Vec<Said>, Fault> {
    let values = params![act.org(), one.id, other.id, most + 1];
    act.writer().await?.all(SAID.with(values)).await
}

pub(super) async fn marks(
    act: &mut Act<User>,
    one: &Conversation,
    other: &Conversation,
) -> Result<Vec<Mark>, Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    let mut marks: Vec<Mark> = writer.all(MARKS.with(params![org, one.id])).await?;
    marks.extend(writer.all::<Mark>(MARKS.with(params![org, other.id])).await?);
    Ok(marks)
}

/// Messages, files, notes, marks of redaction, tags, values of attributes and mails that wait.
pub(super) async fn move_all(
    act: &mut Act<User>,
    from: &Conversation,
    into: &Conversation,
) -> Result<(), Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    let moved = [&MOVE_MESSAGES, &MOVE_FILES, &MOVE_NOTES, &MOVE_MENTIONS, &MOVE_HELD];
    for rows in moved.into_iter().chain([&MOVE_REDACTIONS, &MOVE_MERGED, &COPY_TAGS]) {
        writer.run(rows.with(params![org, from.id, into.id])).await?;
    }
    for rows in [&DROP_TAGS, &DROP_MARKS] {
        writer.run(rows.with(params![org, from.id])).await?;
    }
    survey::move_to(writer, org, (from.id, into.id)).await?;
    let ids = (from.id.to_string(), into.id.to_string());
    attribute::take_over(writer, org, Object::Conversation, (&ids.0, &ids.1)).await?;
    spine::join_lanes(writer, org, &deliver_lane(from.id), &deliver_lane(into.id)).await
}

/// Gives out the numbers of messages and notes anew where they are not in the order of time: what was imported may be
/// older than what has a lower number.
pub(super) async fn put_in_order(
    act: &mut Act<User>,
    conversation: ConversationId,
    order: &Order,
) -> Result<(), Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    let messages = order.changes();
    if !messages.is_empty() {
        writer.run(PARK_MESSAGES.with(params![org, conversation, PARKED])).await?;
    }
    for (id, number) in messages {
        writer.run(SEAT_MESSAGE.with(params![org, id, number])).await?;
    }
    let mut notes: Vec<(i64, NoteId, i64)> = writer.all(NOTES.with(params![org, conversation])).await?;
    let numbers: Vec<i64> = notes.iter().map(|(seq, ..)| *seq).collect();
    notes.sort_by_key(|(seq, _, at)| (*at, *seq));
    if notes.iter().zip(&numbers).all(|((seq, ..), number)| seq == number) {
        return Ok(());
    }
    writer.run(PARK_NOTES.with(params![org, conversation, PARKED])).await?;
    for ((_, id, _), number) in notes.iter().zip(numbers) {
        writer.run(SEAT_NOTE.with(params![org, *id, number])).await?;
    }
    Ok(())
}

pub(super) async fn mark(
    act: &mut Act<User>,
    conversation: ConversationId,
    marks: &BTreeMap<String, i64>,
) -> Result<(), Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    for (reader, seq) in marks {
        writer.run(MARK.with(params![org, reader, conversation, *seq])).await?;
    }
    Ok(())
}

/// Moves what lists show. Priority is the higher of both; whoever has the other one gets what nobody has here.
pub(super) async fn show(
    act: &mut Act<User>,
    into: &Conversation,
    from: &Conversation,
    order: &Order,
) -> Result<(), Fault> {
    let (org, sum) = (act.org(), order.sum());
    let is_free = into.assignee.is_none() && into.team.is_none();
    let (assignee, team) = if is_free { (from.assignee, from.team) } else { (None, None) };
    let writer = act.writer().await?;
    let values = params![
        org,
        into.id,
        sum.last_seq,
        sum.last_in_seq,
        sum.channels,
        sum.shown_at,
        sum.shown_seq,
        sum.shown_out_seq,
        sum.shown_channels
    ];
    writer.run(SHOW.with(values)).await?;
    let (active_at,): (Time,) = writer.one(ACTIVE_AT.with(params![org, from.id])).await?;
    writer.run(ADD_UP.with(params![org, into.id, active_at, from.priority, assignee, team])).await?;
    Ok(())
}

/// Removes what is left of the one that went, and remembers where it is.
pub(super) async fn leave(
    act: &mut Act<User>,
    from: &Conversation,
    into: ConversationId,
) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    writer.run(REMOVE.with(params![org, from.id])).await?;
    writer.run(REMEMBER.with(params![org, from.id, from.number, into, now])).await?;
    Ok(())
}
