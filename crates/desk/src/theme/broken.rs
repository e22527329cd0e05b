//! A theme of which a page cannot be drawn: those who manage themes hear of it, once an hour at most (T4).

use db::{FromRow, Reader, Row, params, sql};
use kernel::{EmailAddress, Fault, Language, OrgId, Time};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{RevisionId, ThemeId, facts};
use crate::act::{Act, View};
use crate::door::Desk;
use crate::kb::KbId;
use crate::right::Right;
use crate::user::{self, UserId, UserKind};
use crate::who::System;

/// The kind of job that sends the mail.
pub const BROKEN_MAIL: &str = "theme-broken-mail";

/// How long nobody is told again.
const QUIET_SECONDS: i64 = 60 * 60;
/// The longest reason that is kept, in characters.
const WHY_CHARS: usize = 500;
/// The most people who are told.
const MOST_TOLD: usize = 50;

sql! {
    MARK = "update theme set broken_at = $3, broken_why = $4 where org_id = $1 and live_id = $2
        and (broken_at is null or broken_at <= $5) returning id, kb_id, name";
    USERS = "select id, kind from app_user where org_id = $1 and active = $2 order by made_at, id limit 1000";
    TOLD = "select u.email, u.language, u.kind, t.name, t.broken_at, t.broken_why from theme t
        join app_user u on u.org_id = t.org_id and u.id = $3
        where t.org_id = $1 and t.id = $2 and t.broken_at is not null and u.active = $4";
}

/// What is wrong with a theme's published revision, as far as it was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// When it was told last.
    pub at: Time,
    /// Where and why, in English, for whoever wrote the theme.
    pub why: String,
}

/// The job that sends the mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BrokenJob {
    theme: ThemeId,
    user: UserId,
}

/// What the mail says.
#[derive(Debug)]
pub struct BrokenMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language, if they chose one.
    pub language: Option<Language>,
    /// The theme's name.
    pub theme: String,
    /// What is wrong with it.
    pub broken: Broken,
}

impl Desk {
    /// Marks the theme of which this revision is published, and has those who manage themes told, unless they were within
    /// the hour: of another page, or by another node. Returns whether they are.
    pub async fn tell_of_broken_theme(
        &self,
        org: OrgId,
        revision: RevisionId,
        why: &str,
    ) -> Result<bool, Fault> {
        let mut act = Act::new(System::named(org, "themes".to_owned()), self.clone());
        let why: String = why.chars().filter(|sign| !sign.is_control()).take(WHY_CHARS).collect();
        let (now, quiet) = (act.now(), act.now().plus_seconds(-QUIET_SECONDS));
        let call = MARK.with(params![org, revision, now, &why, quiet]);
        let marked: Option<(ThemeId, KbId, String)> = act.writer().await?.maybe(call).await?;
        let Some((theme, kb, name)) = marked else { return act.done(false).await };
        for user in managers(&mut act).await? {
            act.enqueue(BROKEN_MAIL, &BrokenJob { theme, user }).await?;
        }
        act.announce(facts::BROKEN, theme.to_string(), json!({ "kb": kb, "name": name })).await?;
        act.done(true).await
    }
}

/// Everybody who can do something about it.
async fn managers(act: &mut Act<System>) -> Result<Vec<UserId>, Fault> {
    let org = act.org();
    let users: Vec<(UserId, UserKind)> = act.writer().await?.all(USERS.with(params![org, true])).await?;
    let mut managers = Vec::new();
    for (id, kind) in users {
        if user::rights_in(act, id, kind).await?.holds(Right::ManageContent) {
            managers.push(id);
        }
        if managers.len() == MOST_TOLD {
            break;
        }
    }
    Ok(managers)
}

impl BrokenMail {
    /// What to send; nothing where another revision was published since, or the user cannot do anything about it any more.
    pub async fn open(view: &View<System>, job: &BrokenJob) -> Result<Option<Self>, Fault> {
        let (org, reader) = (view.org(), view.reader());
        let found: Option<Found> = reader.maybe(TOLD.with(params![org, job.theme, job.user, true])).await?;
        let Some(Found { mail, kind }) = found else { return Ok(None) };
        let rights = user::rights(reader, org, job.user, kind).await?;
        Ok(rights.holds(Right::ManageContent).then_some(mail))
    }
}

struct Found {
    mail: BrokenMail,
    kind: UserKind,
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let broken = Broken { at: row.get(4)?, why: row.get(5)? };
        let mail = BrokenMail { address: row.get(0)?, language: row.get(1)?, theme: row.get(3)?, broken };
        Ok(Self { mail, kind: row.get(2)? })
    }
}

/// Whether a user may do something about themes, asked anew.
pub(crate) async fn manages(reader: &Reader, org: OrgId, user: UserId) -> Result<bool, Fault> {
    let kind = user::kind(reader, org, user).await?;
    Ok(match kind {
        Some(kind) => user::rights(reader, org, user, kind).await?.holds(Right::ManageContent),
        None => false,
    })
}
