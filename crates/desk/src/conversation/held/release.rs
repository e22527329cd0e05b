//! The end of the time in which an answer can be taken back.

use db::params;
use kernel::{Code, Fault, Time, base_codes};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spine::{Failure, Job, NewFact, NewJob, Ticket};

use super::{Held, RELEASE};
use crate::act::{Act, Allowed, Rule};
use crate::code;
use crate::conversation::{Conversation, ConversationId, answer, facts};
use crate::door::Desk;
use crate::interest::job;
use crate::who::System;

/// The clock lets an answer leave.
pub enum LetLeave {}

impl Rule<System, LetLeave> for Conversation {
    fn allows(&self, who: &System) -> Result<(), &'static Code> {
        if who.name == facts::RELEASE { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

/// A held answer leaves at its time.
pub(crate) fn release_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: serde_json::Value = serde_json::from_str(&fact.payload).ok()?;
    let mut release = job(fact, seq, facts::RELEASE, &json!({ "conversation": fact.subject }));
    release.ready_at = Time(payload.get("leaves_at")?.as_i64()?);
    Some(release)
}

/// The job that lets answers of a conversation leave whose time has come.
#[derive(Serialize, Deserialize, Debug)]
pub struct Release {
    conversation: ConversationId,
}

impl Job<Desk> for Release {
    const KIND: &'static str = facts::RELEASE;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        let mut act = desk.act_system(&ticket);
        match act.open::<LetLeave, Conversation>(self.conversation).await {
            Ok(conversation) => conversation.release(&mut act).await?,
            Err(fault) if fault.is(&base_codes::NOT_FOUND) => return Ok(()),
            Err(fault) => return Err(fault.into()),
        }
        Ok(act.done(()).await?)
    }
}

impl Allowed<Conversation, LetLeave> {
    /// Makes messages of what was not taken back, in the names of those who wrote it and in the order in which they did,
    /// however late it is.
    async fn release(&self, act: &mut Act<System>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let values = params![act.org(), self.id, act.now()];
        let mut held: Vec<Held> = act.writer().await?.all(RELEASE.with(values)).await?;
        held.sort_by_key(|held| (held.made_at, held.id));
        for held in held {
            act.in_the_name_of(held.author);
            let leaving = held.leaving(act, self).await?;
            answer::send(act, self, &leaving).await?;
        }
        Ok(())
    }
}
