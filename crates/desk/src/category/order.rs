//! The order of articles in a category.

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::edit::GAP;
use super::{Category, CategoryId, Edit, facts};
use crate::act::{Act, Allowed, View};
use crate::article::ArticleId;
use crate::right::Right;
use crate::who::{User, Who};

sql! {
    IN_ORDER = "select article_id from article_category where org_id = $1 and category_id = $2 order by place, article_id";
    PUT = "update article_category set place = $4 where org_id = $1 and category_id = $2 and article_id = $3";
}

impl View<User> {
    /// The articles of a category in its order, in whatever state.
    pub async fn order_of(&self, category: CategoryId) -> Result<Vec<ArticleId>, Fault> {
        self.who().must(Right::ManageContent)?;
        let rows: Vec<(ArticleId,)> = self.reader().all(IN_ORDER.with(params![self.org(), category])).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }
}

impl Allowed<Category, Edit> {
    /// Puts its articles into this order. Those that are not named come behind, as they were; what does not stand in it is
    /// left out.
    pub async fn order_articles<W: Who>(&self, act: &mut Act<W>, order: &[ArticleId]) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        let there: Vec<(ArticleId,)> = writer.all(IN_ORDER.with(params![org, self.id])).await?;
        let there: Vec<ArticleId> = there.into_iter().map(|(id,)| id).collect();
        let named: Vec<ArticleId> = order.iter().copied().filter(|id| there.contains(id)).collect();
        let behind = there.iter().copied().filter(|id| !named.contains(id));
        for (id, index) in named.iter().copied().chain(behind).zip(1_i64..) {
            writer.run(PUT.with(params![org, self.id, id, index * GAP])).await?;
        }
        act.announce(facts::ORDERED, self.id.to_string(), json!({ "kb": self.kb })).await?;
        Ok(())
    }
}
