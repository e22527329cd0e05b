//! Who manages forms, and who fills them.

use db::{Call, Condition, FromRow, Row, params, sql};
use kernel::{Code, EmailAddress, Fault, OrgId};

use super::{Form, FormAudience, FormId, Manner, field};
use crate::act::{Act, Rule, Visible};
use crate::code;
use crate::conversation::Priority;
use crate::customer::CustomerId;
use crate::kb::{KbId, Site};
use crate::right::Right;
use crate::who::{Customer, Public, System, User, Who};

/// Somebody changes, publishes or deletes a form.
pub enum Edit {}

static MANAGED: Condition = Condition("and f.id = $? and /*see*/$?/*end*/");
static SHOWN: Condition =
    Condition("and f.hash = $? and /*see*/f.kb_id = $?/*end*/ and /*see*/f.published/*end*/");
static FILLED: Condition = Condition("and f.id = $?");

sql! {
    FIND = "select f.id, f.kb_id, f.hash, f.name, f.fields, f.published, f.audience, f.suggests, f.hooked, f.returns, f.tag,
        f.team_id, f.priority, f.told, f.revision from form f where f.org_id = $1 {conditions}" with [MANAGED, SHOWN, FILLED];
}

/// Somebody who fills a form: a stranger, or a signed-in customer.
pub trait Submits: Who {
    /// At which knowledge base.
    fn site(&self) -> &Site;
    /// Who it is, where that is known.
    fn sender(&self) -> Option<Sender<'_>>;
    /// Sees to it that whoever sends is there until the act is done; `customer_moved` where they were just merged.
    fn stay(act: &mut Act<Self>) -> impl Future<Output = Result<(), Fault>> + Send
    where
        Self: Sized;
}

/// Who is known to send.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The customer.
    pub id: CustomerId,
    /// What they are called.
    pub name: &'a str,
    /// The address that was proven at sign-in.
    pub address: &'a EmailAddress,
}

impl Submits for Public {
    fn site(&self) -> &Site {
        &self.site
    }

    fn sender(&self) -> Option<Sender<'_>> {
        None
    }

    async fn stay(_: &mut Act<Self>) -> Result<(), Fault> {
        Ok(())
    }
}

impl Submits for Customer {
    fn site(&self) -> &Site {
        &self.site
    }

    fn sender(&self) -> Option<Sender<'_>> {
        Some(Sender { id: self.id, name: &self.name, address: &self.address })
    }

    async fn stay(act: &mut Act<Self>) -> Result<(), Fault> {
        act.stay().await
    }
}

impl Visible<User> for Form {
    type Noun = Self;
    const TABLE: &'static str = "f";

    fn find(who: &User, id: FormId) -> Call<'static> {
        FIND.with(params![who.org]).and(&MANAGED, params![id, who.may(Right::ManageContent)])
    }
}

impl Visible<System> for Form {
    type Noun = Self;
    const TABLE: &'static str = "f";

    fn find(who: &System, id: FormId) -> Call<'static> {
        Self::filled(who.org(), id)
    }
}

/// An operator.
impl Rule<System, Edit> for Form {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        Ok(())
    }
}

impl Rule<User, Edit> for Form {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Form {
    /// The one at this address of a knowledge base, as long as it is published.
    pub(super) fn at(org: OrgId, hash: &str, kb: KbId) -> Call<'_> {
        FIND.with(params![org]).and(&SHOWN, params![hash, kb])
    }

    /// The one of this id, published or not: that somebody filled, or an operator designs.
    pub(super) fn filled(org: OrgId, id: FormId) -> Call<'static> {
        FIND.with(params![org]).and(&FILLED, params![id])
    }
}

impl FromRow for Form {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (audience, returns, priority): (FormAudience, String, i64) =
            (row.get(6)?, row.get(9)?, row.get(12)?);
        let unread = || Fault::internal("a stored priority is none");
        let manner = Manner {
            audience,
            suggests: row.get(7)?,
            is_hooked: row.get(8)?,
            returns: returns.lines().map(str::to_owned).collect(),
            tag: row.get(10)?,
            team: row.get(11)?,
            priority: Priority::new(priority).ok_or_else(unread)?,
        };
        Ok(Self {
            id: row.get(0)?,
            kb: row.get(1)?,
            hash: row.get(2)?,
            name: row.get(3)?,
            fields: field::stored(&row.get::<String>(4)?)?,
            is_published: row.get(5)?,
            manner,
            told: row.get(13)?,
            revision: row.get(14)?,
        })
    }
}
