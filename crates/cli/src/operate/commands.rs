//! The commands themselves: the same verbs as everywhere, in the operator's name.

use std::fmt::Write;

use anyhow::{Context as _, anyhow, bail};
use desk::Desk;
use desk::door::Operator;
use desk::founding::Founding;
use desk::kb::{Host, Kb, Origin};
use desk::org::Organization;
use desk::right::Role;
use desk::setting::{self, SETTINGS, Scope as SettingScope, Setting as Noun};
use desk::user::{CONSOLE_HOURS, NewUser as Newcomer, Profile, UserKind};
use kernel::EmailAddress;

use super::{ACCENT, Command, NewOrg, NewUser, Org, Said, Scope, Setting, Station, User, explain, mail};
use crate::options::First;

/// The name in addresses of an organization that nobody named.
const FIRST: &str = "main";

/// Runs a command and answers what to print.
pub(super) async fn run(station: &Station, operator: &str, command: &Command) -> anyhow::Result<Said> {
    let (desk, operator) = (&station.desk, Operator::named(operator));
    let text = match command {
        Command::Audit(audit) => return audit.run(station, &operator).await,
        Command::Kb(kb) => return kb.run(station, &operator).await,
        Command::Org(Org::Add(new)) => add_org(desk, &operator, new).await,
        Command::Org(Org::List) => list_orgs(desk, &operator).await,
        Command::User(User::Add(new)) => add_user(desk, &operator, new).await,
        Command::Setting(Setting::List(scope)) => list_settings(desk, &operator, scope).await,
        Command::Setting(Setting::Set { name, value, scope }) => {
            set(desk, &operator, scope, (name, value)).await
        }
        Command::Mail(mail::Mail::Import(import)) => import.run(station, &operator).await,
    };
    text.map(Said::from)
}

async fn add_org(desk: &Desk, operator: &Operator, new: &NewOrg) -> anyhow::Result<String> {
    let text = found(desk, operator, new).await?;
    let organization = find_org(desk, operator, Some(&new.name)).await?;
    Ok(text + &first_administrator(desk, operator, &organization).await?.unwrap_or_default())
}

/// Founds an organization and says where it answers.
pub(crate) async fn found(desk: &Desk, operator: &Operator, new: &NewOrg) -> anyhow::Result<String> {
    let founding = new.founding()?;
    let mut act = desk.act_operator(operator, desk.context().new_id());
    if let Err(fault) = founding.found(&mut act).await {
        drop(act);
        return Err(explain::not_founded(desk, operator, &founding, fault).await);
    }
    act.done(()).await?;
    let Founding { title, help, app, api, .. } = &founding;
    Ok(format!(
        "{title} is founded. Its help centre answers at {help}, its app at {app}, its API there and at {api}.\n"
    ))
}

/// How an organization that nobody administers gets its first Administrator: a link that works once. An older one is over.
pub(crate) async fn first_administrator(
    desk: &Desk,
    operator: &Operator,
    organization: &Organization,
) -> anyhow::Result<Option<String>> {
    let mut act = desk.act_operator(operator, organization.id);
    let link = act.make_console_link().await?;
    let Some(link) = act.done(link).await? else { return Ok(None) };
    let (title, app) = (&organization.title, app_of(desk, operator, organization).await?);
    Ok(Some(format!(
        "{title} has no administrator yet. Within {CONSOLE_HOURS} hours, once, the first one is made at\n{app}/app/first/{}\n",
        link.reveal()
    )))
}

/// Where the app of an organization answers.
async fn app_of(desk: &Desk, operator: &Operator, organization: &Organization) -> anyhow::Result<String> {
    let view = desk.view_operator(operator, organization.id).await?;
    let hosts = view.hosts().await?;
    view.close();
    let app = hosts.iter().find(|host| host.serves_app);
    Ok(app.map(|host| host.origin.to_string()).unwrap_or_default())
}

async fn list_orgs(desk: &Desk, operator: &Operator) -> anyhow::Result<String> {
    let mut text = String::new();
    for organization in desk.organizations(operator).await? {
        let view = desk.view_operator(operator, organization.id).await?;
        let hosts: Vec<String> =
            view.hosts().await?.iter().map(|host: &Host| host.origin.to_string()).collect();
        view.close();
        writeln!(text, "{}  {}  {}", organization.name, organization.title, hosts.join("  "))?;
    }
    Ok(text)
}

async fn add_user(desk: &Desk, operator: &Operator, new: &NewUser) -> anyhow::Result<String> {
    let organization = find_org(desk, operator, new.org.as_deref()).await?;
    let new = new.user()?;
    let mut act = desk.act_operator(operator, organization.id);
    let added = Profile::add(&mut act, &new).await;
    let id = added.map_err(|fault| explain::not_added(&new.email, fault))?;
    let link = act.make_password_link(id).await?;
    act.done(()).await?;
    let app = app_of(desk, operator, &organization).await?;
    Ok(format!(
        "{} may set a password within 24 hours, once, at\n{app}/app/password/{}\n",
        new.email,
        link.reveal()
    ))
}

async fn list_settings(desk: &Desk, operator: &Operator, scope: &Scope) -> anyhow::Result<String> {
    let (organization, kb) = find_kb(desk, operator, scope).await?;
    let view = desk.view_operator(operator, organization.id).await?;
    let mut values = view.settings(SettingScope::Kb(kb.id)).await?;
    values.extend(view.settings(SettingScope::Org).await?);
    view.close();
    let mut text = String::new();
    for setting in SETTINGS {
        writeln!(text, "{:28} {:10} {}", setting.name, setting::value(&values, setting.name), setting.help)?;
    }
    Ok(text)
}

async fn set(
    desk: &Desk,
    operator: &Operator,
    scope: &Scope,
    (name, value): (&str, &str),
) -> anyhow::Result<String> {
    let (organization, kb) = find_kb(desk, operator, scope).await?;
    let setting = Noun::find(name).map_err(|_| explain::no_setting(name))?;
    if !setting.takes(value) {
        return Err(explain::no_value(setting, value));
    }
    let mut act = desk.act_operator(operator, organization.id);
    setting.set(&mut act, setting.scope(kb.id), value).await?;
    act.done(()).await?;
    let whose = if setting.of_kb { &kb.title } else { &organization.title };
    Ok(format!("{name} is {value} for {whose}\n"))
}

pub(super) async fn find_org(
    desk: &Desk,
    operator: &Operator,
    name: Option<&str>,
) -> anyhow::Result<Organization> {
    let mut all = desk.organizations(operator).await?;
    match name {
        Some(name) => match all.iter().position(|org| org.name == name) {
            Some(place) => Ok(all.remove(place)),
            None => Err(explain::no_org(name, &all)),
        },
        None if all.len() == 1 => Ok(all.remove(0)),
        None if all.is_empty() => Err(explain::no_org("", &all)),
        None => bail!("there are several organizations: name one with --org"),
    }
}

pub(super) async fn find_kb(
    desk: &Desk,
    operator: &Operator,
    scope: &Scope,
) -> anyhow::Result<(Organization, Kb)> {
    let organization = find_org(desk, operator, scope.org.as_deref()).await?;
    let view = desk.view_operator(operator, organization.id).await?;
    let kb = view.kb_of_brand(scope.brand.as_deref()).await?;
    view.close();
    let kb =
        kb.ok_or_else(|| anyhow!("there is no brand {}", scope.brand.as_deref().unwrap_or("of any name")))?;
    Ok((organization, kb))
}

impl NewOrg {
    /// The one that a server founds, which listens on this port.
    pub(crate) fn first(first: &First, port: u16) -> Self {
        let here = |name: &str| format!("http://{name}.localhost:{port}");
        // One host may be both.
        let (help, app) = (first.help_url.clone(), first.app_url.clone());
        Self {
            name: FIRST.to_owned(),
            title: Some(first.title.clone()),
            help_url: help.clone().or_else(|| app.clone()).unwrap_or_else(|| here("help")),
            app_url: app.or(help).unwrap_or_else(|| here("app")),
            api_url: None,
            sender: first.sender.clone(),
            accent: ACCENT.to_owned(),
        }
    }

    fn founding(&self) -> anyhow::Result<Founding> {
        if !Organization::is_name(&self.name) {
            bail!("an organization's name is 1 to 40 small letters, digits and hyphens");
        }
        let sender = self.sender.as_deref().map(str::parse::<EmailAddress>).transpose();
        let app = Origin::parse(&self.app_url)
            .ok_or_else(|| anyhow!("--app-url is not an address such as https://app.example.com"))?;
        let api = match &self.api_url {
            Some(url) => Origin::parse(url)
                .ok_or_else(|| anyhow!("--api-url is not an address such as https://acme.api.example.com"))?,
            None => Origin::of_api(&self.name, app.port.filter(|_| app.is_loopback())),
        };
        Ok(Founding {
            name: self.name.clone(),
            title: self.title.clone().unwrap_or_else(|| self.name.clone()),
            accent: self.accent.clone(),
            sender: sender.context("--sender")?,
            help: Origin::parse(&self.help_url)
                .ok_or_else(|| anyhow!("--help-url is not an address such as https://help.example.com"))?,
            app,
            api,
        })
    }
}

impl NewUser {
    fn user(&self) -> anyhow::Result<Newcomer> {
        Ok(Newcomer {
            name: self.name.clone(),
            email: self.email.parse().context("--email")?,
            kind: UserKind::FullTime,
            roles: self.roles.iter().map(|role| find_role(role)).collect::<anyhow::Result<_>>()?,
            language: None,
        })
    }
}

fn find_role(name: &str) -> anyhow::Result<Role> {
    let known = || Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
    Role::from_name(name).ok_or_else(|| anyhow!("there is no role {name}; there are {}", known()))
}
