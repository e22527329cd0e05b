//! Reading an article: where it stands, and in the app.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Language, Time, base_codes};
use markup::ArticleHtml;

use super::list::READABLE;
use super::{ArticleId, Audience, ReadsArticles, VersionId, store};
use crate::act::View;
use crate::category::CategoryId;
use crate::kb::{Host, KbId, Origin, Site};
use crate::page_path::PagePath;
use crate::setting::{self, Scope};
use crate::who::User;

sql! {
    AT = "select a.id, a.hash, a.source, a.audience, a.made_at, t.language, t.outdated, v.slug, v.title, v.body, v.html_edition,
        v.meta_title, v.meta_description, v.meta_keywords, v.published_at, v.id
        from article a join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $3 then 0 when $4 then 1 when a.source then 2 else 3 end, l.language limit 1)
        join article_version v on v.org_id = t.org_id and v.id = t.live_id
        where a.org_id = $1 and a.hash = $2 and /*see*/p.kb_id = $5/*end*/ {conditions}" with [READABLE];
    LANGUAGES = "select t.language, v.slug from article_text t join article_version v on v.org_id = t.org_id and v.id = t.live_id
        where t.org_id = $1 and t.article_id = $2 order by t.language";
    TAGS = "select tag from article_tag where org_id = $1 and article_id = $2 order by tag_key";
    CATEGORIES = "select c.category_id from article_category c join category k on k.org_id = c.org_id and k.id = c.category_id
        where c.org_id = $1 and c.article_id = $2 and /*see*/k.kb_id = $3/*end*/ order by k.place, k.id";
    IN_APP = "select a.id, a.hash, a.source, a.audience, a.made_at, t.language, t.outdated, v.slug, v.title, v.body,
        v.html_edition, v.meta_title, v.meta_description, v.meta_keywords, v.published_at, v.id
        from article a join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $6 then 0 when a.source then 1 else 2 end, l.language limit 1)
        join article_version v on v.org_id = t.org_id and v.id = t.live_id
        where a.org_id = $1 and a.id = $2 and /*see*/a.deleted_at is null/*end*/ and /*see*/a.audience in ($3, $4)/*end*/
        and /*see*/(a.audience = 'public' or not a.limited or exists (select 1 from article_reader r
            where r.org_id = a.org_id and r.article_id = a.id and r.reader_id in (
                select m.team_id from team_member m where m.org_id = a.org_id and m.user_id = $5
                union all select s.set_id from user_permission_set s where s.org_id = a.org_id and s.user_id = $5)))/*end*/";
    KBS_OF = "select p.kb_id from article_kb p join kb k on k.org_id = p.org_id and k.id = p.kb_id
        join brand b on b.org_id = k.org_id and b.id = k.brand_id
        where p.org_id = $1 and p.article_id = $2 order by b.is_default desc, k.title, k.id";
}

/// An article as somebody reads it.
#[derive(Clone, Debug)]
pub struct ShownArticle {
    /// The id.
    pub id: ArticleId,
    hash: String,
    /// The language it was first written in.
    pub source: Language,
    /// For whom it is.
    pub audience: Audience,
    /// When it was begun.
    pub made_at: Time,
    /// What it is shown in, which may be another language than was asked for (K4).
    pub language: Language,
    /// Whether its source has changed since it was translated.
    pub is_outdated: bool,
    slug: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: ArticleHtml,
    /// What search engines are told instead of the title, if anything.
    pub meta_title: String,
    /// What they are told instead of its beginning, if anything.
    pub meta_description: String,
    /// Key words for them.
    pub meta_keywords: String,
    /// When this text was published.
    pub published_at: Option<Time>,
    /// The version that is shown.
    pub version: VersionId,
}

/// What stands around an article on its page.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The languages it is published in, with its slug in each.
    pub languages: Vec<(Language, String)>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its categories here, in their order.
    pub categories: Vec<CategoryId>,
}

/// An article's own page at its knowledge base's host.
#[derive(Clone, Debug)]
pub struct ArticleWindow {
    /// The host.
    pub origin: Origin,
    /// The article's language, or the site's own where it does not speak that.
    pub language: Language,
    /// Whether users are let in there, by a ticket (I1).
    pub lets_team_in: bool,
}

impl ShownArticle {
    /// Its name in addresses, in the language it is shown in.
    pub fn path(&self) -> PagePath {
        PagePath { slug: self.slug.clone(), hash: self.hash.clone() }
    }
}

impl<W: ReadsArticles> View<W> {
    /// The article of this path at this host, in this language or the nearest to it; absent and not for these eyes are one
    /// answer.
    pub async fn article(&self, path: &PagePath, language: &Language) -> Result<ShownArticle, Fault> {
        let site = self.who().site();
        let values = params![self.org(), path.hash.as_str(), language, site.default_language(), site.kb];
        let call = self.readable(AT.with(values));
        self.reader().maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// What stands around an article that was read.
    pub async fn surroundings(&self, article: &ShownArticle) -> Result<Surroundings, Fault> {
        let (org, kb) = (self.org(), self.who().site().kb);
        let languages = self.reader().all(LANGUAGES.with(params![org, article.id])).await?;
        let tags: Vec<(String,)> = self.reader().all(TAGS.with(params![org, article.id])).await?;
        let categories: Vec<(CategoryId,)> =
            self.reader().all(CATEGORIES.with(params![org, article.id, kb])).await?;
        Ok(Surroundings {
            languages,
            tags: tags.into_iter().map(|(tag,)| tag).collect(),
            categories: categories.into_iter().map(|(id,)| id).collect(),
        })
    }
}

impl View<User> {
    /// Any published article of the organization, read in the app; an internal one only while the internal knowledge base is
    /// on, a limited one by those it is for.
    pub async fn article(&self, id: ArticleId, language: &Language) -> Result<ShownArticle, Fault> {
        let [first, second] = self.audiences().await?;
        let values = params![self.org(), id, first, second, self.who().id, language];
        self.reader().maybe(IN_APP.with(values)).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// Where an article can be opened in a window of its own: a public one at its knowledge base's host, an internal one
    /// only while users are let in there (I2).
    pub async fn article_window(&self, article: &ShownArticle) -> Result<Option<ArticleWindow>, Fault> {
        self.article_window_at(article, None).await
    }

    /// The same, at this knowledge base before any other.
    pub(super) async fn article_window_at(
        &self,
        article: &ShownArticle,
        first: Option<KbId>,
    ) -> Result<Option<ArticleWindow>, Fault> {
        let mut kbs: Vec<(KbId,)> = self.reader().all(KBS_OF.with(params![self.org(), article.id])).await?;
        kbs.sort_by_key(|(kb,)| Some(*kb) != first);
        for (kb,) in kbs {
            let window = self.window_at(kb, article).await?;
            let shows = |window: &ArticleWindow| window.lets_team_in || article.audience == Audience::Public;
            if let Some(window) = window.filter(shows) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    async fn window_at(&self, kb: KbId, article: &ShownArticle) -> Result<Option<ArticleWindow>, Fault> {
        let Some(host) = Host::of_kb(self.reader(), self.org(), kb).await? else { return Ok(None) };
        let Some(site) = Site::load(self.reader(), &host, self.desk().keys()).await? else { return Ok(None) };
        let is_spoken = site.portal.languages.contains(&article.language);
        let language = if is_spoken { &article.language } else { site.default_language() };
        Ok(Some(ArticleWindow {
            origin: host.origin,
            language: language.clone(),
            lets_team_in: site.lets_team_in(),
        }))
    }

    /// The language that articles are shown in, as far as they can be.
    pub fn language(&self) -> Language {
        let english = || "en".parse().expect("en is a language code");
        self.who().language.clone().unwrap_or_else(english)
    }

    /// What the app shows of articles (I1).
    pub(super) async fn audiences(&self) -> Result<[Audience; 2], Fault> {
        let values = setting::values(self.reader(), self.org(), Scope::Org).await?;
        let is_on = setting::value(&values, "knowledge-base.internal") == "on";
        Ok([Audience::Public, if is_on { Audience::Internal } else { Audience::Public }])
    }
}

impl FromRow for ShownArticle {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let mut columns = row.in_order();
        Ok(Self {
            id: columns.get()?,
            hash: columns.get()?,
            source: columns.get()?,
            audience: columns.get()?,
            made_at: columns.get()?,
            language: columns.get()?,
            is_outdated: columns.get()?,
            slug: columns.get()?,
            title: columns.get()?,
            body: {
                let body: String = columns.get()?;
                store::body(body, columns.get()?)
            },
            meta_title: columns.get()?,
            meta_description: columns.get()?,
            meta_keywords: columns.get()?,
            published_at: columns.get()?,
            version: columns.get()?,
        })
    }
}
