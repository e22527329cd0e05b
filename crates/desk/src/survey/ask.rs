//! The mail with the question.

use db::{params, sql};
use kernel::{EmailAddress, Fault, Language, Time};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::setting::Settings;
use super::{Scale, State, Survey, SurveyLink, SurveyWork, Wording, facts};
use crate::act::{Act, Allowed, View};
use crate::code;
use crate::conversation::{Conversation, ConversationId, Status};
use crate::customer::Person;
use crate::delivery::Sender;
use crate::kb::{Host, Kb, Site};
use crate::who::System;

/// The kind of the job that asks, as it is stored.
pub const ASK: &str = "survey.ask";

sql! {
    DUE = "select id, conversation_id, state, scale, due_at, ends_at, rating, comment, rated_at from survey
        where org_id = $1 and conversation_id = $2 and due_at = $3";
    ASKED_AT = "select coalesce((select a.address from customer_address a where a.org_id = m.org_id and a.customer_id = $3
            and a.kind = 'email' and a.key = m.address), m.address)
        from message m where m.org_id = $1 and m.conversation_id = $2 and m.direction = 'out' and m.channel = 'email'
        and m.state = 'sent' and /*see*/m.shown/*end*/ order by m.seq desc limit 1";
    OFFERED = "update survey set state = 'offered' where org_id = $1 and conversation_id = $2 and state = 'scheduled'";
}

/// Which question is to leave; planned anew it has another time.
#[derive(Clone, Serialize, Deserialize, Debug)]
pub struct Ask {
    /// About which conversation.
    pub conversation: ConversationId,
    due: Time,
}

/// A question about to leave.
#[derive(Clone, Debug)]
pub struct SurveyMail {
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
    /// The mail; nothing for one that was called off, answered before it left, or whose customer wants no mails.
    pub async fn open(view: &View<System>, asked: &Ask) -> Result<Option<Self>, Fault> {
        let call = DUE.with(params![view.org(), asked.conversation, asked.due]);
        let survey: Option<Survey> = view.reader().maybe(call).await?;
        let Some(survey) = survey.filter(|survey| survey.state == State::Scheduled) else { return Ok(None) };
        let conversation: Conversation = view.see(asked.conversation).await?;
        let Some(site) = site(view, &conversation).await? else { return Ok(None) };
        let person = Person::of_id(view.reader(), view.org(), conversation.customer).await?;
        if conversation.status != Status::Done || !person.wants_mail {
            return Ok(None);
        }
        let spoken = person.language.as_ref().and_then(|language| site.speaks(language));
        let language = spoken.unwrap_or_else(|| site.default_language()).clone();
        let settings = Settings::of_kb(view.reader(), view.org(), site.kb).await?;
        let languages = [language.clone(), site.default_language().clone()];
        let link = SurveyLink::new(view.desk().keys(), view.org(), survey.id);
        Ok(Some(Self {
            address: address(view, &conversation).await?,
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
    /// The mail has left.
    pub async fn offered(&self, act: &mut Act<System>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        act.writer().await?.run(OFFERED.with(params![org, self.id])).await?;
        act.announce(facts::OFFERED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

/// The address the newest answer went to, spelled as the customer spells it; `no_address` where none did.
async fn address(view: &View<System>, conversation: &Conversation) -> Result<EmailAddress, Fault> {
    let values = params![view.org(), conversation.id, conversation.customer];
    let found: Option<(String,)> = view.reader().maybe(ASKED_AT.with(values)).await?;
    found.and_then(|(text,)| text.parse().ok()).ok_or_else(|| Fault::new(&code::NO_ADDRESS))
}

async fn site(view: &View<System>, conversation: &Conversation) -> Result<Option<Site>, Fault> {
    let (reader, org) = (view.reader(), view.org());
    let Some(kb) = Kb::of_brand(reader, org, conversation.brand).await? else { return Ok(None) };
    let Some(host) = Host::of_kb(reader, org, kb.id).await? else { return Ok(None) };
    Site::load(reader, &host, view.desk().keys()).await
}
