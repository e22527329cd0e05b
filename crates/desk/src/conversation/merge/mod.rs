//! Merging: everything of one conversation goes into another of the same customer, whose timeline is one from then on,
//! in the order of time. The one that went is found under its old id and number where the other is (product P14).

mod order;
mod store;

use db::Statement;
use kernel::Fault;
use serde_json::json;

use super::{Conversation, ConversationId, Merge, Status, again, facts, verbs};
use crate::act::{Act, Allowed};
use crate::code;
use crate::delivery;
use crate::who::User;
use order::Order;

/// The most messages of both together: they are put in order and indexed anew in one transaction.
const MOST: i64 = 2_000;

impl Conversation {
    /// Merges one conversation into another and answers the one that is there now. One that was merged into it before
    /// is left as it is. Refused with `merge_customers` where they are not the same customer's.
    pub async fn merge(
        act: &mut Act<User>,
        from: ConversationId,
        into: ConversationId,
    ) -> Result<ConversationId, Fault> {
        if from == into {
            return Err(Fault::new(&code::MERGE_ITSELF));
        }
        // In the order of their ids, so that two merges of the same two never wait for each other.
        let first = act.open::<Merge, Self>(from.min(into)).await?;
        let second = act.open::<Merge, Self>(from.max(into)).await?;
        let (from, into) = if from < into { (first, second) } else { (second, first) };
        if from.id != into.id {
            into.take_in(act, &from).await?;
        }
        Ok(into.id)
    }
}

impl Allowed<Conversation, Merge> {
    async fn take_in(&self, act: &mut Act<User>, from: &Self) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if from.customer != self.customer {
            return Err(Fault::new(&code::MERGE_CUSTOMERS));
        }
        let order = Order::of(store::said(act, self, from, MOST).await?);
        if order.len() > MOST {
            return Err(Fault::new(&code::MERGE_TOO_LONG));
        }
        let marks = store::marks(act, self, from).await?;
        store::move_all(act, from, self).await?;
        store::put_in_order(act, self.id, &order).await?;
        store::mark(act, self.id, &order.marks(&marks)).await?;
        store::show(act, self, from, &order).await?;
        delivery::lead(act, from, self.id).await?;
        store::leave(act, from, self.id).await?;
        index(act, &order.shown_on(self)).await?;
        self.tell(act, from).await
    }

    /// What somebody still waits for must not vanish in a conversation that is done.
    async fn tell(&self, act: &mut Act<User>, from: &Conversation) -> Result<(), Fault> {
        let (here, there) = (self.id.to_string(), from.id.to_string());
        act.announce(facts::MOVED, there, json!({ "into": self.id })).await?;
        act.announce(
            facts::MERGED,
            here,
            json!({ "from": from.id, "number": from.number, "shown": from.shown_seq > 0 }),
        )
        .await?;
        if from.status == Status::Open && self.status != Status::Open {
            verbs::reopen(act, self).await?;
        }
        Ok(())
    }
}

async fn index(act: &mut Act<User>, conversation: &Conversation) -> Result<(), Fault> {
    let place = (act.org(), act.desk().db().dialect());
    let writer = act.writer().await?;
    again::index_newest(writer, place, conversation, MOST).await?;
    super::redact::store::show(writer, place.0, conversation).await
}

/// Every statement about merging.
pub(super) fn statements() -> Vec<&'static Statement> {
    store::STATEMENTS.to_vec()
}
