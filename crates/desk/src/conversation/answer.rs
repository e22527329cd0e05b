//! What a user writes to the customer.

use db::{params, sql};
use kernel::{EmailAddress, Fault, OrgId, Text, Time};
use markup::{Html, html_to_text};
use serde_json::json;

use super::message::{Author, Channel, NewFile, NewMessage, State};
use super::verbs::{MAX_TEXT, append, first_outcome, reopen, set_status};
use super::{Answer, Conversation, ConversationId, Status, facts, held};
use crate::act::{Act, Allowed, View};
use crate::article::{self, ArticleId};
use crate::code;
use crate::customer::{CustomerId, Standing};
use crate::user::UserId;
use crate::who::{User, Who};

sql! {
    WRITTEN_FROM = "select address from message where org_id = $1 and conversation_id = $2 and direction = 'in'
            and channel in ('portal', 'email') and shown and address <> ''
        order by seq desc limit 1";
    EMAILS = "select address, standing from customer_address where org_id = $1 and customer_id = $2 and kind = 'email'
        order by made_at, id";
    WANTS_NONE = "select c.id from customer c where c.org_id = $1 and c.id = $2 and not c.wants_mail
        and exists (select 1 from kb k join setting s on s.org_id = k.org_id and s.scope = k.id
            where k.org_id = $1 and k.brand_id = $3 and s.name = 'portal.my-conversations' and s.value = 'on')";
}

db::named! {
    /// By which way an answer goes.
    pub enum Way {
        /// As a mail, which stands in the portal too; in the portal alone for a customer without an e-mail address, or who
        /// wants no mails.
        Email "email",
        /// In the portal alone.
        Portal "portal",
    }
}

db::named! {
    /// What becomes of the conversation with the answer, in the same act.
    pub enum Then {
        /// It stays what it is.
        Stays "stays",
        /// It is done.
        Done "done",
        /// It is open: one that was done or slept is worked on again.
        Open "open",
    }
}

/// An answer as it was typed.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The key of the form: the same key again gives the first outcome.
    pub once: String,
    /// The text, which signs of Markdown may format.
    pub text: Text<MAX_TEXT>,
    /// The accepted files.
    pub files: Vec<NewFile>,
    /// The articles that were put into it (K8).
    pub articles: Vec<ArticleId>,
    /// By which way it goes.
    pub way: Way,
}

/// An answer at the moment it leaves.
pub(super) struct Leaving<'a> {
    pub(super) author: UserId,
    pub(super) author_name: &'a str,
    pub(super) text: &'a str,
    pub(super) files: &'a [NewFile],
    pub(super) articles: &'a [ArticleId],
    pub(super) way: Way,
    pub(super) then: Then,
}

impl Allowed<Conversation, Answer> {
    /// Writes to the customer. Where the conversation stands is said by whoever answers, and by nothing else. Answers
    /// until when it can be taken back; nothing where it has left.
    pub async fn answer(
        &self,
        act: &mut Act<User>,
        answering: &Answering,
        then: Then,
    ) -> Result<Option<Time>, Fault> {
        self.belongs_to(act)?;
        if answering.text.is_empty() && answering.files.is_empty() {
            return Err(Fault::new(&code::TEXT_EMPTY));
        }
        if first_outcome(act, &answering.once, self.id).await?.is_some() {
            return held::until(act, self, &answering.once).await;
        }
        if let Some(seconds) = held::seconds(act).await? {
            return held::hold(act, self, (answering, then), seconds).await.map(Some);
        }
        let who = act.who().clone();
        send(act, self, &answering.leaving(&who, then)).await?;
        Ok(None)
    }
}

impl Answering {
    fn leaving<'a>(&'a self, who: &'a User, then: Then) -> Leaving<'a> {
        Leaving {
            author: who.id,
            author_name: &who.name,
            text: self.text.as_str(),
            files: &self.files,
            articles: &self.articles,
            way: self.way,
            then,
        }
    }
}

/// The answer becomes a message, and the conversation what it was to become.
pub(super) async fn send<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
    leaving: &Leaving<'_>,
) -> Result<(), Fault> {
    let address = match leaving.way {
        Way::Email => address_of(act, conversation).await?,
        Way::Portal => None,
    };
    append(act, conversation, &leaving.message(act.now(), address.as_ref())).await?;
    article::count_uses(act, leaving.articles).await?;
    match leaving.then {
        Then::Done if conversation.status != Status::Done => {
            set_status(act, conversation, Status::Done, None).await?;
            act.announce(facts::DONE, conversation.id.to_string(), json!({})).await?;
        }
        Then::Open if conversation.status != Status::Open => reopen(act, conversation).await?,
        _ => {}
    }
    Ok(())
}

impl Leaving<'_> {
    fn message(&self, now: Time, address: Option<&EmailAddress>) -> NewMessage {
        let plain = NewMessage::plain(Author::User(self.author), self.author_name, self.text, now);
        let (text, html) = match Html::from_markdown(self.text) {
            Some(html) => (html_to_text(html.as_str()), html),
            None => (plain.text, plain.html),
        };
        let (channel, state) = match address {
            Some(_) => (Channel::Email, State::Queued),
            None => (Channel::Portal, State::Stored),
        };
        NewMessage {
            channel,
            state,
            address: address.map(EmailAddress::key).unwrap_or_default(),
            text,
            html,
            files: self.files.to_vec(),
            ..plain
        }
    }
}

impl View<User> {
    /// Where an answer by e-mail would go, if anywhere.
    pub async fn answers_to(&self, conversation: &Conversation) -> Result<Option<EmailAddress>, Fault> {
        let (org, reader) = (self.org(), self.reader());
        if reader.maybe::<(CustomerId,)>(wants_none(org, conversation)).await?.is_some() {
            return Ok(None);
        }
        let written = reader.maybe(written_from(org, conversation.id)).await?;
        Ok(choose(written, reader.all(emails(org, conversation.customer)).await?))
    }
}

async fn address_of<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
) -> Result<Option<EmailAddress>, Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    if writer.maybe::<(CustomerId,)>(wants_none(org, conversation)).await?.is_some() {
        return Ok(None);
    }
    let written = writer.maybe(written_from(org, conversation.id)).await?;
    Ok(choose(written, writer.all(emails(org, conversation.customer)).await?))
}

/// Whether the customer reads answers in the portal alone, as they chose (P15). Where the brand has none, answers are
/// mailed all the same: there is no other way to them.
fn wants_none(org: OrgId, conversation: &Conversation) -> db::Call<'static> {
    WANTS_NONE.with(params![org, conversation.customer, conversation.brand])
}

fn written_from(org: OrgId, conversation: ConversationId) -> db::Call<'static> {
    WRITTEN_FROM.with(params![org, conversation])
}

fn emails(org: OrgId, customer: CustomerId) -> db::Call<'static> {
    EMAILS.with(params![org, customer])
}

/// The address the customer wrote from last (P7), spelled as the customer spells it; else the best known one.
fn choose(written: Option<(String,)>, known: Vec<(EmailAddress, Standing)>) -> Option<EmailAddress> {
    let written: Option<EmailAddress> = written.and_then(|(key,)| key.parse().ok());
    match written {
        Some(address) => {
            let spelled =
                known.into_iter().map(|(known, _)| known).find(|known| known.key() == address.key());
            spelled.or(Some(address))
        }
        None => known.into_iter().min_by_key(|(_, standing)| *standing).map(|(address, _)| address),
    }
}
