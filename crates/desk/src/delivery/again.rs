//! Another try for an answer that has failed.

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use crate::act::{Act, Allowed};
use crate::code;
use crate::conversation::message::State;
use crate::conversation::{Conversation, MessageId, SendAgain, facts};
use crate::who::User;

sql! {
    QUEUE = "update message set state = $4, failure = '', state_at = $5
        where org_id = $1 and conversation_id = $2 and id = $3 and state = $6";
}

impl Allowed<Conversation, SendAgain> {
    /// Queues a failed answer behind what waits; it is tried for two days from now, under the message id it has.
    /// `state_changed` for one that has not failed, or not any more.
    pub async fn send_again(&self, act: &mut Act<User>, message: MessageId) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let values = params![act.org(), self.id, message, State::Queued, act.now(), State::Failed];
        if act.writer().await?.run(QUEUE.with(values)).await? == 0 {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let payload = json!({ "message": message, "leaves": true });
        act.announce(facts::RETRIED, self.id.to_string(), payload).await?;
        Ok(())
    }
}
