//! What users are given: a type and, to full-time ones, roles and permission sets, which add up.

use db::{Reader, params, sql};
use kernel::{Fault, OrgId};

use super::{UserId, UserKind};
use crate::Act;
use crate::permission_set::PermissionSetId;
use crate::right::{Right, Rights, Role};
use crate::who::Who;

/// What a user is given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grants {
    /// Full-time or collaborator.
    pub kind: UserKind,
    /// Roles of full-time users.
    pub roles: Vec<Role>,
    /// Permission sets of full-time users.
    pub sets: Vec<PermissionSetId>,
}

sql! {
    ADD_ROLE = "insert into user_role (org_id, user_id, role) values ($1, $2, $3) on conflict do nothing";
    ADD_SET = "insert into user_permission_set (org_id, user_id, set_id)
        select $1, $2, id from permission_set where org_id = $1 and id = $3
        on conflict (org_id, user_id, set_id) do update set set_id = excluded.set_id returning set_id";
    DROP_ROLES = "delete from user_role where org_id = $1 and user_id = $2";
    DROP_SETS = "delete from user_permission_set where org_id = $1 and user_id = $2";
    KIND = "select kind from app_user where org_id = $1 and id = $2";
    HELD = "select role, null from user_role where org_id = $1 and user_id = $2
        union all select null, h.holds from user_permission_set s
        join permission_set_right h on h.org_id = s.org_id and h.set_id = s.set_id
        where s.org_id = $1 and s.user_id = $2";
}

impl Grants {
    /// Whether they make an Administrator.
    pub fn administers(&self) -> bool {
        self.kind == UserKind::FullTime && self.roles.contains(&Role::Administrator)
    }

    /// Stores them in the place of what the user had; of a collaborator nothing (W6). A set that is not there is
    /// `not_found`.
    pub(super) async fn store<W: Who>(&self, act: &mut Act<W>, user: UserId) -> Result<(), Fault> {
        let org = act.org();
        let writer = act.writer().await?;
        writer.run(DROP_ROLES.with(params![org, user])).await?;
        writer.run(DROP_SETS.with(params![org, user])).await?;
        if self.kind == UserKind::Collaborator {
            return Ok(());
        }
        for role in &self.roles {
            writer.run(ADD_ROLE.with(params![org, user, *role])).await?;
        }
        for set in &self.sets {
            let (_,): (PermissionSetId,) = writer.one(ADD_SET.with(params![org, user, *set])).await?;
        }
        Ok(())
    }
}

/// What the user may do: the sum of roles and permission sets, or a collaborator's few.
pub(crate) async fn rights(
    reader: &Reader,
    org: OrgId,
    user: UserId,
    kind: UserKind,
) -> Result<Rights, Fault> {
    if kind == UserKind::Collaborator {
        return Ok(Rights::of_collaborator());
    }
    Ok(sum(reader.all(HELD.with(params![org, user])).await?))
}

/// The same in an act.
pub(crate) async fn rights_in<W: Who>(
    act: &mut Act<W>,
    user: UserId,
    kind: UserKind,
) -> Result<Rights, Fault> {
    if kind == UserKind::Collaborator {
        return Ok(Rights::of_collaborator());
    }
    let org = act.org();
    Ok(sum(act.writer().await?.all(HELD.with(params![org, user])).await?))
}

/// The type of a user, if there is one.
pub(crate) async fn kind(reader: &Reader, org: OrgId, user: UserId) -> Result<Option<UserKind>, Fault> {
    let found: Option<(UserKind,)> = reader.maybe(KIND.with(params![org, user])).await?;
    Ok(found.map(|(kind,)| kind))
}

fn sum(held: Vec<(Option<Role>, Option<Right>)>) -> Rights {
    let (roles, rights): (Vec<_>, Vec<_>) = held.into_iter().unzip();
    let (roles, rights): (Vec<_>, Vec<_>) =
        (roles.into_iter().flatten().collect(), rights.into_iter().flatten().collect());
    Rights::of(&roles, &rights)
}
