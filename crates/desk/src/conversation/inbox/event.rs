//! What happened to a conversation, read from its facts.

use std::collections::BTreeMap;

use db::{Condition, FromRow, Row, params, sql};
use kernel::{Fault, Time};
use serde_json::Value;

use super::super::{Conversation, facts};
use crate::act::View;
use crate::attribute::AttributeName;
use crate::who::User;
use crate::{customer, survey};

static BEFORE: Condition = Condition("and seq < $?");

sql! {
    EVENTS = "select seq, name, actor, at, payload from fact
        where org_id = $1 and subject in ($2, $4) and name in ('conversation.opened', 'conversation.done', 'conversation.reopened',
            'conversation.snoozed', 'conversation.woken', 'conversation.assigned', 'conversation.tagged',
            'conversation.attributes', 'conversation.subject', 'conversation.priority', 'conversation.redacted', 'conversation.retried', 'conversation.merged',
            'conversation.given', 'customer.changed', 'customer.merged', 'customer.signed_out', 'customer.address_confirmed', 'customer.address_parted',
            'customer.address_added', 'customer.address_removed', 'survey.offered', 'survey.rated') {conditions}
        order by seq desc limit $3" with [BEFORE];
    USERS = "select id, name from app_user where org_id = $1 and id in ($list)";
    TEAMS = "select id, name from team where org_id = $1 and id in ($list)";
    CUSTOMERS = "select c.id, coalesce(nullif(c.name, ''), (select min(a.address) from customer_address a
            where a.org_id = c.org_id and a.customer_id = c.id), '') from customer c where c.org_id = $1 and c.id in ($list)";
    ADDRESSES = "select id, address from customer_address where org_id = $1 and id in ($list)";
}

db::named! {
    /// What can happen to a conversation.
    pub enum EventKind {
        /// It began.
        Opened "opened",
        /// It was marked as done.
        Done "done",
        /// It was opened again.
        Reopened "reopened",
        /// It was sent to sleep.
        Snoozed "snoozed",
        /// Its time came.
        Woken "woken",
        /// A user got it.
        Assigned "assigned",
        /// Its user was taken away.
        Unassigned "unassigned",
        /// A team got it.
        TeamAssigned "team-assigned",
        /// It got tags.
        Tagged "tagged",
        /// Tags were taken away.
        Untagged "untagged",
        /// Its subject was edited.
        SubjectChanged "subject-changed",
        /// Its priority was changed.
        PriorityChanged "priority-changed",
        /// What it has of custom attributes was changed.
        AttributesChanged "attributes-changed",
        /// A text was redacted.
        Redacted "redacted",
        /// A file was redacted.
        FileRedacted "file-redacted",
        /// A name, an address or the subject was redacted.
        DetailsRedacted "details-redacted",
        /// An answer that had failed was sent once more.
        Retried "retried",
        /// Another conversation was merged into it.
        Merged "merged",
        /// It became this customer's.
        Given "given",
        /// Its customer has another name.
        Renamed "renamed",
        /// Its customer chose another language.
        LanguageChosen "language-chosen",
        /// Its customer chose another time zone.
        ZoneChosen "zone-chosen",
        /// Its customer wants answers by mail again.
        MailsOn "mails-on",
        /// Its customer wants no answers by mail.
        MailsOff "mails-off",
        /// Another customer was merged into its customer.
        CustomerMerged "customer-merged",
        /// Every session of its customer was ended.
        SignedOut "signed-out",
        /// An address was confirmed to be its customer's.
        AddressConfirmed "address-confirmed",
        /// An address was taken from its customer.
        AddressParted "address-parted",
        /// Its customer proved another address.
        AddressAdded "address-added",
        /// Its customer took an address away.
        AddressRemoved "address-removed",
        /// Its customer was asked how content they were.
        SurveyOffered "survey-offered",
        /// Its customer said how content they were.
        SurveyRated "survey-rated",
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// The number of its fact.
    pub seq: i64,
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: Time,
    /// Who did it; nobody where the program did.
    pub who: Option<String>,
    /// The user, team, tags, subject or priority it is about. An older subject is not kept, so that it can be redacted.
    pub what: Option<String>,
    /// Until when it sleeps.
    pub until: Option<Time>,
}

/// A fact as it is stored.
pub(super) struct Told {
    seq: i64,
    name: String,
    actor: String,
    at: Time,
    payload: Value,
}

impl View<User> {
    /// The newest events, or those below a number, newest first.
    pub(super) async fn some_events(
        &self,
        conversation: &Conversation,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Event>, Fault> {
        let mut call = EVENTS.with(params![self.org(), conversation.id, limit, conversation.customer]);
        if let Some(before) = before {
            call = call.and(&BEFORE, params![before]);
        }
        let told: Vec<Told> = self.reader().all(call).await?;
        let names = self.names(&told).await?;
        let mut subject = before.is_none().then(|| conversation.subject.clone());
        Ok(told.iter().filter_map(|told| told.event(&names, &mut subject)).collect())
    }

    /// The names of everybody in these facts, by id.
    async fn names(&self, told: &[Told]) -> Result<BTreeMap<String, String>, Fault> {
        let mut names = BTreeMap::new();
        let kinds = [(&USERS, "user"), (&TEAMS, "team"), (&CUSTOMERS, "customer"), (&ADDRESSES, "address")];
        for (statement, kind) in kinds {
            let mut ids: Vec<&str> = told.iter().flat_map(|told| told.ids(kind)).collect();
            ids.sort_unstable();
            ids.dedup();
            for turn in ids.chunks(256) {
                let list = turn.iter().flat_map(|id| params![*id]).collect();
                let rows: Vec<(String, String)> =
                    self.reader().all(statement.with(params![self.org()]).list(list)).await?;
                names.extend(rows);
            }
        }
        Ok(names)
    }
}

impl Told {
    /// The ids of this kind: of who did it, and of whom it is about.
    fn ids<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let actor = self.actor.split_once(':').filter(|(of, _)| *of == kind).map(|(_, id)| id);
        actor.into_iter().chain(self.payload.get(kind).and_then(Value::as_str))
    }

    fn event(&self, names: &BTreeMap<String, String>, subject: &mut Option<String>) -> Option<Event> {
        let kind = self.kind()?;
        let name = |id: Option<&Value>| id.and_then(Value::as_str).and_then(|id| names.get(id)).cloned();
        let what = match kind {
            EventKind::Assigned => name(self.payload.get("user")),
            EventKind::TeamAssigned => name(self.payload.get("team")),
            EventKind::Tagged => list(self.payload.get("added")),
            EventKind::Untagged => list(self.payload.get("removed")),
            EventKind::Merged => self.payload.get("number").map(ToString::to_string),
            EventKind::SurveyRated => self.payload.get("rating").map(ToString::to_string),
            EventKind::PriorityChanged => self.payload.get("to").map(ToString::to_string),
            EventKind::AttributesChanged => in_words(self.payload.get("attributes")),
            EventKind::SubjectChanged => subject.take(),
            EventKind::SignedOut => self.payload.get("count").map(ToString::to_string),
            EventKind::AddressConfirmed => name(self.payload.get("address")),
            _ => None,
        };
        let who = self.actor.split_once(':').and_then(|(_, id)| names.get(id)).cloned();
        let until = self.payload.get("until").and_then(Value::as_i64).map(Time);
        Some(Event { seq: self.seq, kind, at: self.at, who, what, until })
    }

    fn kind(&self) -> Option<EventKind> {
        let has = |key: &str| self.payload.get(key).is_some_and(|value| !value.is_null());
        let kind = match self.name.as_str() {
            facts::OPENED => EventKind::Opened,
            facts::DONE => EventKind::Done,
            facts::REOPENED => EventKind::Reopened,
            facts::SNOOZED => EventKind::Snoozed,
            facts::WOKEN => EventKind::Woken,
            facts::ASSIGNED if has("team") => EventKind::TeamAssigned,
            facts::ASSIGNED if has("user") => EventKind::Assigned,
            facts::ASSIGNED => EventKind::Unassigned,
            facts::TAGGED if has("added") => EventKind::Tagged,
            facts::TAGGED => EventKind::Untagged,
            facts::ATTRIBUTES => EventKind::AttributesChanged,
            facts::SUBJECT => EventKind::SubjectChanged,
            facts::PRIORITY => EventKind::PriorityChanged,
            facts::REDACTED if self.payload.get("what").is_some_and(|what| what == "file") => {
                EventKind::FileRedacted
            }
            facts::REDACTED if self.payload.get("what").is_some_and(|what| what == "details") => {
                EventKind::DetailsRedacted
            }
            facts::REDACTED => EventKind::Redacted,
            facts::RETRIED => EventKind::Retried,
            facts::MERGED => EventKind::Merged,
            facts::GIVEN => EventKind::Given,
            customer::facts::CHANGED => chosen(&self.payload)?,
            customer::facts::MERGED => EventKind::CustomerMerged,
            customer::facts::SIGNED_OUT => EventKind::SignedOut,
            customer::facts::ADDRESS_CONFIRMED => EventKind::AddressConfirmed,
            customer::facts::ADDRESS_PARTED => EventKind::AddressParted,
            customer::facts::ADDRESS_ADDED => EventKind::AddressAdded,
            customer::facts::ADDRESS_REMOVED => EventKind::AddressRemoved,
            survey::facts::OFFERED => EventKind::SurveyOffered,
            survey::facts::RATED => EventKind::SurveyRated,
            _ => return None,
        };
        Some(kind)
    }
}

/// What a customer changed in their own settings.
fn chosen(payload: &Value) -> Option<EventKind> {
    match payload.get("what")?.as_str()? {
        "name" => Some(EventKind::Renamed),
        "language" => Some(EventKind::LanguageChosen),
        "zone" => Some(EventKind::ZoneChosen),
        "mails" if payload.get("on")?.as_bool()? => Some(EventKind::MailsOn),
        "mails" => Some(EventKind::MailsOff),
        _ => None,
    }
}

/// Attributes by what their names say; one that is gone still has its name.
fn in_words(names: Option<&Value>) -> Option<String> {
    let names = names?.as_array()?.iter().filter_map(Value::as_str);
    let words = names.filter_map(|name| AttributeName::stored(name).ok());
    Some(words.map(|name| name.in_words()).collect::<Vec<_>>().join(", "))
}

fn list(names: Option<&Value>) -> Option<String> {
    let names = names?.as_array()?.iter().filter_map(Value::as_str);
    Some(names.collect::<Vec<_>>().join(", "))
}

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let payload: String = row.get(4)?;
        Ok(Self {
            seq: row.get(0)?,
            name: row.get(1)?,
            actor: row.get(2)?,
            at: row.get(3)?,
            payload: serde_json::from_str(&payload).map_err(Fault::internal)?,
        })
    }
}
