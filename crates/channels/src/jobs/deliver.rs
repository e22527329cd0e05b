//! Taking an answer to its customer.

use desk::code;
use desk::conversation::{Conversation, ConversationId, MessageId, facts};
use desk::delivery::{self, Draft, Letter, Next, Outcome, Reason};
use kernel::{Fault, base_codes};
use mail::client::smtp;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_reply;

/// Sends one answer by mail. The answers of a conversation leave in order, those of different ones side by side.
#[derive(Serialize, Deserialize, Debug)]
pub struct Deliver {
    conversation: ConversationId,
    message: MessageId,
}

/// How long an answer waits for the next look while mail is not set up.
const LOOK_AGAIN_SECONDS: i64 = 5 * 60;

impl Job<Host> for Deliver {
    const KIND: &'static str = facts::DELIVER;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        match self.deliver(&host, &ticket).await {
            // The conversation was deleted meanwhile.
            Err(Failure::Retry(_, fault)) if fault.is(&base_codes::NOT_FOUND) => Ok(()),
            ended => ended,
        }
    }
}

impl Deliver {
    async fn deliver(&self, host: &Host, ticket: &Ticket) -> Result<(), Failure> {
        let outcome = match self.hand_over(host, ticket).await {
            Ok(Some(outcome)) => outcome,
            Ok(None) => return Ok(()),
            Err(fault) => outcome_of(&fault),
        };
        match self.record(host, ticket, &outcome).await? {
            Next::Nothing => Ok(()),
            Next::TryAgain => Err(again(host, outcome)),
        }
    }

    /// Nothing where the answer does not wait any more: a try before this one was cut off after it had left.
    async fn hand_over(&self, host: &Host, ticket: &Ticket) -> Result<Option<Outcome>, Fault> {
        if !host.outbox().is_set_up() {
            return Err(Fault::new(&code::MAIL_OFF));
        }
        let Some(draft) = self.draft(host, ticket).await? else { return Ok(None) };
        let letter = self.prepare(host, ticket, draft).await?;
        let post = write_reply(host, ticket, letter).await?;
        Ok(Some(match host.outbox().send(&post).await {
            smtp::Outcome::Sent(said) => {
                tracing::info!(message = %self.message, %said, "an answer left");
                Outcome::Sent
            }
            smtp::Outcome::Temporary(said) => Outcome::Waiting(Reason::Said(said.to_string())),
            smtp::Outcome::Permanent(said) => Outcome::Failed(Reason::Said(said.to_string())),
        }))
    }

    async fn draft(&self, host: &Host, ticket: &Ticket) -> Result<Option<Draft>, Fault> {
        let view = host.desk().view_system(ticket).await?;
        let draft = Draft::read(&view, self.conversation, self.message).await;
        view.close();
        draft
    }

    async fn prepare(&self, host: &Host, ticket: &Ticket, draft: Draft) -> Result<Letter, Fault> {
        let mut act = host.desk().act_system(ticket);
        let conversation = act.open::<delivery::Deliver, Conversation>(self.conversation).await?;
        let letter = conversation.prepare(&mut act, draft).await?;
        act.done(letter).await
    }

    async fn record(&self, host: &Host, ticket: &Ticket, outcome: &Outcome) -> Result<Next, Fault> {
        let mut act = host.desk().act_system(ticket);
        let conversation = act.open::<delivery::Deliver, Conversation>(self.conversation).await?;
        let next = conversation.record(&mut act, self.message, outcome).await?;
        act.done(next).await
    }
}

/// What a fault before the hand-over means for the answer.
fn outcome_of(fault: &Fault) -> Outcome {
    if fault.is(&code::NO_ADDRESS) || fault.is(&code::MAILS_UNWANTED) {
        return Outcome::Failed(Reason::Code(fault.code()));
    }
    if !fault.is(&code::MAIL_OFF) {
        tracing::warn!(%fault, "an answer could not be made into a mail yet");
    }
    Outcome::Waiting(Reason::Code(fault.code()))
}

fn again(host: &Host, outcome: Outcome) -> Failure {
    match outcome {
        Outcome::Waiting(Reason::Code(code)) if *code == code::MAIL_OFF => {
            let at = host.desk().context().now().plus_seconds(LOOK_AGAIN_SECONDS);
            Failure::Retry(Some(at), Fault::new(&code::MAIL_OFF))
        }
        Outcome::Waiting(Reason::Said(said)) => {
            Failure::Retry(None, Fault::new(&base_codes::UNAVAILABLE).because(said))
        }
        _ => Failure::Retry(None, Fault::new(&base_codes::UNAVAILABLE)),
    }
}
