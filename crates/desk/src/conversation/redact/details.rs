//! Redacting what stands about a message: who it is from, by which address, and under which subject.

use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use super::cut::MARK;
use super::store;
use crate::act::{Act, Allowed};
use crate::attribute::{self, Object};
use crate::audit;
use crate::conversation::{Conversation, MessageId, Redact, again, facts};
use crate::survey;
use crate::who::User;

sql! {
    SET_NAME = "update message set author_name = $3 where org_id = $1 and id = $2";
    SET_ADDRESS = "update message set address = '', failure = '',
            state = case when state = 'queued' then 'stored' else state end
        where org_id = $1 and id = $2";
    SET_SUBJECT = "update conversation set subject = $3 where org_id = $1 and id = $2";
}

/// Which of them are to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub struct Details {
    /// The name its author had.
    pub name: bool,
    /// The address it came from or went to, and what a mail server said about that. The id that the mail has outside
    /// stays: by it the same mail is known when it comes again.
    pub address: bool,
    /// The subject of the conversation, under which all its messages stand.
    pub subject: bool,
    /// What the conversation has of custom attributes, all of it.
    pub values: bool,
    /// What the customer wrote about their rating of the conversation. The rating stays.
    pub survey: bool,
}

impl Allowed<Conversation, Redact> {
    /// Takes details of a message. An answer that waits to leave to the address does not.
    pub async fn redact_details(
        &self,
        act: &mut Act<User>,
        message: MessageId,
        details: Details,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if details == Details::default() {
            return Err(Fault::new(&base_codes::INVALID));
        }
        let (org, writer) = (act.org(), act.writer().await?);
        let seq = store::message(writer, org, self.id, message).await?.seq;
        if details.name {
            writer.run(SET_NAME.with(params![org, message, MARK])).await?;
        }
        if details.address {
            writer.run(SET_ADDRESS.with(params![org, message])).await?;
        }
        if details.subject {
            self.redact_subject(act).await?;
        }
        if details.values {
            let id = self.id.to_string();
            attribute::drop_all(act.writer().await?, org, Object::Conversation, &id).await?;
            audit::empty(act.writer().await?, org, &id, Some(facts::ATTRIBUTES)).await?;
        }
        if details.survey {
            survey::forget_comment(act.writer().await?, org, self.id).await?;
        }
        store::mark_message(act.writer().await?, org, message).await?;
        store::mark(act, self.id, message.to_string(), "details").await?;
        let payload = json!({ "message": message, "seq": seq, "what": "details" });
        act.announce(facts::REDACTED, self.id.to_string(), payload).await?;
        Ok(())
    }

    /// It stands among the words of every message, however many there are.
    async fn redact_subject(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let place = (act.org(), act.desk().db().dialect());
        let writer = act.writer().await?;
        writer.run(SET_SUBJECT.with(params![place.0, self.id, MARK])).await?;
        audit::empty(writer, place.0, &self.id.to_string(), Some(facts::SUBJECT)).await?;
        let renamed = Conversation { subject: MARK.to_owned(), ..(**self).clone() };
        again::index_newest(writer, place, &renamed, i64::MAX).await
    }
}
