//! All of an article, for operators who move it: what is read and written in every language, where it stands, its files.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Language, Time};

use super::{Arrangement, Article, ArticleFileId, ArticleId, Schedule, Seen, Typed, VersionId};
use crate::act::View;
use crate::kb::KbId;
use crate::who::System;

/// An article with everything of it that moves.
#[derive(Clone, Debug)]
pub struct WholeArticle {
    /// The article.
    pub article: Article,
    /// What counts at once.
    pub arrangement: Arrangement,
    /// Its texts, by language.
    pub texts: Vec<WholeText>,
    /// The files that were put into it.
    pub files: Vec<KeptFile>,
}

/// An article in one language.
#[derive(Clone, Debug)]
pub struct WholeText {
    /// The language.
    pub language: Language,
    /// Whether its source changed since.
    pub is_outdated: bool,
    /// What was scheduled.
    pub schedule: Schedule,
    /// What is read.
    pub live: Option<WholeVersion>,
    /// What is written.
    pub draft: Option<WholeVersion>,
}

/// A version of it.
#[derive(Clone, Debug)]
pub struct WholeVersion {
    id: VersionId,
    revision: i64,
    /// Who saved it last, as facts write it.
    pub saved_by: String,
    /// What it says.
    pub typed: Typed,
}

/// An article that was taken in from a place.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The article.
    pub id: ArticleId,
    /// What it has in addresses.
    pub hash: String,
    /// The fingerprint of what it was told as.
    pub told: String,
    /// What was said of it there besides its texts, and the fingerprints of these; empty where that is not known.
    pub said: String,
}

/// A file of an article, by what identifies its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptFile {
    /// The id.
    pub id: ArticleFileId,
    /// Whose it is.
    pub article: ArticleId,
    /// What identifies its bytes.
    pub hash: String,
    /// Its name.
    pub name: String,
}

sql! {
    OF_KB = "select p.article_id from article_kb p join article a on a.org_id = p.org_id and a.id = p.article_id
        where p.org_id = $1 and p.kb_id = $2 and a.deleted_at is null order by p.article_id || ''";
    BY_HASH = "select id from article where org_id = $1 and hash = $2";
    BY_ORIGIN = "select o.article_id, a.hash, o.told, o.said from article_origin o
        join article a on a.org_id = o.org_id and a.id = o.article_id
        where o.org_id = $1 and o.kb_id = $2 and o.origin = $3";
    TEXTS = "select language, outdated, publish_at, unpublish_at from article_text
        where org_id = $1 and article_id = $2 order by language";
    VERSIONS = "select v.language, v.state, v.id, v.revision, v.saved_by, v.slug, v.title, v.body, v.html_edition, v.meta_title,
        v.meta_description, v.meta_keywords from article_version v
        where v.org_id = $1 and v.article_id = $2 and v.state in ('live', 'draft')";
    FILES = "select id, article_id, hash, name from article_file where org_id = $1 and article_id = $2 order by id || ''";
    FILE = "select id, article_id, hash, name from article_file where org_id = $1 and id = $2";
}

impl View<System> {
    /// Every article of a knowledge base that is not deleted.
    pub async fn articles_of(&self, kb: KbId) -> Result<Vec<ArticleId>, Fault> {
        let ids: Vec<(ArticleId,)> = self.reader().all(OF_KB.with(params![self.org(), kb])).await?;
        Ok(ids.into_iter().map(|(id,)| id).collect())
    }

    /// The article of a hash.
    pub async fn article_of_hash(&self, hash: &str) -> Result<Option<ArticleId>, Fault> {
        let found: Option<(ArticleId,)> =
            self.reader().maybe(BY_HASH.with(params![self.org(), hash])).await?;
        Ok(found.map(|(id,)| id))
    }

    /// The article that was taken in from a place.
    pub async fn article_of_origin(&self, kb: KbId, origin: &str) -> Result<Option<Origin>, Fault> {
        self.reader().maybe(BY_ORIGIN.with(params![self.org(), kb, origin])).await
    }

    /// All of an article.
    pub async fn whole_article(&self, id: ArticleId) -> Result<WholeArticle, Fault> {
        let article: Article = self.see(id).await?;
        let arrangement = Arrangement::read(self.reader(), self.org(), &article).await?;
        let of = || params![self.org(), id];
        let mut texts: Vec<WholeText> = self.reader().all(TEXTS.with(of())).await?;
        let versions: Vec<OfText> = self.reader().all(VERSIONS.with(of())).await?;
        for OfText { language, is_live, version } in versions {
            if let Some(text) = texts.iter_mut().find(|text| text.language == language) {
                let slot = if is_live { &mut text.live } else { &mut text.draft };
                *slot = Some(version);
            }
        }
        let files = self.reader().all(FILES.with(of())).await?;
        Ok(WholeArticle { article, arrangement, texts, files })
    }

    /// A file of any article.
    pub async fn kept_file(&self, id: ArticleFileId) -> Result<Option<KeptFile>, Fault> {
        self.reader().maybe(FILE.with(params![self.org(), id])).await
    }
}

impl WholeArticle {
    /// Its text in a language.
    pub fn text(&self, language: &Language) -> Option<&WholeText> {
        self.texts.iter().find(|text| text.language == *language)
    }
}

impl WholeText {
    /// What is written, or else read.
    pub fn current(&self) -> Option<&WholeVersion> {
        self.draft.as_ref().or(self.live.as_ref())
    }

    /// What a page made now would have seen of it.
    pub fn seen(&self) -> Seen {
        self.current().map(|version| (version.id, version.revision))
    }
}

/// A version with the text it belongs to.
struct OfText {
    language: Language,
    is_live: bool,
    version: WholeVersion,
}

impl FromRow for OfText {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let mut columns = row.in_order();
        let (language, state): (Language, String) = (columns.get()?, columns.get()?);
        let (id, revision, saved_by) = (columns.get()?, columns.get()?, columns.get()?);
        let typed = Typed::in_order(&mut columns)?;
        let version = WholeVersion { id, revision, saved_by, typed };
        Ok(Self { language, is_live: state == "live", version })
    }
}

impl FromRow for WholeText {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (publish_at, unpublish_at): (Option<Time>, Option<Time>) = (row.get(2)?, row.get(3)?);
        Ok(Self {
            language: row.get(0)?,
            is_outdated: row.get(1)?,
            schedule: Schedule { publish_at, unpublish_at },
            live: None,
            draft: None,
        })
    }
}

db::columns!(Origin: id, hash, told, said);
db::columns!(KeptFile: id, article, hash, name);
