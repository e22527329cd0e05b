//! Whichever of the nine channels a conversation came by, it is shown, answered and opened again in the portal (P3, P4,
//! P7, P8, N2).

use desk::conversation::history::{Entry, History, append_history};
use desk::conversation::message::{Author, Channel, NewMessage};
use desk::customer::Person;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

/// Each channel, its name for customers, and its name for agents.
const CHANNELS: [(Channel, &str, &str); 9] = [
    (Channel::Chat, "Chat", "Chat"),
    (Channel::Email, "E-mail", "E-mail"),
    (Channel::Facebook, "Messenger", "Facebook Messenger"),
    (Channel::Form, "Form", "Form"),
    (Channel::Instagram, "Instagram", "Instagram"),
    (Channel::Portal, "Portal", "Portal"),
    (Channel::Sms, "SMS", "SMS"),
    (Channel::Twitter, "X direct message", "X direct message"),
    (Channel::Whatsapp, "WhatsApp", "WhatsApp"),
];

const CUSTOMER: &str = "ana@example.com";

/// Ana in the portal, Bob at the desk, and the channel of which is told.
struct Stage<'a> {
    site: &'a Site,
    ana: Browser<'a>,
    bob: Browser<'a>,
    channel: (Channel, &'static str, &'static str),
    id: String,
}

#[both]
async fn p3_p7_p8_a_conversation_of_each_channel_is_shown_answered_and_reopened(database: Database) {
    let site = Site::new(&database).await;
    let bob = site.kit.user("Bob Bobbin", &[Role::Agent]).await;
    let (ana, bob) = (site.signed_in(CUSTOMER).await, site.at_desk(&bob).await);
    let mut stage = Stage { site: &site, ana, bob, channel: CHANNELS[0], id: String::new() };
    assert_eq!(CHANNELS.map(|(channel, ..)| channel), Channel::ALL);
    for channel in CHANNELS {
        stage.channel = channel;
        stage.id = arrive(&site, channel.0).await;
        stage.is_shown().await;
        stage.is_answered().await;
        stage.is_reopened().await;
    }
    let list = stage.ana.get("/en_us/conversations?conversationStatus=open").await;
    assert_eq!(list.text.matches("<li class=\"row").count(), CHANNELS.len(), "all of them: {}", list.text);
}

/// As an adapter stores what its provider hands over: one message begins the conversation, the next comes into it, and
/// what is handed over again is known.
async fn arrive(site: &Site, channel: Channel) -> String {
    let mut act = site.kit.operate();
    let customer = Person::of_sender(&mut act, &CUSTOMER.parse().unwrap(), "Ana").await.unwrap().id;
    let now = site.kit.clock.now();
    let message = |text: &str| {
        let plain = NewMessage::plain(Author::Customer(customer), "Ana", text, now);
        let outside_id = Some(format!("{text}/{}", channel.name()));
        Entry::Message(NewMessage { channel, outside_id, ..plain })
    };
    let subject = format!("By {}", channel.name());
    let mut history = History::new(customer, site.kit.brand.id, &subject, now);
    history.entries.push(message("First-words"));
    let id = history.store(&mut act).await.unwrap();
    let more = [message("First-words"), message("Second-words")];
    assert_eq!(append_history(&mut act, id, &more).await.unwrap(), 1, "{channel:?}");
    act.done(id).await.unwrap().to_string()
}

impl Stage<'_> {
    fn portal(&self) -> String {
        format!("/en_us/conversations/{}", self.id)
    }

    fn desk(&self) -> String {
        format!("/app/conversations/{}", self.id)
    }

    async fn reply(&mut self, text: &str) {
        self.site.kit.clock.advance_millis(1_000);
        let page = self.portal();
        let once = self.ana.get(&page).await.hidden("once");
        let fields = [("once", once.as_str()), ("text", text)];
        let sent = self.ana.upload(&format!("{page}/messages"), &fields, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}: {}", self.channel, sent.text);
    }

    async fn is_shown(&mut self) {
        let (channel, name, _) = self.channel;
        let list = self.ana.get("/en_us/conversations").await;
        let row = piece(&list, "<li class=\"row", &self.id);
        let is_whole = [format!("By {}", channel.name()), "Second-words".to_owned(), labelled(name)];
        assert!(is_whole.iter().all(|part| row.contains(part)), "{channel:?}: {row}");
        let page = self.ana.get(&self.portal()).await;
        assert_eq!(page.status, StatusCode::OK, "{channel:?}");
        for text in ["First-words", "Second-words"] {
            let message = piece(&page, "<li class=\"message in\"", text);
            assert!(message.contains(&labelled(name)), "{channel:?}: {message}");
        }
        let details = piece(&page, "<div><dt>Channel</dt>", "");
        assert!(
            details.split("</dd>").next().is_some_and(|row| row.contains(name)),
            "{channel:?}: {details}"
        );
    }

    /// P6 and P7: the customer's message is the portal's, the agent's is a mail, and both stand on both sides.
    async fn is_answered(&mut self) {
        let (channel, _, name) = self.channel;
        self.reply("And another thing").await;
        let desk = self.bob.get(&self.desk()).await;
        assert!(desk.has("First-words") && desk.has(name), "{channel:?}: {}", desk.text);
        assert!(
            piece(&desk, "<article", "And another thing").contains("Portal"),
            "{channel:?}: {}",
            desk.text
        );
        assert!(desk.has(&format!("selected>E-mail · {CUSTOMER}")), "{channel:?}: {}", desk.text);
        self.site.kit.clock.advance_millis(1_000);
        let fields = [("once", desk.hidden("once")), ("text", "Here you are".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let sent = self.bob.upload(&format!("{}/reply", self.desk()), &fields, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{channel:?}: {}", sent.text);
        assert!(self.bob.get(&self.desk()).await.has("Waiting to be sent"), "{channel:?}: it leaves by mail");
        let page = self.ana.get(&self.portal()).await;
        let answer = piece(&page, "<li class=\"message out\"", "Here you are");
        assert!(
            answer.contains("Bob Bobbin") && answer.contains(&labelled("E-mail")),
            "{channel:?}: {answer}"
        );
    }

    /// P8: by a message of the portal, not of the channel it began on.
    async fn is_reopened(&mut self) {
        let channel = self.channel.0;
        self.site.kit.clock.advance_millis(1_000);
        assert_eq!(self.bob.post(&format!("{}/done", self.desk()), &[]).await.status, StatusCode::SEE_OTHER);
        let page = self.ana.get(&self.portal()).await;
        assert!(page.has("Sending a message reopens this conversation"), "{channel:?}: {}", page.text);
        let list = self.ana.get("/en_us/conversations?conversationStatus=open").await;
        assert!(!list.has(&self.id), "{channel:?}");
        self.reply("It is not solved").await;
        let page = self.ana.get(&self.portal()).await;
        let message = piece(&page, "<li class=\"message in\"", "It is not solved");
        assert!(message.contains(&labelled("Portal")), "{channel:?}: {message}");
        let list = self.ana.get("/en_us/conversations?conversationStatus=open").await;
        assert!(piece(&list, "<li class=\"row", &self.id).contains("It is not solved"), "{channel:?}");
    }
}

/// How a sign of a channel tells its name.
fn labelled(name: &str) -> String {
    format!("aria-label=\"{name}\"")
}

/// The piece of a page that begins so and holds this text, up to where the next one begins.
fn piece<'a>(page: &'a Answer, begins: &str, text: &str) -> &'a str {
    let mut pieces = page.text.split(begins).skip(1);
    pieces.find(|piece| piece.contains(text)).unwrap_or_else(|| panic!("no {text} in {}", page.text))
}
