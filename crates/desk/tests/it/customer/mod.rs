//! What users do about customers: their sessions and their addresses (A4, A5).

mod addresses;
mod matrix;
mod merging;
mod moving;
mod own;
mod sessions;
mod settings;
mod twin;

use std::sync::Arc;

use desk::conversation::inbox::Entry;
use desk::conversation::portal::ListQuery;
use desk::conversation::{Conversation, ConversationId, Written};
use desk::customer::{Address, AddressKind, Confirm, CustomerId, Outlook, Part, Person, Standing};
use desk::kb::Site;
use desk::right::Role;
use desk::session::NewSession;
use desk::{Customer, User};
use kernel::{Fault, Text};
use testkit::Database;
use testkit_desk::Kit;

pub(crate) use own::prove;

use crate::session::{Visitor, holder, view, who};

/// The address that several hold, or that was only typed.
pub(crate) const SHARED: &str = "shared@example.com";

/// An agent, Ana, and a customer, Yara, with a conversation under each of two addresses, one of which is only typed.
pub(crate) struct Stage {
    pub(crate) kit: Kit,
    pub(crate) site: Arc<Site>,
    pub(crate) ana: User,
    pub(crate) yara: Person,
    /// Yara's, under her own address.
    pub(crate) own: ConversationId,
}

impl Stage {
    pub(crate) async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let (site, ana) = (kit.site().await, kit.user("Ana Agent", &[Role::Agent]).await);
        let yara = holder(&kit, "Yara", SHARED, Standing::Wrote).await;
        let mut act = kit.operate();
        yara.add_address(&mut act, (AddressKind::Email, "own@example.com"), Standing::Verified)
            .await
            .unwrap();
        act.done(()).await.unwrap();
        let session = Visitor::new(&kit).sign_in(&kit, &site, "own@example.com").await;
        let own = begin(&kit, &site, &session, "lamp own").await;
        let session = Visitor::new(&kit).sign_in(&kit, &site, SHARED).await;
        begin(&kit, &site, &session, "lamp shared").await;
        let stage = Self { kit, site, ana, yara, own };
        stage.sign_out(stage.yara.id).await.unwrap();
        stage
    }

    pub(crate) async fn sign_in(&self, address: &str) -> NewSession {
        Visitor::new(&self.kit).sign_in(&self.kit, &self.site, address).await
    }

    /// Somebody signed in by an address that selects nobody, with a conversation of their own.
    pub(crate) async fn apart(&self) -> (NewSession, Customer) {
        let session = self.sign_in(SHARED).await;
        self.begin(&session, "lamp apart").await;
        let stranger = who(&self.kit, &self.site, &session).await.unwrap();
        (session, stranger)
    }

    pub(crate) async fn begin(&self, session: &NewSession, subject: &str) -> ConversationId {
        begin(&self.kit, &self.site, session, subject).await
    }

    /// The subjects of My Conversations, sorted.
    pub(crate) async fn list(&self, session: &NewSession, words: &str) -> Vec<String> {
        let view = view(&self.kit, &self.site, session).await.unwrap();
        let query = ListQuery { words: words.to_owned(), ..ListQuery::default() };
        let list = view.conversations(&query).await.unwrap();
        view.close();
        let mut subjects: Vec<String> = list.rows.into_iter().map(|row| row.subject).collect();
        subjects.sort();
        subjects
    }

    pub(crate) async fn is_signed_in(&self, session: &NewSession) -> bool {
        view(&self.kit, &self.site, session).await.is_ok()
    }

    /// An address as it stands with one of those who hold it.
    pub(crate) async fn address(&self, of: ConversationId, address: &str) -> Address {
        let view = self.kit.view(&self.ana).await;
        let conversation: Conversation = view.see(of).await.unwrap();
        let addresses = view.aside(&conversation).await.unwrap().addresses;
        addresses.into_iter().find(|known| known.address == address).expect("it is held")
    }

    pub(crate) async fn outlook(&self, address: &Address) -> Outlook {
        self.kit.view(&self.ana).await.outlook(address.customer, address.id).await.unwrap()
    }

    pub(crate) async fn sign_out(&self, customer: CustomerId) -> Result<usize, Fault> {
        let mut act = self.kit.act(&self.ana);
        let count = act.open::<desk::customer::SignOut, Person>(customer).await?.sign_out(&mut act).await?;
        act.done(count).await
    }

    pub(crate) async fn confirm(&self, address: &Address) -> Result<(), Fault> {
        let mut act = self.kit.act(&self.ana);
        act.open::<Confirm, Address>(address.id).await?.confirm(&mut act).await?;
        act.done(()).await
    }

    pub(crate) async fn part(&self, address: &Address) -> Result<(), Fault> {
        let mut act = self.kit.act(&self.ana);
        act.open::<Part, Address>(address.id).await?.part(&mut act).await?;
        act.done(()).await
    }

    /// What the timeline says of the customer, one line each.
    pub(crate) async fn events(&self, of: ConversationId) -> Vec<String> {
        let view = self.kit.view(&self.ana).await;
        let conversation: Conversation = view.see(of).await.unwrap();
        let entries = view.timeline(&conversation, None).await.unwrap().entries;
        let events = entries.into_iter().filter_map(|entry| match entry {
            Entry::Event(event) => {
                let (who, what) = (event.who.unwrap_or_default(), event.what.unwrap_or_default());
                Some(format!("{} {who} {what}", event.kind.name()).trim().to_owned())
            }
            Entry::Message(_) | Entry::Note(_) => None,
        });
        events.collect()
    }
}

async fn begin(kit: &Kit, site: &Arc<Site>, session: &NewSession, subject: &str) -> ConversationId {
    let mut act = kit.desk.act_customer(site.clone(), session.token.reveal()).await.unwrap();
    let written = Written { once: subject.to_owned(), text: Text::new(subject).unwrap(), files: vec![] };
    let id = Conversation::begin(&mut act, &Text::new(subject).unwrap(), &written).await.unwrap();
    act.done(id).await.unwrap()
}
