//! What was counted, for whoever manages content.

use db::{Condition, params, sql};
use kernel::Fault;

use crate::act::View;
use crate::article::ArticleId;
use crate::day::Day;
use crate::kb::KbId;
use crate::right::Right;
use crate::who::User;

/// The most of a list.
const MOST: i64 = 50;

static OF_KB: Condition = Condition("and s.kb_id = $?");

sql! {
    TOTAL = "select cast(coalesce(sum(s.searches), 0) as bigint), cast(coalesce(sum(s.misses), 0) as bigint),
        cast(coalesce(sum(s.clicks), 0) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 {conditions}" with [OF_KB];
    MOST_SEARCHED = "select s.words, cast(sum(s.searches) as bigint), cast(sum(s.misses) as bigint), cast(sum(s.clicks) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 and s.words <> '' {conditions}
        group by s.words having sum(s.searches) > 0 order by sum(s.searches) desc, s.words limit $3" with [OF_KB];
    MOST_MISSED = "select s.words, cast(sum(s.searches) as bigint), cast(sum(s.misses) as bigint), cast(sum(s.clicks) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 and s.words <> '' and s.misses > 0 {conditions}
        group by s.words order by sum(s.misses) desc, s.words limit $3" with [OF_KB];
    CLICKS_OF = "select cast(coalesce(sum(clicks), 0) as bigint) from article_click
        where org_id = $1 and article_id = $2 and day > $3";
}

/// What was looked for, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchedWords {
    /// The words, in small letters.
    pub words: String,
    /// How often they were looked for.
    pub searches: i64,
    /// How often nothing was found.
    pub misses: i64,
    /// How often something that was found was opened.
    pub clicks: i64,
}

/// What was looked for in a while.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchReport {
    /// All searches.
    pub searches: i64,
    /// Those that found nothing.
    pub misses: i64,
    /// How often something that was found was opened.
    pub clicks: i64,
    /// What was looked for most, fifty at most.
    pub most_searched: Vec<SearchedWords>,
    /// What was looked for in vain most, fifty at most.
    pub most_missed: Vec<SearchedWords>,
}

impl View<User> {
    /// What readers looked for in the last so many days, at one knowledge base or at all, for whoever manages content.
    pub async fn search_report(&self, days: i64, kb: Option<KbId>) -> Result<SearchReport, Fault> {
        self.who().must(Right::ManageContent)?;
        let since = Day::of(self.now()).minus(days);
        let mut calls = [
            TOTAL.with(params![self.org(), since]),
            MOST_SEARCHED.with(params![self.org(), since, MOST]),
            MOST_MISSED.with(params![self.org(), since, MOST]),
        ];
        if let Some(kb) = kb {
            calls = calls.map(|call| call.and(&OF_KB, params![kb]));
        }
        let [total, most_searched, most_missed] = calls;
        let (searches, misses, clicks) = self.reader().one(total).await?;
        Ok(SearchReport {
            searches,
            misses,
            clicks,
            most_searched: self.reader().all(most_searched).await?,
            most_missed: self.reader().all(most_missed).await?,
        })
    }

    /// How often a search led to an article in the last so many days, for whoever manages content.
    pub async fn article_clicks(&self, id: ArticleId, days: i64) -> Result<i64, Fault> {
        self.who().must(Right::ManageContent)?;
        let since = Day::of(self.now()).minus(days);
        let (clicks,) = self.reader().one(CLICKS_OF.with(params![self.org(), id, since])).await?;
        Ok(clicks)
    }
}

db::columns!(SearchedWords: words, searches, misses, clicks);
