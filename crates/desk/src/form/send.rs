//! Sending a filled form: it becomes a conversation at once, waits for a look at suggested articles, or for its sender's
//! address to be proven.

use db::{params, sql};
use kernel::{EmailAddress, Fault, Language, base_codes};
use serde_json::json;

use super::access::Sender;
use super::pending::{self, Waiting};
use super::person::{self, Recipient};
use super::{
    Content, Filled, Form, FormAudience, FormId, Proof, ShownForm, Submission, SubmissionId, Submits, facts,
    file, mail, values,
};
use crate::act::Act;
use crate::article::ArticleId;
use crate::code;
use crate::conversation::message::{Author, NewMessage};
use crate::conversation::{Arrival, Begun, Channel, Conversation, ConversationId, arrive};
use crate::customer::CustomerId;
use crate::session::{Network, limit};

/// How long it waits for its sender's address to be proven.
pub(super) const HELD_DAYS: i64 = 7;
/// How long the address of a sent one is kept, for the mail that says so.
const MAILED_DAYS: i64 = 1;
const DAY_SECONDS: i64 = 24 * 60 * 60;

db::named! {
    /// By which way a filled form came, and what speaks for it.
    pub enum Way {
        /// By its page, with the work done.
        Worked "worked",
        /// By its page, without work, but slowly.
        Slow "slow",
        /// By its page, with nothing.
        Bare "bare",
        /// By a hand-written form of another site.
        Hook "hook",
        /// From a signed-in customer.
        Known "known",
    }
}

db::named! {
    /// What became of a filled form.
    pub(super) enum State {
        /// Articles are suggested; it can be sent or closed.
        Pending "pending",
        /// It waits until its sender's address is proven.
        Held "held",
        /// It is a conversation.
        Sent "sent",
        /// Its sender found the answer in an article.
        Closed "closed",
    }
}

/// How a form is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The key the form was drawn with: the same again gives the first outcome.
    pub once: &'a str,
    /// In which language it was filled.
    pub language: &'a Language,
    /// From where.
    pub network: &'a Network,
    /// By which way.
    pub way: Way,
    /// The articles that may answer it, the best first; none where nothing is suggested.
    pub suggested: &'a [ArticleId],
}

/// What came of sending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Articles are suggested; the text opens what waits.
    Suggested(String),
    /// It is a conversation of the signed-in customer.
    Sent(ConversationId),
    /// It was taken from a stranger, who is told the same whoever the address belongs to (TH18).
    Received,
    /// It waits until its sender has proven their address.
    Held,
    /// It was closed before, by an article.
    Closed,
}

sql! {
    OPEN = "select f.id from form f where f.org_id = $1 and f.id = $2 and /*see*/f.kb_id = $3/*end*/ and /*see*/f.published/*end*/";
    ADD = "insert into form_submission (org_id, id, form_id, kb_id, once, proof, state, language, address, customer_id, content,
        conversation_id, closed_by, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $10, null, null, $11, $12)
        on conflict (org_id, form_id, once) do nothing returning id";
    FIRST = "select id, state, proof, conversation_id from form_submission where org_id = $1 and form_id = $2 and once = $3";
    HOLD = "update form_submission set state = 'held', ends_at = $3 where org_id = $1 and id = $2";
    SENT = "update form_submission set state = 'sent', content = '', conversation_id = $3, ends_at = $4
        where org_id = $1 and id = $2";
}

impl<W: Submits> Act<W> {
    /// Takes a filled form. `not_found` where it is shown no more, `sign_in` where it is for customers, `too_often` past what
    /// an address, a network or an organization may send, `form_hasty` where nothing speaks for a stranger's.
    pub async fn send_form(
        &mut self,
        shown: &ShownForm,
        filled: &Filled,
        sending: &Sending<'_>,
    ) -> Result<Outcome, Fault> {
        W::stay(self).await?;
        self.may_send(&shown.form, sending.way).await?;
        let counted = self.count(filled, sending).await?;
        let row = Waiting {
            id: self.new_id::<Submission>(),
            form: shown.form.clone(),
            language: sending.language.clone(),
            address: filled.address.clone(),
            customer: self.who().sender().map(|sender| sender.id),
            way: sending.way,
            content: filled.content.clone(),
        };
        if let Some(first) = self.store_filled(&row, sending.once).await? {
            limit::take_back(self, &counted).await?;
            return Ok(first);
        }
        if sending.suggested.is_empty() {
            return deliver(self, &row, sending.network).await;
        }
        pending::suggest(self, row.id, sending.suggested).await?;
        Ok(Outcome::Suggested(pending::link(self.desk(), row.id)))
    }

    /// Counts the files of a form before anybody looks at them, also of one that is refused for something else (TH47).
    pub async fn count_files(&mut self, bytes: usize, network: &Network) -> Result<(), Fault> {
        let bytes = i64::try_from(bytes).map_err(Fault::internal)?;
        let (counted, key) = match self.counted_by() {
            Some(customer) => (&limit::FILE_BYTES, customer),
            None => (&limit::FILE_BYTES_OF_NETWORK, network.key().to_owned()),
        };
        limit::count_weight(self, counted, (&key, bytes)).await.map(drop)
    }

    /// By what a sender who is signed in is counted.
    fn counted_by(&self) -> Option<String> {
        self.who().sender().map(|sender| sender.id.to_string())
    }

    async fn may_send(&mut self, form: &Form, way: Way) -> Result<(), Fault> {
        let (org, kb) = (self.org(), self.who().site().kb);
        let open: Option<(FormId,)> =
            self.writer().await?.maybe(OPEN.with(params![org, form.id, kb])).await?;
        let is_open = open.is_some() && (way != Way::Hook || form.manner.is_hooked);
        let proves = self.who().site().portal.my_conversations;
        match way {
            _ if !is_open => Err(Fault::new(&base_codes::NOT_FOUND)),
            Way::Known => Ok(()),
            _ if form.manner.audience == FormAudience::Customers => Err(Fault::new(&code::SIGN_IN)),
            Way::Bare if !proves => Err(Fault::new(&code::FORM_HASTY)),
            _ => Ok(()),
        }
    }

    /// Counts before anything is stored, so that what is refused can be sent again later. Whoever is signed in is counted as in
    /// the portal, so that no stranger uses up what is theirs, nor a colleague of the same network.
    async fn count(&mut self, filled: &Filled, sending: &Sending<'_>) -> Result<Vec<limit::Attempt>, Fault> {
        let network = sending.network.key();
        let mut counted = match self.counted_by() {
            Some(customer) => vec![limit::count(self, &limit::MESSAGES, &customer).await?],
            None => vec![
                limit::count(self, &limit::FORMS_OF_ADDRESS, &filled.address.key()).await?,
                limit::count(self, &limit::FORMS_OF_NETWORK, network).await?,
            ],
        };
        counted.push(limit::count(self, &limit::FORMS, "").await?);
        let proves = self.who().site().portal.my_conversations;
        if sending.way == Way::Slow && !proves {
            counted.push(limit::count(self, &limit::IDLE_FORMS_OF_NETWORK, network).await?);
        }
        Ok(counted)
    }

    /// Stores it under its key; what came of it before, where the key was used.
    async fn store_filled(&mut self, row: &Waiting, once: &str) -> Result<Option<Outcome>, Fault> {
        let (org, kb, now) = (self.org(), self.who().site().kb, self.now());
        let ends_at = now.plus_seconds(60 * pending::WAITS_MINUTES);
        let content = row.content.to_stored()?;
        let values = params![
            org,
            row.id,
            row.form.id,
            kb,
            once,
            row.way,
            &row.language,
            row.address.key(),
            row.customer,
            &content,
            now,
            ends_at
        ];
        let writer = self.writer().await?;
        if writer.maybe::<(SubmissionId,)>(ADD.with(values)).await?.is_some() {
            file::name(writer, (org, row.id), &row.content).await?;
            return Ok(None);
        }
        let (id, state, way, conversation): (SubmissionId, State, Way, Option<ConversationId>) =
            writer.one(FIRST.with(params![org, row.form.id, once])).await?;
        Ok(Some(match (state, way, conversation) {
            (State::Pending, ..) => Outcome::Suggested(pending::link(self.desk(), id)),
            (State::Closed, ..) => Outcome::Closed,
            (State::Sent, Way::Known, Some(id)) => Outcome::Sent(id),
            (State::Held, Way::Slow | Way::Bare, _) => Outcome::Held,
            (State::Sent | State::Held, ..) => Outcome::Received,
        }))
    }
}

impl Proof {
    /// The way of a stranger's form.
    pub fn way(self) -> Way {
        match self {
            Self::Worked => Way::Worked,
            Self::Slow => Way::Slow,
            Self::None => Way::Bare,
        }
    }
}

/// What waits becomes a conversation, or goes on waiting until its sender is known. What a customer wrote is a stranger's where
/// somebody else sends it on, or nobody who is signed in any more.
pub(super) async fn deliver<W: Submits>(
    act: &mut Act<W>,
    row: &Waiting,
    network: &Network,
) -> Result<Outcome, Fault> {
    let is_theirs = |sender: &Sender<'_>| Some(sender.id) == row.customer;
    let known = act.who().sender().filter(is_theirs).map(|sender| sender.id);
    let row = &Waiting { customer: known, ..row.clone() };
    let proves = act.who().site().portal.my_conversations;
    let recipient = match row.customer {
        Some(customer) => Recipient::Customer(customer),
        None if proves && matches!(row.way, Way::Slow | Way::Bare) => return hold(act, row, network).await,
        None => person::of_stranger(act, &row.address, &row.language).await?,
    };
    let Recipient::Customer(customer) = recipient else {
        hold_silently(act, row).await?;
        return Ok(Outcome::Received);
    };
    let id = begin(act, row, customer).await?;
    if row.customer.is_some() {
        return Ok(Outcome::Sent(id));
    }
    mail::ask(act, row, network).await?;
    Ok(Outcome::Received)
}

async fn hold<W: Submits>(act: &mut Act<W>, row: &Waiting, network: &Network) -> Result<Outcome, Fault> {
    hold_silently(act, row).await?;
    mail::ask(act, row, network).await?;
    Ok(Outcome::Held)
}

async fn hold_silently<W: Submits>(act: &mut Act<W>, row: &Waiting) -> Result<(), Fault> {
    let (org, until) = (act.org(), act.now().plus_seconds(HELD_DAYS * DAY_SECONDS));
    act.writer().await?.run(HOLD.with(params![org, row.id, until])).await?;
    act.announce(facts::HELD, row.form.id.to_string(), json!({ "submission": row.id })).await?;
    Ok(())
}

/// Begins the conversation, in the name of this customer.
pub(super) async fn begin<W: Submits>(
    act: &mut Act<W>,
    row: &Waiting,
    customer: CustomerId,
) -> Result<ConversationId, Fault> {
    let (brand, made_at, id) = (act.who().site().brand, act.now(), act.new_id::<Conversation>());
    let begun = Begun { customer, brand, subject: row.content.subject.clone(), made_at };
    let message = message(&row.content, (customer, &row.address), made_at);
    let conversation = Conversation::open_as(act, id, &begun, &[message]).await?;
    let manner = &row.form.manner;
    let arrival = Arrival { tag: &manner.tag, team: manner.team, priority: manner.priority };
    arrive(act, &conversation, &arrival).await?;
    values::keep(act, row, (customer, id)).await?;
    let (org, ends_at) = (act.org(), made_at.plus_seconds(MAILED_DAYS * DAY_SECONDS));
    let writer = act.writer().await?;
    writer.run(SENT.with(params![org, row.id, id, ends_at])).await?;
    file::hand_on(writer, org, row.id).await?;
    let payload = json!({ "submission": row.id, "conversation": id });
    act.announce(facts::SENT, row.form.id.to_string(), payload).await?;
    Ok(id)
}

fn message(
    content: &Content,
    (customer, address): (CustomerId, &EmailAddress),
    made_at: kernel::Time,
) -> NewMessage {
    let name = if content.name.is_empty() { address.as_str() } else { &content.name };
    let plain = NewMessage::plain(Author::Customer(customer), name, &content.text, made_at);
    NewMessage { channel: Channel::Form, address: address.key(), files: content.files.clone(), ..plain }
}
