//! A look at what is written, for whoever was given a link to it.

use db::{params, sql};
use identity::Mark;
use kernel::{Fault, Language, Time, base_codes};

use super::{Article, ArticleId, ReadsArticles, ShownArticle};
use crate::act::View;
use crate::kb::KbId;
use crate::right::Right;
use crate::who::User;

/// For how many days such a link is good.
pub const PREVIEW_DAYS: i64 = 7;
const DAY_SECONDS: i64 = 24 * 60 * 60;
const PURPOSE: &str = "article-preview";

sql! {
    CURRENT = "select a.id, a.hash, a.source, a.audience, a.made_at, t.language, t.outdated, v.slug, v.title, v.body,
        v.html_edition, v.meta_title, v.meta_description, v.meta_keywords, v.published_at, v.id
        from article a join article_text t on t.org_id = a.org_id and t.article_id = a.id
        join article_version v on v.org_id = t.org_id and v.id = coalesce(t.draft_id, t.live_id)
        where a.org_id = $1 and a.id = $2 and t.language = $3 and a.deleted_at is null";
}

/// What is written of an article, and until when it may be looked at.
#[derive(Clone, Debug)]
pub struct Previewed {
    /// The draft, or what is read while there is none.
    pub article: ShownArticle,
    /// When the link is over.
    pub ends_at: Time,
}

impl View<User> {
    /// What a link to look at this text ends in, at this knowledge base, for a week from now. Whoever has it needs no
    /// session, so it says what it is for and is marked.
    pub fn preview_link(&self, kb: KbId, article: &Article, language: &Language) -> Result<String, Fault> {
        self.who().must(Right::ManageContent)?;
        let ends_at = self.now().plus_seconds(PREVIEW_DAYS * DAY_SECONDS);
        let parts = [kb.to_string(), article.id.to_string(), ends_at.0.to_string()];
        let [kb, id, until] = parts.each_ref().map(String::as_str);
        let mark = self.desk().keys().mark(PURPOSE, &[kb, id, language.as_str(), until]);
        Ok(format!("{id}.{until}.{}.{}", mark.key, mark.text))
    }
}

impl<W: ReadsArticles> View<W> {
    /// What such a link shows; `not_found` for one that is over, forged, another knowledge base's or language's, and for an
    /// article that is gone.
    pub async fn preview(&self, link: &str, language: &Language) -> Result<Previewed, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let (id, ends_at) = self.marked(link, language).ok_or_else(gone)?;
        let call = CURRENT.with(params![self.org(), id, language]);
        let article = self.reader().maybe(call).await?.ok_or_else(gone)?;
        Ok(Previewed { article, ends_at })
    }

    /// The article that a good link is for, and until when.
    pub(super) fn marked(&self, link: &str, language: &Language) -> Option<(ArticleId, Time)> {
        let parts: Vec<&str> = link.split('.').collect();
        let [id, until, key, text] = parts[..] else { return None };
        let mark = Mark { key: key.parse().ok()?, text: text.to_owned() };
        let kb = self.who().site().kb.to_string();
        let ends_at = Time(until.parse().ok()?);
        let is_marked = self.desk().keys().is_marked(PURPOSE, &[&kb, id, language.as_str(), until], &mark);
        (is_marked && self.now() < ends_at).then_some((id.parse().ok()?, ends_at))
    }
}
