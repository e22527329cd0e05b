//! The mail with the question.

use db::{params, sql};
use kernel::{EmailAddress, Fault, Language, Time};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::setting::Settings;
use super::{Scale, State, Survey, SurveyId, SurveyLink, SurveyWork, Wording, facts};
use crate::act::{Act, Allowed, View};
use crate::conversation::{Conversation, ConversationId, Status};
use crate::customer::Person;
use crate::delivery::Sender;
use crate::kb::Site;
use crate::who::System;

/// The kind of the job that asks, as it is stored.
pub const ASK: &str = "survey.ask";

sql! {
    DUE = "select id, conversation_id, state, scale, due_at, ends_at, rating, comment, rated_at from survey
        where org_id = $1 and id = $2 and due_at = $3";
    ASKED_AT = "select coalesce((select a.address from customer_address a where a.org_id = m.org_id and a.customer_id = $3
            and a.kind = 'email' and a.key = m.address), m.address)
        from message m where m.org_id = $1 and m.conversation_id = $2 and m.direction = 'out' and m.channel = 'email'
        and m.state in ('queued', 'sent') and /*see*/m.shown/*end*/ order by m.seq desc limit 1";
    OFFERED = "update survey set state = 'offered'
        where org_id = $1 and id = $2 and due_at = $3 and state in ('scheduled', 'canceled')";
}

/// Which question is to leave; planned anew it has another time.
#[derive(Clone, Serialize, Deserialize, Debug)]
pub struct Ask {
    survey: SurveyId,
    due: Time,
}

/// A question about to leave.
#[derive(Clone, Debug)]
pub struct SurveyMail {
    /// About which conversation.
    pub conversation: ConversationId,
    /// To whom: where the newest answer went.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// Where it is answered.
    pub url: String,
    /// What can be answered.
    pub scale: Scale,
    /// What is asked.
    pub wording: Wording,
    /// The conversation's number.
    pub number: i64,
    /// In whose name.
    pub sender: Sender,
}

impl SurveyMail {
    /// The mail; nothing for one that was called off, answered before it left or is wanted no more, and for a customer who is
    /// blocked, wants no mails or has no address that an answer reaches. It is not counted among the mails of an address (A6):
    /// an answer of the company stands before each.
    pub async fn open(view: &View<System>, asked: &Ask) -> Result<Option<Self>, Fault> {
        let call = DUE.with(params![view.org(), asked.survey, asked.due]);
        let survey: Option<Survey> = view.reader().maybe(call).await?;
        let Some(survey) = survey.filter(|survey| survey.state == State::Scheduled) else { return Ok(None) };
        let conversation: Conversation = view.see(survey.conversation).await?;
        let Some(site) = Site::of_brand(view, conversation.brand).await? else { return Ok(None) };
        let person = Person::of_id(view.reader(), view.org(), conversation.customer).await?;
        let settings = Settings::of_kb(view.reader(), view.org(), site.kb).await?;
        let is_wanted = settings.is_on && person.wants_mail && !person.blocked;
        if conversation.status != Status::Done || !is_wanted {
            return Ok(None);
        }
        let Some(address) = address(view, &conversation).await? else { return Ok(None) };
        let spoken = person.language.as_ref().and_then(|language| site.speaks(language));
        let language = spoken.unwrap_or_else(|| site.default_language()).clone();
        let languages = [language.clone(), site.default_language().clone()];
        let link = SurveyLink::new(view.desk().keys(), view.org(), survey.id);
        Ok(Some(Self {
            conversation: conversation.id,
            address,
            url: format!("{}/{language}/survey/{link}", site.origin),
            wording: settings.wording(view, &languages).await?,
            language,
            scale: survey.scale,
            number: conversation.number,
            sender: Sender::of_brand(view, conversation.brand).await?,
        }))
    }
}

impl Allowed<Conversation, SurveyWork> {
    /// The mail has left, also where the conversation was opened again while it did: its link is out.
    pub async fn offered(&self, act: &mut Act<System>, asked: &Ask) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let call = OFFERED.with(params![act.org(), asked.survey, asked.due]);
        if act.writer().await?.run(call).await? > 0 {
            act.announce(facts::OFFERED, self.id.to_string(), json!({})).await?;
        }
        Ok(())
    }
}

/// The address of the newest answer, spelled as the customer spells it.
async fn address(view: &View<System>, conversation: &Conversation) -> Result<Option<EmailAddress>, Fault> {
    let values = params![view.org(), conversation.id, conversation.customer];
    let found: Option<(String,)> = view.reader().maybe(ASKED_AT.with(values)).await?;
    Ok(found.and_then(|(text,)| text.parse().ok()))
}
