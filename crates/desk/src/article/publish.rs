//! What is read: a draft takes the place of the version that was, or nothing does.

use db::{FromRow, InOrder, Row, params, sql};
use kernel::{Fault, Language};
use serde_json::json;

use super::draft::{Seen, check};
use super::store::{EXCERPT, TextRow};
use super::typed::Meta;
use super::{Article, Typed, VersionId, Write, facts, store};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::Who;

sql! {
    VERSION = "select slug, title, body, html_edition, meta_title, meta_description, meta_keywords from article_version
        where org_id = $1 and id = $2";
    WAS_READ = "select count(*) from article_version
        where org_id = $1 and article_id = $2 and language = $3 and published_at is not null";
    PAST = "update article_version set state = 'past' where org_id = $1 and id = $2";
    LIVE = "update article_version set state = 'live', published_at = $3, published_by = $4 where org_id = $1 and id = $2";
    READ = "update article_text set live_id = $4, draft_id = null, published_at = $5, outdated = false, publish_at = null
        where org_id = $1 and article_id = $2 and language = $3";
    UNREAD = "update article_text set live_id = null, draft_id = $4, published_at = null, unpublish_at = null
        where org_id = $1 and article_id = $2 and language = $3";
    OUTDATED = "update article_text set outdated = true where org_id = $1 and article_id = $2 and language <> $3";
    UP_TO_DATE = "update article_text set outdated = false where org_id = $1 and article_id = $2 and language = $3";
    LIVE_AT = "update article_kb set live_at = (select max(t.published_at) from article_text t
        where t.org_id = $1 and t.article_id = $2) where org_id = $1 and article_id = $2";
}

impl Allowed<Article, Write> {
    /// The draft is read from now on. Translations are out of date once their source was published anew (K4).
    pub async fn publish<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        seen: Seen,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let row = text.found(act.writer().await?).await?;
        check(act, text, (Some(&row), seen)).await?;
        self.go_live(act, language, &row).await
    }

    /// The same without asking what somebody saw: for what was scheduled.
    pub(super) async fn go_live<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        row: &TextRow,
    ) -> Result<(), Fault> {
        let draft = row.draft.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        let (org, now, actor, text) = (act.org(), act.now(), act.who().actor(), self.text(act, language));
        let writer = act.writer().await?;
        let typed: Typed = writer.one(VERSION.with(params![org, draft])).await?;
        if typed.body.is_empty() {
            return Err(Fault::new(&code::TEXT_EMPTY).at("body", &code::TEXT_EMPTY, Vec::new()));
        }
        let (was_read,): (i64,) = writer.one(WAS_READ.with(params![org, self.id, language])).await?;
        if let Some(live) = row.live {
            writer.run(PAST.with(params![org, live])).await?;
        }
        writer.run(LIVE.with(params![org, draft, now, &actor])).await?;
        writer.run(READ.with(params![org, self.id, language, draft, now])).await?;
        text.show(writer, (&typed.slug, &typed.title), &typed.body.excerpt(EXCERPT)).await?;
        if was_read > 0 && *language == self.source {
            writer.run(OUTDATED.with(params![org, self.id, language])).await?;
        }
        self.say(act, facts::PUBLISHED, language).await
    }

    /// Whether nothing was written yet.
    pub(super) async fn is_draft_empty<W: Who>(
        &self,
        act: &mut Act<W>,
        row: &TextRow,
    ) -> Result<bool, Fault> {
        let Some(draft) = row.draft else { return Ok(true) };
        let org = act.org();
        let typed: Typed = act.writer().await?.one(VERSION.with(params![org, draft])).await?;
        Ok(typed.body.is_empty())
    }

    /// Nobody reads this text from now on. What was read stays among its versions, and the draft goes on from there, unless
    /// one is being written already.
    pub async fn unpublish<W: Who>(&self, act: &mut Act<W>, language: &Language) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let writer = act.writer().await?;
        let row = text.found(writer).await?;
        let live = row.live.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        writer.run(PAST.with(params![text.org, live])).await?;
        let typed: Typed = writer.one(VERSION.with(params![text.org, row.draft.unwrap_or(live)])).await?;
        let draft = match row.draft {
            Some(draft) => draft,
            None => text.add_draft(act, &typed).await?,
        };
        let writer = act.writer().await?;
        writer.run(UNREAD.with(params![text.org, self.id, language, draft])).await?;
        text.show(writer, (&typed.slug, &typed.title), &typed.body.excerpt(EXCERPT)).await?;
        self.say(act, facts::UNPUBLISHED, language).await
    }

    /// Says that a translation fits its source as it is.
    pub async fn confirm_translation<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let writer = act.writer().await?;
        text.found(writer).await?;
        writer.run(UP_TO_DATE.with(params![text.org, self.id, language])).await?;
        act.announce(facts::SAVED, self.id.to_string(), json!({ "language": language.as_str() })).await?;
        Ok(())
    }

    async fn say<W: Who>(
        &self,
        act: &mut Act<W>,
        fact: &'static str,
        language: &Language,
    ) -> Result<(), Fault> {
        let org = act.org();
        act.writer().await?.run(LIVE_AT.with(params![org, self.id])).await?;
        self.touch(act).await?;
        self.recount(act).await?;
        act.announce(fact, self.id.to_string(), json!({ "language": language.as_str() })).await?;
        Ok(())
    }
}

/// A version as it could be typed again.
impl FromRow for Typed {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Self::in_order(&mut row.in_order())
    }
}

impl Typed {
    /// The same among other columns.
    pub(super) fn in_order(columns: &mut InOrder<'_>) -> Result<Self, Fault> {
        let (slug, title) = (columns.get()?, columns.get()?);
        let (body, edition): (String, i64) = (columns.get()?, columns.get()?);
        let meta = Meta { title: columns.get()?, description: columns.get()?, keywords: columns.get()? };
        Ok(Self { slug, title, body: store::body(body, edition), meta })
    }
}

/// Which version stands for the text when nobody says otherwise.
impl TextRow {
    pub(super) fn current(&self) -> Option<VersionId> {
        self.draft.or(self.live)
    }
}
