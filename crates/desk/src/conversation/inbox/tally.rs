//! How many conversations each saved search shows. One count by everything that a search narrows to answers all searches
//! of all users, and the larger it is the longer it is kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use db::{Call, params, sql};
use kernel::{Fault, OrgId, Time};

use super::super::{ConversationId, Status};
use super::counts::{COUNTED, Count};
use super::having::HAVING;
use super::list::{
    BY_CHANNEL, OF_BRAND, OF_NOBODY, OF_PRIORITY, OF_STATUS, OF_TEAM, OF_USER, TAGGED, narrowed,
};
use super::query::{Holder, ListQuery, Shelf};
use crate::act::View;
use crate::brand::BrandId;
use crate::user::{TeamId, UserId};
use crate::who::User;

/// Counted conversations for each millisecond that a count is kept: one of 100,000 for a second.
const KEPT: i64 = 100;

// That nothing done is meant stands as words, so that the partial index answers.
sql! {
    ALIKE = "select assignee_id, team_id, brand_id, priority, channels, count(*) from conversation
        where org_id = $1 and status = $2 and status <> 'done'
        group by assignee_id, team_id, brand_id, priority, channels";
    NUMBER = "select count(*) from (select 1 as one from conversation c
            where c.org_id = $1 and c.status <> 'done' {conditions} limit 1001) counted"
        with [OF_STATUS, OF_USER, OF_NOBODY, OF_TEAM, OF_BRAND, OF_PRIORITY, BY_CHANNEL, TAGGED, HAVING];
    SOME = "select assignee_id, team_id, brand_id, priority, channels, case when status = $2 then 1 else 0 end
        from conversation where org_id = $1 and id in ($list)";
}

/// Conversations that are alike in all that is asked for.
struct Group {
    assignee: Option<UserId>,
    team: Option<TeamId>,
    brand: BrandId,
    priority: i64,
    channels: i64,
    count: i64,
}

db::columns!(Group: assignee, team, brand, priority, channels, count);

/// The counts of every organization, while they are kept.
#[derive(Clone, Default)]
pub(crate) struct Tallies(Arc<Mutex<BTreeMap<(OrgId, Status), Kept>>>);

#[derive(Clone)]
struct Kept {
    at: Time,
    groups: Arc<Vec<Group>>,
}

impl View<User> {
    /// How many conversations a search shows; nothing for one that looks for words, for what is done, for one customer, for
    /// mentions, or for a tag and a value at once.
    pub async fn count_of(&self, query: &ListQuery) -> Result<Option<Count>, Fault> {
        self.reads()?;
        let is_own = query.filters.customer.is_none() && query.shelf != Shelf::Mentions;
        let is_counted = is_own && query.words.trim().is_empty();
        let Some(status) = query.status().filter(|status| is_counted && *status != Status::Done) else {
            return Ok(None);
        };
        let number = match (&query.filters.tag, &query.filters.wanted) {
            (None, None) => self.sum(query, self.tally(status).await?.as_slice()),
            (Some(tag), None) => {
                let call = |call: Call<'static>| call.and(&TAGGED, params![tag.clone()]);
                self.few_or_counted(query, status, (self.with_rare_tag(tag).await?, call)).await?
            }
            (None, Some(wanted)) => match self.span(wanted).await? {
                Some(span) => {
                    let call = |call: Call<'static>| span.narrow(call);
                    self.few_or_counted(query, status, (self.having_rare(&span).await?, call)).await?
                }
                None => 0,
            },
            (Some(_), Some(_)) => return Ok(None),
        };
        Ok(Some(Count { number: number.min(COUNTED), is_capped: number > COUNTED }))
    }

    /// Of a rare tag or value every conversation is read by its id: an index by status would lead through all that is
    /// open. Others are counted, narrowed further to those that have it.
    async fn few_or_counted(
        &self,
        query: &ListQuery,
        status: Status,
        (rare, narrow): (Option<Vec<ConversationId>>, impl Fn(Call<'static>) -> Call<'static>),
    ) -> Result<i64, Fault> {
        let Some(rare) = rare else {
            let call = narrowed(NUMBER.with(params![self.org()]), query, self.who());
            let (number,) = self.reader().one(narrow(call)).await?;
            return Ok(number);
        };
        if rare.is_empty() {
            return Ok(0);
        }
        let list = rare.iter().flat_map(|id| params![id]).collect();
        let groups: Vec<Group> = self.reader().all(SOME.with(params![self.org(), status]).list(list)).await?;
        Ok(self.sum(query, &groups))
    }

    fn sum(&self, query: &ListQuery, groups: &[Group]) -> i64 {
        let fitting = groups.iter().filter(|group| group.fits(query, self.who()));
        fitting.map(|group| group.count).sum()
    }

    async fn tally(&self, status: Status) -> Result<Arc<Vec<Group>>, Fault> {
        let (place, now) = ((self.org(), status), self.now());
        if let Some(groups) = self.desk().tallies().kept(place, now) {
            return Ok(groups);
        }
        let groups = Arc::new(self.reader().all(ALIKE.with(params![self.org(), status])).await?);
        self.desk().tallies().keep(place, Kept { at: now, groups: groups.clone() });
        Ok(groups)
    }
}

impl Group {
    fn fits(&self, query: &ListQuery, who: &User) -> bool {
        let filters = &query.filters;
        let is_held = match query.holder(who) {
            Some(Holder::User(user)) => self.assignee == Some(user),
            Some(Holder::Nobody) => self.assignee.is_none(),
            None => true,
        };
        is_held
            && filters.team.is_none_or(|team| self.team == Some(team))
            && filters.brand.is_none_or(|brand| self.brand == brand)
            && filters.priority.is_none_or(|priority| self.priority == priority)
            && filters.channel.is_none_or(|channel| self.channels & channel.bit() != 0)
    }
}

impl Tallies {
    fn kept(&self, place: (OrgId, Status), now: Time) -> Option<Arc<Vec<Group>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&place).filter(|kept| kept.is_fresh(now)).map(|kept| kept.groups.clone())
    }

    /// Of an organization whose count is quickly made again nothing is kept.
    fn keep(&self, place: (OrgId, Status), new: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if new.millis() > 0 {
            kept.insert(place, new);
        } else {
            kept.remove(&place);
        }
    }
}

impl Kept {
    fn is_fresh(&self, now: Time) -> bool {
        let age = now.millis_since(self.at);
        (0..self.millis()).contains(&age)
    }

    fn millis(&self) -> i64 {
        self.groups.iter().map(|group| group.count).sum::<i64>() / KEPT
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::{Id, Random, Time};

    use super::{Group, Kept};

    #[test]
    fn w1_a_count_is_kept_the_longer_the_larger_it_is() {
        let at = Time(1_790_000_000_000);
        let brand = Id::new(at, &Random::seeded(1));
        let kept = |count| {
            let group = Group { assignee: None, team: None, brand, priority: 3, channels: 1, count };
            Kept { at, groups: Arc::new(vec![group]) }
        };
        assert!(!kept(99).is_fresh(at), "a small one not at all");
        let large = kept(100_000);
        assert!(large.is_fresh(at) && large.is_fresh(at.plus_millis(999)));
        assert!(!large.is_fresh(at.plus_millis(1_000)) && !large.is_fresh(at.plus_millis(-1)));
    }
}
