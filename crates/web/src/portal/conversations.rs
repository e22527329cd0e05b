//! My Conversations.

use axum::extract::Query;
use desk::conversation::Status;
use desk::conversation::portal::{Filter, List, ListQuery, Listed, Order};
use desk::{Customer, View};
use serde::Deserialize;

use super::draft::Draft;
use super::pages::{Choice, ConversationNew, Conversations, Row, status};
use crate::answer::Answer;
use crate::marked::Marked;
use crate::page::draw;
use crate::url;
use crate::visit::{Visit, expect};

/// What the address of the list may say. Anything else in it is left alone.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "conversationStatus")]
    status: String,
    order: String,
    q: String,
    after: String,
}

/// The names of the orders in addresses.
static ORDERS: [(&str, Order); 4] = [
    ("activity-newest", Order::ActivityNewest),
    ("activity-oldest", Order::ActivityOldest),
    ("created-newest", Order::CreatedNewest),
    ("created-oldest", Order::CreatedOldest),
];

/// The most characters of a search (P3).
const MAX_SEARCH: usize = 200;

pub(crate) async fn list(view: View<Customer>, mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.expect_language_in_path()?;
    let mut asked = asked.cleaned();
    let place = format!("{} {}", view.who().id, asked.name());
    let after = view.desk().cursors().open(&asked.after, &place);
    if after.is_none() && !asked.after.is_empty() {
        asked.after.clear();
        visit.said = Some("flash-cursor-damaged".to_owned());
    }
    let query = ListQuery { filter: asked.filter(), order: asked.order(), words: asked.q.clone(), after };
    let list = view.conversations(&query).await?;
    let next = list.next.map(|cursor| view.desk().cursors().seal(cursor, &place));
    let customer = view.close();
    Ok(draw(&visit, Some(&customer), &page(&list, next, &asked, &visit))?)
}

pub(crate) async fn new(view: View<Customer>, visit: Visit) -> Answer {
    visit.expect_language_in_path()?;
    expect(visit.site.portal.new_conversation)?;
    let customer = view.close();
    let form = Draft::new(&visit).form(&visit, &customer, None);
    let page = ConversationNew { back_url: url::conversations(&visit.language), form };
    Ok(draw(&visit, Some(&customer), &page)?)
}

fn page(list: &List, next: Option<String>, asked: &Asked, visit: &Visit) -> Conversations {
    let here = url::conversations(&visit.language);
    let filters = [("all", ""), ("open", "open"), ("done", "done")];
    let status = if asked.status.is_empty() { "all" } else { &asked.status };
    Conversations {
        q: asked.q.clone(),
        status: status.to_owned(),
        order: (!asked.order.is_empty()).then(|| asked.order.clone()),
        clear_url: format!("{here}{}", query(&asked.status, &asked.order, "", "")),
        filters: filters
            .map(|(key, value)| Choice {
                key: key.to_owned(),
                url: format!("{here}{}", query(value, &asked.order, &asked.q, "")),
                current: key == status,
            })
            .into(),
        orders: ORDERS
            .map(|(key, order)| Choice {
                key: key.to_owned(),
                url: format!(
                    "{here}{}",
                    query(&asked.status, if order == Order::default() { "" } else { key }, &asked.q, "")
                ),
                current: order == asked.order(),
            })
            .into(),
        rows: list.rows.iter().map(|listed| row(listed, visit, asked)).collect(),
        newer_url: (!asked.after.is_empty())
            .then(|| format!("{here}{}", query(&asked.status, &asked.order, &asked.q, ""))),
        older_url: next
            .map(|after| format!("{here}{}", query(&asked.status, &asked.order, &asked.q, &after))),
        new_url: visit.site.portal.new_conversation.then(|| url::new_conversation(&visit.language)),
        action_url: here,
    }
}

/// A conversation as a row of this list: what was searched for is marked, and the way back leads to it.
pub(super) fn row(listed: &Listed, visit: &Visit, asked: &Asked) -> Row {
    Row {
        url: asked.remembered_by(&format!("{}#latest", url::conversation(&visit.language, listed.id))),
        number: listed.number,
        subject: Marked::of(&listed.subject, &asked.q),
        status: status(if listed.status == Status::Done { Status::Done } else { Status::Open }),
        unread: listed.unread,
        channels: listed.channels.iter().map(|channel| channel.name().to_owned()).collect(),
        activity_at: listed.activity_at.0,
        brand: listed.brand.clone(),
        excerpt: Marked::of(&listed.excerpt, &asked.q),
        excerpt_by_you: listed.excerpt_is_own,
    }
}

impl Asked {
    /// Without values that mean nothing.
    pub(super) fn cleaned(mut self) -> Self {
        if !matches!(self.status.as_str(), "open" | "done") {
            self.status.clear();
        }
        if !ORDERS.iter().any(|(name, _)| *name == self.order) {
            self.order.clear();
        }
        self.q = self.q.trim().chars().filter(|c| !c.is_control()).take(MAX_SEARCH).collect();
        self
    }

    /// The address of a page within a conversation that leads back to this list (P3).
    pub(super) fn remembered_by(&self, address: &str) -> String {
        let (status, order) = (self.status.as_str(), self.order.as_str());
        let list = [("conversationStatus", status), ("order", order), ("q", &self.q), ("after", &self.after)];
        url::with_query(address, &list)
    }

    fn filter(&self) -> Filter {
        match self.status.as_str() {
            "open" => Filter::Open,
            "done" => Filter::Done,
            _ => Filter::All,
        }
    }

    fn order(&self) -> Order {
        ORDERS.iter().find(|(name, _)| *name == self.order).map(|(_, order)| *order).unwrap_or_default()
    }

    /// The list's name, by which its cursors are bound.
    fn name(&self) -> String {
        format!("{} {} {}", self.status, self.order, self.q)
    }
}

/// The list's address in other words.
fn query(status: &str, order: &str, q: &str, after: &str) -> String {
    url::query(&[("conversationStatus", status), ("order", order), ("q", q), ("after", after)])
}
