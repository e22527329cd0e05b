//! R1, W6: who may do what in the settings and beside conversations, as the verbs answer when they are called.

mod content;
mod inside;
mod stage;
mod themes;

use std::pin::Pin;

use desk::User;
use desk::right::{Right, Rights, Role};
use kernel::Fault;
use testkit::Table;
use testkit_desk::Kit;

pub(crate) use self::stage::Stage;
use crate::inbox::code;

/// What is asked, and how it is.
struct Deed {
    name: &'static str,
    ask: for<'a> fn(&'a Stage, &'a User) -> Asking<'a>,
}

type Asking<'a> = Pin<Box<dyn Future<Output = Result<(), Fault>> + Send + 'a>>;

/// Deeds of one noun.
struct Chapter {
    title: &'static str,
    deeds: &'static [Deed],
}

/// A deed a line: its name, by which door, and the call. What it does is not stored.
macro_rules! deeds {
    (@ask act $stage:ident, $who:ident, $door:ident, $body:expr) => {
        Box::pin(async move {
            let mut $door = $stage.kit.act($who);
            $body.await.map(drop)
        })
    };
    (@ask view $stage:ident, $who:ident, $door:ident, $body:expr) => {
        Box::pin(async move {
            let $door = $stage.kit.view($who).await;
            $body.await.map(drop)
        })
    };
    ($($name:literal, $kind:ident |$stage:ident, $door:ident| $body:expr;)+) => {
        &[$($crate::permissions::Deed {
            name: $name,
            ask: |$stage, who| $crate::permissions::deeds!(@ask $kind $stage, who, $door, $body),
        },)+]
    };
}
use deeds;

const COLUMNS: [&str; 6] =
    ["deed", "administrator", "content manager", "agent", "collaborator", "one right that is enough"];

/// The chapters of the page, each a table.
pub(crate) async fn chapters(stage: &Stage) -> String {
    let users = everybody(&stage.kit).await;
    let mut page = settings(stage, &users).await;
    for chapter in content::CHAPTERS.iter().chain(themes::CHAPTERS).chain(inside::CHAPTERS) {
        let mut table = Table::new(&COLUMNS);
        for deed in chapter.deeds {
            table = table.with_row(&row(stage, &users, deed.name, deed.ask).await);
        }
        page = format!("{page}\n### {}\n\n{}", chapter.title, table.text());
    }
    page
}

/// Each setting, saved as it is: by the one who may change it no less than by others.
async fn settings(stage: &Stage, users: &[User; 4]) -> String {
    let mut table = Table::new(&COLUMNS);
    for (at, setting) in desk::setting::SETTINGS.iter().enumerate() {
        let mut cells = Vec::new();
        for user in users {
            cells.push(cell(stage.save(user, at).await));
        }
        let mut enough = Vec::new();
        for right in Right::ALL {
            let holder = holder(&users[0], *right);
            enough.extend(stage.save(&holder, at).await.is_ok().then(|| named(*right)));
        }
        cells.push(enough.join(", "));
        let name = format!("`{}`", setting.name);
        table = table.with_row(&[&[name], &cells[..]].concat());
    }
    format!("### Changing a setting\n\n{}", table.text())
}

async fn row(
    stage: &Stage,
    users: &[User; 4],
    name: &str,
    ask: for<'a> fn(&'a Stage, &'a User) -> Asking<'a>,
) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    for user in users {
        cells.push(cell(ask(stage, user).await));
    }
    let mut enough = Vec::new();
    for right in Right::ALL {
        let holder = holder(&users[0], *right);
        enough.extend(ask(stage, &holder).await.is_ok().then(|| named(*right)));
    }
    let always = enough.len() == Right::ALL.len();
    cells.push(if always { "any, and none".to_owned() } else { enough.join(", ") });
    cells
}

/// Somebody whom a permission set gives this right alone.
fn holder(user: &User, right: Right) -> User {
    User { rights: Rights::only(&[right]), ..user.clone() }
}

fn named(right: Right) -> String {
    right.name().replace('_', " ")
}

fn cell(answer: Result<(), Fault>) -> String {
    match code(answer) {
        "ok" => "yes",
        "may_not" => "",
        "not_found" => "not there",
        other => panic!("the deed is asked where nothing but the right decides, and not {other}"),
    }
    .to_owned()
}

async fn everybody(kit: &Kit) -> [User; 4] {
    [
        kit.user("Ad Min", &[Role::Administrator]).await,
        kit.user("Con Tent", &[Role::ContentManager]).await,
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
    ]
}
