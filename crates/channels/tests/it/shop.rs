//! A shop with an agent and customers who wrote by mail, and the worker that takes answers to them.

use std::time::Duration;

use channels::email::Outbox;
use channels::{Host, jobs};
use db::{params, sql};
use desk::User;
use desk::conversation::history::{Entry, History, append_history};
use desk::conversation::message::{Author, Channel, NewFile, NewMessage};
use desk::conversation::{Answer, Answering, Conversation, ConversationId, MessageId, SendAgain, Then, Way};
use desk::customer::{AddressKind, CustomerId, NewCustomer, Person, Standing};
use desk::right::Role;
use desk::theme::Looks;
use kernel::Fault;
use mail::client::smtp::{Security, Settings, SmtpClient};
use mail::{Limits, Mail};
use net::ContentHash;
use spine::Worker;
use testkit::Database;
use testkit_desk::Kit;

/// The id of the mail every conversation here began with, before the sign; its number follows.
pub(crate) const FIRST: &str = "first";

pub(crate) struct Shop {
    pub(crate) kit: Kit,
    pub(crate) agent: User,
}

/// What is stored of an answer.
#[derive(Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) state: String,
    pub(crate) failure: String,
    pub(crate) outside_id: Option<String>,
}

sql! {
    ANSWERS = "select state, failure, outside_id from message
        where org_id = $1 and conversation_id = $2 and direction = 'out' order by seq";
    ANSWER = "select id from message where org_id = $1 and conversation_id = $2 and direction = 'out'";
    SPOIL = "update message set html = $3 where org_id = $1 and conversation_id = $2 and direction = 'out'";
}

impl Shop {
    pub(crate) async fn open(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let agent = kit.user("Mara Lindqvist", &[Role::Agent]).await;
        Self { kit, agent }
    }

    /// A customer with a name, an address and a language.
    pub(crate) async fn customer(&self, name: &str, address: &str, language: Option<&str>) -> CustomerId {
        let mut act = self.kit.operate();
        let language = language.map(|language| language.parse().unwrap());
        let new = NewCustomer { name: name.to_owned(), language, zone: Some("Europe/Berlin".to_owned()) };
        let person = Person::add(&mut act, &new).await.unwrap();
        person.add_address(&mut act, (AddressKind::Email, address), Standing::Wrote).await.unwrap();
        act.done(person.id).await.unwrap()
    }

    /// A conversation that began with a mail from this address.
    pub(crate) async fn conversation(
        &self,
        customer: CustomerId,
        address: &str,
        subject: &str,
    ) -> ConversationId {
        let now = self.kit.clock.now();
        let plain = NewMessage::plain(Author::Customer(customer), "Ana", "The pole snapped.\nWhat now?", now);
        let letter = NewMessage {
            channel: Channel::Email,
            address: address.to_lowercase(),
            outside_id: Some(format!("{FIRST}.{customer}@customer.test")),
            ..plain
        };
        let mut history = History::new(customer, self.kit.brand.id, subject, now);
        history.entries.push(Entry::Message(letter));
        let mut act = self.kit.operate();
        let id = history.store(&mut act).await.unwrap();
        act.done(id).await.unwrap()
    }

    /// Ana's conversation.
    pub(crate) async fn anas(&self) -> ConversationId {
        let ana = self.customer("Ana Kowalczyk", "Ana@customer.test", None).await;
        self.conversation(ana, "Ana@customer.test", "Tent pole snapped").await
    }

    /// The agent answers by mail.
    pub(crate) async fn answer(&self, conversation: ConversationId, text: &str, files: Vec<NewFile>) {
        let once = format!("{conversation} {text}");
        let text = kernel::Text::new(text).unwrap();
        let answering = Answering { once, text, files, articles: Vec::new(), way: Way::Email };
        let mut act = self.kit.act(&self.agent);
        let opened = act.open::<Answer, Conversation>(conversation).await.unwrap();
        opened.answer(&mut act, &answering, Then::Stays).await.unwrap();
        act.done(()).await.unwrap();
    }

    /// The agent has the only answer, which failed, sent once more.
    pub(crate) async fn send_again(&self, conversation: ConversationId) -> Result<(), Fault> {
        let reader = self.kit.db.reader().await?;
        let (message,): (MessageId,) = reader.one(ANSWER.with(params![self.kit.org, conversation])).await?;
        reader.end();
        let mut act = self.kit.act(&self.agent);
        act.open::<SendAgain, Conversation>(conversation).await?.send_again(&mut act, message).await?;
        act.done(()).await
    }

    /// A file in the store.
    pub(crate) async fn file(&self, name: &str, media_type: &str, bytes: &[u8]) -> NewFile {
        let (files, context) = (self.kit.desk.files(), self.kit.desk.context());
        let staged = files.stage(context, bytes, u64::MAX).await.unwrap();
        files.commit(&staged, self.kit.org).await.unwrap();
        NewFile {
            hash: ContentHash::of(bytes).to_string(),
            preview: None,
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size: i64::try_from(bytes.len()).unwrap(),
        }
    }

    /// Something that happened in a conversation meanwhile.
    pub(crate) async fn append(&self, conversation: ConversationId, message: NewMessage) {
        let mut act = self.kit.operate();
        append_history(&mut act, conversation, &[Entry::Message(message)]).await.unwrap();
        act.done(()).await.unwrap();
    }

    /// Stores HTML that no verb would store.
    pub(crate) async fn spoil_html(&self, conversation: ConversationId, html: &str) {
        let mut writer = self.kit.db.writer().await.unwrap();
        writer.run(SPOIL.with(params![self.kit.org, conversation, html])).await.unwrap();
        writer.commit().await.unwrap();
    }

    /// The answers of a conversation, oldest first.
    pub(crate) async fn answers(&self, conversation: ConversationId) -> Vec<Stored> {
        let reader = self.kit.db.reader().await.unwrap();
        let rows: Vec<(String, String, Option<String>)> =
            reader.all(ANSWERS.with(params![self.kit.org, conversation])).await.unwrap();
        reader.end();
        let stored = |(state, failure, outside_id)| Stored { state, failure, outside_id };
        rows.into_iter().map(stored).collect()
    }

    /// The only answer of a conversation.
    pub(crate) async fn stored(&self, conversation: ConversationId) -> Stored {
        let mut answers = self.answers(conversation).await;
        assert_eq!(answers.len(), 1);
        answers.remove(0)
    }

    pub(crate) fn worker(&self, outbox: Outbox) -> Worker<Host> {
        jobs::worker(&Host::new(self.kit.desk.clone(), Looks::new().unwrap(), outbox).unwrap())
    }

    /// Moves the clock and runs what is ready then.
    pub(crate) async fn after_minutes(&self, minutes: i64, worker: &Worker<Host>) -> usize {
        self.kit.clock.advance_millis(minutes * 60_000);
        worker.run_ready().await.unwrap()
    }

    pub(crate) async fn nothing_waits(&self) -> bool {
        let reader = self.kit.db.reader().await.unwrap();
        let waits = spine::is_anything_waiting(&reader).await.unwrap();
        reader.end();
        !waits
    }
}

/// A way out to a mail server of this machine.
pub(crate) fn smtp(port: u16) -> Outbox {
    Outbox::Smtp(SmtpClient::new(Settings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        login: None,
        hello: Some("portico.test".to_owned()),
        timeout: Duration::from_secs(30),
    }))
}

pub(crate) fn read(raw: &[u8]) -> Mail {
    mail::parse(raw, &Limits::default()).unwrap()
}
