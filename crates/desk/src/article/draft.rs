//! Writing: a draft is saved beside what is read, thrown away, or made of an older version.

use db::{params, sql};
use kernel::{Fault, Language, base_codes};
use markup::ArticleHtml;
use serde_json::json;

use super::store::{EXCERPT, TextOf, TextRow};
use super::{Article, Typed, VersionId, Write, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::Who;

sql! {
    SAVE = "update article_version set slug = $3, title = $4, body = $5, html_edition = $6, meta_title = $7,
        meta_description = $8, meta_keywords = $9, saved_at = $10, saved_by = $11, revision = revision + 1
        where org_id = $1 and id = $2";
    DROP_VERSION = "delete from article_version where org_id = $1 and id = $2";
    DROP_TEXT = "delete from article_text where org_id = $1 and article_id = $2 and language = $3";
    NO_DRAFT = "update article_text set draft_id = null, publish_at = null
        where org_id = $1 and article_id = $2 and language = $3";
    HOW_MANY = "select count(*) from article_text where org_id = $1 and article_id = $2";
    NEWEST = "select slug, title, body, html_edition, meta_title, meta_description, meta_keywords from article_version
        where org_id = $1 and article_id = $2 and language = $3 and state = 'past' order by number desc limit 1";
    FORMER = "select slug, title, body, html_edition, meta_title, meta_description, meta_keywords from article_version
        where org_id = $1 and id = $2 and /*see*/article_id = $3/*end*/ and /*see*/language = $4/*end*/";
}

/// The version a page was made from, and how often it had been saved. Nothing, where the article had no text in that language.
pub type Seen = Option<(VersionId, i64)>;

impl Allowed<Article, Write> {
    /// Keeps what was written as the draft; what is read stays as it is. Answers what a page made now would have seen.
    /// `article_changed` where somebody else has saved or published since the page was made.
    pub async fn save<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        (typed, seen): (&Typed, Seen),
    ) -> Result<(VersionId, i64), Fault> {
        self.belongs_to(act)?;
        self.fits(act, typed).await?;
        let text = self.text(act, language);
        let row = text.read(act.writer().await?).await?;
        check(act, text, (row.as_ref(), seen)).await?;
        let id = match row.as_ref().and_then(|row| row.draft) {
            Some(draft) => change(act, draft, typed).await.map(|()| draft)?,
            None => text.add_draft(act, typed).await?,
        };
        if row.is_none_or(|row| row.live.is_none()) {
            let shown = (typed.slug.as_str(), typed.title.as_str());
            text.show(act.writer().await?, shown, &typed.body.excerpt(EXCERPT)).await?;
        }
        self.touch(act).await?;
        act.announce(facts::SAVED, self.id.to_string(), json!({ "language": language.as_str() })).await?;
        Ok((id, text.revision(act.writer().await?, id).await?))
    }

    /// Throws the draft away: what is read stays, and what was read before is written from again; a text that nobody ever
    /// read is gone. `article_last` for the only text of an article, which is deleted instead.
    pub async fn discard<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        seen: Seen,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let text = self.text(act, language);
        let row = text.found(act.writer().await?).await?;
        check(act, text, (Some(&row), seen)).await?;
        let draft = row.draft.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        let writer = act.writer().await?;
        let of_text = || params![text.org, self.id, language];
        let former: Option<Typed> = writer.maybe(NEWEST.with(of_text())).await?;
        writer.run(NO_DRAFT.with(of_text())).await?;
        writer.run(DROP_VERSION.with(params![text.org, draft])).await?;
        match former {
            _ if row.live.is_some() => {}
            // What was read before is written from again, so that its versions belong to a text.
            Some(former) => text.add_shown_draft(act, &former).await?,
            None => {
                let (texts,): (i64,) = writer.one(HOW_MANY.with(params![text.org, self.id])).await?;
                if texts < 2 {
                    return Err(Fault::new(&code::ARTICLE_LAST));
                }
                writer.run(DROP_TEXT.with(of_text())).await?;
            }
        }
        self.touch(act).await?;
        act.announce(facts::DISCARDED, self.id.to_string(), json!({ "language": language.as_str() })).await?;
        Ok(())
    }

    /// Makes the text of an older version the draft.
    pub async fn take_up<W: Who>(
        &self,
        act: &mut Act<W>,
        language: &Language,
        (version, seen): (VersionId, Seen),
    ) -> Result<(VersionId, i64), Fault> {
        self.belongs_to(act)?;
        let call = FORMER.with(params![act.org(), version, self.id, language]);
        let former: Option<Typed> = act.writer().await?.maybe(call).await?;
        let former = former.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        self.save(act, language, (&former, seen)).await
    }
}

/// Whether the page showed what there is.
pub(super) async fn check<W: Who>(
    act: &mut Act<W>,
    text: TextOf<'_>,
    (row, seen): (Option<&TextRow>, Seen),
) -> Result<(), Fault> {
    let there = match row.and_then(TextRow::current) {
        Some(version) => Some((version, text.revision(act.writer().await?, version).await?)),
        None => None,
    };
    if there == seen { Ok(()) } else { Err(Fault::new(&code::ARTICLE_CHANGED)) }
}

async fn change<W: Who>(act: &mut Act<W>, draft: VersionId, typed: &Typed) -> Result<(), Fault> {
    let (org, now, actor) = (act.org(), act.now(), act.who().actor());
    let meta = &typed.meta;
    let values = params![
        org,
        draft,
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
    act.writer().await?.run(SAVE.with(values)).await.map(drop)
}
