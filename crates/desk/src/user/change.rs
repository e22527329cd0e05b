//! What Administrators change about users. An organization always keeps an active Administrator (R1).

use db::{params, sql};
use kernel::{Fault, OrgId};
use serde_json::json;

use super::member::{Activate, Deactivate, Edit, Member};
use super::{Grants, UserName, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::session;
use crate::who::User;

sql! {
    CHANGE = "update app_user set name = $3, kind = $4 where org_id = $1 and id = $2";
    SET_ACTIVE = "update app_user set active = $3 where org_id = $1 and id = $2";
    GATE = "select org_id from org where org_id = $1";
    ADMINISTRATORS = "select count(*) from user_role r join app_user u on u.org_id = r.org_id and u.id = r.user_id
        where r.org_id = $1 and r.role = 'administrator' and u.active and u.kind = 'full_time'";
}

impl Allowed<Member, Edit> {
    /// Gives the user another name, type, roles and permission sets. `last_administrator` where nobody would be left who
    /// administers.
    pub async fn change(&self, act: &mut Act<User>, name: &UserName, grants: &Grants) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        one_at_a_time(act).await?;
        act.writer().await?.run(CHANGE.with(params![org, self.id, &name.0, grants.kind])).await?;
        grants.store(act, self.id).await?;
        keeps_an_administrator(act).await?;
        let roles: Vec<&str> = grants.roles.iter().map(|role| role.name()).collect();
        let told = json!({ "kind": grants.kind.name(), "roles": roles, "sets": grants.sets });
        act.announce(facts::CHANGED, self.id.to_string(), told).await?;
        Ok(())
    }
}

impl Allowed<Member, Deactivate> {
    /// Ends the user's sessions and lets nobody sign in as them any more. `last_administrator` as for a change.
    pub async fn deactivate(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        one_at_a_time(act).await?;
        act.writer().await?.run(SET_ACTIVE.with(params![org, self.id, false])).await?;
        keeps_an_administrator(act).await?;
        session::shut_out(act, self.id).await?;
        act.announce(facts::DEACTIVATED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

impl Allowed<Member, Activate> {
    /// Lets the user sign in again, with the password they had and what they were given.
    pub async fn activate(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        act.writer().await?.run(SET_ACTIVE.with(params![org, self.id, true])).await?;
        act.announce(facts::ACTIVATED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

/// Whoever takes an Administrator away waits for the other who does: two who each leave the other would leave nobody.
async fn one_at_a_time(act: &mut Act<User>) -> Result<(), Fault> {
    let gate = GATE.with(params![act.org()]).locking("org");
    let _: Vec<(OrgId,)> = act.writer().await?.all(gate).await?;
    Ok(())
}

async fn keeps_an_administrator(act: &mut Act<User>) -> Result<(), Fault> {
    let org = act.org();
    let (left,): (i64,) = act.writer().await?.one(ADMINISTRATORS.with(params![org])).await?;
    if left > 0 { Ok(()) } else { Err(Fault::new(&code::LAST_ADMINISTRATOR)) }
}
