//! What users change about a conversation itself: subject, priority, and where it stands.

use db::{params, sql};
use kernel::{Fault, Text, Time};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spine::{Failure, Job, Ticket};

use super::verbs::{MAX_SUBJECT, reopen, set_status};
use super::{
    Conversation, ConversationId, EditSubject, MarkDone, Reopen, SetPriority, Snooze, Status, Wake, again,
    facts,
};
use crate::act::{Act, Allowed};
use crate::audit::Change;
use crate::code;
use crate::door::Desk;
use crate::who::{System, User};

sql! {
    SET_SUBJECT = "update conversation set subject = $3 where org_id = $1 and id = $2";
    SET_PRIORITY = "update conversation set priority = $3 where org_id = $1 and id = $2";
}

/// How urgent a conversation is: from 1, the lowest, to 5.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Priority(i64);

impl Priority {
    /// One of the five.
    pub fn new(number: i64) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> i64 {
        self.0
    }
}

impl Allowed<Conversation, EditSubject> {
    /// Gives it another subject, by which all its messages are found from now on.
    pub async fn edit_subject(&self, act: &mut Act<User>, subject: &Text<MAX_SUBJECT>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if subject.as_str() == self.subject {
            return Ok(());
        }
        let (org, dialect) = (act.org(), act.desk().db().dialect());
        let writer = act.writer().await?;
        writer.run(SET_SUBJECT.with(params![org, self.id, subject])).await?;
        let renamed = Conversation { subject: subject.as_str().to_owned(), ..(**self).clone() };
        again::index_all(writer, (org, dialect), &renamed).await?;
        // Subjects can hold what is redacted later, so the fact does not carry it; the audit log can be emptied.
        let change = Change::between(&self.subject, subject.as_str());
        act.announce_change(facts::SUBJECT, self.id.to_string(), (json!({}), change)).await?;
        Ok(())
    }
}

impl Allowed<Conversation, SetPriority> {
    /// Says how urgent it is.
    pub async fn set_priority(&self, act: &mut Act<User>, priority: Priority) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if priority.0 == self.priority {
            return Ok(());
        }
        let org = act.org();
        act.writer().await?.run(SET_PRIORITY.with(params![org, self.id, priority.0])).await?;
        let payload = json!({ "from": self.priority, "to": priority.0 });
        let change = Change::between(self.priority.to_string(), priority.0.to_string());
        act.announce_change(facts::PRIORITY, self.id.to_string(), (payload, change)).await?;
        Ok(())
    }
}

impl Allowed<Conversation, MarkDone> {
    /// Marks it as done.
    pub async fn mark_done(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        set_status(act, self, Status::Done, None).await?;
        let change = Change::between(self.status.name(), Status::Done.name());
        act.announce_change(facts::DONE, self.id.to_string(), (json!({}), change)).await?;
        Ok(())
    }
}

impl Allowed<Conversation, Reopen> {
    /// Opens it again, back with its last assignee or team; ends a snooze.
    pub async fn reopen(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        reopen(act, self).await
    }
}

impl Allowed<Conversation, Snooze> {
    /// Lets it sleep until a time, or until somebody writes. Customers go on seeing it as open.
    pub async fn snooze(&self, act: &mut Act<User>, until: Time) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if until <= act.now() {
            return Err(Fault::new(&code::TIME_PAST));
        }
        set_status(act, self, Status::Snoozed, Some(until)).await?;
        act.announce(facts::SNOOZED, self.id.to_string(), json!({ "until": until })).await?;
        Ok(())
    }
}

impl Allowed<Conversation, Wake> {
    /// Opens it, if it still sleeps until that time: another snooze has a job of its own.
    pub async fn wake(&self, act: &mut Act<System>, until: Time) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.snoozed_until != Some(until) {
            return Ok(());
        }
        set_status(act, self, Status::Open, None).await?;
        act.announce(facts::WOKEN, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

/// The job that ends a snooze.
#[derive(Serialize, Deserialize, Debug)]
pub struct EndSnooze {
    conversation: ConversationId,
    until: Time,
}

impl Job<Desk> for EndSnooze {
    const KIND: &'static str = facts::WAKE;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        let mut act = desk.act_system(&ticket);
        match act.open::<Wake, Conversation>(self.conversation).await {
            Ok(conversation) => conversation.wake(&mut act, self.until).await?,
            // Somebody woke it, or it is gone.
            Err(fault) if fault.is(&code::STATE_CHANGED) || fault.is(&kernel::base_codes::NOT_FOUND) => {
                return Ok(());
            }
            Err(fault) => return Err(fault.into()),
        }
        Ok(act.done(()).await?)
    }
}
