//! The pages of `docs/reference/` that are made from the product's lists.

use desk::conversation::{Conversation, Finish, Reply, Status};
use desk::customer::{Address, AddressKind, Person, Standing};
use desk::kb::Site;
use desk::right::{Right, Rights, Role};
use desk::setting::{Kind, SETTINGS};
use desk::{Customer, Rule, User};
use kernel::{Code, Id};
use testkit::{Database, Engine, Table, hold, run};
use testkit_desk::Kit;

use crate::permissions::{Stage, chapters};

#[test]
fn the_reference_of_codes_is_the_list() {
    let mut table = Table::new(&["code", "answer", "field", "what it says"]);
    for code in desk::code::all() {
        let field = code.field.map(|field| format!("`{field}`")).unwrap_or_default();
        let name = format!("`{}`", code.name);
        table = table.with_row(&[&name, &answer(code), &field, code.meaning.trim()]);
    }
    hold(
        "codes",
        &format!(
            "# Error codes\n\nEvery refusal has one of these codes. Programs decide by the code, which never changes; \
             people read a text of the locale files. *Answer* is the kind, and with it the status of a page.\n\n{}",
            table.text()
        ),
    );
}

/// `TooMany` as `too many, 429`.
fn answer(code: &Code) -> String {
    let status = match code.kind {
        kernel::Kind::NotFound => 404,
        kernel::Kind::Forbidden => 403,
        kernel::Kind::SignIn => 401,
        kernel::Kind::Invalid => 422,
        kernel::Kind::Conflict => 409,
        kernel::Kind::TooMany => 429,
        kernel::Kind::TooLarge => 413,
        kernel::Kind::WrongType => 415,
        kernel::Kind::Unavailable => 503,
        kernel::Kind::Internal => 500,
    };
    let words = format!("{:?}", code.kind).chars().flat_map(spaced).collect::<String>();
    format!("{}, {status}", words.trim_start())
}

fn spaced(letter: char) -> Vec<char> {
    if letter.is_uppercase() { vec![' ', letter.to_ascii_lowercase()] } else { vec![letter] }
}

#[test]
fn the_reference_of_facts_is_the_list() {
    let mut table = Table::new(&["fact", "what it says", "a job may come of it"]);
    let mut facts = desk::interest::catalogue();
    facts.sort_by_key(|(name, ..)| name.split('.').next());
    for (name, meaning, has_job) in facts {
        table = table.with_row(&[format!("`{name}`").as_str(), meaning, if has_job { "yes" } else { "" }]);
    }
    hold(
        "facts",
        &format!(
            "# Facts\n\nWhat the product announces when something happened, in the transaction in which it happened. A \
             fact has a name, a subject (the id of what it is about), an actor, a time and a small payload of ids and \
             plain values, never a text that people wrote.\n\n{}",
            table.text()
        ),
    );
}

/// A name that is written at the call would be missing in the list.
#[test]
fn every_fact_that_is_announced_is_in_the_list() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains("announce(\""), "{} announces a name without a line", path.display());
            }
        }
    }
}

#[test]
fn the_reference_of_settings_is_the_table() {
    let mut table = Table::new(&["setting", "of", "values", "until changed", "what it does"]);
    for setting in SETTINGS {
        let values = match setting.kind {
            Kind::Choice(choices) => {
                choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ")
            }
            Kind::Toggle => "`on`, `off`".to_owned(),
            Kind::Number(least, most) => format!("{least} to {most}"),
            Kind::Lifetime => "whole hours in minutes, 60 to 525600".to_owned(),
            Kind::Line(most) => format!("a line of at most {most} characters"),
            Kind::SignOnUrl => "an `https` address (`http` on this machine), or nothing".to_owned(),
            Kind::Languages => "language codes, joined by commas".to_owned(),
            Kind::Link => {
                "an `https`, `http`, `mailto` or `tel` address, a path of the own host, or nothing".to_owned()
            }
        };
        let name = format!("`{}`", setting.name);
        let default =
            if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
        let whose = if setting.of_kb { "knowledge base" } else { "organization" };
        table = table.with_row(&[name.as_str(), whose, &values, &default, setting.help]);
    }
    hold(
        "settings",
        &format!(
            "# Settings\n\nEvery knowledge base, or the organization, has its own value of each. `portico setting list` shows them, \
             `portico setting set NAME VALUE` changes one, at once and on every node.\n\n{}",
            table.text()
        ),
    );
}

/// On one database only: rules are asked of a row, wherever it comes from.
#[test]
fn r1_w6_the_reference_of_permissions_is_what_the_rules_answer() {
    run(Engine::Sqlite, permissions);
}

async fn permissions(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let ana = kit.user("Any Body", &[]).await;
    let cleo = kit.customer("Cora Customer", "cora@customers.test").await;
    let chapters = chapters(&stage).await;
    hold(
        "permissions",
        &format!(
            "# Permissions\n\nWho may do what. Everything that is not said here is refused; what somebody cannot see is \
             answered like what is not there. [routes-by-role.md](routes-by-role.md) says what each role gets at each \
             address of the app.\n\n## Rights of users\n\nRoles add up. A collaborator holds what the last \
             column says, whatever roles are written down.\n\n{}\n## What users do with a conversation\n\nEmpty is never; \
             *always* is in every state.\n\n{}\n## What users do about a customer\n\nWith every customer of the organization, and each address of theirs.\n\n{}\n## What customers do with a conversation of theirs\n\nBoth depend on \
             settings of the knowledge base; *else* is the code of the refusal.\n\n{}\n## What users do in the settings, and \
             for themselves\n\nEach is the verb itself, called with a row that is there. *Not there* is answered like what is \
             not there. The last column names rights of a permission set, each of which opens it alone, without a role; where it is empty it takes two.\n\n{}",
            rights().text(),
            deeds(&ana, kit).text(),
            about_customers(&ana, kit).text(),
            of_customers(&cleo, kit).text(),
            chapters
        ),
    );
}

const COLUMNS: [&str; 4] = ["administrator", "content manager", "agent", "collaborator"];

fn held() -> [Rights; 4] {
    let of = |role| Rights::of_roles(&[role]);
    let roles = [Role::Administrator, Role::ContentManager, Role::Agent].map(of);
    let [administrator, content_manager, agent] = roles;
    [administrator, content_manager, agent, Rights::of_collaborator()]
}

fn rights() -> Table {
    assert_eq!(Role::ALL.len() + 1, COLUMNS.len(), "every role has a column");
    let mut table = Table::new(&[&["right"], &COLUMNS[..]].concat());
    for right in Right::ALL {
        let name = right.name().replace('_', " ");
        let holds = held().map(|rights| if rights.holds(*right) { "yes" } else { "" });
        table = table.with_row(&[&[name.as_str()], &holds[..]].concat());
    }
    table
}

/// Each action by the name that pages know it by, as the rules answer in each state.
fn deeds(ana: &User, kit: &Kit) -> Table {
    let users = held().map(|rights| User { rights, ..ana.clone() });
    let mut names: Vec<&str> =
        Status::ALL.iter().flat_map(|at| conversation(kit, *at).may(&users[0])).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let mut table = Table::new(&[&["deed"], &COLUMNS[..]].concat());
    for name in names {
        let cells = users.each_ref().map(|user| {
            let may = |at: &&Status| conversation(kit, **at).may(user).contains(&name);
            states(&Status::ALL.iter().filter(may).map(|at| at.name()).collect::<Vec<_>>())
        });
        let deed = name.replace('_', " ");
        table = table.with_row(&[&[deed], &cells[..]].concat());
    }
    table
}

/// What is asked about a customer and an address that was only typed.
fn about_customers(ana: &User, kit: &Kit) -> Table {
    let person = Person {
        id: kit.id(),
        name: String::new(),
        language: None,
        zone: None,
        blocked: false,
        wants_mail: true,
    };
    let address = Address {
        id: kit.id(),
        customer: person.id,
        kind: AddressKind::Email,
        address: String::new(),
        standing: Standing::Typed,
        is_shared: false,
        is_apart: false,
    };
    let may = |user: &User| [person.may(user), address.may(user)].concat();
    let users = held().map(|rights| User { rights, ..ana.clone() });
    let mut table = Table::new(&[&["deed"], &COLUMNS[..]].concat());
    for (name, deed) in [
        ("sign_out", "end all sessions"),
        ("merge", "merge with another"),
        ("confirm", "confirm an address"),
        ("part", "take an address away"),
    ] {
        let cells = users.each_ref().map(|user| if may(user).contains(&name) { "yes" } else { "" });
        table = table.with_row(&[&[deed], &cells[..]].concat());
    }
    table
}

fn states(allowed: &[&str]) -> String {
    match allowed.len() {
        0 => String::new(),
        every if every == Status::ALL.len() => "always".to_owned(),
        _ => format!("while {}", allowed.join(" or ")),
    }
}

fn of_customers(cleo: &Customer, kit: &Kit) -> Table {
    let columns = ["deed", "setting", "while open", "while snoozed", "while done"];
    let mut table = Table::new(&columns);
    for (deed, setting) in [("reply", "portal.reopen"), ("mark as done", "portal.mark-done")] {
        for is_on in [true, false] {
            let customer = Customer { site: with(&cleo.site, setting, is_on), ..cleo.clone() };
            let answers = Status::ALL.iter().map(|at| {
                let row = conversation(kit, *at);
                let answer = match deed {
                    "reply" => Rule::<Customer, Reply>::allows(&row, &customer),
                    _ => Rule::<Customer, Finish>::allows(&row, &customer),
                };
                answer.map_or_else(|code| format!("else `{}`", code.name), |()| "yes".to_owned())
            });
            let value = format!("`{setting}` {}", if is_on { "on" } else { "off" });
            let cells: Vec<String> = [deed.to_owned(), value].into_iter().chain(answers).collect();
            table = table.with_row(&cells);
        }
    }
    table
}

fn with(site: &Site, setting: &str, is_on: bool) -> std::sync::Arc<Site> {
    let mut site = site.clone();
    match setting {
        "portal.reopen" => site.portal.reopen = is_on,
        _ => site.portal.mark_done = is_on,
    }
    std::sync::Arc::new(site)
}

fn conversation(kit: &Kit, status: Status) -> Conversation {
    let id: Id<Conversation> = kit.id();
    Conversation {
        id,
        number: 1,
        customer: kit.id(),
        brand: kit.brand.id,
        subject: String::new(),
        status,
        assignee: None,
        team: None,
        snoozed_until: None,
        priority: 3,
        made_at: kit.clock.now(),
        last_seq: 1,
        shown_channels: 1,
        shown_seq: 1,
    }
}
