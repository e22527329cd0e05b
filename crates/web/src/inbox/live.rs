//! The stream of the desk: what changed in the organization, by ids alone, and what this user is to be told of.

use axum::response::sse::Event;
use desk::conversation::{Conversation, ConversationId, facts};
use desk::who::Who;
use desk::{User, View};
use http::HeaderMap;
use kernel::OrgId;
use serde_json::{Value, json};

use super::AppVisit;
use crate::answer::Answer;
use crate::live::{Change, Hub, Listener, PRESENCE, last_heard, stream_with};
use crate::presence::Stay;

/// How the facts begin that are about a conversation.
const OF_CONVERSATIONS: [&str; 2] = ["conversation.", "survey."];

/// A user at the desk.
struct Agent {
    org: OrgId,
    session: String,
    /// As facts name who did something.
    actor: String,
    id: String,
    /// The conversation that is open, if any.
    open: Option<String>,
}

pub(crate) async fn listen(view: View<User>, visit: AppVisit, headers: HeaderMap) -> Answer {
    let open = match visit.asked.conversation.parse() {
        Ok(id) => view.see::<Conversation>(id).await.ok().map(|conversation| conversation.id),
        Err(_) => None,
    };
    let user = view.close();
    let last = last_heard(&headers).or_else(|| visit.asked.after.parse().ok());
    let hub = visit.web.hub();
    let stay = {
        let (hub, user) = (hub.clone(), user.clone());
        move || open.map(|open| enter(&hub, open, &user))
    };
    let agent = Agent {
        org: user.org,
        actor: user.actor(),
        id: user.id.to_string(),
        session: user.session,
        open: open.map(|open| open.to_string()),
    };
    Ok(stream_with(hub, Box::new(agent), last, stay))
}

fn enter(hub: &Hub, open: ConversationId, user: &User) -> Stay {
    let (org, told) = (user.org, hub.clone());
    hub.presence().enter((org, open), user, move || told.tell_presence(org, open))
}

impl Listener for Agent {
    fn session(&self) -> &str {
        &self.session
    }

    fn hear(&self, change: &Change) -> Vec<Event> {
        if change.org == self.org && change.name == PRESENCE {
            let is_here = self.open.as_ref() == Some(&change.subject);
            return is_here.then(|| event(PRESENCE, &json!({}))).into_iter().collect();
        }
        if change.org != self.org || !OF_CONVERSATIONS.iter().any(|noun| change.name.starts_with(noun)) {
            return Vec::new();
        }
        let changed = event("change", &json!({ "conversation": change.subject }));
        let notice = self.notice(change).map(|kind| {
            let data = json!({ "conversation": change.subject, "kind": kind });
            event("notice", &data)
        });
        [changed].into_iter().chain(notice).collect()
    }

    fn look_again(&self) -> Event {
        event("change", &json!({ "conversation": self.open }))
    }
}

impl Agent {
    /// What kind of notice it may be for this user, whose own acts are none. Whether it is one is asked with the
    /// user's rights when it is fetched.
    fn notice(&self, change: &Change) -> Option<&'static str> {
        let is_own = change.actor == self.actor;
        match change.name.as_str() {
            facts::REPLIED => Some("message"),
            facts::NOTED if !is_own && self.is_in(&change.payload["mentioned"]) => Some("mentioned"),
            facts::ASSIGNED if !is_own && change.payload["user"] == self.id.as_str() => Some("assigned"),
            facts::ASSIGNED if !is_own && !change.payload["team"].is_null() => Some("team"),
            facts::DELIVERED if change.payload["state"] == "failed" => Some("failed"),
            _ => None,
        }
    }

    fn is_in(&self, users: &Value) -> bool {
        users.as_array().is_some_and(|users| users.iter().any(|user| user == self.id.as_str()))
    }
}

fn event(name: &str, data: &Value) -> Event {
    Event::default().event(name).data(data.to_string())
}

#[cfg(test)]
mod tests {
    use desk::conversation::facts;
    use kernel::{OrgId, Random, Time};
    use serde_json::{Value, json};
    use spine::Position;

    use super::Agent;
    use crate::live::{Change, Listener};

    fn told(agent: &Agent, name: &str, actor: &str, payload: Value) -> (usize, Option<&'static str>) {
        let (position, subject) = (Position::default(), "6ab13b80000000000000ffff".to_owned());
        let (name, actor) = (name.to_owned(), actor.to_owned());
        let change = Change { position, org: agent.org, name, subject, actor, payload };
        (agent.hear(&change).len(), agent.notice(&change))
    }

    fn agent() -> Agent {
        let org = OrgId::new(Time(1_790_000_000_000), &Random::seeded(1));
        let text = str::to_owned;
        Agent { org, session: text("s1"), actor: text("user:u1"), id: text("u1"), open: None }
    }

    #[test]
    fn w7_a_user_is_told_of_assignments_to_them_and_never_of_their_own_acts() {
        let agent = agent();
        let assigned =
            |actor: &str, user: &str| told(&agent, facts::ASSIGNED, actor, json!({ "user": user }));
        assert_eq!(assigned("user:u2", "u1"), (2, Some("assigned")));
        assert_eq!(assigned("user:u1", "u1"), (1, None));
        assert_eq!(assigned("user:u2", "u3"), (1, None));
        let queued = |actor: &str| told(&agent, facts::ASSIGNED, actor, json!({ "team": "t1" }));
        assert_eq!((queued("user:u2"), queued("user:u1")), ((2, Some("team")), (1, None)));
        let named =
            |actor: &str, users: Value| told(&agent, facts::NOTED, actor, json!({ "mentioned": users }));
        assert_eq!(named("user:u2", json!(["u3", "u1"])), (2, Some("mentioned")));
        assert_eq!(named("user:u2", json!(["u3"])), (1, None));
        assert_eq!(named("user:u1", json!(["u1"])), (1, None));
        assert_eq!(told(&agent, facts::REPLIED, "customer:c1", json!({})), (2, Some("message")));
        assert_eq!(
            told(&agent, facts::DELIVERED, "system:deliver", json!({ "state": "failed" })),
            (2, Some("failed"))
        );
        assert_eq!(told(&agent, facts::DELIVERED, "system:deliver", json!({ "state": "sent" })), (1, None));
    }

    #[test]
    fn a_user_hears_of_nothing_but_conversations_of_the_organization() {
        let agent = agent();
        assert_eq!(told(&agent, "session.started", "customer:c1", json!({})), (0, None));
        let other = Agent { org: OrgId::new(Time(1_790_000_000_000), &Random::seeded(2)), ..self::agent() };
        let change = Change {
            position: Position::default(),
            org: agent.org,
            name: facts::NOTED.to_owned(),
            subject: String::new(),
            actor: String::new(),
            payload: Value::Null,
        };
        assert!(other.hear(&change).is_empty() && agent.hear(&change).len() == 1);
    }
}
