//! What customers answered, for the people inside.

use db::{Condition, FromRow, Row, params, sql};
use kernel::{Fault, Time};

use super::{OF_CONVERSATION, Rating, Survey};
use crate::act::View;
use crate::brand::BrandId;
use crate::conversation::{Conversation, ConversationId};
use crate::right::Right;
use crate::who::User;

/// The most of a list.
const MOST: i64 = 100;

static OF_BRAND: Condition = Condition("and c.brand_id = $?");

sql! {
    COUNT = "select cast(coalesce(sum(case when s.due_at >= $2 and s.state in ('offered', 'rated', 'commented')
                then 1 else 0 end), 0) as bigint),
            cast(coalesce(sum(case when s.rated_at >= $2 then 1 else 0 end), 0) as bigint),
            cast(coalesce(sum(case when s.rated_at >= $2 and s.rating >= 4 then 1 else 0 end), 0) as bigint),
            cast(coalesce(sum(case when s.rated_at >= $2 then s.rating else 0 end), 0) as bigint)
        from survey s join conversation c on c.org_id = s.org_id and c.id = s.conversation_id
        where s.org_id = $1 and (s.due_at >= $2 or s.rated_at >= $2) {conditions}"
        with [OF_BRAND];
    NEWEST = "select s.conversation_id, c.number, c.subject, s.rating, s.comment, s.rated_at
        from survey s join conversation c on c.org_id = s.org_id and c.id = s.conversation_id
        where s.org_id = $1 and s.rated_at >= $2 {conditions} order by s.rated_at desc, s.id desc limit $3"
        with [OF_BRAND];
}

/// What was answered of one conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurveyResult {
    /// The conversation.
    pub conversation: ConversationId,
    /// Its number.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// What was answered.
    pub rating: Rating,
    /// Why; may be empty.
    pub comment: String,
    /// When.
    pub rated_at: Time,
}

/// What customers answered in a while.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Results {
    /// How many were asked.
    pub asked: i64,
    /// How many answered.
    pub rated: i64,
    /// How many of these were content.
    pub content: i64,
    /// All ratings together.
    pub sum: i64,
    /// The newest answers, a hundred at most.
    pub newest: Vec<SurveyResult>,
}

impl View<User> {
    /// What the customer said of a conversation, if they were asked.
    pub async fn survey_of(&self, conversation: &Conversation) -> Result<Option<Survey>, Fault> {
        self.who().must(Right::Read)?;
        self.reader().maybe(OF_CONVERSATION.with(params![self.org(), conversation.id])).await
    }

    /// What customers answered since a time, of one brand or of all.
    pub async fn survey_results(&self, since: Time, brand: Option<BrandId>) -> Result<Results, Fault> {
        self.who().must(Right::Read)?;
        let (mut count, mut newest) =
            (COUNT.with(params![self.org(), since]), NEWEST.with(params![self.org(), since, MOST]));
        if let Some(brand) = brand {
            count = count.and(&OF_BRAND, params![brand]);
            newest = newest.and(&OF_BRAND, params![brand]);
        }
        let (asked, rated, content, sum) = self.reader().one(count).await?;
        Ok(Results { asked, rated, content, sum, newest: self.reader().all(newest).await? })
    }
}

impl FromRow for SurveyResult {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let rating: i64 = row.get(3)?;
        Ok(Self {
            conversation: row.get(0)?,
            number: row.get(1)?,
            subject: row.get(2)?,
            rating: Rating::new(rating).ok_or_else(|| Fault::internal("a rating is 1 to 5"))?,
            comment: row.get(4)?,
            rated_at: row.get(5)?,
        })
    }
}
