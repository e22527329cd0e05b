//! The same done to many articles at once.

use db::{params, sql};
use kernel::{Fault, Kind, Language, base_codes};
use serde_json::json;

use super::{Article, ArticleId, Audience, Write, facts, store};
use crate::act::{Act, Allowed};
use crate::category::{self, CategoryId};
use crate::code;
use crate::kb::KbId;
use crate::who::{User, Who};

/// The most articles that something is done to at once.
pub const MOST_AT_ONCE: usize = 100;

sql! {
    KB_OF = "select kb_id from category where org_id = $1 and id = $2";
    WITHIN = "select c.category_id from article_category c join category k on k.org_id = c.org_id and k.id = c.category_id
        where c.org_id = $1 and c.article_id = $2 and k.kb_id = $3";
    LEAVE = "delete from article_category where org_id = $1 and article_id = $2 and category_id = $3";
    STAND = "insert into article_kb (org_id, article_id, kb_id, featured, live_at) values ($1, $2, $3, false,
        (select max(published_at) from article_text where org_id = $1 and article_id = $2))
        on conflict (org_id, article_id, kb_id) do nothing";
    REVISE = "update article set revision = revision + 1, changed_at = $3 where org_id = $1 and id = $2";
    TURN = "update article set audience = $3, revision = revision + 1, changed_at = $4 where org_id = $1 and id = $2";
    TEXTS = "select language, live_id is not null, draft_id is not null from article_text
        where org_id = $1 and article_id = $2 order by language";
}

/// What is done to many articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bulk {
    /// Every draft is published.
    Publish,
    /// Nobody reads any of their texts.
    Unpublish,
    /// They leave the other categories of its knowledge base for this one.
    Move(CategoryId),
    /// They are for these.
    Turn(Audience),
    /// They are deleted.
    Delete,
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BulkDone {
    /// To how many it was done.
    pub changed: usize,
    /// For how many there was nothing to do, or who are not there any more.
    pub left: usize,
}

impl Act<User> {
    /// Does it to these, each as if it were the only one. `too_many` for more than a hundred.
    pub async fn change_articles(&mut self, ids: &[ArticleId], what: &Bulk) -> Result<BulkDone, Fault> {
        let mut ids = ids.to_vec();
        // In one order, so that two who do this at once wait for each other and not in a circle.
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > MOST_AT_ONCE {
            return Err(Fault::new(&code::TOO_MANY));
        }
        let mut done = BulkDone::default();
        for id in ids {
            let article = match self.open::<Write, Article>(id).await {
                Ok(article) => article,
                Err(fault) if fault.kind() != Kind::NotFound && !fault.is(&code::STATE_CHANGED) => {
                    return Err(fault);
                }
                Err(_) => {
                    done.left += 1;
                    continue;
                }
            };
            let is_changed = article.change_by(self, what).await?;
            *(if is_changed { &mut done.changed } else { &mut done.left }) += 1;
        }
        Ok(done)
    }
}

impl Allowed<Article, Write> {
    /// Whether there was anything to do.
    async fn change_by(&self, act: &mut Act<User>, what: &Bulk) -> Result<bool, Fault> {
        match what {
            Bulk::Publish => self.publish_all(act).await,
            Bulk::Unpublish => self.unpublish_all(act).await,
            Bulk::Move(category) => self.move_to(act, *category).await.map(|()| true),
            Bulk::Turn(audience) if self.audience == *audience => Ok(false),
            Bulk::Turn(audience) => self.turn_to(act, *audience).await.map(|()| true),
            Bulk::Delete => self.delete(act).await.map(|()| true),
        }
    }

    /// A draft without a text stays one.
    async fn publish_all(&self, act: &mut Act<User>) -> Result<bool, Fault> {
        let mut is_changed = false;
        let mut texts = self.texts(act).await?;
        // Its source first, for it makes the others out of date.
        texts.sort_by_key(|(language, ..)| *language != self.source);
        for (language, _, has_draft) in texts {
            let text = self.text(act, &language);
            let row = text.found(act.writer().await?).await?;
            if has_draft && !self.is_draft_empty(act, &row).await? {
                self.go_live(act, &language, &row).await?;
                is_changed = true;
            }
        }
        Ok(is_changed)
    }

    async fn unpublish_all(&self, act: &mut Act<User>) -> Result<bool, Fault> {
        let mut is_changed = false;
        for (language, is_live, _) in self.texts(act).await? {
            if is_live {
                self.unpublish(act, &language).await?;
                is_changed = true;
            }
        }
        Ok(is_changed)
    }

    async fn texts(&self, act: &mut Act<User>) -> Result<Vec<(Language, bool, bool)>, Fault> {
        let org = act.org();
        act.writer().await?.all(TEXTS.with(params![org, self.id])).await
    }

    /// Leaves the other categories of that knowledge base, and stands there if it did not.
    pub async fn move_to<W: Who>(&self, act: &mut Act<W>, category: CategoryId) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        let kb: Option<(KbId,)> = writer.maybe(KB_OF.with(params![org, category])).await?;
        let (kb,) = kb.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let was: Vec<(CategoryId,)> = writer.all(WITHIN.with(params![org, self.id, kb])).await?;
        for (other,) in was.iter().filter(|(other,)| *other != category) {
            writer.run(LEAVE.with(params![org, self.id, other])).await?;
        }
        writer.run(STAND.with(params![org, self.id, kb])).await?;
        store::enter(writer, (org, self.id), category).await?;
        let all = was.into_iter().map(|(id,)| id).chain([category]);
        category::recount(writer, org, all).await?;
        writer.run(REVISE.with(params![org, self.id, now])).await?;
        act.announce(facts::ARRANGED, self.id.to_string(), json!({ "category": category })).await?;
        Ok(())
    }

    async fn turn_to(&self, act: &mut Act<User>, audience: Audience) -> Result<(), Fault> {
        let (org, now) = (act.org(), act.now());
        act.writer().await?.run(TURN.with(params![org, self.id, audience, now])).await?;
        self.recount(act).await?;
        let payload = json!({ "audience": audience.name() });
        act.announce(facts::ARRANGED, self.id.to_string(), payload).await?;
        Ok(())
    }
}
