//! Everything that a knowledge base tells everybody, for those who read all of it: search engines and feeds (K5).

use db::{params, sql};
use kernel::{Fault, Language, Time};

use super::list::READABLE;
use super::{ArticleId, ReadsArticles};
use crate::act::View;
use crate::page_path::PagePath;

sql! {
    IDS = "select distinct a.id from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id
        where p.org_id = $1 and /*see*/p.kb_id = $2/*end*/ {conditions} order by a.id" with [READABLE];
    TEXTS = "select a.hash, t.language, t.slug, t.published_at
        from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id
        where p.org_id = $1 and /*see*/p.kb_id = $2/*end*/ and a.id >= $3 and a.id <= $4 {conditions}
        order by a.id, t.language" with [READABLE];
}

/// A published text of an article, by its address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedText {
    hash: String,
    /// The language it is in.
    pub language: Language,
    slug: String,
    /// When it was published last.
    pub published_at: Option<Time>,
}

impl PublishedText {
    /// Its name in addresses.
    pub fn path(&self) -> PagePath {
        PagePath { slug: self.slug.clone(), hash: self.hash.clone() }
    }

    /// Whether both are texts of one article.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl<W: ReadsArticles> View<W> {
    /// Every article that this reader may read here, in the order of their ids.
    pub async fn published_ids(&self) -> Result<Vec<ArticleId>, Fault> {
        let call = self.readable(IDS.with(params![self.org(), self.who().site().kb]));
        let ids: Vec<(ArticleId,)> = self.reader().all(call).await?;
        Ok(ids.into_iter().map(|(id,)| id).collect())
    }

    /// The texts of those between two of them, both included, in every language; those of one article stand together.
    pub async fn published_texts(
        &self,
        first: ArticleId,
        last: ArticleId,
    ) -> Result<Vec<PublishedText>, Fault> {
        let values = params![self.org(), self.who().site().kb, first, last];
        self.reader().all(self.readable(TEXTS.with(values))).await
    }
}

db::columns!(PublishedText: hash, language, slug, published_at);
