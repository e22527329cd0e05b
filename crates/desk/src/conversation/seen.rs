//! Which conversations a customer's list shows: the own ones, and where the address does not select a customer (A4)
//! also others' whose messages used it. A search narrows these.

use std::collections::BTreeSet;

use db::{Call, Condition, params, sql};
use kernel::Fault;
use markup::Query;

use super::ConversationId;
use super::words::{self, Finder};
use crate::act::View;
use crate::customer::CustomerId;
use crate::who::Customer;

/// The most conversations a search answers.
const FOUND: usize = 200;
/// The most ids one statement takes.
const LISTED: usize = 256;

pub(super) static OWN: Condition = Condition("and /*see*/c.customer_id = $?/*end*/");
pub(super) static OWN_OR_USED: Condition =
    Condition("and /*see*/(c.customer_id = $? or c.id in ($list))/*end*/");
pub(super) static AMONG: Condition = Condition("and c.id in ($list)");

sql! {
    BY_ADDRESS = "select distinct m.conversation_id, c.customer_id from message m
        join conversation c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.org_id = $1 and m.address <> '' and /*see*/m.address = $2/*end*/ and /*see*/m.shown/*end*/
        order by m.conversation_id desc limit 256";
}

/// What one customer's list shows. Whoever asks for a list without it gets none.
pub(super) struct Seen {
    customer: CustomerId,
    /// Others' conversations that used the address, and whose they are.
    used: Vec<(ConversationId, CustomerId)>,
    /// What a search found among all of these; empty where nothing was searched.
    found: Vec<ConversationId>,
}

impl Seen {
    /// What this customer sees of what the typed words find; nothing when they find nothing.
    pub(super) async fn of(view: &View<Customer>, typed: &str) -> Result<Option<Self>, Fault> {
        let (org, address) = (view.org(), view.who().seen_address());
        let used = match address.as_str() {
            "" => Vec::new(),
            address => view.reader().all(BY_ADDRESS.with(params![org, address])).await?,
        };
        let mut seen = Self { customer: view.who().id, used, found: Vec::new() };
        let query = Query::parse(typed);
        if query.is_empty() {
            return Ok(Some(seen));
        }
        seen.found = seen.find(view, &query).await?;
        Ok((!seen.found.is_empty()).then_some(seen))
    }

    /// The index is asked customer by customer; of others' conversations those that are seen are kept.
    async fn find(&self, view: &View<Customer>, query: &Query) -> Result<Vec<ConversationId>, Fault> {
        let holders: BTreeSet<CustomerId> =
            self.used.iter().map(|(_, holder)| *holder).chain([self.customer]).collect();
        let dialect = view.desk().db().dialect();
        let mut found = Vec::new();
        for holder in holders {
            let finder = Finder::Customer(view.org(), holder);
            let hits = words::find(view.reader(), dialect, &finder, query, FOUND).await?;
            let is_seen =
                |id: &ConversationId| holder == self.customer || self.used.iter().any(|(used, _)| used == id);
            found.extend(hits.into_iter().filter(is_seen));
        }
        found.truncate(LISTED);
        Ok(found)
    }

    /// Narrows a list to it. One list of ids serves both conditions, because what was found is seen.
    pub(super) fn narrow<'a>(&self, call: Call<'a>) -> Call<'a> {
        let visible = if self.used.is_empty() { &OWN } else { &OWN_OR_USED };
        let call = call.and(visible, params![self.customer]);
        if !self.found.is_empty() {
            return call.and(&AMONG, params![]).list(self.found.iter().flat_map(|id| params![*id]).collect());
        }
        if self.used.is_empty() {
            return call;
        }
        call.list(self.used.iter().flat_map(|(id, _)| params![*id]).collect())
    }
}
