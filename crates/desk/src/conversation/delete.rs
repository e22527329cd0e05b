//! Deleting: nothing of a conversation is left but the fact that there was one. A job then makes the bytes vanish from
//! the files of the database and the file store, as after a redaction (product W3).

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::facts::{self, deliver_lane};
use super::{Conversation, ConversationId, Delete, held, words};
use crate::act::{Act, Allowed};
use crate::attribute::{self, Object};
use crate::audit;
use crate::delivery;
use crate::survey;
use crate::who::User;

sql! {
    FORMER = "select id from merged_conversation where org_id = $1 and into_id = $2";
    UNNAME = "insert into unused_file (org_id, hash, made_at)
        select distinct f.org_id, f.hash, cast($3 as bigint) from message_file f
        where f.org_id = $1 and f.conversation_id = $2 and f.hash is not null on conflict do nothing";
    UNNAME_PREVIEWS = "insert into unused_file (org_id, hash, made_at)
        select distinct f.org_id, f.preview, cast($3 as bigint) from message_file f
        where f.org_id = $1 and f.conversation_id = $2 and f.preview is not null on conflict do nothing";
    UNNAME_ONE = "insert into unused_file (org_id, hash, made_at) values ($1, $2, $3) on conflict do nothing";
    FILES = "delete from message_file where org_id = $1 and conversation_id = $2";
    MESSAGES = "delete from message where org_id = $1 and conversation_id = $2";
    NOTES = "delete from note where org_id = $1 and conversation_id = $2";
    MENTIONS = "delete from mention where org_id = $1 and conversation_id = $2";
    HELD = "delete from held_answer where org_id = $1 and conversation_id = $2";
    REDACTIONS = "delete from redaction where org_id = $1 and conversation_id = $2";
    TAGS = "delete from conversation_tag where org_id = $1 and conversation_id = $2";
    MARKS = "delete from read_mark where org_id = $1 and conversation_id = $2";
    MERGED = "delete from merged_conversation where org_id = $1 and into_id = $2";
    CONVERSATION = "delete from conversation where org_id = $1 and id = $2";
}

impl Allowed<Conversation, Delete> {
    /// Deletes it with everything in it: unsent mails do not leave, its addresses and the reply addresses given out for
    /// it lead nowhere, and its number is never given again.
    pub async fn delete(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        delivery::revoke(act, self).await?;
        let writer = act.writer().await?;
        words::remove_all(writer, org, self.id).await?;
        survey::drop(writer, org, self.id).await?;
        attribute::drop_all(writer, org, Object::Conversation, &self.id.to_string()).await?;
        for statement in [&UNNAME, &UNNAME_PREVIEWS] {
            writer.run(statement.with(params![org, self.id, now])).await?;
        }
        for hash in held::hashes(writer, org, self.id).await? {
            writer.run(UNNAME_ONE.with(params![org, hash, now])).await?;
        }
        let former: Vec<(ConversationId,)> = writer.all(FORMER.with(params![org, self.id])).await?;
        let within =
            [&FILES, &MESSAGES, &NOTES, &MENTIONS, &HELD, &REDACTIONS, &TAGS, &MARKS, &MERGED, &CONVERSATION];
        for rows in within {
            writer.run(rows.with(params![org, self.id])).await?;
        }
        for id in former.into_iter().map(|(id,)| id).chain([self.id]) {
            spine::drop_lane(writer, org, &deliver_lane(id)).await?;
            spine::forget(writer, org, &id.to_string()).await?;
            audit::empty(writer, org, &id.to_string(), None).await?;
        }
        act.announce(facts::DELETED, self.id.to_string(), json!({ "number": self.number })).await?;
        Ok(())
    }
}
