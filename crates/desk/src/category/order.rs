//! The order of articles in a category.

use db::{params, sql};
use kernel::{Fault, Language};
use serde_json::json;

use super::edit::GAP;
use super::{Category, CategoryId, Edit, facts};
use crate::act::{Act, Allowed, View};
use crate::article::ArticleId;
use crate::right::Right;
use crate::who::{System, User, Who};

sql! {
    IN_ORDER = "select article_id from article_category where org_id = $1 and category_id = $2 order by place, article_id";
    FIRST = "select c.article_id, t.title, t.language from article_category c
        join article a on a.org_id = c.org_id and a.id = c.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = a.source
        where c.org_id = $1 and c.category_id = $2 and a.deleted_at is null order by c.place, c.article_id limit 100";
    PUT = "update article_category set place = $4 where org_id = $1 and category_id = $2 and article_id = $3";
}

impl View<User> {
    /// The first hundred articles of a category in its order, in whatever state, each with its title in the language it was
    /// first written in.
    pub async fn order_of(&self, category: CategoryId) -> Result<Vec<(ArticleId, String, Language)>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().all(FIRST.with(params![self.org(), category])).await
    }
}

impl View<System> {
    /// The articles of these categories, each in its order.
    pub async fn order_of_articles(
        &self,
        categories: impl IntoIterator<Item = CategoryId> + Send,
    ) -> Result<Vec<(CategoryId, ArticleId)>, Fault> {
        let categories: Vec<CategoryId> = categories.into_iter().collect();
        let mut order = Vec::new();
        for category in categories {
            let there: Vec<(ArticleId,)> =
                self.reader().all(IN_ORDER.with(params![self.org(), category])).await?;
            order.extend(there.into_iter().map(|(id,)| (category, id)));
        }
        Ok(order)
    }
}

impl Allowed<Category, Edit> {
    /// Puts these of its articles into this order, in the places they have; the others stay where they are. What does not
    /// stand in it is left out.
    pub async fn order_articles<W: Who>(&self, act: &mut Act<W>, order: &[ArticleId]) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        let there: Vec<(ArticleId,)> = writer.all(IN_ORDER.with(params![org, self.id])).await?;
        let there: Vec<ArticleId> = there.into_iter().map(|(id,)| id).collect();
        let mut named = order.iter().copied().filter(|id| there.contains(id));
        let is_named = |id: &ArticleId| order.contains(id);
        for (was, index) in there.iter().zip(1_i64..) {
            let now = if is_named(was) { named.next().unwrap_or(*was) } else { *was };
            writer.run(PUT.with(params![org, self.id, now, index * GAP])).await?;
        }
        act.announce(facts::ORDERED, self.id.to_string(), json!({ "kb": self.kb })).await?;
        Ok(())
    }
}
