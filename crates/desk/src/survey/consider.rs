//! Whether to ask: a conversation that was done and answered, once; not one that is open again by then.

use db::{Writer, params, sql};
use kernel::{Code, Fault, OrgId, Time, base_codes};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spine::{Failure, Job, NewFact, NewJob, Ticket};

use super::setting::Settings;
use super::{OF_CONVERSATION, SURVEY_DAYS, State, Survey, SurveyId, facts};
use crate::act::{Act, Allowed, Rule, View};
use crate::conversation::{Conversation, ConversationId, Status};
use crate::door::Desk;
use crate::interest::job;
use crate::kb::Kb;
use crate::who::System;

/// The kind of the job, as it is stored.
const CONSIDER: &str = "survey.consider";
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The program looks whether to ask about a conversation, and notes that it has asked.
pub enum SurveyWork {}

sql! {
    WAS_ANSWERED = "select m.seq from message m where m.org_id = $1 and m.conversation_id = $2 and m.direction = 'out'
        and m.channel = 'email' and m.state in ('queued', 'sent') and /*see*/m.shown/*end*/ order by m.seq desc limit 1";
    ADD = "insert into survey (org_id, id, conversation_id, state, scale, due_at, ends_at, comment)
        values ($1, $2, $3, 'scheduled', $4, $5, $6, '')";
    AGAIN = "update survey set state = 'scheduled', scale = $3, due_at = $4, ends_at = $5 where org_id = $1 and id = $2";
    CANCEL = "update survey set state = 'canceled' where org_id = $1 and id = $2 and state = 'scheduled'";
    MOVE = "update survey set conversation_id = $3 where org_id = $1 and conversation_id = $2";
    DROP = "delete from survey where org_id = $1 and conversation_id = $2";
}

impl Rule<System, SurveyWork> for Conversation {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        Ok(())
    }
}

impl Allowed<Conversation, SurveyWork> {
    /// Plans the question or calls it off, whatever the conversation's state now asks for.
    async fn consider(&self, act: &mut Act<System>, settings: &Settings) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let call = OF_CONVERSATION.with(params![act.org(), self.id]);
        let survey: Option<Survey> = act.writer().await?.maybe(call).await?;
        let (is_done, now) = (self.status == Status::Done, act.now());
        match survey {
            None if is_done && settings.is_on => self.plan(act, None, settings).await,
            Some(survey) if is_done && settings.is_on && survey.was_missed(now) => {
                self.plan(act, Some(survey.id), settings).await
            }
            Some(Survey { id, state: State::Scheduled, .. }) if !is_done => self.cancel(act, id).await,
            _ => Ok(()),
        }
    }

    async fn plan(
        &self,
        act: &mut Act<System>,
        again: Option<SurveyId>,
        settings: &Settings,
    ) -> Result<(), Fault> {
        let (org, now) = (act.org(), act.now());
        let due = now.plus_seconds(settings.delay_minutes * 60);
        let ends = due.plus_seconds(SURVEY_DAYS * DAY_SECONDS);
        let new: SurveyId = act.new_id();
        let writer = act.writer().await?;
        let answered: Option<(i64,)> = writer.maybe(WAS_ANSWERED.with(params![org, self.id])).await?;
        if answered.is_none() {
            return Ok(());
        }
        let count = settings.scale.count();
        match again {
            Some(id) => writer.run(AGAIN.with(params![org, id, count, due, ends])).await?,
            None => writer.run(ADD.with(params![org, new, self.id, count, due, ends])).await?,
        };
        let payload = json!({ "survey": again.unwrap_or(new), "due": due });
        act.announce(facts::SCHEDULED, self.id.to_string(), payload).await?;
        Ok(())
    }

    async fn cancel(&self, act: &mut Act<System>, id: SurveyId) -> Result<(), Fault> {
        let org = act.org();
        // The customer may have answered meanwhile, in the portal.
        if act.writer().await?.run(CANCEL.with(params![org, id])).await? > 0 {
            act.announce(facts::CANCELED, self.id.to_string(), json!({})).await?;
        }
        Ok(())
    }
}

/// The survey of a conversation goes with what is merged into another. Where both have one the answered stays, or else the
/// one that was asked, whose link is out.
pub(crate) async fn move_to(
    writer: &mut Writer,
    org: OrgId,
    (from, into): (ConversationId, ConversationId),
) -> Result<(), Fault> {
    let own: Option<Survey> = writer.maybe(OF_CONVERSATION.with(params![org, from])).await?;
    let other: Option<Survey> = writer.maybe(OF_CONVERSATION.with(params![org, into])).await?;
    if own.is_some_and(|own| other.is_none_or(|other| own.outranks(&other))) {
        drop(writer, org, into).await?;
        writer.run(MOVE.with(params![org, from, into])).await?;
        return Ok(());
    }
    drop(writer, org, from).await
}

/// Nothing is left of it.
pub(crate) async fn drop(writer: &mut Writer, org: OrgId, conversation: ConversationId) -> Result<(), Fault> {
    writer.run(DROP.with(params![org, conversation])).await?;
    Ok(())
}

/// A conversation that was done or opened again is looked at.
#[expect(clippy::unnecessary_wraps, reason = "the table of interest takes what may make none")]
pub(crate) fn consider_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    Some(job(fact, seq, CONSIDER, &json!({ "conversation": fact.subject })))
}

/// The mail leaves at its time.
pub(crate) fn ask_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: Value = serde_json::from_str(&fact.payload).ok()?;
    let (survey, due) = (payload.get("survey")?.as_str()?, payload.get("due")?.as_i64()?);
    let mut ask = job(fact, seq, super::ask::ASK, &json!({ "survey": survey, "due": due }));
    ask.ready_at = Time(due);
    Some(ask)
}

/// The job that looks whether to ask.
#[derive(Serialize, Deserialize, Debug)]
pub struct Consider {
    conversation: ConversationId,
}

impl Consider {
    async fn settings(&self, view: &View<System>) -> Result<Option<Settings>, Fault> {
        let conversation: Conversation = view.see(self.conversation).await?;
        let (reader, org) = (view.reader(), view.org());
        let Some(kb) = Kb::of_brand(reader, org, conversation.brand).await? else { return Ok(None) };
        Settings::of_kb(reader, org, kb.id).await.map(Some)
    }

    async fn consider(&self, desk: &Desk, ticket: &Ticket) -> Result<(), Fault> {
        let view = desk.view_system(ticket).await?;
        let settings = self.settings(&view).await;
        view.close();
        let Some(settings) = settings? else { return Ok(()) };
        let mut act = desk.act_system(ticket);
        act.open::<SurveyWork, Conversation>(self.conversation).await?.consider(&mut act, &settings).await?;
        act.done(()).await
    }
}

impl Job<Desk> for Consider {
    const KIND: &'static str = CONSIDER;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        match self.consider(&desk, &ticket).await {
            // It was deleted meanwhile.
            Err(fault) if fault.is(&base_codes::NOT_FOUND) => Ok(()),
            considered => Ok(considered?),
        }
    }
}
