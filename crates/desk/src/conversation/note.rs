//! Notes: what users remark inside. Never a message, and never anything a customer's view is made from.

use db::{params, sql};
use kernel::{Fault, Id, Noun, Text};
use serde_json::json;

use super::verbs::{MAX_TEXT, first_outcome};
use super::{Conversation, Note, facts, mention};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::User;

/// A note.
#[derive(Debug)]
pub struct Remark;

impl Noun for Remark {
    const NAME: &'static str = "note";
}

/// The id of a note.
pub type NoteId = Id<Remark>;

sql! {
    ADD = "insert into note (org_id, id, conversation_id, author_id, author_name, text, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    TOUCH = "update conversation set activity_at = $3 where org_id = $1 and id = $2 and activity_at < $3";
}

impl Allowed<Conversation, Note> {
    /// Remarks something. Moves the conversation in the lists of users alone (P5).
    pub async fn note(&self, act: &mut Act<User>, once: &str, text: &Text<MAX_TEXT>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if text.is_empty() {
            return Err(Fault::new(&code::TEXT_EMPTY));
        }
        if first_outcome(act, once, self.id).await?.is_some() {
            return Ok(());
        }
        let (org, now, who): (_, _, User) = (act.org(), act.now(), act.who().clone());
        let id: NoteId = act.new_id();
        let values = params![org, id, self.id, who.id, &who.name, text, now];
        let writer = act.writer().await?;
        writer.run(ADD.with(values)).await?;
        writer.run(TOUCH.with(params![org, self.id, now])).await?;
        let mentioned = mention::add(writer, (org, now), (self.id, id), (who.id, text.as_str())).await?;
        let payload = json!({ "note": id, "mentioned": mentioned });
        act.announce(facts::NOTED, self.id.to_string(), payload).await?;
        Ok(())
    }
}
