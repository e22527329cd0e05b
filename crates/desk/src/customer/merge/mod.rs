//! Merging: everything of one customer becomes another's, who is found under the old id from then on (W4). Addresses stay
//! as proven as they were, and A4 decides which of them select the customer that is left.

mod addresses;
mod outlook;
mod store;

use db::Statement;
use kernel::Fault;
use serde_json::json;

use super::{CustomerId, Merge, Person, facts};
use crate::act::{Act, Allowed};
use crate::attribute::{self, Object};
use crate::audit::Change;
use crate::code;
use crate::conversation;
use crate::session;
use crate::who::{User, Who};

pub use outlook::{Candidate, MergeOutlook, Reach};

/// The most messages of the one that goes: they are indexed anew in one transaction.
const MOST: i64 = 2_000;

impl Person {
    /// Merges one customer into another and answers the one that is there now. Two that are one already are left as they
    /// are; `state_changed` where either was merged into somebody else since who acts saw it.
    pub async fn merge(act: &mut Act<User>, from: CustomerId, into: CustomerId) -> Result<CustomerId, Fault> {
        if from == into {
            return Err(Fault::new(&code::CUSTOMER_ITSELF));
        }
        // In the order of their ids, so that two merges of the same two never wait for each other.
        let first = act.open::<Merge, Self>(from.min(into)).await?;
        let second = act.open::<Merge, Self>(from.max(into)).await?;
        if first.id == second.id {
            return Ok(first.id);
        }
        let (gone, kept) = if from < into { (first, second) } else { (second, first) };
        if (gone.id, kept.id) != (from, into) {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        kept.take_in(act, &gone).await?;
        Ok(kept.id)
    }
}

impl Allowed<Person, Merge> {
    async fn take_in(&self, act: &mut Act<User>, from: &Self) -> Result<(), Fault> {
        self.belongs_to(act)?;
        from.belongs_to(act)?;
        join(act, from, self).await
    }
}

/// Everything of one customer becomes the other's: conversations, addresses, values of attributes, sessions.
/// `customer_blocked` where only one of them is blocked, `customer_large` where the one that goes has too many messages.
pub(super) async fn join<W: Who>(act: &mut Act<W>, from: &Person, into: &Person) -> Result<(), Fault> {
    if from.blocked != into.blocked {
        return Err(Fault::new(&code::CUSTOMER_BLOCKED));
    }
    if conversation::messages_of(act, from.id, MOST).await? > MOST {
        return Err(Fault::new(&code::CUSTOMER_LARGE));
    }
    let names = addresses::names(act, from, into).await?;
    let conversations = conversation::give_all(act, from.id, into.id).await?;
    addresses::move_all(act, from.id, into.id).await?;
    let (org, ids) = (act.org(), (from.id.to_string(), into.id.to_string()));
    attribute::take_over(act.writer().await?, org, Object::Customer, (&ids.0, &ids.1)).await?;
    session::follow(act, from.id, into.id).await?;
    store::leave(act, from.id, into.id).await?;
    act.announce(facts::MOVED, ids.0, json!({ "into": into.id })).await?;
    let payload = json!({ "from": from.id, "conversations": conversations });
    act.announce_change(facts::MERGED, ids.1, (payload, Change::between(names.0, names.1))).await?;
    Ok(())
}

/// Every statement about merging.
pub(super) fn statements() -> Vec<&'static Statement> {
    [addresses::STATEMENTS, outlook::STATEMENTS, store::STATEMENTS].concat()
}
