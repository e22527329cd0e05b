//! Satisfaction surveys: whether customers were content with what became of a conversation. One question each, mailed some
//! time after it was done, answered on a page of the brand's knowledge base.

mod answer;
mod ask;
mod consider;
mod link;
mod read;
mod scale;
mod setting;

use db::{FromRow, Row, Statement, sql};
use kernel::{Fault, Id, Noun, Time};

use crate::conversation::ConversationId;

pub(crate) use answer::forget_comment;
pub use answer::{MAX_COMMENT, Rated};
pub use ask::{ASK, Ask, SurveyMail};
pub use consider::{Consider, SurveyWork};
pub(crate) use consider::{ask_job, consider_job, drop, move_to};
pub use link::SurveyLink;
pub use read::{Results, SurveyResult};
pub use scale::{Rating, Scale};
pub use setting::Wording;

/// The id of a survey.
pub type SurveyId = Id<Survey>;

/// For how many days a survey can be answered after it was asked.
pub const SURVEY_DAYS: i64 = 30;

sql! {
    OF_CONVERSATION = "select id, conversation_id, state, scale, due_at, ends_at, rating, comment, rated_at from survey
        where org_id = $1 and conversation_id = $2";
}

db::named! {
    /// Where a survey stands. One that nobody answered in its days has no state of its own.
    pub enum State {
        /// The mail leaves at its time.
        Scheduled "scheduled",
        /// The mail left.
        Offered "offered",
        /// There is a rating.
        Rated "rated",
        /// There is a rating with words.
        Commented "commented",
        /// The conversation was opened again before the mail left.
        Canceled "canceled",
    }
}

/// The question about one conversation, and what was answered.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The id.
    pub id: SurveyId,
    /// About which conversation.
    pub conversation: ConversationId,
    /// Where it stands.
    pub state: State,
    /// What is offered.
    pub scale: Scale,
    /// When the mail leaves, or left.
    pub due_at: Time,
    /// When it can no longer be answered.
    pub ends_at: Time,
    /// What was answered.
    pub rating: Option<Rating>,
    /// In the customer's own words; may be empty.
    pub comment: String,
    /// When it was answered.
    pub rated_at: Option<Time>,
}

impl Survey {
    /// Whether it can be answered: it was not called off, and its days are not over.
    pub fn is_open(&self, now: Time) -> bool {
        self.state != State::Canceled && now < self.ends_at
    }

    /// Whether it is the one that stays where two conversations become one: an answer counts most, then a link that is out.
    fn outranks(&self, other: &Self) -> bool {
        let rank = |survey: &Self| (survey.rating.is_some(), survey.state == State::Offered);
        rank(self) > rank(other)
    }

    /// Whether it can be planned anew: it was called off, or its mail did not leave at its time.
    fn was_missed(&self, now: Time) -> bool {
        self.state == State::Canceled || self.state == State::Scheduled && self.due_at < now
    }
}

impl Noun for Survey {
    const NAME: &'static str = "survey";
}

impl FromRow for Survey {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            conversation: row.get(1)?,
            state: row.get(2)?,
            scale: Scale::of(row.get(3)?),
            due_at: row.get(4)?,
            ends_at: row.get(5)?,
            rating: row.get::<Option<i64>>(6)?.and_then(Rating::new),
            comment: row.get(7)?,
            rated_at: row.get(8)?,
        })
    }
}

/// What surveys announce; the subject is the conversation.
pub mod facts {
    crate::interest::facts! {
        /// It will be asked whether the customer was content.
        SCHEDULED "survey.scheduled";
        /// The conversation was opened again before it was asked.
        CANCELED "survey.canceled";
        /// The customer was asked.
        OFFERED "survey.offered";
        /// The customer rated.
        RATED "survey.rated";
        /// The customer said why.
        COMMENTED "survey.commented";
    }
}

/// Every statement about surveys.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, answer::STATEMENTS, ask::STATEMENTS, consider::STATEMENTS, read::STATEMENTS].concat()
}
