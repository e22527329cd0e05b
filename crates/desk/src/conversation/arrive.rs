//! Where a conversation stands at once that a form has begun: tagged, in a queue, more or less urgent.

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{Conversation, Priority, facts, tag};
use crate::act::Act;
use crate::user::TeamId;
use crate::who::Who;

sql! {
    PLACE = "update conversation set team_id = $3, priority = $4 where org_id = $1 and id = $2";
}

/// What is decided about it before anybody has read it.
pub(crate) struct Arrival<'a> {
    /// A tag; none where it is empty.
    pub(crate) tag: &'a str,
    /// Whose queue it is in.
    pub(crate) team: Option<TeamId>,
    /// How urgent it is.
    pub(crate) priority: Priority,
}

/// Puts a conversation that was begun in this act where it is to stand.
pub(crate) async fn arrive<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
    arrival: &Arrival<'_>,
) -> Result<(), Fault> {
    let (org, id) = (act.org(), conversation.id);
    if !arrival.tag.is_empty() {
        tag::add(act, id, arrival.tag).await?;
        act.announce(facts::TAGGED, id.to_string(), json!({ "added": [arrival.tag] })).await?;
    }
    if arrival.team.is_none() && arrival.priority.number() == conversation.priority {
        return Ok(());
    }
    let values = params![org, id, arrival.team, arrival.priority.number()];
    act.writer().await?.run(PLACE.with(values)).await?;
    if let Some(team) = arrival.team {
        act.announce(facts::ASSIGNED, id.to_string(), json!({ "team": team })).await?;
    }
    Ok(())
}
