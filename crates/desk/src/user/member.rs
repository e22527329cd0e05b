//! Users as Administrators see them.

use db::{Call, params, sql};
use kernel::{Code, EmailAddress, Fault, Time};

use super::{Grants, Profile, UserId, UserKind};
use crate::act::{Rule, View, Visible};
use crate::code;
use crate::permission_set::PermissionSetId;
use crate::right::{Right, Role};
use crate::who::User;

/// A user as Administrators see them.
#[derive(Clone, Debug)]
pub struct Member {
    /// The id.
    pub id: UserId,
    /// The display name.
    pub name: String,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// Full-time or collaborator.
    pub kind: UserKind,
    /// Whether they can sign in, and if not, why.
    pub standing: Standing,
    /// When they were added or invited first.
    pub made_at: Time,
    /// When they were last seen, to within some minutes; known while they are signed in somewhere.
    pub seen_at: Option<Time>,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
}

/// Whether a user can sign in, and if not, why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// They can.
    Active,
    /// They were invited and have not joined; the link is over at this time.
    Invited(Time),
    /// They were deactivated.
    Inactive,
}

/// An Administrator changes a user.
pub enum Edit {}
/// An Administrator deactivates one who is active.
pub enum Deactivate {}
/// An Administrator activates one who was deactivated.
pub enum Activate {}
/// An Administrator invites somebody once more.
pub enum Resend {}
/// An Administrator takes an invitation back.
pub enum Withdraw {}

sql! {
    FIND = "select u.id, u.name, u.email, u.kind, u.active, i.ends_at, u.made_at,
        (select max(coalesce(s.seen_at, s.made_at)) from session s
            where s.org_id = u.org_id and s.kind = 'user' and s.holder_id = u.id),
        exists (select 1 from second_factor f where f.org_id = u.org_id and f.user_id = u.id)
        from app_user u
        left join invitation i on i.org_id = u.org_id and i.user_id = u.id
        where u.org_id = $1 and u.id = $2 and /*see*/$3/*end*/";
    ALL = "select u.id, u.name, u.email, u.kind, u.active, i.ends_at, u.made_at,
        (select max(coalesce(s.seen_at, s.made_at)) from session s
            where s.org_id = u.org_id and s.kind = 'user' and s.holder_id = u.id),
        exists (select 1 from second_factor f where f.org_id = u.org_id and f.user_id = u.id)
        from app_user u
        left join invitation i on i.org_id = u.org_id and i.user_id = u.id
        where u.org_id = $1 order by u.name, u.id";
    GRANTED = "select user_id, role, null from user_role where org_id = $1
        union all select user_id, null, set_id from user_permission_set where org_id = $1 order by 1, 2, 3";
    GRANTED_TO = "select user_id, role, null from user_role where org_id = $1 and user_id = $2
        union all select user_id, null, set_id from user_permission_set where org_id = $1 and user_id = $2 order by 1, 2, 3";
}

type Granted = (UserId, Option<Role>, Option<PermissionSetId>);

impl View<User> {
    /// Every user, invited and deactivated ones included, with what they are given, by name. For Administrators.
    pub async fn members(&self) -> Result<Vec<(Member, Grants)>, Fault> {
        self.who().must(Right::Administer)?;
        let members: Vec<Member> = self.reader().all(ALL.with(params![self.org()])).await?;
        let granted: Vec<Granted> = self.reader().all(GRANTED.with(params![self.org()])).await?;
        let with = |member: Member| {
            let grants = member.grants(granted.iter());
            (member, grants)
        };
        Ok(members.into_iter().map(with).collect())
    }

    /// What a user is given.
    pub async fn grants(&self, member: &Member) -> Result<Grants, Fault> {
        let granted: Vec<Granted> =
            self.reader().all(GRANTED_TO.with(params![self.org(), member.id])).await?;
        Ok(member.grants(granted.iter()))
    }
}

impl Member {
    fn grants<'a>(&self, granted: impl Iterator<Item = &'a Granted>) -> Grants {
        let own: Vec<&Granted> = granted.filter(|(user, ..)| *user == self.id).collect();
        Grants {
            kind: self.kind,
            roles: own.iter().filter_map(|(_, role, _)| *role).collect(),
            sets: own.iter().filter_map(|(.., set)| *set).collect(),
        }
    }
}

impl Visible<User> for Member {
    type Noun = Profile;
    const TABLE: &'static str = "u";

    fn find(who: &User, id: UserId) -> Call<'static> {
        FIND.with(params![who.org, id, who.may(Right::Administer)])
    }
}

impl Rule<User, Edit> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        Ok(())
    }
}

impl Rule<User, Deactivate> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        while_(self.standing == Standing::Active)
    }
}

impl Rule<User, Activate> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        while_(self.standing == Standing::Inactive)
    }
}

impl Rule<User, Resend> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        while_(matches!(self.standing, Standing::Invited(_)))
    }
}

impl Rule<User, Withdraw> for Member {
    fn allows(&self, _: &User) -> Result<(), &'static Code> {
        while_(matches!(self.standing, Standing::Invited(_)))
    }
}

/// Administrators alone see a member; what they may do follows from how it stands.
fn while_(is_so: bool) -> Result<(), &'static Code> {
    if is_so { Ok(()) } else { Err(&code::STATE_CHANGED) }
}

impl db::FromRow for Member {
    fn from_row(row: &db::Row<'_>) -> Result<Self, Fault> {
        let (active, invited): (bool, Option<Time>) = (row.get(4)?, row.get(5)?);
        let standing = match (active, invited) {
            (true, _) => Standing::Active,
            (false, Some(ends_at)) => Standing::Invited(ends_at),
            (false, None) => Standing::Inactive,
        };
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
            kind: row.get(3)?,
            standing,
            made_at: row.get(6)?,
            seen_at: row.get(7)?,
            has_second_factor: row.get(8)?,
        })
    }
}
