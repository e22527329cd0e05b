//! The list: alone, beside a conversation, and as the part of it that comes again while it is looked at.

use desk::conversation::ConversationId;
use desk::conversation::inbox::{Count, Counts, List as Found, Row as Listed, Shelf};
use desk::right::Right;
use desk::{User, View};
use http::StatusCode;
use kernel::Fault;

use super::asked::Asked;
use super::draw::draw_saying;
use super::finder::Known;
use super::pages::{Conversations, List, ListParts, Person, Row, SavedChoice, ViewChoice};
use super::said::Flash;
use super::shell::initials;
use super::{AppVisit, saved_search, url};
use crate::answer::{Answer, redirect};
use crate::marked::Marked;

/// The views with the list of the one that is looked at.
pub(super) struct Beside {
    pub(super) views: Vec<ViewChoice>,
    pub(super) saved: Vec<SavedChoice>,
    pub(super) list: List,
    /// Whether the address named a page of the list that there is not.
    is_damaged: bool,
}

pub(crate) async fn home(view: View<User>, visit: AppVisit) -> Answer {
    let user = view.close();
    Ok(redirect(StatusCode::FOUND, &Asked::shelf_url(visit.asked.shelf(&user))))
}

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let beside = beside(&view, &visit, &Known::of(&view, &visit).await?, None).await?;
    let user = view.close();
    let mail_off = mail_off(&visit, &user);
    let notice = if beside.is_damaged { Flash::of("inbox-said-first-page") } else { Flash::read(&visit) };
    Ok(draw_saying(StatusCode::OK, &visit, &user, notice, &page(beside, mail_off))?)
}

pub(crate) async fn parts(view: View<User>, visit: AppVisit) -> Answer {
    let open = visit.asked.conversation.parse().ok();
    let beside = beside(&view, &visit, &Known::of(&view, &visit).await?, open).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &ListParts(page(beside, None)))?)
}

/// The list again, where a search could not be saved under the name that was typed.
pub(super) async fn again(visit: &AppVisit, (status, said): (StatusCode, &str), name: String) -> Answer {
    let view = visit.view().await?;
    let mut beside = beside(&view, visit, &Known::of(&view, visit).await?, None).await?;
    let user = view.close();
    beside.list.finder.save_name = Some(name);
    let mail_off = mail_off(visit, &user);
    Ok(draw_saying(status, visit, &user, Flash::of(said), &page(beside, mail_off))?)
}

/// Until somebody has said how mail leaves, the first page says what to do, and that answers wait (O4).
fn mail_off(visit: &AppVisit, user: &User) -> Option<&'static str> {
    let told = if user.may(Right::Administer) { "administer" } else { "wait" };
    visit.web.mail_is_off().then_some(told)
}

fn page(beside: Beside, mail_off: Option<&str>) -> Conversations {
    Conversations {
        live_url: url::LIVE.to_owned(),
        notice_url: url::NOTICES.to_owned(),
        conversation: None,
        views: beside.views,
        saved: beside.saved,
        list: beside.list,
        mail_off: mail_off.map(str::to_owned),
    }
}

/// The views and the list that the address asks for.
pub(super) async fn beside(
    view: &View<User>,
    visit: &AppVisit,
    known: &Known,
    open: Option<ConversationId>,
) -> Result<Beside, Fault> {
    let asked = &visit.asked;
    let mut query = asked.list_query(view.who());
    let name = query.list_name(view.who());
    query.after = view.desk().cursors().open(&asked.after, &name);
    let is_damaged = query.after.is_none() && !asked.after.is_empty();
    let customer = match asked.customer() {
        Some(id) => Some(view.customer(id).await?),
        None => None,
    };
    // Of one that was merged the address still leads to what is theirs.
    query.filters.customer = customer.as_ref().map(|person| person.id);
    let found = view.inbox(&query).await?;
    let customer = customer.map(|person| person.name);
    let next = found.next.map(|cursor| view.desk().cursors().seal(cursor, &name));
    let views = views(&view.counts().await?, query.shelf);
    let saved = saved_search::choices(view, asked, &asked.list(query.shelf)).await?;
    let list = List { customer, ..list(&found, asked, (query.shelf, next), known, open) };
    Ok(Beside { views, saved, list, is_damaged })
}

fn list(
    found: &Found,
    asked: &Asked,
    (shelf, next): (Shelf, Option<String>),
    known: &Known,
    open: Option<ConversationId>,
) -> List {
    let here = |query: String| format!("{}{query}", url::CONVERSATIONS);
    let open_id = open.map(|id| id.to_string()).unwrap_or_default();
    List {
        view: shelf.name().to_owned(),
        customer: None,
        url: here(asked.list_from(shelf, &asked.after)),
        fragment_url: format!("{}{}", url::LIST, asked.fragment(shelf, &open_id)),
        finder: known.finder(asked, shelf),
        rows: found.rows.iter().map(|listed| row(listed, asked, shelf, open)).collect(),
        first_url: (!asked.after.is_empty()).then(|| here(asked.list(shelf))),
        next_url: next.map(|after| here(asked.list_from(shelf, &after))),
    }
}

fn views(counts: &Counts, current: Shelf) -> Vec<ViewChoice> {
    let choice = |shelf: &Shelf| {
        let count: Option<Count> = match shelf {
            Shelf::Mine => Some(counts.mine),
            Shelf::Unassigned => Some(counts.unassigned),
            Shelf::Open => Some(counts.open),
            Shelf::Snoozed => Some(counts.snoozed),
            Shelf::Mentions | Shelf::Done => None,
        };
        ViewChoice {
            key: shelf.name().to_owned(),
            url: Asked::shelf_url(*shelf),
            current: *shelf == current,
            count: count.map(|count| count.number),
            capped: count.is_some_and(|count| count.is_capped),
        }
    };
    Shelf::ALL.iter().map(choice).collect()
}

fn row(listed: &Listed, asked: &Asked, shelf: Shelf, open: Option<ConversationId>) -> Row {
    let current = open == Some(listed.id);
    let channel = listed.channel.or(listed.channels.first().copied());
    Row {
        id: listed.id.to_string(),
        url: format!("{}{}", url::conversation(listed.id), asked.list_from(shelf, &asked.after)),
        number: listed.number,
        customer: listed.customer.clone(),
        subject: (!listed.subject.is_empty()).then(|| listed.subject.clone()),
        excerpt: Marked::of(&listed.excerpt, &asked.q),
        channel: channel.map_or("portal", |channel| channel.name()).to_owned(),
        direction: listed.direction.map_or("in", |direction| direction.name()).to_owned(),
        // What is open is being read.
        unread: listed.unread && !current,
        current,
        assignee: listed.assignee.as_ref().map(|user| person(&user.name)),
        team: listed.team.as_ref().map(|team| team.name.clone()),
        brand: listed.brand.clone(),
        tags: listed.tags.clone(),
        activity_at: listed.activity_at.0,
        status: listed.status.name().to_owned(),
        priority: listed.priority,
        snoozed_until: listed.snoozed_until.map(|until| until.0),
    }
}

/// A user by name.
pub(super) fn person(name: &str) -> Person {
    Person { name: name.to_owned(), initials: initials(name) }
}
