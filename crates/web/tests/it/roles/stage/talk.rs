//! A conversation with everything in it that an address can name.

use std::collections::BTreeMap;

use desk::User;
use desk::conversation::inbox::Entry;
use desk::conversation::message::{Author, Channel, Direction, NewMessage, State};
use desk::conversation::{Answer, Answering, Conversation, ConversationId, MarkDone, Note, Then, Way};
use desk::customer::{AddressKind, Person, Standing};
use desk::right::Right;
use kernel::Text;

use super::Stage;
use crate::writing::png;

impl Stage {
    /// A conversation, and what is in it and about it, by the names that addresses give them.
    pub(super) async fn conversation(&self, user: &User, path: &str) -> BTreeMap<String, String> {
        let word = self.fresh();
        let address = format!("{word}@example.com");
        let id = self.begun(&address, &word).await;
        self.typed(&address, &format!("other-{address}")).await;
        self.noted(id).await;
        self.answered(id, user).await;
        let mut rows = self.named(id, path).await;
        if path.ends_with("/subject") {
            rows.insert("revision".to_owned(), self.revision(id).await);
        }
        if path.contains("/customer/merging/") {
            rows.insert("into".to_owned(), rows["customer"].clone());
            let other = self.begun(&format!("twin-{address}"), &word).await;
            let view = self.view().await;
            let other: Conversation = view.see(other).await.unwrap();
            rows.insert("from".to_owned(), other.customer.to_string());
        } else if path.contains("/merging/") {
            rows.insert("into".to_owned(), self.begun(&address, "Second").await.to_string());
        }
        if path.ends_with("/reopen") {
            let mut act = self.act();
            act.open::<MarkDone, Conversation>(id).await.unwrap().mark_done(&mut act).await.unwrap();
            act.done(()).await.unwrap();
        }
        rows
    }

    /// A mail with a picture, and an answer that failed.
    async fn begun(&self, address: &str, subject: &str) -> ConversationId {
        let kit = &self.site.kit;
        let picture = desk::file::keep_inbound(&kit.desk, kit.org, "lamp.png", png()).await.unwrap();
        let mail = |direction, text| {
            let plain = NewMessage::plain(Author::Automatic, "", text, testkit_desk::BEGINNING);
            NewMessage { direction, channel: Channel::Email, ..plain }
        };
        let letter = NewMessage { files: vec![picture], ..mail(Direction::In, "It is broken.") };
        let answer = NewMessage { state: State::Failed, ..mail(Direction::Out, "A new one comes.") };
        testkit_desk::conversation(kit, address, subject, &[letter, answer]).await
    }

    /// What the page of a conversation says its subject is the newest of.
    async fn revision(&self, id: ConversationId) -> String {
        let mut browser = self.site.browser_at("app.acme.test");
        browser.cookies = self.cookies.clone();
        browser.get(&format!("/app/conversations/{id}")).await.hidden("revision")
    }

    /// The customer typed another address as well.
    async fn typed(&self, address: &str, other: &str) {
        let mut act = self.site.kit.operate();
        let person = Person::of_sender(&mut act, &address.parse().unwrap(), "").await.unwrap();
        person.add_address(&mut act, (AddressKind::Email, other), Standing::Typed).await.unwrap();
        act.done(()).await.unwrap();
    }

    async fn noted(&self, id: ConversationId) {
        let mut act = self.act();
        let conversation = act.open::<Note, Conversation>(id).await.unwrap();
        conversation.note(&mut act, &self.fresh(), &Text::new("She called.").unwrap()).await.unwrap();
        act.done(()).await.unwrap();
    }

    /// By the user who asks, who alone takes it back, or by somebody else where they may not answer.
    async fn answered(&self, id: ConversationId, user: &User) {
        let mut act = if user.may(Right::Reply) { self.site.kit.act(user) } else { self.act() };
        let conversation = act.open::<Answer, Conversation>(id).await.unwrap();
        let text = Text::new("It is on its way.").unwrap();
        let answering =
            Answering { once: self.fresh(), text, files: Vec::new(), articles: Vec::new(), way: Way::Portal };
        conversation.answer(&mut act, &answering, Then::Stays).await.unwrap();
        act.done(()).await.unwrap();
    }

    async fn named(&self, id: ConversationId, path: &str) -> BTreeMap<String, String> {
        let view = self.view().await;
        let conversation: Conversation = view.see(id).await.unwrap();
        let mut rows = BTreeMap::from([
            ("id".to_owned(), id.to_string()),
            ("customer".to_owned(), conversation.customer.to_string()),
        ]);
        let wanted = if path.ends_with("/delivery") { Direction::Out } else { Direction::In };
        for entry in view.timeline(&conversation, None).await.unwrap().entries {
            match entry {
                Entry::Message(message) if message.direction == wanted => {
                    rows.insert("message".to_owned(), message.id.to_string());
                    let file = message.files.first().map(|file| ("file".to_owned(), file.id.to_string()));
                    rows.extend(file);
                }
                Entry::Note(note) => drop(rows.insert("note".to_owned(), note.id.to_string())),
                Entry::Message(_) | Entry::Event(_) => {}
            }
        }
        let held = view.held(&conversation).await.unwrap();
        rows.insert("answer".to_owned(), held[0].id.to_string());
        let aside = view.aside(&conversation).await.unwrap();
        let typed = aside.addresses.iter().find(|address| address.standing == Standing::Typed).unwrap();
        rows.insert("address".to_owned(), typed.id.to_string());
        rows
    }
}
