//! The versions of a text, newest first.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Id, Language, Noun, Time, base_codes};
use markup::ArticleHtml;

use super::{ArticleId, store};
use crate::act::View;
use crate::right::Right;
use crate::who::User;

/// The most versions of a list.
const MOST: usize = 100;

db::named! {
    /// What a version is.
    pub enum VersionState {
        /// It is being written.
        Draft "draft",
        /// It is read.
        Live "live",
        /// It was read.
        Past "past",
    }
}

/// A version of an article's text.
#[derive(Clone, Debug)]
pub struct Version {
    /// The id.
    pub id: VersionId,
    /// Counts the versions of one text, from 1.
    pub number: i64,
    /// What it is.
    pub state: VersionState,
    /// The title.
    pub title: String,
    /// When it was saved last.
    pub saved_at: Time,
    /// Who saved it last; nobody for what was imported.
    pub saved_by: Option<String>,
    /// When it was published, if it was.
    pub published_at: Option<Time>,
}

impl Noun for Version {
    const NAME: &'static str = "article version";
}

/// The id of a version.
pub type VersionId = Id<Version>;

/// Title and text of a version, to be compared with another's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionText {
    /// The title.
    pub title: String,
    /// The text.
    pub body: ArticleHtml,
}

sql! {
    VERSIONS = "select v.id, v.number, v.state, v.title, v.saved_at, u.name, v.published_at from article_version v
        left join app_user u on u.org_id = v.org_id and v.saved_by = 'user:' || u.id
        where v.org_id = $1 and v.article_id = $2 and v.language = $3 order by v.number desc limit 100";
    VERSION_TEXT = "select title, body, html_edition from article_version
        where org_id = $1 and id = $2 and /*see*/article_id = $3/*end*/";
}

impl View<User> {
    /// The newest hundred versions of a text, for whoever manages content.
    pub async fn versions(&self, article: ArticleId, language: &Language) -> Result<Vec<Version>, Fault> {
        self.who().must(Right::ManageContent)?;
        let rows: Vec<Version> =
            self.reader().all(VERSIONS.with(params![self.org(), article, language])).await?;
        debug_assert!(rows.len() <= MOST);
        Ok(rows)
    }

    /// What a version of this article says.
    pub async fn version_text(&self, article: ArticleId, id: VersionId) -> Result<VersionText, Fault> {
        self.who().must(Right::ManageContent)?;
        let found = self.reader().maybe(VERSION_TEXT.with(params![self.org(), id, article])).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

db::columns!(Version: id, number, state, title, saved_at, saved_by, published_at);

impl FromRow for VersionText {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (body, edition): (String, i64) = (row.get(1)?, row.get(2)?);
        Ok(Self { title: row.get(0)?, body: store::body(body, edition) })
    }
}
