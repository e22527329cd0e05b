//! Whose a conversation is.

use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use super::{Assign, Conversation, facts};
use crate::act::{Act, Allowed, View};
use crate::audit::Change;
use crate::user::{Team, TeamId, UserId};
use crate::who::User;

sql! {
    SET = "update conversation set assignee_id = $3, team_id = $4 where org_id = $1 and id = $2";
    TEAM = "select id from team where org_id = $1 and id = $2";
    ANSWERER = "select id from app_user u where u.org_id = $1 and u.id = $2 and u.active and u.kind = 'full_time' and exists (
            select 1 from user_role r where r.org_id = u.org_id and r.user_id = u.id and r.role in ('administrator', 'agent'))";
    ANSWERERS = "select u.id, u.name from app_user u where u.org_id = $1 and u.active and u.kind = 'full_time' and exists (
            select 1 from user_role r where r.org_id = u.org_id and r.user_id = u.id and r.role in ('administrator', 'agent'))
        order by u.name, u.id";
}

/// To whom a conversation is handed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assignment {
    /// To a user who may answer; it stays in its team's queue.
    User(UserId),
    /// Into a team's queue, where nobody has it yet.
    Team(TeamId),
    /// To nobody; it stays in its team's queue.
    Nobody,
}

/// Somebody to whom a conversation can be handed.
#[derive(Clone, Debug)]
pub struct Answerer {
    /// The user.
    pub id: UserId,
    /// The display name.
    pub name: String,
}

impl Allowed<Conversation, Assign> {
    /// Hands it over. A user who cannot answer, and anybody of another organization, is `not_found`.
    pub async fn assign(&self, act: &mut Act<User>, to: Assignment) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (user, team) = match to {
            Assignment::User(user) => (Some(user), self.team),
            Assignment::Team(team) => (None, Some(team)),
            Assignment::Nobody => (None, self.team),
        };
        if (user, team) == (self.assignee, self.team) {
            return Ok(());
        }
        let org = act.org();
        let writer = act.writer().await?;
        let found: Option<(String,)> = match to {
            Assignment::User(user) => writer.maybe(ANSWERER.with(params![org, user])).await?,
            Assignment::Team(team) => writer.maybe(TEAM.with(params![org, team])).await?,
            Assignment::Nobody => Some((String::new(),)),
        };
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        writer.run(SET.with(params![org, self.id, user, team])).await?;
        let payload = match to {
            Assignment::Team(team) => json!({ "team": team }),
            Assignment::User(_) | Assignment::Nobody => json!({ "user": user }),
        };
        let holders =
            |user: Option<UserId>, team: Option<TeamId>| json!({ "user": user, "team": team }).to_string();
        let change = Change::between(holders(self.assignee, self.team), holders(user, team));
        act.announce_change(facts::ASSIGNED, self.id.to_string(), (payload, change)).await?;
        Ok(())
    }
}

impl View<User> {
    /// The users to whom a conversation can be handed, by name.
    pub async fn answerers(&self) -> Result<Vec<Answerer>, Fault> {
        let rows: Vec<(UserId, String)> = self.reader().all(ANSWERERS.with(params![self.org()])).await?;
        Ok(rows.into_iter().map(|(id, name)| Answerer { id, name }).collect())
    }

    /// The organization's teams, by name.
    pub async fn teams(&self) -> Result<Vec<Team>, Fault> {
        Team::of_org(self.reader(), self.org()).await
    }
}
