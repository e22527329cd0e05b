//! The product in a test: an organization with two brands, a fixed clock, seeded chance, its own database and files.

mod articles;
mod people;
mod sign_on;
mod twin;

use std::sync::Arc;

use db::{Db, Statement, params};
use desk::brand::Brand;
use desk::conversation::ConversationId;
use desk::conversation::history::{Entry, History};
use desk::conversation::message::NewMessage;
use desk::customer::Person;
use desk::door::Operator;
use desk::kb::{Host, Kb, Origin, Site};
use desk::org::Organization;
use desk::outdated::Outdated;
use desk::setting::{Scope, Setting};
use desk::{Act, Desk, STEPS, System, TAKEN};
use identity::Keys;
use kernel::{Clock, Context, EmailAddress, Id, OrgId, Random, Time};
use net::Store;
use testkit::Database;

use crate::twin::Twin;
pub use articles::{article, category, draft, english, typed};
pub use sign_on::{sign_on_token, token_of};

/// The moment every story begins: 2026-09-21T14:13:20Z.
pub const BEGINNING: Time = Time(1_790_000_000_000);

/// What differs from a new installation: answers leave at once, and a password is enough. Stories of taking answers back, and
/// of second factors, set their own.
const PLAIN: [(&str, &str); 2] = [("inbox.undo-seconds", "0"), ("users.second-factor", "nobody")];

/// The product with one organization, `acme`: brand `acme` at `help.acme.test`, brand `zeta` at `help.zeta.test`, the
/// app at `app.acme.test`. The portals of both are on. On SQLite it has a twin (`twin.rs`).
pub struct Kit {
    /// The product.
    pub desk: Desk,
    /// Its database.
    pub db: Db,
    /// The hand of its clock.
    pub clock: Clock,
    /// The organization.
    pub org: OrgId,
    /// The default brand.
    pub brand: Brand,
    /// The other brand.
    pub other_brand: Brand,
    /// The default brand's knowledge base.
    pub kb: Kb,
    /// The other brand's knowledge base.
    pub other_kb: Kb,
    twin: Twin,
}

impl Kit {
    /// Sets it up in an empty place.
    pub async fn new(database: &Database) -> Self {
        let db = database.open(STEPS, TAKEN).await;
        let (clock, random) = (Clock::fixed(BEGINNING), Random::seeded(1));
        let keys = Keys::generate(&random);
        let context = Context { clock: clock.clone(), random };
        let desk = Desk::new(db.clone(), context, keys, Store::folder(database.folder.join("files")));
        let org: OrgId = desk.context().new_id();
        let twin = Twin::found(database, org);
        let mut act = desk.act_operator(&operator(), org);
        Organization::add(&mut act, "acme", "Acme").await.expect("an organization can be added");
        let (brand, kb) = add_brand(&mut act, "acme", "Acme Help").await;
        let (other_brand, other_kb) = add_brand(&mut act, "zeta", "Zeta Help").await;
        Host::add(&mut act, &origin("app.acme.test"), None, true).await.expect("a host can be added");
        for (name, value) in PLAIN {
            let setting = Setting::find(name).expect("the setting exists");
            setting.set(&mut act, Scope::Org, value).await.expect("it takes the value");
        }
        act.done(()).await.expect("the set-up is stored");
        Self { desk, db, clock, org, brand, other_brand, kb, other_kb, twin }
    }

    /// The act of an operator.
    pub fn operate(&self) -> Act<System> {
        self.desk.act_operator(&operator(), self.org)
    }

    /// The site of the default brand.
    pub async fn site(&self) -> Arc<Site> {
        self.site_at("help.acme.test").await
    }

    /// The site at a host name.
    pub async fn site_at(&self, host: &str) -> Arc<Site> {
        self.desk.place(host).await.expect("the host is registered").site.expect("it is a knowledge base's")
    }

    /// Changes a setting of the organization or of the default brand's portal.
    pub async fn set(&self, name: &str, value: &str) {
        self.set_of(&self.kb, name, value).await;
    }

    /// Changes a setting of some portal.
    pub async fn set_of(&self, kb: &Kb, name: &str, value: &str) {
        let mut act = self.operate();
        let setting = Setting::find(name).expect("the setting exists");
        setting.set(&mut act, setting.scope(kb.id), value).await.expect("it takes the value");
        act.done(()).await.expect("the change is stored");
    }

    /// From now on the twin stays as it is, whatever the organization does.
    pub fn part_from_twin(&self) {
        self.twin.part();
    }

    /// The organization loses rows of a table; its twin keeps them.
    pub async fn lose(&self, table: &str, which: &str) {
        let text: &'static str = format!("delete from {table} where org_id = $1 and {which}").leak();
        let statement =
            Statement { name: "lose", sqlite: text, postgres: text, conditions: &[], long: false };
        let statement: &'static Statement = Box::leak(Box::new(statement));
        let mut writer = self.db.writer().await.expect("a writer is free");
        writer.run(statement.with(params![self.org])).await.expect("rows can be lost");
        writer.commit().await.expect("the loss is stored");
        self.desk.forget(&Outdated::of(self.org));
    }

    /// A new id.
    pub fn id<N: kernel::Noun>(&self) -> Id<N> {
        self.desk.context().new_id()
    }
}

/// A conversation of the default brand with the customer who writes from this address.
pub async fn conversation(
    kit: &Kit,
    address: &str,
    subject: &str,
    messages: &[NewMessage],
) -> ConversationId {
    let mut act = kit.operate();
    let address: EmailAddress = address.parse().expect("a plain address");
    let customer = Person::of_sender(&mut act, &address, "").await.expect("a customer can be added").id;
    let mut history = History::new(customer, kit.brand.id, subject, kit.clock.now());
    let said = |message: &NewMessage| NewMessage { made_at: kit.clock.now(), ..message.clone() };
    history.entries = messages.iter().map(said).map(Entry::Message).collect();
    let id = history.store(&mut act).await.expect("the conversation can be stored");
    act.done(id).await.expect("the conversation is stored")
}

fn operator() -> Operator {
    Operator::named("test")
}

fn origin(host: &str) -> Origin {
    Origin::parse(&format!("https://{host}")).expect("the origin is well formed")
}

async fn add_brand(act: &mut Act<System>, name: &str, title: &str) -> (Brand, Kb) {
    let brand = Brand::add(act, name, title, "#3355cc").await.expect("a brand can be added");
    let kb = Kb::add(act, &brand, title).await.expect("a knowledge base can be added");
    let sender = format!("help@{name}.test").parse().expect("a plain address");
    brand.add_address(act, &sender, true).await.expect("an address can be added");
    Host::add(act, &origin(&format!("help.{name}.test")), Some(kb.id), false)
        .await
        .expect("a host can be added");
    let portal = Setting::find("portal.my-conversations").expect("the setting exists");
    portal.set(act, Scope::Kb(kb.id), "on").await.expect("it takes the value");
    (brand, kb)
}
