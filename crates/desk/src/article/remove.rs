//! Deleting an article, and bringing it back.

use db::{params, sql};
use kernel::{Code, Fault};
use serde_json::json;

use super::{Article, Write, facts};
use crate::act::{Act, Allowed, Rule};
use crate::code;
use crate::right::Right;
use crate::who::{User, Who};

sql! {
    DELETE = "update article set deleted_at = $3, changed_at = $3, revision = revision + 1 where org_id = $1 and id = $2";
    UNSCHEDULE = "update article_text set publish_at = null, unpublish_at = null where org_id = $1 and article_id = $2";
    RESTORE = "update article set deleted_at = null, changed_at = $3, revision = revision + 1 where org_id = $1 and id = $2";
}

/// A user brings a deleted article back.
pub enum BringBack {}

impl Rule<User, BringBack> for Article {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Allowed<Article, Write> {
    /// Nobody reads it any more, and it can be brought back. What was scheduled for it is off.
    pub async fn delete<W: Who>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        writer.run(DELETE.with(params![org, self.id, now])).await?;
        writer.run(UNSCHEDULE.with(params![org, self.id])).await?;
        self.recount(act).await?;
        act.announce(facts::DELETED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

impl Allowed<Article, BringBack> {
    /// Brings it back as it was, read again where it was.
    pub async fn bring_back(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.deleted_at.is_none() {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let (org, now) = (act.org(), act.now());
        act.writer().await?.run(RESTORE.with(params![org, self.id, now])).await?;
        self.recount(act).await?;
        act.announce(facts::RESTORED, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}
