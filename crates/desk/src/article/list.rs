//! Lists of articles at a knowledge base's host, as one reader may see them.

use db::{Call, Condition, params, sql};
use kernel::{Fault, Language, Time};

use super::{ArticleId, Audience, ReadsArticles};
use crate::act::View;
use crate::category::CategoryId;
use crate::page_path::PagePath;

/// The most of a list.
const MOST: usize = 100;

/// What everybody who reads is held to: the article stands here, it is theirs by its audience, and by their teams and
/// permission sets where it is limited.
pub(super) static READABLE: Condition = Condition(
    "and /*see*/a.deleted_at is null/*end*/ and /*see*/a.audience in ($?, $?)/*end*/
        and /*see*/(a.audience = 'public' or not a.limited or exists (select 1 from article_reader r
            where r.org_id = a.org_id and r.article_id = a.id and r.reader_id in (
                select m.team_id from team_member m where m.org_id = a.org_id and m.user_id = $?
                union all select s.set_id from user_permission_set s where s.org_id = a.org_id and s.user_id = $?)))/*end*/
        and /*see*/t.live_id is not null/*end*/",
);

// $2 and $3 are the reader's language and the site's own: an article is shown in the first of these that it is published in,
// then in the one it was written in, then in any.
sql! {
    LATEST = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where p.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and p.live_at is not null {conditions} order by p.live_at desc, p.article_id desc limit 101"
        with [READABLE];
    PAGE = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where p.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and p.live_at is not null {conditions}
        order by p.live_at desc, p.article_id desc limit $5 offset $6" with [READABLE];
    FEATURED = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where p.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and p.featured {conditions} order by t.title_key, a.id limit 101"
        with [READABLE];
    IN_CATEGORY = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_category c join article a on a.org_id = c.org_id and a.id = c.article_id
        join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where c.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and c.category_id = $5 {conditions} order by c.place, c.article_id limit 501"
        with [READABLE];
    TAGGED = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_tag g join article a on a.org_id = g.org_id and a.id = g.article_id
        join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where g.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and g.tag_key = $5 {conditions} order by t.title_key, a.id limit 101"
        with [READABLE];
    CHOSEN = "select a.id, a.hash, a.audience, t.slug, t.language, t.title, t.excerpt, t.published_at, p.live_at
        from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $2 then 0 when $3 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where p.org_id = $1 and /*see*/p.kb_id = $4/*end*/ and a.id in ($list) {conditions}" with [READABLE];
}

/// Which articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListOf {
    /// Those published last.
    Latest,
    /// Those of the home page, by title.
    Featured,
    /// Those of a category, in its order.
    Category(CategoryId),
    /// Those with this tag, by title.
    Tag(String),
    /// These, in their order.
    Chosen(Vec<ArticleId>),
}

/// An article in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleRow {
    /// The id.
    pub id: ArticleId,
    hash: String,
    /// For whom it is.
    pub audience: Audience,
    slug: String,
    /// What it is shown in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// How it begins.
    pub excerpt: String,
    /// When it was published last.
    pub published_at: Option<Time>,
    live_at: Option<Time>,
}

impl ArticleRow {
    /// Its name in addresses.
    pub fn path(&self) -> PagePath {
        PagePath { slug: self.slug.clone(), hash: self.hash.clone() }
    }
}

impl<W: ReadsArticles> View<W> {
    /// Articles of this knowledge base, in this language as far as they are: a hundred of them, of a category five hundred.
    pub async fn articles(&self, of: &ListOf, language: &Language) -> Result<Vec<ArticleRow>, Fault> {
        let (org, site) = (self.org(), self.who().site());
        let (own, kb) = (site.default_language(), site.kb);
        let call = match of {
            ListOf::Latest => LATEST.with(params![org, language, own, kb]),
            ListOf::Featured => FEATURED.with(params![org, language, own, kb]),
            ListOf::Category(id) => IN_CATEGORY.with(params![org, language, own, kb, id]),
            ListOf::Chosen(ids) => {
                let list = ids.iter().flat_map(|id| params![*id]).collect();
                CHOSEN.with(params![org, language, own, kb]).list(list)
            }
            ListOf::Tag(tag) => TAGGED.with(params![org, language, own, kb, markup::fold(tag)]),
        };
        let mut rows: Vec<ArticleRow> = self.reader().all(self.readable(call)).await?;
        if !matches!(of, ListOf::Category(_)) {
            rows.truncate(MOST);
        }
        if let ListOf::Chosen(ids) = of {
            rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        }
        Ok(rows)
    }

    /// A page of all articles of this knowledge base, those published last first, and one more where there is a next page.
    pub async fn articles_page(
        &self,
        (page, most): (usize, usize),
        language: &Language,
    ) -> Result<Vec<ArticleRow>, Fault> {
        let (org, site) = (self.org(), self.who().site());
        let [rows, before] = [most + 1, page * most].map(|rows| i64::try_from(rows).unwrap_or(i64::MAX));
        let values = params![org, language, site.default_language(), site.kb, rows, before];
        self.reader().all(self.readable(PAGE.with(values))).await
    }

    /// The call, held to what this reader may see.
    pub(super) fn readable<'a>(&self, call: Call<'a>) -> Call<'a> {
        held_to(self.who(), call)
    }
}

/// The call, held to what somebody may read.
pub(super) fn held_to<'a, W: ReadsArticles>(who: &W, call: Call<'a>) -> Call<'a> {
    let [first, second] = who.audiences();
    let (reader, again) = (who.reader(), who.reader());
    call.and(&READABLE, params![first, second, reader, again])
}

db::columns!(ArticleRow: id, hash, audience, slug, language, title, excerpt, published_at, live_at);
