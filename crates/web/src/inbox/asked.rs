//! What an address of the desk says: which list, how narrowed, from where on.

use axum::extract::Query;
use desk::User;
use desk::attribute::AttributeId;
use desk::brand::BrandId;
use desk::conversation::inbox::{Filters, Holder, ListQuery, Shelf, Wanted};
use desk::conversation::{Channel, Priority, Status};
use desk::customer::CustomerId;
use desk::right::Right;
use desk::user::{TeamId, UserId};
use http::Uri;
use serde::Deserialize;

use crate::inbox::url;
use crate::url::query;

/// The most characters of a search.
const MAX_SEARCH: usize = 200;

/// The part of the address behind `?`. What means nothing is as if it were not there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) view: String,
    pub(crate) q: String,
    /// The next page of the list begins here.
    pub(crate) after: String,
    /// The timeline ends before here.
    pub(crate) before: String,
    /// The conversation that is open beside a fragment.
    pub(crate) conversation: String,
    /// The shortcut that is to be edited.
    pub(crate) edit: String,
    /// What kind of notice.
    pub(crate) kind: String,
    /// Where a sign-in leads.
    #[serde(rename = "return")]
    pub(crate) back: String,
    status: String,
    assignee: String,
    team: String,
    tag: String,
    customer: String,
    channel: String,
    brand: String,
    priority: String,
    attribute: String,
    value: String,
}

impl Asked {
    /// What the part of an address behind its path says; nothing of what cannot be read.
    pub(crate) fn of_query(query: &str) -> Self {
        let address: Option<Uri> =
            format!("/{}", query.get(query.find('?').unwrap_or(0)..).unwrap_or("")).parse().ok();
        let asked = address.and_then(|address| Query::<Self>::try_from_uri(&address).ok());
        asked.map(|Query(asked)| asked.cleaned()).unwrap_or_default()
    }

    /// Whether a search or a filter narrows the view.
    pub(crate) fn is_narrowed(&self) -> bool {
        !self.q.is_empty()
            || !self.customer.is_empty()
            || self.filters().iter().any(|(_, value)| !value.is_empty())
    }

    /// Without values that mean nothing.
    pub(crate) fn cleaned(mut self) -> Self {
        keep_if(&mut self.status, |name| Status::from_name(name).is_some());
        keep_if(&mut self.assignee, |id| matches!(id, "me" | "none") || id.parse::<UserId>().is_ok());
        keep_if(&mut self.team, |id| id.parse::<TeamId>().is_ok());
        keep_if(&mut self.customer, |id| id.parse::<CustomerId>().is_ok());
        keep_if(&mut self.channel, |name| Channel::from_name(name).is_some());
        keep_if(&mut self.brand, |id| id.parse::<BrandId>().is_ok());
        keep_if(&mut self.priority, |number| number.parse().ok().and_then(Priority::new).is_some());
        keep_if(&mut self.attribute, |id| id.parse::<AttributeId>().is_ok());
        let is_whole = !self.attribute.is_empty() && !self.value.trim().is_empty();
        keep_if(&mut self.attribute, |_| is_whole);
        keep_if(&mut self.value, |_| is_whole);
        self.q = self.q.trim().chars().filter(|c| !c.is_control()).take(MAX_SEARCH).collect();
        self
    }

    /// The customer whose conversations alone are asked for.
    pub(crate) fn customer(&self) -> Option<CustomerId> {
        self.customer.parse().ok()
    }

    /// The view; for somebody who works on conversations the own ones.
    pub(crate) fn shelf(&self, user: &User) -> Shelf {
        let usual = if user.may(Right::Reply) { Shelf::Mine } else { Shelf::Open };
        Shelf::from_name(&self.view).unwrap_or(usual)
    }

    /// The filters with their values, in the order of the finder.
    pub(crate) fn filters(&self) -> [(&'static str, &str); 9] {
        [
            ("status", &self.status),
            ("assignee", &self.assignee),
            ("team", &self.team),
            ("tag", &self.tag),
            ("channel", &self.channel),
            ("brand", &self.brand),
            ("priority", &self.priority),
            ("attribute", &self.attribute),
            ("value", &self.value),
        ]
    }

    /// The question to the inbox, without its cursor.
    pub(crate) fn list_query(&self, user: &User) -> ListQuery {
        let holder = match self.assignee.as_str() {
            "me" => Some(Holder::User(user.id)),
            "none" => Some(Holder::Nobody),
            id => id.parse().ok().map(Holder::User),
        };
        let filters = Filters {
            status: Status::from_name(&self.status),
            holder,
            team: self.team.parse().ok(),
            customer: self.customer(),
            tag: (!self.tag.is_empty()).then(|| self.tag.clone()),
            channel: Channel::from_name(&self.channel),
            brand: self.brand.parse().ok(),
            priority: self.priority.parse().ok(),
            wanted: self.wanted(),
        };
        ListQuery { shelf: self.shelf(user), filters, words: self.q.clone(), after: None }
    }

    /// How many filters are set; an attribute and its value are one.
    pub(crate) fn active(&self) -> usize {
        let set = self.filters().iter().filter(|(_, value)| !value.is_empty()).count();
        set - usize::from(!self.value.is_empty())
    }

    /// The value of an attribute as it was typed.
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    /// The value of an attribute that is asked for.
    fn wanted(&self) -> Option<Wanted> {
        let attribute = self.attribute.parse().ok()?;
        Some(Wanted { attribute, value: self.value.clone() })
    }

    /// The list as a query: with `?`, from its first page on.
    pub(crate) fn list(&self, view: Shelf) -> String {
        self.list_from(view, "")
    }

    /// The same from a cursor on.
    pub(crate) fn list_from(&self, view: Shelf, after: &str) -> String {
        query(&self.pairs(view, &[("after", after)]))
    }

    /// The same for the fragment that comes again while a conversation is open.
    pub(crate) fn fragment(&self, view: Shelf, conversation: &str) -> String {
        query(&self.pairs(view, &[("after", &self.after), ("conversation", conversation)]))
    }

    /// What every address of an open conversation carries, so that the list beside it stays; empty where nothing was
    /// asked for.
    pub(crate) fn beside(&self) -> String {
        match Shelf::from_name(&self.view) {
            Some(view) => self.list_from(view, &self.after),
            None => String::new(),
        }
    }

    /// The page of this view with nothing else asked for.
    pub(crate) fn shelf_url(view: Shelf) -> String {
        format!("{}{}", url::CONVERSATIONS, query(&[("view", view.name())]))
    }

    /// The page of everything there is of a customer.
    pub(crate) fn customer_url(customer: CustomerId) -> String {
        let pairs = [("view", Shelf::Open.name()), ("customer", &customer.to_string())];
        format!("{}{}", url::CONVERSATIONS, query(&pairs))
    }

    fn pairs<'a>(&'a self, view: Shelf, more: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
        let start = [("view", view.name()), ("q", self.q.as_str()), ("customer", self.customer.as_str())];
        start.into_iter().chain(self.filters()).chain(more.iter().copied()).collect()
    }
}

fn keep_if(value: &mut String, means_something: impl Fn(&str) -> bool) {
    if !means_something(value) {
        value.clear();
    }
}
