//! What whoever has read an article may want to read next.

use db::{params, sql};
use kernel::{Fault, Language};

use super::list::READABLE;
use super::{ArticleRow, ReadsArticles, ShownArticle};
use crate::act::View;

// $5 is the article. A tag in common counts as much as two categories; of each kind two hundred articles are weighed, so that
// a tag that everything has costs no more than another.
sql! {
    RELATED = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from (select n.article_id, cast(sum(n.weight) as bigint) as weight from (
            select g.article_id, g.weight from (select o.article_id, 2 as weight from article_tag i join article_tag o
                on o.org_id = i.org_id and o.tag_key = i.tag_key || '' where i.org_id = $1 and i.article_id = $5
                order by o.article_id || '' desc limit 200) g
            union all select c.article_id, c.weight from (select o.article_id, 1 as weight from article_category i
                join article_category o on o.org_id = i.org_id and o.category_id = i.category_id || ''
                where i.org_id = $1 and i.article_id = $5 order by o.article_id || '' desc limit 200) c
            ) n where n.article_id <> $5 group by n.article_id) m
        join article a on a.org_id = $1 and a.id = m.article_id
        join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where /*see*/p.kb_id = $4/*end*/ {conditions} order by m.weight desc, p.live_at desc, a.id limit 4"
        with [READABLE];
}

impl<W: ReadsArticles> View<W> {
    /// Up to four others of this knowledge base that share a tag or a category with it, the nearest first.
    pub async fn related(
        &self,
        article: &ShownArticle,
        language: &Language,
    ) -> Result<Vec<ArticleRow>, Fault> {
        let site = self.who().site();
        let values = params![self.org(), language, site.default_language(), site.kb, article.id];
        self.reader().all(self.readable(RELATED.with(values))).await
    }
}
