//! Who can see a customer, and who may do what about one.

use db::{Call, params, sql};
use kernel::{Code, Fault, Id, base_codes};

use super::{Address, CustomerId, Person};
use crate::act::{Rule, Visible};
use crate::code;
use crate::right::Right;
use crate::who::User;

/// A user ends all sessions.
pub enum SignOut {}
/// A user merges the customer with another.
pub enum Merge {}
/// A user says that an address is the customer's.
pub enum Confirm {}
/// A user takes an address from the customer.
pub enum Part {}

sql! {
    MOVED = "select into_id from merged_customer where org_id = $1 and id = $2";
    FIND = "select c.id, c.name, c.language, c.zone, c.blocked, c.wants_mail from customer c
        where c.org_id = $1 and c.id = $2 and /*see*/$3/*end*/";
    FIND_ADDRESS = "select a.id, a.customer_id, a.kind, a.address, a.standing,
            exists (select 1 from customer_address o where o.org_id = $1 and o.kind = a.kind and o.key = a.key
                and o.customer_id <> a.customer_id and o.standing in ('proven', 'wrote', 'verified')),
            exists (select 1 from customer_address o where o.org_id = $1 and o.kind = a.kind and o.key = a.key
                and o.customer_id <> a.customer_id and o.standing = 'apart')
        from customer_address a where a.org_id = $1 and a.id = $2 and /*see*/$3/*end*/";
}

impl Visible<User> for Person {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &User, id: Id<Self>) -> Call<'static> {
        FIND.with(params![who.org, id, who.may(Right::Read)])
    }

    fn moved(who: &User, id: Id<Self>) -> Option<Call<'static>> {
        Some(MOVED.with(params![who.org, id]))
    }
}

impl Visible<User> for Address {
    type Noun = Self;
    const TABLE: &'static str = "a";

    fn find(who: &User, id: Id<Self>) -> Call<'static> {
        FIND_ADDRESS.with(params![who.org, id, who.may(Right::Read)])
    }
}

impl Rule<User, SignOut> for Person {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::SignOut) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Rule<User, Merge> for Person {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::MergeCustomers) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Rule<User, Confirm> for Address {
    /// Nothing is left to be said of one that selects its customer already, and beside whom nobody is apart.
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        match self.standing.is_strong() && !self.is_shared && !self.is_apart {
            _ if !who.may(Right::Identify) => Err(&code::MAY_NOT),
            true => Err(&code::STATE_CHANGED),
            false => Ok(()),
        }
    }
}

impl Rule<User, Part> for Address {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::Identify) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Person {
    /// The names of what the user may do about the customer now, by the rules that the verbs ask.
    pub fn may(&self, who: &User) -> Vec<&'static str> {
        let asked = [
            ("sign_out", Rule::<User, SignOut>::allows(self, who)),
            ("merge", Rule::<User, Merge>::allows(self, who)),
        ];
        asked.into_iter().filter(|(_, answer)| answer.is_ok()).map(|(name, _)| name).collect()
    }
}

impl Address {
    /// Refuses another customer's address as if it were not there.
    pub fn is_of(&self, customer: CustomerId) -> Result<(), Fault> {
        if self.customer == customer { Ok(()) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
    }

    /// The names of what the user may do about the address now, by the rules that the verbs ask.
    pub fn may(&self, who: &User) -> Vec<&'static str> {
        let asked = [
            ("confirm", Rule::<User, Confirm>::allows(self, who)),
            ("part", Rule::<User, Part>::allows(self, who)),
        ];
        asked.into_iter().filter(|(_, answer)| answer.is_ok()).map(|(name, _)| name).collect()
    }
}
