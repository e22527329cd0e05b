//! Users: the people inside.

mod change;
mod first;
mod grants;
mod invitation;
mod member;
mod team;

use std::str::FromStr;

use db::{Reader, Statement, params, sql};
use identity::PasswordHash;
use kernel::{EmailAddress, Fault, Id, Language, Noun, OrgId};
use serde_json::json;

use crate::Act;
use crate::line;
use crate::right::Role;
use crate::who::System;

pub use first::{CONSOLE_HOURS, First};
pub use grants::Grants;
pub(crate) use grants::{kind, rights, rights_in};
pub use invitation::{
    INVITATION_HOURS, INVITATION_MAIL, Invitation, InvitationJob, InvitationMail, Invited, Way,
};
pub use member::{Activate, Deactivate, Edit, Member, Resend, Standing, Withdraw};
pub use team::{Team, TeamId};

/// What users announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody joined the team.
        ADDED "user.added";
        /// The first Administrator came in by the link of the console.
        FIRST "user.first_administrator";
        /// Somebody was invited to join it, or was invited once more.
        INVITED "user.invited";
        /// An invitation was taken back.
        WITHDRAWN "user.invitation_withdrawn";
        /// Whoever was invited has joined.
        JOINED "user.joined";
        /// A user's name, type, roles or permission sets were changed.
        CHANGED "user.changed";
        /// A user cannot sign in any more.
        DEACTIVATED "user.deactivated";
        /// A user who was deactivated can sign in again.
        ACTIVATED "user.activated";
    }
}

db::named! {
    /// The two types of user.
    pub enum UserKind {
        /// Holds roles.
        FullTime "full_time",
        /// Reads, notes and mentions; holds no role.
        Collaborator "collaborator",
    }
}

/// The most characters of a user's name.
pub const MAX_NAME: usize = 100;

/// The name of a user: 1 to 100 characters on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserName(String);

/// A person inside, as others see them.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The id.
    pub id: UserId,
    /// The display name.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
    /// Full-time or collaborator.
    pub kind: UserKind,
    /// The chosen language.
    pub language: Option<Language>,
    /// The chosen time zone.
    pub zone: Option<String>,
}

impl Noun for Profile {
    const NAME: &'static str = "user";
}

/// The id of a user.
pub type UserId = Id<Profile>;

/// What is known of a user about to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The display name.
    pub name: String,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// Full-time or collaborator.
    pub kind: UserKind,
    /// Roles, for full-time users.
    pub roles: Vec<Role>,
    /// The chosen language.
    pub language: Option<Language>,
}

sql! {
    ADD = "insert into app_user (org_id, id, email, email_key, name, kind, language, zone, active, password, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, null, $8, null, $9)";
    GIVE_PASSWORD = "update app_user set password = $3 where org_id = $1 and id = $2";
    OF_ORG = "select id, name, email, kind, language, zone from app_user where org_id = $1 and active order by name, id";
}

impl FromStr for UserName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        line::line::<MAX_NAME>(typed).map(Self)
    }
}

impl Profile {
    /// Adds a user, who cannot sign in before setting a password.
    pub async fn add(act: &mut Act<System>, new: &NewUser) -> Result<UserId, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        let values = params![
            org,
            id,
            &new.email,
            new.email.key(),
            &new.name,
            new.kind,
            new.language.as_ref(),
            true,
            now
        ];
        act.writer().await?.run(ADD.with(values)).await?;
        let grants = Grants { kind: new.kind, roles: new.roles.clone(), sets: Vec::new() };
        grants.store(act, id).await?;
        act.announce(facts::ADDED, id.to_string(), json!({})).await?;
        Ok(id)
    }

    /// Gives a user a password without a link: for the example and for users who come from elsewhere.
    pub async fn give_password(
        act: &mut Act<System>,
        id: UserId,
        password: &PasswordHash,
    ) -> Result<(), Fault> {
        let values = params![act.org(), id, password.as_stored()];
        act.writer().await?.run(GIVE_PASSWORD.with(values)).await?;
        act.announce(crate::session::PASSWORD_SET, id.to_string(), json!({})).await?;
        Ok(())
    }

    /// The active users of an organization, by name.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(OF_ORG.with(params![org])).await
    }
}

/// Every statement about users.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        STATEMENTS,
        change::STATEMENTS,
        first::STATEMENTS,
        grants::STATEMENTS,
        invitation::STATEMENTS,
        member::STATEMENTS,
        team::STATEMENTS,
    ]
    .concat()
}

db::columns!(Profile: id, name, email, kind, language, zone);
