//! Teams: groups of users to whom conversations are assigned.

use db::{Reader, params, sql};
use kernel::{Fault, Id, Noun, OrgId};

use super::UserId;
use crate::Act;
use crate::who::System;

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

sql! {
    ADD_TEAM = "insert into team (org_id, id, name, made_at) values ($1, $2, $3, $4)";
    ADD_MEMBER = "insert into team_member (org_id, team_id, user_id) values ($1, $2, $3) on conflict do nothing";
    TEAMS = "select id, name from team where org_id = $1 order by name";
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

db::columns!(Team: id, name);
