//! What users do with conversations, and what they see of them.

mod counting;
mod deleting;
mod held;
mod lists;
mod matrix;
mod mentions;
mod merged;
mod merging;
mod privacy;
pub(crate) mod redaction;
mod residue;
mod seen;
mod timeline;
mod twin;
mod verbs;

pub(crate) use residue::statement;

use desk::conversation::inbox::{Entry, Message};
use desk::conversation::message::{Author, NewFile, NewMessage};
use desk::conversation::{Answer, Answering, Conversation, ConversationId, Note, Reply, Then, Way, Written};
use desk::right::Role;
use desk::{Customer, User};
use kernel::{Fault, Text};
use testkit::Database;
use testkit_desk::Kit;

/// An agent, Ana, and a customer, Cleo, with one conversation, begun in the portal.
pub(crate) struct Stage {
    pub(crate) kit: Kit,
    pub(crate) ana: User,
    pub(crate) cleo: Customer,
    pub(crate) id: ConversationId,
}

impl Stage {
    pub(crate) async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let ana = kit.user("Ana Agent", &[Role::Agent]).await;
        let cleo = kit.customer("Cleo Customer", "Cleo@Customers.test").await;
        let id = begin(&kit, &cleo, "Tent pole", "The pole snapped.", &[]).await;
        Self { kit, ana, cleo, id }
    }

    /// Ana does one thing to the conversation; what she does next is a second later.
    pub(crate) fn later(&self) {
        self.kit.clock.advance_millis(1_000);
    }

    pub(crate) async fn answer(&self, text: &str, way: Way) {
        self.later();
        let mut act = self.kit.act(&self.ana);
        let conversation = act.open::<Answer, Conversation>(self.id).await.expect("agents answer");
        conversation
            .answer(&mut act, &self.answering(text, way), Then::Stays)
            .await
            .expect("the answer is taken");
        act.done(()).await.expect("the answer is stored");
    }

    pub(crate) fn answering(&self, text: &str, way: Way) -> Answering {
        let once = self.once();
        Answering { once, text: words(text), files: Vec::new(), articles: Vec::new(), way }
    }

    pub(crate) async fn note(&self, text: &str) {
        self.later();
        let mut act = self.kit.act(&self.ana);
        let conversation = act.open::<Note, Conversation>(self.id).await.expect("agents remark");
        conversation.note(&mut act, &self.once(), &words(text)).await.expect("the note is taken");
        act.done(()).await.expect("the note is stored");
    }

    pub(crate) async fn reply(&self, text: &str) {
        self.later();
        let mut act = self.kit.act(&self.cleo);
        let conversation = act.open::<Reply, Conversation>(self.id).await.expect("customers reply");
        let written = Written { once: self.once(), text: words(text), files: Vec::new() };
        conversation.reply(&mut act, &written).await.expect("the reply is taken");
        act.done(()).await.expect("the reply is stored");
    }

    pub(crate) fn once(&self) -> String {
        self.kit.id::<Conversation>().to_string()
    }

    /// The conversation as it stands.
    pub(crate) async fn conversation(&self) -> Conversation {
        self.kit.view(&self.ana).await.see(self.id).await.expect("agents see it")
    }

    /// Everything in it, as Ana sees it.
    pub(crate) async fn entries(&self) -> Vec<Entry> {
        let view = self.kit.view(&self.ana).await;
        let conversation = view.see(self.id).await.expect("agents see it");
        view.timeline(&conversation, None).await.expect("agents see it").entries
    }

    /// The messages in it, as Ana sees them.
    pub(crate) async fn messages(&self) -> Vec<Message> {
        let messages = self.entries().await.into_iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(*message),
            Entry::Note(_) | Entry::Event(_) => None,
        });
        messages.collect()
    }

    /// What happened to it, one line each.
    pub(crate) async fn events(&self) -> Vec<String> {
        let events = self.entries().await.into_iter().filter_map(|entry| match entry {
            Entry::Event(event) => {
                let who = event.who.unwrap_or_else(|| "nobody".to_owned());
                Some(
                    format!("{} {} {}", event.kind.name(), who, event.what.unwrap_or_default())
                        .trim()
                        .to_owned(),
                )
            }
            Entry::Message(_) | Entry::Note(_) => None,
        });
        events.collect()
    }
}

/// A conversation begun in the portal.
pub(crate) async fn begin(
    kit: &Kit,
    who: &Customer,
    subject: &str,
    text: &str,
    files: &[NewFile],
) -> ConversationId {
    kit.clock.advance_millis(1_000);
    let mut act = kit.act(who);
    let once = kit.id::<Conversation>().to_string();
    let written = Written { once, text: words(text), files: files.to_vec() };
    let subject = Text::new(subject).expect("a short subject");
    let id = Conversation::begin(&mut act, &subject, &written).await.expect("customers begin");
    act.done(id).await.expect("it is stored")
}

pub(crate) fn words<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::new(text).expect("a text that fits")
}

/// The code of a refusal.
pub(crate) fn code<T>(result: Result<T, Fault>) -> &'static str {
    result.err().map_or("ok", |fault| fault.code().name)
}

/// A message as a mail brings it.
pub(crate) fn mailed(who: &Customer, text: &str, html: &str, kit: &Kit) -> NewMessage {
    let plain = NewMessage::plain(Author::Customer(who.id), &who.name, text, kit.desk.context().now());
    NewMessage {
        channel: desk::conversation::Channel::Email,
        address: who.address.key(),
        html: markup::Html::sanitise(html),
        ..plain
    }
}

/// A mail of the customer in a conversation.
pub(crate) async fn mail(stage: &Stage, text: &str, html: &str) {
    stage.later();
    let message = mailed(&stage.cleo, text, html, &stage.kit);
    let mut act = stage.kit.operate();
    let entries = [desk::conversation::history::Entry::Message(message)];
    desk::conversation::history::append_history(&mut act, stage.id, &entries)
        .await
        .expect("it can be appended");
    act.done(()).await.expect("the mail is stored");
}
