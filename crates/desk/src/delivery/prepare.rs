//! Making a letter of a draft: what is decided once, before the first try, and kept for every later one.

use db::{params, sql};
use kernel::{Code, Fault};
use mail::MessageId;

use super::{Draft, Letter, tag};
use crate::act::{Act, Allowed, Rule};
use crate::code;
use crate::conversation::{Conversation, facts};
use crate::who::System;

/// The job of deliveries takes an answer to where it goes.
pub enum Deliver {}

sql! {
    OUTSIDE_ID = "select outside_id from message
        where org_id = $1 and conversation_id = $2 and id = $3 and state = 'queued'";
    SET_OUTSIDE_ID = "update message set outside_id = $4 where org_id = $1 and conversation_id = $2 and id = $3";
}

impl Rule<System, Deliver> for Conversation {
    fn allows(&self, who: &System) -> Result<(), &'static Code> {
        if who.name == facts::DELIVER { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Allowed<Conversation, Deliver> {
    /// The letter. Its id is stored before anything leaves, so that a mail sent twice is one to whoever receives it.
    pub async fn prepare(&self, act: &mut Act<System>, draft: Draft) -> Result<Letter, Fault> {
        self.belongs_to(act)?;
        let id = match self.outside_id(act, &draft).await? {
            Some(id) => id,
            None => self.name(act, &draft).await?,
        };
        let tag = tag::of(act, self).await?;
        let reply_to = tag::address(&draft.sender.address, &tag);
        Ok(Letter { draft, id, reply_to })
    }

    async fn outside_id(&self, act: &mut Act<System>, draft: &Draft) -> Result<Option<MessageId>, Fault> {
        let values = params![act.org(), self.id, draft.message];
        let (stored,): (Option<String>,) = act.writer().await?.one(OUTSIDE_ID.with(values)).await?;
        stored.map(|id| id.parse().map_err(Fault::internal)).transpose()
    }

    /// Gives the answer a message id nobody can guess, for a reply is threaded by it (TH3).
    async fn name(&self, act: &mut Act<System>, draft: &Draft) -> Result<MessageId, Fault> {
        let chance = act.desk().context().random.token();
        let name = format!("{}.{chance}@{}", draft.message, draft.sender.address.domain());
        let id: MessageId = name.parse().map_err(Fault::internal)?;
        let values = params![act.org(), self.id, draft.message, id.as_str()];
        act.writer().await?.run(SET_OUTSIDE_ID.with(values)).await?;
        Ok(id)
    }
}
