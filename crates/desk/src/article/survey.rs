//! Was it helpful: what readers say of an article (K3).

use std::collections::BTreeSet;

use db::{FromRow, Row, params, sql};
use identity::Token;
use kernel::{Fault, Language, Text, Time, base_codes};
use serde_json::json;

use super::list::{READABLE, held_to};
use super::{ArticleId, ReadsArticles, facts};
use crate::act::{Act, View};
use crate::code;
use crate::page_path::PagePath;
use crate::right::Right;
use crate::session::{Network, limit};
use crate::who::User;

/// The most characters of what a reader writes.
pub const MAX_ANSWER: usize = 2_000;
/// The most of a list.
const MOST: usize = 200;

db::named! {
    /// Why an article did not help.
    pub enum Reason {
        /// It is hard to understand.
        Unclear "unclear",
        /// Something is missing.
        Incomplete "incomplete",
        /// It is wrong, or was right once.
        Wrong "wrong",
        /// It is about something else.
        Other "other",
    }
}

/// What a reader says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Whether it helped.
    pub is_helpful: bool,
    /// Why not.
    pub reasons: BTreeSet<Reason>,
    /// In their own words; may be empty.
    pub text: Text<MAX_ANSWER>,
}

/// What somebody said of an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleAnswer {
    /// In which language they read it.
    pub language: Language,
    /// Whether it helped.
    pub is_helpful: bool,
    /// Why not.
    pub reasons: BTreeSet<Reason>,
    /// In their own words; may be empty.
    pub text: String,
    /// When.
    pub answered_at: Time,
}

/// What readers say of an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Feedback {
    /// How many it helped.
    pub yes: i64,
    /// How many it did not.
    pub no: i64,
    /// The newest answers, two hundred at most.
    pub answers: Vec<ArticleAnswer>,
}

// $3 and $4 are the reader's language and the site's own.
sql! {
    FIND_READ = "select a.id, t.language from article a
        join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $3 then 0 when $4 then 1 when a.source then 2 else 3 end, l.language limit 1)
        where a.org_id = $1 and a.hash = $2 and /*see*/p.kb_id = $5/*end*/ {conditions}" with [READABLE];
    SAY = "insert into article_answer (org_id, article_id, browser, kb_id, language, helpful, reasons, text, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (org_id, article_id, browser) do update set
        language = excluded.language, helpful = excluded.helpful, reasons = excluded.reasons, text = excluded.text,
        answered_at = excluded.answered_at";
    COUNT = "select cast(coalesce(sum(case when helpful then 1 else 0 end), 0) as bigint),
        cast(coalesce(sum(case when helpful then 0 else 1 end), 0) as bigint)
        from article_answer where org_id = $1 and article_id = $2";
    SAID = "select language, helpful, reasons, text, answered_at from article_answer
        where org_id = $1 and article_id = $2 order by answered_at desc, browser limit 200";
}

impl<W: ReadsArticles> Act<W> {
    /// Takes down what somebody says of an article that they may read. Another answer of the same browser replaces the first.
    /// `not_found` where nobody is asked, `too_often` past sixty an hour from one network.
    pub async fn answer_article(
        &mut self,
        (path, language): (&PagePath, &Language),
        (browser, network): (&Token, &Network),
        said: &Said,
    ) -> Result<(), Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let site = self.who().site().clone();
        if !site.portal.survey {
            return Err(gone());
        }
        limit::count(self, &limit::ANSWERS_OF_NETWORK, network.key()).await?;
        let values = params![site.org, path.hash.as_str(), language, site.default_language(), site.kb];
        let call = held_to(self.who(), FIND_READ.with(values));
        let found: Option<(ArticleId, Language)> = self.writer().await?.maybe(call).await?;
        let (id, language) = found.ok_or_else(gone)?;
        let reasons: Vec<&str> = said.reasons.iter().map(|reason| reason.name()).collect();
        let (browser, reasons, now) = (browser.fingerprint().to_text(), reasons.join(","), self.now());
        let values =
            params![site.org, id, &browser, site.kb, &language, said.is_helpful, &reasons, &said.text, now];
        self.writer().await?.run(SAY.with(values)).await?;
        self.announce(facts::ANSWERED, id.to_string(), json!({ "helpful": said.is_helpful })).await?;
        Ok(())
    }
}

impl View<User> {
    /// What readers say of an article, for whoever manages content.
    pub async fn article_feedback(&self, id: ArticleId) -> Result<Feedback, Fault> {
        self.who().must(Right::ManageContent)?;
        let (yes, no) = self.reader().one(COUNT.with(params![self.org(), id])).await?;
        let mut answers: Vec<ArticleAnswer> = self.reader().all(SAID.with(params![self.org(), id])).await?;
        answers.truncate(MOST);
        Ok(Feedback { yes, no, answers })
    }
}

impl Said {
    /// What was typed: `text_too_long` or `text_broken` at the field. Reasons that there are not are left out.
    pub fn new(is_helpful: bool, reasons: &[String], typed: &str) -> Result<Self, Fault> {
        let at = |code| Fault::new(code).at("text", code, Vec::new());
        let text = Text::new(typed).map_err(|refused| match refused {
            kernel::TextRefused::TooLong(_) => at(&code::TEXT_TOO_LONG),
            kernel::TextRefused::Nul => at(&code::TEXT_BROKEN),
        })?;
        let known = reasons.iter().filter_map(|name| Reason::ALL.iter().find(|known| known.name() == name));
        Ok(Self { is_helpful, reasons: known.copied().collect(), text })
    }
}

impl FromRow for ArticleAnswer {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let reasons: String = row.get(2)?;
        let named = |name: &str| Reason::ALL.iter().find(|known| known.name() == name).copied();
        Ok(Self {
            language: row.get(0)?,
            is_helpful: row.get(1)?,
            reasons: reasons.split(',').filter_map(named).collect(),
            text: row.get(3)?,
            answered_at: row.get(4)?,
        })
    }
}
