//! What readers look for, and where it leads: counted by day, so that whoever writes learns what is missing (K3). A page that
//! is looked at writes nothing: counts wait here and are stored together.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use db::{Condition, Writer, params, sql};
use kernel::{Fault, OrgId};

use super::ArticleId;
use crate::act::View;
use crate::day::Day;
use crate::door::Desk;
use crate::kb::{KbId, Site};
use crate::right::Right;
use crate::who::User;

/// The most different things that wait; strangers must not be able to queue writes.
const MOST_WAITING: usize = 2_000;
/// The most different words of a knowledge base and a day. All others are counted together.
const MOST_A_DAY: i64 = 2_000;
/// The most characters of words.
const MOST_CHARS: usize = 60;
/// So many digits in a row are a number of somebody or something, and nothing that articles are about.
const DIGITS: usize = 6;
/// For how many days counts are kept.
pub(crate) const KEPT_DAYS: i64 = 400;
/// The most of a list.
const MOST: i64 = 50;

static OF_KB: Condition = Condition("and s.kb_id = $?");

sql! {
    HOW_MANY = "select cast(count(*) as bigint) from article_search where org_id = $1 and kb_id = $2 and day = $3";
    ADD = "insert into article_search (org_id, kb_id, day, words, searches, misses, clicks)
        select k.org_id, k.id, $3, $4, $5, $6, $7 from kb k where k.org_id = $1 and k.id = $2
        on conflict (org_id, kb_id, day, words) do update set searches = article_search.searches + excluded.searches,
        misses = article_search.misses + excluded.misses, clicks = article_search.clicks + excluded.clicks";
    IS_THERE = "select words from article_search where org_id = $1 and kb_id = $2 and day = $3 and words = $4";
    CLICK = "insert into article_click (org_id, article_id, day, clicks)
        select a.org_id, a.id, $3, $4 from article a where a.org_id = $1 and a.id = $2
        on conflict (org_id, article_id, day) do update set clicks = article_click.clicks + excluded.clicks";
    TOTAL = "select cast(coalesce(sum(s.searches), 0) as bigint), cast(coalesce(sum(s.misses), 0) as bigint),
        cast(coalesce(sum(s.clicks), 0) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 {conditions}" with [OF_KB];
    MOST_SEARCHED = "select s.words, cast(sum(s.searches) as bigint), cast(sum(s.misses) as bigint), cast(sum(s.clicks) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 and s.words <> '' {conditions}
        group by s.words order by sum(s.searches) desc, s.words limit $3" with [OF_KB];
    MOST_MISSED = "select s.words, cast(sum(s.searches) as bigint), cast(sum(s.misses) as bigint), cast(sum(s.clicks) as bigint)
        from article_search s where s.org_id = $1 and s.day > $2 and s.words <> '' and s.misses > 0 {conditions}
        group by s.words order by sum(s.misses) desc, s.words limit $3" with [OF_KB];
    CLICKS_OF = "select cast(coalesce(sum(clicks), 0) as bigint) from article_click
        where org_id = $1 and article_id = $2 and day > $3";
}

/// Counts that wait to be stored. A crash may lose them, and no right depends on them.
#[derive(Default)]
pub(crate) struct Searched(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    words: BTreeMap<(OrgId, KbId, Day, String), Counts>,
    clicks: BTreeMap<(OrgId, ArticleId, Day), i64>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    searches: i64,
    misses: i64,
    clicks: i64,
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

impl Desk {
    /// Remembers what was looked for at a knowledge base, and whether anything was found.
    pub fn note_search(&self, site: &Site, words: &str, is_found: bool) {
        self.note_words(site, words, Counts { searches: 1, misses: i64::from(!is_found), clicks: 0 });
    }

    /// Remembers that an article which was found was opened.
    pub fn note_click(&self, site: &Site, words: &str, article: ArticleId) {
        self.note_words(site, words, Counts { clicks: 1, ..Counts::default() });
        let key = (site.org, article, Day::of(self.context().now()));
        let mut waiting = self.searched().waiting();
        if waiting.clicks.len() < MOST_WAITING || waiting.clicks.contains_key(&key) {
            *waiting.clicks.entry(key).or_default() += 1;
        }
    }

    fn note_words(&self, site: &Site, words: &str, counts: Counts) {
        let key = (site.org, site.kb, Day::of(self.context().now()), kept(words));
        self.searched().waiting().add(key, counts);
    }
}

impl Searched {
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, (org, kb, day, words): (OrgId, KbId, Day, String), counts: Counts) {
        let is_full = self.words.len() >= MOST_WAITING;
        let key = (org, kb, day, words);
        let key = if is_full && !self.words.contains_key(&key) { (org, kb, day, String::new()) } else { key };
        let sum = self.words.entry(key).or_default();
        sum.searches += counts.searches;
        sum.misses += counts.misses;
        sum.clicks += counts.clicks;
    }
}

impl Desk {
    /// Stores what waits. Called by the clock.
    pub async fn flush_searched(&self) -> Result<(), Fault> {
        let Waiting { words, clicks } = std::mem::take(&mut *self.searched().waiting());
        if words.is_empty() && clicks.is_empty() {
            return Ok(());
        }
        let mut writer = self.db().writer().await?;
        for (key, counts) in &words {
            store(&mut writer, key, counts).await?;
        }
        for ((org, article, day), count) in &clicks {
            writer.run(CLICK.with(params![*org, *article, *day, *count])).await?;
        }
        writer.commit().await
    }
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

async fn store(
    writer: &mut Writer,
    (org, kb, day, words): &(OrgId, KbId, Day, String),
    counts: &Counts,
) -> Result<(), Fault> {
    let (many,): (i64,) = writer.one(HOW_MANY.with(params![*org, *kb, *day])).await?;
    let is_there = many < MOST_A_DAY
        || writer.maybe::<(String,)>(IS_THERE.with(params![*org, *kb, *day, words])).await?.is_some();
    let words = if is_there { words.as_str() } else { "" };
    let values = params![*org, *kb, *day, words, counts.searches, counts.misses, counts.clicks];
    writer.run(ADD.with(values)).await?;
    Ok(())
}

/// Words as they are kept: none that may say who somebody is.
fn kept(words: &str) -> String {
    let small = words.to_lowercase();
    let joined: String = small.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_number = |part: &str| part.len() >= DIGITS;
    let is_personal =
        joined.contains('@') || joined.split(|sign: char| !sign.is_ascii_digit()).any(is_number);
    let clean = |text: &str| text.chars().filter(|sign| !sign.is_control()).take(MOST_CHARS).collect();
    if is_personal { String::new() } else { clean(&joined) }
}

db::columns!(SearchedWords: words, searches, misses, clicks);
