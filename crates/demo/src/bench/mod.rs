//! Deterministic data for measuring: many customers, many conversations, words as rare as in a language.

mod door;
mod sizes;
mod talk;
mod words;

use desk::brand::{Brand, BrandId};
use desk::conversation::history::Batch;
use desk::customer::{AddressKind, CustomerId, NewCustomer, Person, Standing};
use desk::door::Operator;
use desk::kb::{Host, Kb};
use desk::org::Organization;
use desk::right::Role;
use desk::setting::{Scope, Setting};
use desk::user::{NewUser, Profile, Team, TeamId, UserId, UserKind};
use desk::{Act, Desk, System};
use kernel::{Fault, OrgId};

use crate::dice::Dice;
use crate::guide;
pub use door::{Doors, doors};
use sizes::Sizes;
use talk::Talk;
use words::Vocabulary;

/// The address of the customer with 50 conversations of 20 messages.
pub const REGULAR: &str = "regular@bench.example";

/// The address the brand writes from.
const SENDER: &str = "help@bench.example";

/// How much to make.
#[derive(Clone, Copy)]
pub struct Amount<'a> {
    /// Conversations.
    pub conversations: usize,
    /// Messages in all of them together; at least one each.
    pub messages: usize,
    /// Whether every conversation is open, and they differ in all that saved searches tell apart.
    pub is_backlog: bool,
    /// The port of the registered addresses: `127.0.0.1` and `localhost`.
    pub port: u32,
    /// Hears how many messages of how many are stored.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What was made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// The organization, called `bench`.
    pub org: OrgId,
    /// The customer with 50 conversations of 20 messages.
    pub regular: CustomerId,
    /// How many messages there are.
    pub messages: usize,
}

/// Everybody of the organization.
struct Cast {
    brand: BrandId,
    users: Vec<UserId>,
    teams: Vec<TeamId>,
    regular: CustomerId,
    customers: Vec<CustomerId>,
}

/// Makes the organization `bench` with its data. Where it is already, the answer is `name_taken`.
pub async fn fill(desk: &Desk, amount: &Amount<'_>) -> Result<Made, Fault> {
    let operator = Operator::named("bench");
    let org = desk.context().new_id();
    let cast = Cast::build(desk, (&operator, org), amount).await?;
    let now = desk.context().now();
    let sizes = Sizes::of(amount.conversations, amount.messages);
    let (vocabulary, mut dice) = (Vocabulary::new(), Dice::of("bench"));
    let mut batch = Batch::alone(desk, &operator, org);
    let mut messages = 0;
    for (place, size) in sizes.enumerate() {
        let (of, is_backlog) = (amount.conversations, amount.is_backlog);
        let talk = Talk { cast: &cast, vocabulary: &vocabulary, of, is_backlog, now };
        talk.history(place, size, &mut dice).store(batch.act()).await?;
        messages += size.messages;
        if batch.stored().await? {
            (amount.progress)(messages, amount.messages);
        }
    }
    batch.done().await?;
    (amount.progress)(messages, amount.messages);
    Ok(Made { org, regular: cast.regular, messages })
}

impl Cast {
    async fn build(
        desk: &Desk,
        (operator, org): (&Operator, OrgId),
        amount: &Amount<'_>,
    ) -> Result<Self, Fault> {
        let mut act = desk.act_operator(operator, org);
        let brand = site(&mut act, amount.port).await?;
        let users = users(&mut act).await?;
        let teams = teams(&mut act, &users).await?;
        act.done(()).await?;
        let mut batch = Batch::alone(desk, operator, org);
        let regular = customer(batch.act(), "Regular Customer", REGULAR).await?;
        batch.stored().await?;
        let mut customers = Vec::new();
        for number in 0..(amount.conversations / 8).max(1) {
            let (name, email) = (format!("Customer {number}"), format!("customer{number}@bench.example"));
            customers.push(customer(batch.act(), &name, &email).await?);
            batch.stored().await?;
        }
        batch.done().await?;
        Ok(Self { brand, users, teams, regular, customers })
    }
}

async fn site(act: &mut Act<System>, port: u32) -> Result<BrandId, Fault> {
    Organization::add(act, "bench", "Bench").await?;
    let brand = Brand::add(act, "bench", "Bench", "#1f6f5c").await?;
    brand.add_address(act, &SENDER.parse().map_err(Fault::internal)?, true).await?;
    let kb = Kb::add(act, &brand, "Bench").await?;
    Setting::find("portal.my-conversations")?.set(act, Scope::Kb(kb.id), "on").await?;
    Setting::find("users.second-factor")?.set(act, Scope::Org, "nobody").await?;
    for host in ["127.0.0.1", "localhost"] {
        Host::add(act, &guide::origin(host, port), Some(kb.id), true).await?;
    }
    Ok(brand.id)
}

async fn users(act: &mut Act<System>) -> Result<Vec<UserId>, Fault> {
    const USERS: usize = 20;
    let mut users = Vec::with_capacity(USERS);
    for number in 0..USERS {
        let email = format!("user{number}@bench.example").parse().map_err(Fault::internal)?;
        let (kind, roles) = (UserKind::FullTime, vec![Role::Administrator, Role::Agent]);
        let new = NewUser { name: format!("User {number}"), email, kind, roles, language: None };
        users.push(Profile::add(act, &new).await?);
    }
    Ok(users)
}

async fn teams(act: &mut Act<System>, users: &[UserId]) -> Result<Vec<TeamId>, Fault> {
    const MEMBERS: usize = 5;
    let mut teams = Vec::new();
    for (number, members) in users.chunks(MEMBERS).enumerate() {
        teams.push(Team::add(act, &format!("Team {number}"), members).await?);
    }
    Ok(teams)
}

async fn customer(act: &mut Act<System>, name: &str, email: &str) -> Result<CustomerId, Fault> {
    let person = Person::add(act, &NewCustomer { name: name.to_owned(), ..NewCustomer::default() }).await?;
    person.add_address(act, (AddressKind::Email, email), Standing::Wrote).await?;
    Ok(person.id)
}
