//! The organization itself: brands with their sites, the people inside and outside.

use std::collections::BTreeMap;

use desk::Desk;
use desk::brand::{Brand, BrandId};
use desk::conversation::history::Batch;
use desk::customer::{AddressKind, CustomerId, NewCustomer, Person, Standing};
use desk::door::Operator;
use desk::kb::{Host, Kb, Origin};
use desk::org::Organization;
use desk::right::Role;
use desk::setting::{Scope, Setting};
use desk::user::{NewUser, Profile, Team, TeamId, UserId, UserKind};
use identity::PasswordHash;
use kernel::{Fault, OrgId, Secret};

use super::library;
use crate::content::{self, Agent, Content};
use crate::guide;

/// Everybody's id by the key of the data files.
pub(super) struct House {
    organization: String,
    brands: BTreeMap<String, (BrandId, Kb)>,
    pub(super) teams: BTreeMap<String, TeamId>,
    pub(super) users: BTreeMap<String, UserId>,
    customers: BTreeMap<String, CustomerId>,
}

impl House {
    pub(super) fn brand(&self, key: &str) -> Result<BrandId, Fault> {
        self.brands.get(key).map(|(id, _)| *id).ok_or_else(|| missing(key))
    }

    pub(super) fn user(&self, key: &str) -> Result<UserId, Fault> {
        self.users.get(key).copied().ok_or_else(|| missing(key))
    }

    pub(super) fn customer(&self, key: &str) -> Result<CustomerId, Fault> {
        self.customers.get(key).copied().ok_or_else(|| missing(key))
    }

    pub(super) async fn build(
        desk: &Desk,
        (operator, org): (&Operator, OrgId),
        content: &Content,
    ) -> Result<Self, Fault> {
        let people = &content.people;
        let organization = people.organization.key.clone();
        let password = password(desk).await?;
        let mut batch = Batch::alone(desk, operator, org);
        Organization::add(batch.act(), &organization, &people.organization.name).await?;
        // Whoever tries the example is not to need a phone first.
        Setting::find("users.second-factor")?.set(batch.act(), Scope::Org, "nobody").await?;
        let brands = brands(&mut batch, content).await?;
        let users = users(&mut batch, content, &password).await?;
        let teams = teams(&mut batch, content, &users).await?;
        library::fill(&mut batch, content, &brands).await?;
        let customers = customers(&mut batch, content).await?;
        batch.done().await?;
        Ok(Self { organization, brands, teams, users, customers })
    }

    /// Registers the host names, by which everything is found. `localhost` and `127.0.0.1` are those of the default
    /// brand, and of the app, for browsers and tools that know no `*.localhost`.
    pub(super) async fn open(
        &self,
        desk: &Desk,
        (operator, org): (&Operator, OrgId),
        port: u32,
    ) -> Result<(), Fault> {
        let mut act = desk.act_operator(operator, org);
        let origin = |host: &str| -> Origin { guide::origin(host, port) };
        for (brand, (_, kb)) in &self.brands {
            let host = guide::site_host(&self.organization, brand);
            Host::add(&mut act, &origin(&host), Some(kb.id), false).await?;
        }
        let default = self.brands.get(&self.organization).map(|(_, kb)| kb.id);
        for host in ["localhost", "127.0.0.1"] {
            Host::add(&mut act, &origin(host), default, true).await?;
        }
        Host::add(&mut act, &origin(&guide::app_host(&self.organization)), None, true).await?;
        Host::add_api(&mut act, &guide::api_origin(&self.organization, port)).await?;
        act.done(()).await?;
        Ok(())
    }
}

/// Everybody's password inside, hashed once.
async fn password(desk: &Desk) -> Result<PasswordHash, Fault> {
    let random = desk.context().random.clone();
    let hash = move || PasswordHash::new(&Secret::new(guide::PASSWORD.to_owned()), &random);
    tokio::task::spawn_blocking(hash).await.map_err(Fault::internal)
}

pub(super) fn missing(key: &str) -> Fault {
    Fault::internal(format!("people.toml does not name {key}"))
}

async fn brands(batch: &mut Batch, content: &Content) -> Result<BTreeMap<String, (BrandId, Kb)>, Fault> {
    let mut brands = BTreeMap::new();
    for new in &content.people.brand {
        let act = batch.act();
        let brand = Brand::add(act, &new.key, &new.name, &new.accent).await?;
        brand.add_address(act, &new.sender.parse().map_err(Fault::internal)?, true).await?;
        let kb = Kb::add(act, &brand, &new.name).await?;
        let languages: Vec<&str> =
            new.languages.iter().map(|language| guide::language_code(language)).collect();
        let (languages, contact) = (languages.join(","), format!("mailto:{}", new.sender));
        for (name, value) in [
            ("languages", languages.as_str()),
            ("portal.contact-url", &contact),
            ("portal.my-conversations", "on"),
            ("portal.agents", "on"),
            ("satisfaction.survey", "on"),
            // Whoever tries it is not to wait for an hour.
            ("satisfaction.delay-minutes", "0"),
        ] {
            Setting::find(name)?.set(act, Scope::Kb(kb.id), value).await?;
        }
        brands.insert(new.key.clone(), (brand.id, kb));
        batch.stored().await?;
    }
    Ok(brands)
}

async fn users(
    batch: &mut Batch,
    content: &Content,
    password: &PasswordHash,
) -> Result<BTreeMap<String, UserId>, Fault> {
    let mut users = BTreeMap::new();
    for agent in &content.people.agent {
        let id = Profile::add(batch.act(), &new_user(agent)?).await?;
        Profile::give_password(batch.act(), id, password).await?;
        users.insert(agent.key.clone(), id);
        batch.stored().await?;
    }
    Ok(users)
}

fn new_user(agent: &Agent) -> Result<NewUser, Fault> {
    let is_collaborator = agent.kind == "collaborator";
    Ok(NewUser {
        name: agent.name.clone(),
        email: agent.email.parse().map_err(Fault::internal)?,
        kind: if is_collaborator { UserKind::Collaborator } else { UserKind::FullTime },
        roles: agent.roles.iter().filter_map(|role| Role::from_name(role)).collect(),
        language: guide::language_code(&agent.language).parse().ok(),
    })
}

async fn teams(
    batch: &mut Batch,
    content: &Content,
    users: &BTreeMap<String, UserId>,
) -> Result<BTreeMap<String, TeamId>, Fault> {
    let mut teams = BTreeMap::new();
    for team in &content.people.team {
        let agents = content.people.agent.iter().filter(|agent| agent.team == team.key);
        let members: Vec<UserId> = agents.filter_map(|agent| users.get(&agent.key).copied()).collect();
        teams.insert(team.key.clone(), Team::add(batch.act(), &team.name, &members).await?);
        batch.stored().await?;
    }
    Ok(teams)
}

async fn customers(batch: &mut Batch, content: &Content) -> Result<BTreeMap<String, CustomerId>, Fault> {
    let mut customers = BTreeMap::new();
    for customer in &content.people.customer {
        let new = NewCustomer {
            name: customer.name.clone(),
            language: guide::language_code(&customer.language).parse().ok(),
            zone: Some(customer.zone.clone()),
        };
        let person = Person::add(batch.act(), &new).await?;
        for (address, standing) in addresses(content, customer) {
            person.add_address(batch.act(), address, standing).await?;
        }
        customers.insert(customer.key.clone(), person.id);
        batch.stored().await?;
    }
    Ok(customers)
}

/// What a customer wrote from is known to be theirs; a number or name that only stands in their record is not.
fn addresses<'a>(
    content: &Content,
    customer: &'a content::Customer,
) -> [((AddressKind, &'a str), Standing); 3] {
    let variants = content.scenarios.iter().flat_map(|(_, scenario)| &scenario.variant);
    let own: Vec<&str> = variants
        .filter(|variant| variant.customer == customer.key)
        .map(|variant| variant.channel.as_str())
        .collect();
    let standing = |channels: &[&str]| {
        let has_written = own.iter().any(|channel| channels.contains(channel));
        if has_written { Standing::Wrote } else { Standing::Typed }
    };
    [
        ((AddressKind::Email, &customer.email), Standing::Wrote),
        ((AddressKind::Phone, &customer.phone), standing(&["sms", "whatsapp"])),
        ((AddressKind::Handle, &customer.handle), standing(&["facebook", "instagram", "twitter-dm"])),
    ]
}
