//! Answering: by the link of the mail, or from the conversation in the portal. Looking never answers: mail programs follow
//! links by themselves.

use db::{Writer, params, sql};
use kernel::{Fault, Language, OrgId, Text, base_codes};
use serde_json::json;

use super::setting::Settings;
use super::{OF_CONVERSATION, Rating, Survey, SurveyLink, Wording, facts};
use crate::act::{Act, View};
use crate::code;
use crate::conversation::{Conversation, ConversationId, Status};
use crate::session::{Network, limit};
use crate::who::{Customer, Public};

/// The most characters of what a customer writes.
pub const MAX_COMMENT: usize = 2_000;

sql! {
    FIND = "select s.id, s.conversation_id, s.state, s.scale, s.due_at, s.ends_at, s.rating, s.comment, s.rated_at
        from survey s join conversation c on c.org_id = s.org_id and c.id = s.conversation_id
        where s.org_id = $1 and s.id = $2 and c.brand_id = $3";
    RATE = "update survey set state = case when comment = '' then 'rated' else 'commented' end, rating = $3, rated_at = $4
        where org_id = $1 and id = $2 and state <> 'canceled'";
    COMMENT = "update survey set state = 'commented', comment = $3
        where org_id = $1 and id = $2 and rating is not null and state <> 'canceled'";
    FORGET = "update survey set state = 'rated', comment = ''
        where org_id = $1 and conversation_id = $2 and state = 'commented'";
}

/// What is sent: a rating, and in a second step words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rated {
    /// One of what was offered.
    Rating(i64),
    /// Why.
    Comment(Text<MAX_COMMENT>),
}

impl View<Public> {
    /// The survey of a link, and what it says to whoever reads these languages; `not_found` for one that is forged, another
    /// brand's, or of a conversation that is gone.
    pub async fn survey(
        &self,
        link: &SurveyLink,
        languages: &[Language],
    ) -> Result<(Survey, Wording), Fault> {
        let id = link.survey(self.desk().keys(), self.org())?;
        let site = &self.who().site;
        let found: Option<Survey> =
            self.reader().maybe(FIND.with(params![self.org(), id, site.brand])).await?;
        let survey = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let settings = Settings::of_kb(self.reader(), self.org(), site.kb).await?;
        Ok((survey, settings.wording(self, languages).await?))
    }
}

impl View<Customer> {
    /// Where the customer says how content they were with a conversation of theirs, as long as that is asked.
    pub async fn survey_link(&self, conversation: &Conversation) -> Result<Option<SurveyLink>, Fault> {
        if conversation.status != Status::Done {
            return Ok(None);
        }
        let call = OF_CONVERSATION.with(params![self.org(), conversation.id]);
        let found: Option<Survey> = self.reader().maybe(call).await?;
        let Some(survey) = found.filter(|survey| survey.is_open(self.now())) else { return Ok(None) };
        let settings = Settings::of_kb(self.reader(), self.org(), self.who().site.kb).await?;
        Ok(settings.is_on.then(|| SurveyLink::new(self.desk().keys(), self.org(), survey.id)))
    }
}

impl Act<Public> {
    /// Takes down what is answered. A later rating stands in the place of an earlier one: there is one answer a conversation.
    /// `survey_over` where its days are over, `invalid` for a rating that is not offered and for words without a rating.
    pub async fn answer_survey(
        &mut self,
        link: &SurveyLink,
        network: &Network,
        rated: &Rated,
    ) -> Result<(), Fault> {
        limit::count(self, &limit::ANSWERS_OF_NETWORK, network.key()).await?;
        let (org, brand, now) = (self.org(), self.who().site.brand, self.now());
        let id = link.survey(self.desk().keys(), org)?;
        let found: Option<Survey> = self.writer().await?.maybe(FIND.with(params![org, id, brand])).await?;
        let survey = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        if !survey.is_open(now) {
            return Err(Fault::new(&code::SURVEY_OVER));
        }
        match rated {
            Rated::Rating(number) => self.rate(&survey, *number).await,
            Rated::Comment(text) => self.comment(&survey, text).await,
        }
    }

    async fn rate(&mut self, survey: &Survey, number: i64) -> Result<(), Fault> {
        let rating: Option<Rating> = survey.scale.rating(number);
        let rating = rating.ok_or_else(|| {
            Fault::new(&code::RATING_MISSING).at("rating", &code::RATING_MISSING, Vec::new())
        })?;
        if survey.rating == Some(rating) {
            return Ok(());
        }
        let (org, now) = (self.org(), self.now());
        let call = RATE.with(params![org, survey.id, rating.number(), now]);
        if self.writer().await?.run(call).await? == 0 {
            return Err(Fault::new(&code::SURVEY_OVER));
        }
        let payload = json!({ "rating": rating.number(), "content": rating.is_content() });
        self.announce(facts::RATED, survey.conversation.to_string(), payload).await?;
        Ok(())
    }

    async fn comment(&mut self, survey: &Survey, text: &Text<MAX_COMMENT>) -> Result<(), Fault> {
        if survey.rating.is_none() {
            return Err(Fault::new(&base_codes::INVALID));
        }
        if survey.comment == text.as_str() {
            return Ok(());
        }
        let org = self.org();
        if self.writer().await?.run(COMMENT.with(params![org, survey.id, text])).await? == 0 {
            return Err(Fault::new(&code::SURVEY_OVER));
        }
        self.announce(facts::COMMENTED, survey.conversation.to_string(), json!({})).await?;
        Ok(())
    }
}

impl Rated {
    /// What was typed: `text_empty`, `text_too_long` or `text_broken` at the field.
    pub fn comment(typed: &str) -> Result<Self, Fault> {
        let at = |code| Fault::new(code).at("text", code, Vec::new());
        if typed.trim().is_empty() {
            return Err(at(&code::TEXT_EMPTY));
        }
        let text = Text::new(typed.trim()).map_err(|refused| match refused {
            kernel::TextRefused::TooLong(_) => at(&code::TEXT_TOO_LONG),
            kernel::TextRefused::Nul => at(&code::TEXT_BROKEN),
        })?;
        Ok(Self::Comment(text))
    }
}

/// Empties what the customer wrote about a conversation.
pub(crate) async fn forget_comment(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
) -> Result<(), Fault> {
    writer.run(FORGET.with(params![org, conversation])).await?;
    Ok(())
}
