//! Reading an article: where it stands, and in the app.

use db::{Call, FromRow, Row, params, sql};
use kernel::{Fault, Language, base_codes};

use super::{Article, ArticleId, ArticlePath, Audience};
use crate::act::View;
use crate::kb::{Host, Origin, Site};
use crate::setting::{self, Scope};
use crate::who::{Public, TeamReader, User, Who};

sql! {
    AT = "select a.id, a.kb_id, a.slug, a.hash, a.language, a.title, a.body, a.audience, a.made_at from article a
        where a.org_id = $1 and /*see*/a.kb_id = $2/*end*/ and a.hash = $3 and /*see*/a.published/*end*/
        and /*see*/a.audience in ($4, $5)/*end*/";
    OF_ORG = "select a.id, a.kb_id, a.slug, a.hash, a.language, a.title, a.body, a.audience, a.made_at from article a
        where a.org_id = $1 and a.id = $2 and /*see*/a.published/*end*/ and /*see*/a.audience in ($3, $4)/*end*/";
}

/// Somebody who reads articles at a knowledge base's host. A customer reads there what everybody reads.
pub trait ReadsArticles: Who {
    /// Where.
    fn site(&self) -> &Site;
    /// Which, by their audience.
    fn audiences(&self) -> [Audience; 2];
}

impl ReadsArticles for Public {
    fn site(&self) -> &Site {
        &self.site
    }

    fn audiences(&self) -> [Audience; 2] {
        [Audience::Public, Audience::Public]
    }
}

impl ReadsArticles for TeamReader {
    fn site(&self) -> &Site {
        &self.site
    }

    /// *Show only internal articles* hides the others from the people inside (I3).
    fn audiences(&self) -> [Audience; 2] {
        let also = if self.site.portal.only_internal { Audience::Internal } else { Audience::Public };
        [Audience::Internal, also]
    }
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

impl<W: ReadsArticles> View<W> {
    /// The article of this path at this host; absent and not for these eyes are one answer.
    pub async fn article(&self, path: &ArticlePath) -> Result<Article, Fault> {
        let (who, [first, second]) = (self.who(), self.who().audiences());
        let call = AT.with(params![self.org(), who.site().kb, path.hash.as_str(), first, second]);
        self.reader().maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

impl View<User> {
    /// Any article of the organization, read in the app; an internal one only while the internal knowledge base is on.
    pub async fn article(&self, id: ArticleId) -> Result<Article, Fault> {
        let [first, second] = self.audiences().await?;
        let call: Call<'_> = OF_ORG.with(params![self.org(), id, first, second]);
        self.reader().maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// Where an article can be opened in a window of its own: a public one at its knowledge base's host, an internal one
    /// only while users are let in there (I2).
    pub async fn article_window(&self, article: &Article) -> Result<Option<ArticleWindow>, Fault> {
        let Some(host) = Host::of_kb(self.reader(), self.org(), article.kb).await? else { return Ok(None) };
        let Some(site) = Site::load(self.reader(), &host, self.desk().keys()).await? else { return Ok(None) };
        let is_spoken = site.portal.languages.contains(&article.language);
        let language = if is_spoken { &article.language } else { site.default_language() };
        let window = ArticleWindow {
            origin: host.origin,
            language: language.clone(),
            lets_team_in: site.lets_team_in(),
        };
        Ok(Some(window).filter(|window| window.lets_team_in || article.audience == Audience::Public))
    }

    /// What the app shows of articles (I1).
    pub(super) async fn audiences(&self) -> Result<[Audience; 2], Fault> {
        let values = setting::values(self.reader(), self.org(), Scope::Org).await?;
        let is_on = setting::value(&values, "knowledge-base.internal") == "on";
        Ok([Audience::Public, if is_on { Audience::Internal } else { Audience::Public }])
    }
}

impl FromRow for Article {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            kb: row.get(1)?,
            path: ArticlePath { slug: row.get(2)?, hash: row.get(3)? },
            language: row.get(4)?,
            title: row.get(5)?,
            body: row.get(6)?,
            audience: row.get(7)?,
            made_at: row.get(8)?,
        })
    }
}
