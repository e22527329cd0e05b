//! Writing an article.

use db::{params, sql};
use kernel::{Fault, Language, Text, base_codes};
use serde_json::json;

use super::{Article, ArticleId, ArticlePath, Audience, facts};
use crate::act::Act;
use crate::code;
use crate::kb::KbId;
use crate::line;
use crate::right::Right;
use crate::who::{System, User, Who};

/// The most characters of a title.
pub const MAX_TITLE: usize = 200;
/// The most characters of a text: about what one page can show.
pub const MAX_BODY: usize = 200_000;

/// An article about to be written.
#[derive(Clone, Debug)]
pub struct NewArticle {
    title: String,
    body: Text<MAX_BODY>,
    language: Language,
    audience: Audience,
    is_published: bool,
}

sql! {
    KB = "select id from kb where org_id = $1 and id = $2";
    ADD = "insert into article (org_id, id, kb_id, hash, slug, language, title, title_key, body, audience, published, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
}

impl NewArticle {
    /// A published article for everybody, from what was typed: `text_empty`, `text_too_long` or `text_broken` where
    /// title or text is.
    pub fn new(language: Language, title: &str, body: &str) -> Result<Self, Fault> {
        let (title, body) = (line::line::<MAX_TITLE>(title)?, line::text(body)?);
        Ok(Self { title, body, language, audience: Audience::Public, is_published: true })
    }

    /// The same for the people inside.
    #[must_use]
    pub fn internal(self) -> Self {
        Self { audience: Audience::Internal, ..self }
    }

    /// The same, yet to be read by anybody.
    #[must_use]
    pub fn draft(self) -> Self {
        Self { is_published: false, ..self }
    }

    async fn store<W: Who>(&self, act: &mut Act<W>, kb: KbId) -> Result<ArticleId, Fault> {
        let (org, id, now) = (act.org(), act.new_id::<Article>(), act.now());
        let path = ArticlePath::new(&self.title, &act.desk().context().random);
        let writer = act.writer().await?;
        let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb])).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let title_key = markup::fold(&self.title);
        let values = params![
            org,
            id,
            kb,
            path.hash.as_str(),
            path.slug.as_str(),
            &self.language,
            self.title.as_str(),
            title_key.as_str(),
            &self.body,
            self.audience,
            self.is_published,
            now
        ];
        writer.run(ADD.with(values)).await?;
        let payload = json!({ "kb": kb, "audience": self.audience.name() });
        act.announce(facts::MADE, id.to_string(), payload).await?;
        Ok(id)
    }
}

impl Act<User> {
    /// Writes an article of a knowledge base. `may_not` without the right to manage content.
    pub async fn make_article(&mut self, kb: KbId, new: &NewArticle) -> Result<ArticleId, Fault> {
        if !self.who().may(Right::ManageContent) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        new.store(self, kb).await
    }
}

impl Act<System> {
    /// The same by an operator.
    pub async fn make_article(&mut self, kb: KbId, new: &NewArticle) -> Result<ArticleId, Fault> {
        new.store(self, kb).await
    }
}
