//! Tags: words by which users sort conversations.

use std::collections::BTreeSet;
use std::str::FromStr;

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{Conversation, ConversationId, Tag, facts};
use crate::act::{Act, Allowed, View};
use crate::line::line;
use crate::who::{User, Who};

sql! {
    KEEP = "insert into tag (org_id, name, made_at) values ($1, $2, $3) on conflict do nothing";
    ADD = "insert into conversation_tag (org_id, conversation_id, tag) values ($1, $2, $3) on conflict do nothing";
    REMOVE = "delete from conversation_tag where org_id = $1 and conversation_id = $2 and tag = $3";
    OF = "select tag from conversation_tag where org_id = $1 and conversation_id = $2 order by tag";
    ALL = "select name from tag where org_id = $1 order by name limit 1000";
}

/// The most characters of a tag.
pub const MAX_TAG: usize = 60;

/// A tag's name: 1 to 60 characters in lower case on one line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TagName(String);

impl TagName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TagName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        line::<MAX_TAG>(&typed.to_lowercase()).map(Self)
    }
}

impl Allowed<Conversation, Tag> {
    /// Sets a tag.
    pub async fn tag(&self, act: &mut Act<User>, tag: &TagName) -> Result<(), Fault> {
        let mut tags = self.tags(act).await?;
        tags.insert(tag.clone());
        self.set_tags(act, &tags).await
    }

    /// Takes a tag away.
    pub async fn untag(&self, act: &mut Act<User>, tag: &TagName) -> Result<(), Fault> {
        let mut tags = self.tags(act).await?;
        tags.remove(tag);
        self.set_tags(act, &tags).await
    }

    /// Leaves it with these tags and no others.
    pub async fn set_tags(&self, act: &mut Act<User>, tags: &BTreeSet<TagName>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let before = self.tags(act).await?;
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        for tag in tags.difference(&before) {
            writer.run(KEEP.with(params![org, tag.as_str(), now])).await?;
            writer.run(ADD.with(params![org, self.id, tag.as_str()])).await?;
        }
        for tag in before.difference(tags) {
            writer.run(REMOVE.with(params![org, self.id, tag.as_str()])).await?;
        }
        let names = |tags: Vec<&TagName>| tags.into_iter().map(|tag| tag.0.clone()).collect::<Vec<_>>();
        let added = names(tags.difference(&before).collect());
        let removed = names(before.difference(tags).collect());
        for (what, names) in [("added", added), ("removed", removed)] {
            if !names.is_empty() {
                act.announce(facts::TAGGED, self.id.to_string(), json!({ what: names })).await?;
            }
        }
        Ok(())
    }

    async fn tags(&self, act: &mut Act<User>) -> Result<BTreeSet<TagName>, Fault> {
        let org = act.org();
        let rows: Vec<(String,)> = act.writer().await?.all(OF.with(params![org, self.id])).await?;
        Ok(rows.into_iter().map(|(tag,)| TagName(tag)).collect())
    }
}

/// Tags a conversation that was begun in this act.
pub(super) async fn add<W: Who>(act: &mut Act<W>, id: ConversationId, tag: &str) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    writer.run(KEEP.with(params![org, tag, now])).await?;
    writer.run(ADD.with(params![org, id, tag])).await?;
    Ok(())
}

impl View<User> {
    /// The organization's tags to choose from, by name.
    pub async fn tags(&self) -> Result<Vec<String>, Fault> {
        let rows: Vec<(String,)> = self.reader().all(ALL.with(params![self.org()])).await?;
        Ok(rows.into_iter().map(|(name,)| name).collect())
    }
}
