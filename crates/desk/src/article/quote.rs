//! Articles in answers: a link or the text goes to a customer, and how often is counted (K8).

use db::{params, sql};
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::{ArticleId, Audience};
use crate::act::{Act, View};
use crate::code;
use crate::conversation::Conversation;
use crate::customer::Person;
use crate::day::Day;
use crate::kb::{Kb, Origin};
use crate::page_path::PagePath;
use crate::who::{User, Who};

/// The most articles of one answer; more are not counted.
pub const MOST_QUOTED: usize = 20;

sql! {
    COUNT = "insert into article_use (org_id, article_id, day, uses)
        select a.org_id, a.id, $3, 1 from article a where a.org_id = $1 and a.id = $2
        on conflict (org_id, article_id, day) do update set uses = article_use.uses + 1";
    USES = "select cast(coalesce(sum(uses), 0) as bigint) from article_use
        where org_id = $1 and article_id = $2 and day > $3";
}

/// An article as a customer can be given it.
#[derive(Clone, Debug)]
pub struct QuotedArticle {
    /// The id.
    pub id: ArticleId,
    /// The title.
    pub title: String,
    /// The text.
    pub body: ArticleHtml,
    /// Where the customer reads it.
    pub url: String,
    /// Where its knowledge base is: what addresses within its text begin with.
    pub origin: Origin,
}

impl View<User> {
    /// An article for the customer of a conversation: in their language, at their brand's knowledge base before any other.
    /// `article_internal` for one that is not for customers.
    pub async fn quote_article(
        &self,
        id: ArticleId,
        conversation: &Conversation,
    ) -> Result<QuotedArticle, Fault> {
        let article = self.article(id, &self.language_of_customer(conversation).await?).await?;
        if article.audience != Audience::Public {
            return Err(Fault::new(&code::ARTICLE_INTERNAL));
        }
        let first = Kb::of_brand(self.reader(), self.org(), conversation.brand).await?;
        let window = self.article_window_at(&article, first.map(|kb| kb.id)).await?;
        let window = window.ok_or_else(|| Fault::new(&kernel::base_codes::NOT_FOUND))?;
        let path: PagePath = article.path();
        Ok(QuotedArticle {
            id,
            title: article.title,
            body: article.body,
            url: format!("{}/{}/{path}", window.origin, window.language),
            origin: window.origin,
        })
    }

    /// How often an article was put into answers in the last so many days.
    pub async fn article_uses(&self, id: ArticleId, days: i64) -> Result<i64, Fault> {
        self.who().must(crate::right::Right::Read)?;
        let since = Day::of(self.now()).minus(days);
        let (uses,) = self.reader().one(USES.with(params![self.org(), id, since])).await?;
        Ok(uses)
    }

    async fn language_of_customer(&self, conversation: &Conversation) -> Result<Language, Fault> {
        let person = Person::of_id(self.reader(), self.org(), conversation.customer).await?;
        match person.language {
            Some(language) => Ok(language),
            None => Ok(self.language_of(conversation.brand).await?.unwrap_or_else(|| self.language())),
        }
    }
}

/// Counts the articles of an answer that leaves. One that is gone by then is not counted.
pub(crate) async fn count_uses<W: Who>(act: &mut Act<W>, articles: &[ArticleId]) -> Result<(), Fault> {
    let (org, day) = (act.org(), Day::of(act.now()));
    let mut counted: Vec<ArticleId> = articles.to_vec();
    counted.sort_unstable();
    counted.dedup();
    for id in counted.into_iter().take(MOST_QUOTED) {
        act.writer().await?.run(COUNT.with(params![org, id, day])).await?;
    }
    Ok(())
}
