//! What happens to a text by the clock: it is published, or taken back.

use db::{params, sql};
use kernel::{Fault, Language, Time, base_codes};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spine::{Failure, Job, NewFact, NewJob, Ticket};

use super::store::TextRow;
use super::{Article, ArticleId, Write, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::door::Desk;
use crate::interest::job;
use crate::who::{System, Who};

/// The kind of the job, as it is stored.
const TURN: &str = "article.turn";

sql! {
    SCHEDULE = "update article_text set publish_at = $4, unpublish_at = $5
        where org_id = $1 and article_id = $2 and language = $3";
}

/// When a text is to be published and taken back, if it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    /// When the draft is to be read.
    pub publish_at: Option<Time>,
    /// When nobody is to read it any more.
    pub unpublish_at: Option<Time>,
}

impl Allowed<Article, Write> {
    /// Puts this schedule in the place of the one there was. `time_past` at the field for a time that is not to come, or an
    /// end before its beginning; `state_changed` where there is no draft to be published, or nothing to be taken back.
    pub async fn schedule<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        schedule: Schedule,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let row = text.found(act.writer().await?).await?;
        schedule.check(&row, act.now())?;
        if schedule.publish_at.is_some() && self.is_draft_empty(act, &row).await? {
            return Err(Fault::new(&code::TEXT_EMPTY).at("body", &code::TEXT_EMPTY, Vec::new()));
        }
        let values = params![text.org, self.id, language, schedule.publish_at, schedule.unpublish_at];
        act.writer().await?.run(SCHEDULE.with(values)).await?;
        self.touch(act).await?;
        let payload = json!({
            "language": language.as_str(),
            "publish_at": schedule.publish_at,
            "unpublish_at": schedule.unpublish_at,
        });
        act.announce(facts::SCHEDULED, self.id.to_string(), payload).await?;
        Ok(())
    }

    /// Does what is due by now; what was scheduled anew since, or taken back, is not.
    async fn turn(&self, act: &mut Act<System>, language: &Language) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let is_due = |at: Option<Time>, now: Time| at.is_some_and(|at| at <= now);
        let now = act.now();
        let Some(row) = text.read(act.writer().await?).await? else { return Ok(()) };
        if is_due(row.publish_at, now) && !self.is_draft_empty(act, &row).await? {
            self.go_live(act, language, &row).await?;
        }
        let Some(row) = text.read(act.writer().await?).await? else { return Ok(()) };
        if is_due(row.unpublish_at, now) && row.live.is_some() {
            self.unpublish(act, language).await?;
        }
        Ok(())
    }
}

impl Schedule {
    fn check(self, row: &TextRow, now: Time) -> Result<(), Fault> {
        let past = |field| Err(Fault::new(&code::TIME_PAST).at(field, &code::TIME_PAST, Vec::new()));
        if self.publish_at.is_some_and(|at| at <= now) {
            return past("publish_at");
        }
        let begins = self.publish_at.unwrap_or(now);
        if self.unpublish_at.is_some_and(|at| at <= begins) {
            return past("unpublish_at");
        }
        let has_draft = row.draft.is_some();
        let is_read = row.live.is_some() || self.publish_at.is_some();
        let fits = (self.publish_at.is_none() || has_draft) && (self.unpublish_at.is_none() || is_read);
        if fits { Ok(()) } else { Err(Fault::new(&code::STATE_CHANGED)) }
    }
}

/// The turn at the time of publishing.
pub(crate) fn publish_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    turn_job(fact, seq, "publish_at")
}

/// The turn at the time of taking back.
pub(crate) fn unpublish_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    turn_job(fact, seq, "unpublish_at")
}

fn turn_job(fact: &NewFact, seq: i64, at: &str) -> Option<NewJob> {
    let payload: Value = serde_json::from_str(&fact.payload).ok()?;
    let work = json!({ "article": fact.subject, "language": payload.get("language")? });
    let mut turn = job(fact, seq, TURN, &work);
    turn.ready_at = Time(payload.get(at)?.as_i64()?);
    Some(turn)
}

/// The job that does at its time what was scheduled for a text.
#[derive(Serialize, Deserialize, Debug)]
pub struct Turn {
    article: ArticleId,
    language: String,
}

impl Job<Desk> for Turn {
    const KIND: &'static str = TURN;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        let language: Language = self.language.parse().map_err(Fault::internal)?;
        let mut act = desk.act_system(&ticket);
        match act.open::<Write, Article>(self.article).await {
            Ok(article) => article.turn(&mut act, &language).await?,
            Err(fault) if fault.is(&base_codes::NOT_FOUND) || fault.is(&code::STATE_CHANGED) => return Ok(()),
            Err(fault) => return Err(fault.into()),
        }
        Ok(act.done(()).await?)
    }
}
