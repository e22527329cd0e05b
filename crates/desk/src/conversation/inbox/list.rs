//! The lists of the inbox: newest activity first, every one through an index in its own order.

use db::{Call, Condition, params, sql};
use kernel::{Cursor, Fault};
use markup::Query;

use super::super::ConversationId;
use super::super::words::{self, Finder};
use super::having::{HAVING, Span};
use super::query::{Holder, ListQuery, Shelf};
use super::row::Row;
use crate::act::View;
use crate::who::{User, Who};

/// Rows of a page.
pub const PAGE: u32 = 50;
/// The most conversations a search answers.
const FOUND: usize = 200;
/// No more conversations than this are looked up one by one; more of a tag, or of a combination, are met soon on the way
/// down the list.
pub(super) const RARE: u32 = 200;

pub(super) static OF_STATUS: Condition = Condition("and c.status = $?");
pub(super) static OF_USER: Condition = Condition("and c.assignee_id = $?");
pub(super) static OF_NOBODY: Condition = Condition("and c.assignee_id is null");
pub(super) static OF_TEAM: Condition = Condition("and c.team_id = $?");
pub(super) static OF_BRAND: Condition = Condition("and c.brand_id = $?");
pub(super) static OF_PRIORITY: Condition = Condition("and c.priority = $?");
pub(super) static BY_CHANNEL: Condition = Condition("and (c.channels & $?) <> 0");
pub(super) static TAGGED: Condition = Condition(
    "and exists (select 1 from conversation_tag g where g.org_id = c.org_id and g.conversation_id = c.id and g.tag = $?)",
);
static AMONG: Condition = Condition("and c.id in ($list)");
static BEFORE: Condition = Condition("and (c.activity_at, c.id) < ($?, $?)");
static OF_CUSTOMER: Condition = Condition("and c.customer_id = $?");

// Limits stand as numbers: PostgreSQL plans for a tenth of all rows where it is not told how many are wanted, and then
// plans anew for every page, because a plan that is kept seems worse.
sql! {
    LIST = "select c.id, c.number, c.subject, c.status, c.priority, c.snoozed_until, c.activity_at, c.excerpt, c.channels,
            m.channel, m.direction, c.last_in_seq > coalesce(r.seq, 0),
            coalesce(nullif(p.name, ''), (select min(a.address) from customer_address a
                where a.org_id = c.org_id and a.customer_id = c.customer_id), ''),
            c.assignee_id, u.name, c.team_id, t.name, b.title, b.is_default
        from conversation c
        join customer p on p.org_id = c.org_id and p.id = c.customer_id
        join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join message m on m.org_id = c.org_id and m.seq = c.last_seq
        left join app_user u on u.org_id = c.org_id and u.id = c.assignee_id
        left join team t on t.org_id = c.org_id and t.id = c.team_id
        left join read_mark r on r.org_id = c.org_id and r.reader = $2 and r.conversation_id = c.id
        where c.org_id = $1 {conditions}
        order by c.activity_at desc, c.id desc limit 51"
        with [OF_STATUS, OF_USER, OF_NOBODY, OF_TEAM, OF_BRAND, OF_PRIORITY, BY_CHANNEL, TAGGED, HAVING, AMONG, BEFORE,
            OF_CUSTOMER];
    FEW = "select c.id from conversation c where c.org_id = $1 and c.status <> 'done' {conditions} limit 201"
        with [OF_STATUS, OF_USER, OF_NOBODY, OF_TEAM, OF_BRAND, OF_PRIORITY, BY_CHANNEL, TAGGED, HAVING, OF_CUSTOMER];
    WITH_TAG = "select conversation_id from conversation_tag where org_id = $1 and tag = $2 limit $3";
    TAGS_OF = "select conversation_id, tag from conversation_tag where org_id = $1 and conversation_id in ($list) order by tag";
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct List {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl View<User> {
    /// A page of the inbox (W1).
    pub async fn inbox(&self, query: &ListQuery) -> Result<List, Fault> {
        self.reads()?;
        let none = List { rows: Vec::new(), next: None };
        let span = match &query.filters.wanted {
            Some(wanted) => match self.span(wanted).await? {
                Some(span) => Some(span),
                None => return Ok(none),
            },
            None => None,
        };
        let mut call = call(query, span.as_ref(), self.who());
        if let Some(among) = self.among(query, span.as_ref()).await? {
            if among.is_empty() {
                return Ok(none);
            }
            call = call.and(&AMONG, params![]).list(among.iter().flat_map(|id| params![id]).collect());
        }
        let mut rows: Vec<Row> = self.reader().all(call).await?;
        let has_more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        self.add_tags(&mut rows).await?;
        let next = rows.last().filter(|_| has_more);
        let next = next.map(|row| Cursor { time: row.activity_at, id: row.id.bytes() });
        Ok(List { rows, next })
    }

    /// The few conversations that the view, a search, a rare tag or a rare combination narrows to; nothing where none
    /// does.
    async fn among(
        &self,
        query: &ListQuery,
        span: Option<&Span>,
    ) -> Result<Option<Vec<ConversationId>>, Fault> {
        let found = self.found(query, span).await?;
        if query.shelf != Shelf::Mentions {
            let is_looked_for = found.is_none() && query.is_combination();
            return if is_looked_for { self.few(query, span).await } else { Ok(found) };
        }
        let mut mentioned = self.mentioned_in().await?;
        if let Some(found) = found {
            mentioned.retain(|id| found.contains(id));
        }
        Ok(Some(mentioned))
    }

    /// The conversations of a combination, where they are few: an index that is not in the list's order holds all it is
    /// told by. Many are met soon on the way down the list.
    async fn few(
        &self,
        query: &ListQuery,
        span: Option<&Span>,
    ) -> Result<Option<Vec<ConversationId>>, Fault> {
        let mut call = narrowed(FEW.with(params![self.org()]), query, self.who());
        if let Some(tag) = &query.filters.tag {
            call = call.and(&TAGGED, params![tag]);
        }
        if let Some(span) = span {
            call = span.narrow(call);
        }
        let few: Vec<(ConversationId,)> = self.reader().all(call).await?;
        Ok((few.len() <= RARE as usize).then(|| few.into_iter().map(|(id,)| id).collect()))
    }

    async fn found(
        &self,
        query: &ListQuery,
        span: Option<&Span>,
    ) -> Result<Option<Vec<ConversationId>>, Fault> {
        let typed = Query::parse(&query.words);
        if !typed.is_empty() {
            let dialect = self.desk().db().dialect();
            let finder = Finder::User(self.org());
            return words::find(self.reader(), dialect, &finder, &typed, FOUND).await.map(Some);
        }
        let tagged = match &query.filters.tag {
            Some(tag) => self.with_rare_tag(tag).await?,
            None => None,
        };
        match (tagged, span) {
            (None, Some(span)) => self.having_rare(span).await,
            (tagged, _) => Ok(tagged),
        }
    }

    /// The conversations with a tag, where they are so few that they are looked up one by one.
    pub(super) async fn with_rare_tag(&self, tag: &str) -> Result<Option<Vec<ConversationId>>, Fault> {
        let call = WITH_TAG.with(params![self.org(), tag, RARE + 1]);
        let tagged: Vec<(ConversationId,)> = self.reader().all(call).await?;
        Ok((tagged.len() <= RARE as usize).then(|| tagged.into_iter().map(|(id,)| id).collect()))
    }

    async fn add_tags(&self, rows: &mut [Row]) -> Result<(), Fault> {
        if rows.is_empty() {
            return Ok(());
        }
        let list = rows.iter().flat_map(|row| params![row.id]).collect();
        let tags: Vec<(ConversationId, String)> =
            self.reader().all(TAGS_OF.with(params![self.org()]).list(list)).await?;
        for (id, tag) in tags {
            rows.iter_mut().filter(|row| row.id == id).for_each(|row| row.tags.push(tag.clone()));
        }
        Ok(())
    }
}

/// The first statement of a page, narrowed as asked.
fn call<'a>(query: &'a ListQuery, span: Option<&Span>, who: &User) -> Call<'a> {
    let mut call = narrowed(LIST.with(params![who.org, who.actor()]), query, who);
    if let Some(tag) = &query.filters.tag {
        call = call.and(&TAGGED, params![tag]);
    }
    if let Some(span) = span {
        call = span.narrow(call);
    }
    if let Some(after) = query.after {
        call = call.and(&BEFORE, params![after.time, ConversationId::from_bytes(after.id)]);
    }
    call
}

/// A statement over conversations `c`, narrowed to what a question asks of their own columns.
pub(super) fn narrowed<'a>(mut call: Call<'a>, query: &ListQuery, who: &User) -> Call<'a> {
    let filters = &query.filters;
    if let Some(status) = query.status() {
        call = call.and(&OF_STATUS, params![status]);
    }
    call = match query.holder(who) {
        Some(Holder::User(user)) => call.and(&OF_USER, params![user]),
        Some(Holder::Nobody) => call.and(&OF_NOBODY, params![]),
        None => call,
    };
    if let Some(team) = filters.team {
        call = call.and(&OF_TEAM, params![team]);
    }
    if let Some(customer) = filters.customer {
        call = call.and(&OF_CUSTOMER, params![customer]);
    }
    if let Some(brand) = filters.brand {
        call = call.and(&OF_BRAND, params![brand]);
    }
    if let Some(priority) = filters.priority {
        call = call.and(&OF_PRIORITY, params![priority]);
    }
    if let Some(channel) = filters.channel {
        call = call.and(&BY_CHANNEL, params![channel.bit()]);
    }
    call
}

#[cfg(test)]
mod tests {
    use super::{FEW, LIST, PAGE, RARE};

    #[test]
    fn a_page_and_one_more_are_read() {
        assert_eq!(LIST.sqlite.matches(&format!("limit {}", PAGE + 1)).count(), 1);
        assert_eq!(FEW.sqlite.matches(&format!("limit {}", RARE + 1)).count(), 1);
    }
}
