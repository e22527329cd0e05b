//! Whom it concerns that something happened in a conversation (W7).

use db::{params, sql};
use kernel::Fault;

use super::super::Conversation;
use crate::act::View;
use crate::user::TeamId;
use crate::who::{User, Who};

sql! {
    MEMBER = "select team_id from team_member where org_id = $1 and team_id = $2 and user_id = $3";
    FAILED = "select author from message where org_id = $1 and conversation_id = $2 and state = 'failed'
        order by seq desc limit 1";
}

impl View<User> {
    /// Whether the conversation is this user's: to work on, or, while nobody does, in the queue of a team of theirs.
    pub async fn concerns(&self, conversation: &Conversation) -> Result<bool, Fault> {
        let user = self.who().id;
        match (conversation.assignee, conversation.team) {
            (Some(assignee), _) => Ok(assignee == user),
            (None, None) => Ok(false),
            (None, Some(team)) => {
                let values = params![self.org(), team, user];
                let found: Option<(TeamId,)> = self.reader().maybe(MEMBER.with(values)).await?;
                Ok(found.is_some())
            }
        }
    }

    /// Whether the newest answer that failed there is by this user, whosever the conversation is.
    pub async fn wrote_what_failed(&self, conversation: &Conversation) -> Result<bool, Fault> {
        let call = FAILED.with(params![self.org(), conversation.id]);
        let author: Option<(String,)> = self.reader().maybe(call).await?;
        Ok(author.is_some_and(|(author,)| author == self.who().actor()))
    }
}
