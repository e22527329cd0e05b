//! A conversation as its page's head shows it.

use db::{FromRow, Row, params, sql};
use kernel::Fault;

use super::super::message::Channel;
use super::super::{Conversation, ConversationId};
use super::row::{Named, named};
use crate::act::View;
use crate::user::{TeamId, UserId};
use crate::who::User;

sql! {
    NAMES = "select c.channels, b.title, c.assignee_id, u.name, c.team_id, t.name
        from conversation c
        join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join app_user u on u.org_id = c.org_id and u.id = c.assignee_id
        left join team t on t.org_id = c.org_id and t.id = c.team_id
        where c.org_id = $1 and c.id = $2";
    TAGS = "select tag from conversation_tag where org_id = $1 and conversation_id = $2 order by tag";
}

/// A conversation with the names that belong to it.
#[derive(Clone, Debug)]
pub struct Head {
    /// The conversation.
    pub conversation: Conversation,
    /// The brand's name.
    pub brand: String,
    /// The channels of all messages.
    pub channels: Vec<Channel>,
    /// Who works on it.
    pub assignee: Option<Named<UserId>>,
    /// Whose queue it is in.
    pub team: Option<Named<TeamId>>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// The names of what who looks may do with it now.
    pub may: Vec<&'static str>,
}

struct Names {
    channels: Vec<Channel>,
    brand: String,
    assignee: Option<Named<UserId>>,
    team: Option<Named<TeamId>>,
}

impl View<User> {
    /// A conversation of the organization, or the one it was merged into; any other is `not_found`.
    pub async fn conversation(&self, id: ConversationId) -> Result<Head, Fault> {
        let conversation: Conversation = self.see(id).await?;
        let names: Names = self.reader().one(NAMES.with(params![self.org(), conversation.id])).await?;
        let tags: Vec<(String,)> = self.reader().all(TAGS.with(params![self.org(), conversation.id])).await?;
        let may = conversation.may(self.who());
        let Names { channels, brand, assignee, team } = names;
        let tags = tags.into_iter().map(|(tag,)| tag).collect();
        Ok(Head { conversation, brand, channels, assignee, team, tags, may })
    }
}

impl FromRow for Names {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            channels: Channel::of_bits(row.get(0)?),
            brand: row.get(1)?,
            assignee: named(row, 2)?,
            team: named(row, 4)?,
        })
    }
}
