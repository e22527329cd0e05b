//! What became of a try to deliver.

use db::{params, sql};
use kernel::{Code, Fault, Time};
use serde_json::json;
use spine::NewJob;

use super::Deliver;
use crate::act::{Act, Allowed};
use crate::code;
use crate::conversation::message::State;
use crate::conversation::{Conversation, MessageId, facts};
use crate::who::System;

/// How a try to deliver ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// The next server has it.
    Sent,
    /// Not now, because of this.
    Waiting(Reason),
    /// Never, because of this.
    Failed(Reason),
}

/// Why an answer has not left. Stored as the code's name or as the server's words; agents see either.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// A reason of ours, with a text in every language.
    Code(&'static Code),
    /// What the other server said.
    Said(String),
}

/// What is to happen after an outcome is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// Nothing: it is sent, failed for good, or queued anew.
    Nothing,
    /// Another try, later.
    TryAgain,
}

/// After this time an answer that could not be handed over has failed. Shorter than the life of a job, which would
/// otherwise end without a word to anybody.
const TRIED_FOR_MILLIS: i64 = 48 * 60 * 60 * 1000;
/// How long the next look at an answer waits that lacks a mail server.
const LOOK_AGAIN_MILLIS: i64 = 5 * 60 * 1000;
/// Characters of a reason that are kept.
const REASON_CHARS: usize = 500;

sql! {
    QUEUED_AT = "select coalesce(state_at, made_at) from message where org_id = $1 and conversation_id = $2 and id = $3 and state = 'queued'";
    SET_STATE = "update message set state = $4, failure = $5, state_at = case when state <> $4 then $6 else state_at end
        where org_id = $1 and conversation_id = $2 and id = $3 and (state <> $4 or failure <> $5)";
}

impl Allowed<Conversation, Deliver> {
    /// Records how a try ended and tells open pages. An answer that is not queued any more stays as it is.
    pub async fn record(
        &self,
        act: &mut Act<System>,
        message: MessageId,
        outcome: &Outcome,
    ) -> Result<Next, Fault> {
        self.belongs_to(act)?;
        let values = params![act.org(), self.id, message];
        let row: Option<(Time,)> = act.writer().await?.maybe(QUEUED_AT.with(values)).await?;
        let Some((queued_at,)) = row else { return Ok(Next::Nothing) };
        let is_over = act.now().millis_since(queued_at) > TRIED_FOR_MILLIS;
        match outcome {
            Outcome::Sent => self.set_state(act, message, State::Sent, "").await,
            Outcome::Waiting(reason) if reason.waits_for_settings() => {
                self.set_state(act, message, State::Queued, &reason.stored()).await?;
                if is_over { self.queue_anew(act, message).await } else { Ok(Next::TryAgain) }
            }
            Outcome::Waiting(reason) if !is_over => {
                self.set_state(act, message, State::Queued, &reason.stored()).await?;
                Ok(Next::TryAgain)
            }
            Outcome::Waiting(reason) | Outcome::Failed(reason) => {
                self.set_state(act, message, State::Failed, &reason.stored()).await
            }
        }
    }

    async fn set_state(
        &self,
        act: &mut Act<System>,
        message: MessageId,
        state: State,
        failure: &str,
    ) -> Result<Next, Fault> {
        let values = params![act.org(), self.id, message, state, failure, act.now()];
        if act.writer().await?.run(SET_STATE.with(values)).await? > 0 {
            let told = json!({ "message": message, "state": state.name() });
            act.announce(facts::DELIVERED, self.id.to_string(), told).await?;
        }
        Ok(Next::Nothing)
    }

    /// A job lives for three days, but an answer waits for a mail server as long as it takes (O4): another job goes on.
    async fn queue_anew(&self, act: &mut Act<System>, message: MessageId) -> Result<Next, Fault> {
        let now = act.now();
        let job = NewJob {
            org: act.org(),
            kind: facts::DELIVER,
            lane: Some(facts::deliver_lane(self.id)),
            dedupe: None,
            ready_at: now.plus_millis(LOOK_AGAIN_MILLIS),
            made_at: now,
            cause: 0,
            payload: json!({ "conversation": self.id, "message": message }).to_string(),
        };
        spine::enqueue(act.writer().await?, &job).await?;
        Ok(Next::Nothing)
    }
}

impl Reason {
    /// The reason as it was stored; nothing where none is.
    pub fn of_stored(text: &str) -> Option<Self> {
        let code = code::all().into_iter().find(|code| code.name == text);
        (!text.is_empty()).then(|| code.map_or_else(|| Self::Said(text.to_owned()), Self::Code))
    }

    fn stored(&self) -> String {
        match self {
            Self::Code(code) => code.name.to_owned(),
            Self::Said(text) => text.replace('\0', "").chars().take(REASON_CHARS).collect(),
        }
    }

    /// Whether only somebody's setting up of mail helps, and not the passing of time.
    fn waits_for_settings(&self) -> bool {
        *self == Self::Code(&code::MAIL_OFF)
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;
    use crate::code;

    #[test]
    fn a_reason_comes_back_as_the_code_or_the_words_it_was() {
        for reason in [Reason::Code(&code::MAIL_OFF), Reason::Said("550 no such user".to_owned())] {
            assert_eq!(Reason::of_stored(&reason.stored()), Some(reason));
        }
        assert_eq!(Reason::of_stored(""), None);
    }
}
