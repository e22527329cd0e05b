//! Finding an article in the app, by the words of its title.

use db::{Call, Condition, FromRow, Row, params, sql};
use kernel::{Fault, Language, Time};
use markup::{Query, Term};

use super::{ArticleId, Audience};
use crate::act::View;
use crate::page_path::PagePath;
use crate::who::User;

/// The most of a list.
const MOST: usize = 100;
/// Read at once while words are looked for. Stands in the statement too.
const PAGE: usize = 500;

static BEHIND: Condition = Condition("and (a.changed_at, a.id) < ($?, $?)");

sql! {
    OF_ORG = "select a.id, a.audience, t.language, t.title, t.slug, a.hash, a.changed_at
        from article a join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null
            order by case l.language when $5 then 0 when a.source then 1 else 2 end, l.language limit 1)
        where a.org_id = $1 and /*see*/a.deleted_at is null/*end*/ and /*see*/a.audience in ($2, $3)/*end*/
        and /*see*/(a.audience = 'public' or not a.limited or exists (select 1 from article_reader r
            where r.org_id = a.org_id and r.article_id = a.id and r.reader_id in (
                select m.team_id from team_member m where m.org_id = a.org_id and m.user_id = $4
                union all select s.set_id from user_permission_set s where s.org_id = a.org_id and s.user_id = $4)))/*end*/
        {conditions} order by a.changed_at desc, a.id desc limit 500" with [BEHIND];
}

/// An article that was found.
#[derive(Clone, Debug)]
pub struct FoundArticle {
    /// The id.
    pub id: ArticleId,
    /// For whom it is.
    pub audience: Audience,
    /// What it is shown in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Its name in addresses.
    pub path: PagePath,
    changed_at: Time,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct FoundList {
    /// The one that changed last first.
    pub rows: Vec<FoundArticle>,
    /// Whether there are others behind these.
    pub has_more: bool,
}

impl View<User> {
    /// The published articles of the organization that this user may read and in whose titles these words occur, the last
    /// perhaps only begun; all of them where there are no words.
    pub async fn find_articles(&self, words: &str, language: &Language) -> Result<FoundList, Fault> {
        let (org, [first, second], query) = (self.org(), self.audiences().await?, Query::parse(words));
        if query.is_empty() && !words.trim().is_empty() {
            return Ok(FoundList::default());
        }
        let mut found: Vec<FoundArticle> = Vec::new();
        let of_org = || OF_ORG.with(params![org, first, second, self.who().id, language]);
        let mut call: Call<'_> = of_org();
        loop {
            let rows: Vec<FoundArticle> = self.reader().all(call).await?;
            let next = rows.last().filter(|_| rows.len() == PAGE).map(|row| (row.changed_at, row.id));
            found.extend(rows.into_iter().filter(|row| has(&row.title, &query)));
            let Some((changed_at, id)) = next.filter(|_| found.len() <= MOST) else { break };
            call = of_org().and(&BEHIND, params![changed_at, id]);
        }
        let has_more = found.len() > MOST;
        found.truncate(MOST);
        Ok(FoundList { rows: found, has_more })
    }
}

/// Whether all words stand in the title.
pub(super) fn has(title: &str, query: &Query) -> bool {
    let words = markup::words(title);
    query.terms().iter().all(|term| occurs(term, &words))
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

impl FromRow for FoundArticle {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            audience: row.get(1)?,
            language: row.get(2)?,
            title: row.get(3)?,
            path: PagePath { slug: row.get(4)?, hash: row.get(5)? },
            changed_at: row.get(6)?,
        })
    }
}
