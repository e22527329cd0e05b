//! Beginning an article.

use db::{params, sql};
use kernel::{Fault, Language, base_codes};
use serde_json::json;

use super::store::TextOf;
use super::{Article, ArticleId, Audience, Typed, VersionId, Write, facts};
use crate::act::{Act, Rule, Visible};
use crate::kb::KbId;
use crate::page_path;
use crate::right::Right;
use crate::who::{System, User, Who};

/// An article about to be begun.
#[derive(Clone, Debug)]
pub struct NewArticle {
    typed: Typed,
    language: Language,
    audience: Audience,
    is_published: bool,
    /// What it had elsewhere; a new one is drawn where there is none.
    hash: Option<String>,
}

sql! {
    KB = "select id from kb where org_id = $1 and id = $2";
    ADD = "insert into article (org_id, id, hash, source, audience, limited, revision, made_at, made_by, changed_at)
        values ($1, $2, $3, $4, $5, false, 1, $6, $7, $6)";
    PLACE = "insert into article_kb (org_id, article_id, kb_id, featured) values ($1, $2, $3, false)";
}

impl NewArticle {
    /// One for everybody, once it is published.
    pub fn new(language: Language, typed: Typed) -> Self {
        Self { typed, language, audience: Audience::Public, is_published: false, hash: None }
    }

    /// The same for the people inside.
    #[must_use]
    pub fn internal(self) -> Self {
        Self { audience: Audience::Internal, ..self }
    }

    /// The same, read at once.
    #[must_use]
    pub fn published(self) -> Self {
        Self { is_published: true, ..self }
    }

    /// The same under the hash it had elsewhere.
    #[must_use]
    pub(super) fn at(self, hash: &str) -> Self {
        Self { hash: Some(hash.to_owned()), ..self }
    }

    /// Answers the draft, too.
    pub(super) async fn begin<W: Who>(
        &self,
        act: &mut Act<W>,
        kb: KbId,
    ) -> Result<(ArticleId, VersionId), Fault>
    where
        Article: Visible<W, Noun = Article> + Rule<W, Write>,
    {
        let (org, id, now) = (act.org(), act.new_id::<Article>(), act.now());
        let drawn = || page_path::new_hash(&act.desk().context().random);
        let hash = self.hash.clone().unwrap_or_else(drawn);
        let actor = act.who().actor();
        let writer = act.writer().await?;
        let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb])).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let values = params![org, id, &hash, &self.language, self.audience, now, &actor];
        writer.run(ADD.with(values)).await?;
        writer.run(PLACE.with(params![org, id, kb])).await?;
        let text = TextOf { org, article: id, language: &self.language };
        let draft = text.add_draft(act, &self.typed).await?;
        let payload =
            json!({ "kb": kb, "audience": self.audience.name(), "language": self.language.as_str() });
        act.announce(facts::MADE, id.to_string(), payload).await?;
        if self.is_published {
            let article = act.open::<Write, Article>(id).await?;
            article.publish(act, &self.language, Some((draft, 1))).await?;
        }
        Ok((id, draft))
    }
}

impl Act<User> {
    /// Begins an article of a knowledge base, as a draft. `may_not` without the right to manage content.
    pub async fn make_article(&mut self, kb: KbId, new: &NewArticle) -> Result<ArticleId, Fault> {
        self.who().must(Right::ManageContent)?;
        new.begin(self, kb).await.map(|(id, _)| id)
    }
}

impl Act<System> {
    /// The same by an operator.
    pub async fn make_article(&mut self, kb: KbId, new: &NewArticle) -> Result<ArticleId, Fault> {
        new.begin(self, kb).await.map(|(id, _)| id)
    }
}
