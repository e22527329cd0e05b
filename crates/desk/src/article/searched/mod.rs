//! What readers look for, and where it leads: counted by day, so that whoever writes learns what is missing (K3). A page that
//! is looked at writes nothing: counts wait here and are stored together.

mod report;
mod words;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use db::{Statement, Writer, params, sql};
use kernel::{Fault, OrgId};

pub use self::report::{SearchReport, SearchedWords};
use self::words::kept;
use super::ArticleId;
use crate::day::Day;
use crate::door::Desk;
use crate::kb::{KbId, Site};

/// The most different things that wait; strangers must not be able to queue writes.
const MOST_WAITING: usize = 2_000;
/// The most different words of a knowledge base and a day. All others are counted together.
const MOST_A_DAY: i64 = 2_000;
/// For how many days counts are kept.
pub(crate) const KEPT_DAYS: i64 = 400;
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
}

/// Counts that wait to be stored. A crash may lose them, and no right depends on them.
#[derive(Default)]
pub(crate) struct Searched(Mutex<Waiting>);

/// What was looked for where and when.
type Words = (OrgId, KbId, Day, String);

#[derive(Default)]
struct Waiting {
    words: BTreeMap<Words, Counts>,
    clicks: BTreeMap<(OrgId, ArticleId, Day), i64>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    searches: i64,
    misses: i64,
    clicks: i64,
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
        self.searched().waiting().add_clicks(key, 1);
    }

    fn note_words(&self, site: &Site, words: &str, counts: Counts) {
        let key = (site.org, site.kb, Day::of(self.context().now()), kept(words));
        self.searched().waiting().add(key, counts);
    }
}

impl Counts {
    fn add(&mut self, more: Self) {
        self.searches += more.searches;
        self.misses += more.misses;
        self.clicks += more.clicks;
    }
}

impl Searched {
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, (org, kb, day, words): Words, counts: Counts) {
        let is_full = self.words.len() >= MOST_WAITING;
        let key = (org, kb, day, words);
        let key = if is_full && !self.words.contains_key(&key) { (org, kb, day, String::new()) } else { key };
        self.words.entry(key).or_default().add(counts);
    }

    fn add_clicks(&mut self, key: (OrgId, ArticleId, Day), clicks: i64) {
        if self.clicks.len() < MOST_WAITING || self.clicks.contains_key(&key) {
            *self.clicks.entry(key).or_default() += clicks;
        }
    }

    fn take_back(&mut self, unstored: Self) {
        unstored.words.into_iter().for_each(|(key, counts)| self.add(key, counts));
        unstored.clicks.into_iter().for_each(|(key, clicks)| self.add_clicks(key, clicks));
    }
}

impl Desk {
    /// Stores what waits. Called by the clock. What could not be stored waits on.
    pub async fn flush_searched(&self) -> Result<(), Fault> {
        let waiting = std::mem::take(&mut *self.searched().waiting());
        if waiting.words.is_empty() && waiting.clicks.is_empty() {
            return Ok(());
        }
        let stored = self.store_searched(&waiting).await;
        if stored.is_err() {
            self.searched().waiting().take_back(waiting);
        }
        stored
    }

    async fn store_searched(&self, waiting: &Waiting) -> Result<(), Fault> {
        let mut writer = self.db().writer().await?;
        for ((org, kb, day, words), counts) in fitting(&mut writer, &waiting.words).await? {
            let values = params![org, kb, day, words, counts.searches, counts.misses, counts.clicks];
            writer.run(ADD.with(values)).await?;
        }
        for ((org, article, day), count) in &waiting.clicks {
            writer.run(CLICK.with(params![*org, *article, *day, *count])).await?;
        }
        writer.commit().await
    }
}

/// The counts as they are stored: words that are new on a day which has its most of them are counted together.
async fn fitting(
    writer: &mut Writer,
    waiting: &BTreeMap<Words, Counts>,
) -> Result<BTreeMap<Words, Counts>, Fault> {
    let mut fitting: BTreeMap<Words, Counts> = BTreeMap::new();
    let mut rooms: BTreeMap<(OrgId, KbId, Day), i64> = BTreeMap::new();
    for (key, counts) in waiting {
        let (org, kb, day, words) = key;
        let room = match rooms.entry((*org, *kb, *day)) {
            Entry::Occupied(room) => room.into_mut(),
            Entry::Vacant(room) => {
                let (many,): (i64,) = writer.one(HOW_MANY.with(params![*org, *kb, *day])).await?;
                room.insert(MOST_A_DAY - many)
            }
        };
        let is_there = IS_THERE.with(params![*org, *kb, *day, words]);
        let is_new = writer.maybe::<(String,)>(is_there).await?.is_none();
        let fits = !is_new || *room > 0;
        *room -= i64::from(is_new && fits);
        let words = if fits { words.clone() } else { String::new() };
        fitting.entry((*org, *kb, *day, words)).or_default().add(*counts);
    }
    Ok(fitting)
}

pub(super) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, report::STATEMENTS].concat()
}
