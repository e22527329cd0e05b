//! Lists of articles, by title, and finding one by the words of its title.

use db::{Call, Condition, FromRow, Row, params, sql};
use kernel::{Fault, Language};
use markup::{Query, Term};

use super::{ArticleId, ArticlePath, Audience, ReadsArticles};
use crate::act::View;
use crate::who::User;

/// The most of a list.
const MOST: usize = 100;
/// Read at once while words are looked for. Stands in the statements too.
const PAGE: usize = 500;

static BEHIND: Condition = Condition("and (a.title_key, a.id) > ($?, $?)");

sql! {
    OF_KB = "select a.id, k.title, a.slug, a.hash, a.language, a.title, a.audience, a.title_key
        from article a join kb k on k.org_id = a.org_id and k.id = a.kb_id
        where a.org_id = $1 and /*see*/a.kb_id = $2/*end*/ and /*see*/a.published/*end*/
        and /*see*/a.audience in ($3, $4)/*end*/ {conditions} order by a.title_key, a.id limit 500" with [BEHIND];
    OF_ORG = "select a.id, k.title, a.slug, a.hash, a.language, a.title, a.audience, a.title_key
        from article a join kb k on k.org_id = a.org_id and k.id = a.kb_id
        where a.org_id = $1 and /*see*/a.published/*end*/
        and /*see*/a.audience in ($2, $3)/*end*/ {conditions} order by a.title_key, a.id limit 500" with [BEHIND];
}

/// An article in a list.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    /// The id.
    pub id: ArticleId,
    /// The name of its knowledge base, as it was founded.
    pub kb_title: String,
    /// Its name in addresses.
    pub path: ArticlePath,
    /// What it is written in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// For whom it is.
    pub audience: Audience,
    title_key: String,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct ArticleList {
    /// By title.
    pub rows: Vec<ArticleRow>,
    /// Whether there are others behind these.
    pub has_more: bool,
}

impl<W: ReadsArticles> View<W> {
    /// The articles of this knowledge base.
    pub async fn articles(&self) -> Result<ArticleList, Fault> {
        let (org, kb, [first, second]) = (self.org(), self.who().site().kb, self.who().audiences());
        let rows = self.reader().all(OF_KB.with(params![org, kb, first, second])).await?;
        Ok(ArticleList::of(rows))
    }
}

impl View<User> {
    /// The articles of the organization in whose titles these words occur, the last perhaps only begun; all of them where
    /// there are no words. Reads on until the list is full: an index of their own comes with the search in texts.
    pub async fn find_articles(&self, words: &str) -> Result<ArticleList, Fault> {
        let (org, [first, second], query) = (self.org(), self.audiences().await?, Query::parse(words));
        if query.is_empty() && !words.trim().is_empty() {
            return Ok(ArticleList::default());
        }
        let mut found: Vec<ArticleRow> = Vec::new();
        let mut call: Call<'static> = OF_ORG.with(params![org, first, second]);
        loop {
            let rows: Vec<ArticleRow> = self.reader().all(call).await?;
            let next = rows.last().filter(|_| rows.len() == PAGE).map(ArticleRow::place);
            found.extend(rows.into_iter().filter(|row| row.has(&query)));
            let Some((title_key, id)) = next.filter(|_| found.len() <= MOST) else {
                return Ok(ArticleList::of(found));
            };
            call = OF_ORG.with(params![org, first, second]).and(&BEHIND, params![title_key, id]);
        }
    }
}

impl ArticleList {
    fn of(mut rows: Vec<ArticleRow>) -> Self {
        let has_more = rows.len() > MOST;
        rows.truncate(MOST);
        Self { rows, has_more }
    }
}

impl ArticleRow {
    fn place(&self) -> (String, ArticleId) {
        (self.title_key.clone(), self.id)
    }

    fn has(&self, query: &Query) -> bool {
        let words = markup::words(&self.title);
        query.terms().iter().all(|term| occurs(term, &words))
    }
}

/// Whether the term's words stand next to each other among these.
fn occurs(term: &Term, words: &[String]) -> bool {
    let Some((last, before)) = term.words().split_last() else { return true };
    let ends = |word: &String| if term.is_beginning() { word.starts_with(last) } else { word == last };
    words.windows(term.words().len()).any(|window| {
        let (end, begin) = window.split_last().expect("a term has words, and so has each window");
        begin == before && ends(end)
    })
}

impl FromRow for ArticleRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            kb_title: row.get(1)?,
            path: ArticlePath { slug: row.get(2)?, hash: row.get(3)? },
            language: row.get(4)?,
            title: row.get(5)?,
            audience: row.get(6)?,
            title_key: row.get(7)?,
        })
    }
}
