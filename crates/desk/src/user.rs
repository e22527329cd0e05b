//! Users: the people inside.

use db::{Reader, params, sql};
use identity::PasswordHash;
use kernel::{EmailAddress, Fault, Id, Language, Noun, OrgId};

use crate::Act;
use crate::right::{Rights, Role};
use crate::who::System;

/// What users announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody joined the team.
        ADDED "user.added";
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

/// A group of users to whom conversations are assigned.
#[derive(Clone, Debug)]
pub struct Team {
    /// The id.
    pub id: TeamId,
    /// The name.
    pub name: String,
}

impl Noun for Team {
    const NAME: &'static str = "team";
}

/// The id of a team.
pub type TeamId = Id<Team>;

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
        values ($1, $2, $3, $4, $5, $6, $7, null, true, null, $8)";
    GIVE_PASSWORD = "update app_user set password = $3 where org_id = $1 and id = $2";
    ADD_ROLE = "insert into user_role (org_id, user_id, role) values ($1, $2, $3) on conflict do nothing";
    OF_ORG = "select id, name, email, kind, language, zone from app_user where org_id = $1 and active order by name, id";
    ROLES = "select role from user_role where org_id = $1 and user_id = $2";
    ADD_TEAM = "insert into team (org_id, id, name, made_at) values ($1, $2, $3, $4)";
    ADD_MEMBER = "insert into team_member (org_id, team_id, user_id) values ($1, $2, $3) on conflict do nothing";
    TEAMS = "select id, name from team where org_id = $1 order by name";
}

impl Profile {
    /// Adds a user, who cannot sign in before setting a password.
    pub async fn add(act: &mut Act<System>, new: &NewUser) -> Result<UserId, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        let values =
            params![org, id, &new.email, new.email.key(), &new.name, new.kind, new.language.as_ref(), now];
        act.writer().await?.run(ADD.with(values)).await?;
        for role in &new.roles {
            act.writer().await?.run(ADD_ROLE.with(params![org, id, *role])).await?;
        }
        act.announce(facts::ADDED, id.to_string(), serde_json::json!({})).await?;
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
        act.announce(crate::session::PASSWORD_SET, id.to_string(), serde_json::json!({})).await?;
        Ok(())
    }

    /// The active users of an organization, by name.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(OF_ORG.with(params![org])).await
    }

    /// What the user may do: the sum of the roles, or a collaborator's few.
    pub(crate) async fn rights(
        reader: &Reader,
        org: OrgId,
        id: UserId,
        kind: UserKind,
    ) -> Result<Rights, Fault> {
        if kind == UserKind::Collaborator {
            return Ok(Rights::of_collaborator());
        }
        let rows: Vec<(Role,)> = reader.all(ROLES.with(params![org, id])).await?;
        let roles: Vec<Role> = rows.into_iter().map(|(role,)| role).collect();
        Ok(Rights::of_roles(&roles))
    }
}

impl Team {
    /// Adds a team with these members.
    pub async fn add(act: &mut Act<System>, name: &str, members: &[UserId]) -> Result<TeamId, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        act.writer().await?.run(ADD_TEAM.with(params![org, id, name, now])).await?;
        for member in members {
            act.writer().await?.run(ADD_MEMBER.with(params![org, id, member])).await?;
        }
        Ok(id)
    }

    /// The organization's teams, by name.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(TEAMS.with(params![org])).await
    }
}

db::columns!(Profile: id, name, email, kind, language, zone);

db::columns!(Team: id, name);
