//! Rows of texts and versions that several verbs read and write.

use db::{Writer, params, sql};
use kernel::{Fault, Language, OrgId, Time, base_codes};
use markup::ArticleHtml;

use super::{Article, ArticleId, Typed, VersionId};
use crate::act::Act;
use crate::category::{self, CategoryId, GAP};
use crate::who::Who;

sql! {
    TEXT = "select live_id, draft_id, publish_at, unpublish_at from article_text
        where org_id = $1 and article_id = $2 and language = $3";
    REVISION = "select revision from article_version where org_id = $1 and id = $2 and /*see*/article_id = $3/*end*/";
    NEXT_NUMBER = "select cast(coalesce(max(number), 0) + 1 as bigint) from article_version
        where org_id = $1 and article_id = $2 and language = $3";
    ADD_VERSION = "insert into article_version (org_id, id, article_id, language, number, state, revision, slug, title, body,
        html_edition, meta_title, meta_description, meta_keywords, made_at, made_by, saved_at, saved_by)
        values ($1, $2, $3, $4, $5, 'draft', 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13, $14)";
    ADD_TEXT = "insert into article_text (org_id, article_id, language, draft_id, slug, title, title_key, excerpt, outdated)
        values ($1, $2, $3, $4, $5, $6, $7, $8, false)
        on conflict (org_id, article_id, language) do update set draft_id = excluded.draft_id";
    SHOW = "update article_text set slug = $4, title = $5, title_key = $6, excerpt = $7
        where org_id = $1 and article_id = $2 and language = $3";
    CATEGORIES = "select category_id from article_category where org_id = $1 and article_id = $2";
    LAST = "select cast(coalesce(max(place), 0) as bigint) from article_category where org_id = $1 and category_id = $2";
    ENTER = "insert into article_category (org_id, article_id, category_id, place) values ($1, $2, $3, $4)
        on conflict (org_id, article_id, category_id) do nothing";
    TOUCH = "update article set changed_at = $3 where org_id = $1 and id = $2";
}

/// The most characters of an excerpt: what lists show of a text (as the published product does).
pub(super) const EXCERPT: usize = 160;

/// A text as it is stored, which before there was an editor was Markdown (edition 0).
pub(super) fn body(stored: String, edition: i64) -> ArticleHtml {
    if edition == 0 {
        return ArticleHtml::from_markdown(&stored);
    }
    ArticleHtml::stored(stored, edition)
}

/// Which versions a text has, and what is to happen to it.
pub(super) struct TextRow {
    pub(super) live: Option<VersionId>,
    pub(super) draft: Option<VersionId>,
    pub(super) publish_at: Option<Time>,
    pub(super) unpublish_at: Option<Time>,
}

/// A text of an article: where its rows are found.
#[derive(Clone, Copy)]
pub(super) struct TextOf<'a> {
    pub(super) org: OrgId,
    pub(super) article: ArticleId,
    pub(super) language: &'a Language,
}

impl TextOf<'_> {
    /// What there is of it, if anything.
    pub(super) async fn read(self, writer: &mut Writer) -> Result<Option<TextRow>, Fault> {
        writer.maybe(TEXT.with(params![self.org, self.article, self.language])).await
    }

    /// The same, or `not_found`.
    pub(super) async fn found(self, writer: &mut Writer) -> Result<TextRow, Fault> {
        self.read(writer).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// How often a version was saved.
    pub(super) async fn revision(self, writer: &mut Writer, version: VersionId) -> Result<i64, Fault> {
        let (revision,) = writer.one(REVISION.with(params![self.org, version, self.article])).await?;
        Ok(revision)
    }

    /// Adds a draft after all versions there are.
    pub(super) async fn add_draft<W: Who>(self, act: &mut Act<W>, typed: &Typed) -> Result<VersionId, Fault> {
        let (id, now, actor) = (act.new_id(), act.now(), act.who().actor());
        let writer = act.writer().await?;
        let call = NEXT_NUMBER.with(params![self.org, self.article, self.language]);
        let (number,): (i64,) = writer.one(call).await?;
        let meta = &typed.meta;
        let values = params![
            self.org,
            id,
            self.article,
            self.language,
            number,
            &typed.slug,
            &typed.title,
            typed.body.as_str(),
            ArticleHtml::EDITION,
            &meta.title,
            &meta.description,
            &meta.keywords,
            now,
            &actor
        ];
        writer.run(ADD_VERSION.with(values)).await?;
        let (key, excerpt) = (markup::fold(&typed.title), typed.body.excerpt(EXCERPT));
        let values =
            params![self.org, self.article, self.language, id, &typed.slug, &typed.title, &key, &excerpt];
        writer.run(ADD_TEXT.with(values)).await?;
        Ok(id)
    }

    /// The same where nothing is read, so that lists of whoever writes say it.
    pub(super) async fn add_shown_draft<W: Who>(self, act: &mut Act<W>, typed: &Typed) -> Result<(), Fault> {
        self.add_draft(act, typed).await?;
        let excerpt = typed.body.excerpt(EXCERPT);
        self.show(act.writer().await?, (&typed.slug, &typed.title), &excerpt).await
    }

    /// What lists say of it from now on.
    pub(super) async fn show(
        self,
        writer: &mut Writer,
        (slug, title): (&str, &str),
        excerpt: &str,
    ) -> Result<(), Fault> {
        let key = markup::fold(title);
        let values = params![self.org, self.article, self.language, slug, title, &key, excerpt];
        writer.run(SHOW.with(values)).await.map(drop)
    }
}

/// An article of an organization.
pub(super) type Of = (OrgId, ArticleId);

/// Has an article stand in a category, the last of all; where it stands already it keeps its place.
pub(super) async fn enter(
    writer: &mut Writer,
    (org, article): Of,
    category: CategoryId,
) -> Result<(), Fault> {
    let (last,): (i64,) = writer.one(LAST.with(params![org, category])).await?;
    writer.run(ENTER.with(params![org, article, category, last + GAP])).await.map(drop)
}

impl Article {
    /// Says that something of it changed.
    pub(super) async fn touch<W: Who>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        let (org, now) = (act.org(), act.now());
        act.writer().await?.run(TOUCH.with(params![org, self.id, now])).await.map(drop)
    }

    /// Says how many articles its categories show.
    pub(super) async fn recount<W: Who>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        let org = act.org();
        let writer = act.writer().await?;
        let categories: Vec<(CategoryId,)> = writer.all(CATEGORIES.with(params![org, self.id])).await?;
        category::recount(writer, org, categories.into_iter().map(|(id,)| id)).await
    }

    /// Where its text in this language is found.
    pub(super) fn text<'a, W: Who>(&self, act: &Act<W>, language: &'a Language) -> TextOf<'a> {
        TextOf { org: act.org(), article: self.id, language }
    }
}

db::columns!(TextRow: live, draft, publish_at, unpublish_at);
