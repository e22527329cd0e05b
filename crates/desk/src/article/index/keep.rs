//! Keeping the index: made anew where there is none that fits, then told what changes, by the facts.

use std::collections::BTreeSet;
use std::time::Duration;

use kernel::{Fault, OrgId};
use search::Change;
use spine::{Fact, Position};

use super::read::{self, Behind};
use crate::Desk;
use crate::article::ArticleId;
use crate::feed::Feed;
use crate::org::Organization;

/// How many facts of other things are passed by before it is noted how far was read.
const NOTED_EVERY: usize = 10_000;

/// A database that is away is not asked more often.
const TRY_EVERY: Duration = Duration::from_secs(5);

/// Follows the facts for the index of this process.
pub struct IndexKeeper {
    desk: Desk,
    feed: Feed,
    passed_by: usize,
}

impl IndexKeeper {
    /// Begins where the index ends; one that does not fit this database is made anew first, beside which the old one is
    /// searched.
    pub async fn begin(desk: &Desk) -> Result<Self, Fault> {
        let noted = noted(desk.index()?.position()?.as_deref(), &epoch(desk));
        let feed = match noted {
            Some(position) if position <= Feed::from_now(desk).await?.position() => {
                Feed::after(desk, position)
            }
            _ => rebuild(desk).await?,
        };
        Ok(Self { desk: desk.clone(), feed, passed_by: 0 })
    }

    /// How far it has read.
    pub fn position(&self) -> Position {
        self.feed.position()
    }

    /// Tells the index what happened since. Waits for something to happen, not for ever.
    pub async fn next(&mut self) -> Result<(), Fault> {
        let facts = self.feed.next().await?;
        self.tell(&facts).await
    }

    async fn tell(&mut self, facts: &[Fact]) -> Result<(), Fault> {
        let index = self.desk.index()?.clone();
        let now = self.desk.context().now();
        let touched: BTreeSet<(OrgId, ArticleId)> = facts.iter().filter_map(about).collect();
        self.passed_by += facts.len();
        if touched.is_empty() && self.passed_by < NOTED_EVERY {
            return blocking(move || index.turn(now)).await;
        }
        let changes = self.changes(&touched).await?;
        let position = text_of(self.feed.position(), &epoch(&self.desk));
        blocking(move || index.apply(&changes, &position, now)).await?;
        self.passed_by = 0;
        Ok(())
    }

    async fn changes(&self, touched: &BTreeSet<(OrgId, ArticleId)>) -> Result<Vec<Change>, Fault> {
        let mut changes = Vec::new();
        for (org, article) in touched {
            // One reader each: an article may be 15 MB, and a reader lives for ten seconds.
            let reader = self.desk.db().reader().await?;
            let documents = read::of_article(&reader, *org, *article).await?;
            reader.end();
            changes.push(Change::Replace { article: read::key(*org, *article), documents });
        }
        Ok(changes)
    }
}

/// The article that a fact is about, if it is about one.
fn about(fact: &Fact) -> Option<(OrgId, ArticleId)> {
    let is_of_articles = fact.name.starts_with("article.");
    is_of_articles.then(|| Some((fact.org, fact.subject.parse().ok()?))).flatten()
}

/// Makes the index from the database, a page of texts at a time.
async fn rebuild(desk: &Desk) -> Result<Feed, Fault> {
    let (feed, begun) = (Feed::from_now(desk).await?, desk.context().now());
    let mut made = tokio::spawn(std::future::ready(Ok(desk.index()?.rebuild()?)));
    let reader = desk.db().reader().await?;
    let orgs = Organization::all(&reader).await?;
    reader.end();
    let mut texts = 0;
    for org in orgs.iter().map(|organization| organization.id) {
        let mut behind = Some(Behind::default());
        while let Some(from) = behind {
            let reader = desk.db().reader().await?;
            let (documents, next) = read::page(&reader, org, &from).await?;
            reader.end();
            texts += documents.len();
            // The page before is added while this one is read.
            let rebuild = made.await.map_err(Fault::internal)??;
            made = tokio::task::spawn_blocking(move || add(rebuild, &documents));
            behind = next;
        }
    }
    let made = made.await.map_err(Fault::internal)??;
    let position = text_of(feed.position(), &epoch(desk));
    let now = desk.context().now();
    blocking(move || made.finish(&position, now)).await?;
    let millis = desk.context().now().millis_since(begun);
    tracing::info!(texts, millis, "the index of articles was made anew");
    Ok(feed)
}

fn add(rebuild: search::Rebuild, documents: &[search::Document]) -> Result<search::Rebuild, Fault> {
    documents.iter().try_for_each(|document| rebuild.add(document))?;
    Ok(rebuild)
}

/// Tantivy waits for the disk and computes: not on a worker that others share.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?
}

/// An index belongs to one installation: another one's facts have the same numbers.
fn epoch(desk: &Desk) -> String {
    desk.keys().mark("article-index", &[]).text.chars().take(16).collect()
}

fn text_of(position: Position, epoch: &str) -> String {
    format!("{epoch}.{}.{}", position.tx, position.seq)
}

fn noted(text: Option<&str>, epoch: &str) -> Option<Position> {
    let parts: Vec<&str> = text?.split('.').collect();
    let [of, tx, seq] = parts[..] else { return None };
    (of == epoch).then_some(Position { tx: tx.parse().ok()?, seq: seq.parse().ok()? })
}

impl Desk {
    /// Keeps the index of this process until its task is ended. What goes wrong is told, and the next turn tries again.
    pub async fn keep_index(&self) {
        let mut turn = tokio::time::interval(TRY_EVERY);
        loop {
            turn.tick().await;
            if let Err(fault) = self.follow_for_index().await {
                tracing::warn!(%fault, "the index of articles could not be kept; the next turn tries again");
            }
        }
    }

    /// Until something goes wrong.
    async fn follow_for_index(&self) -> Result<(), Fault> {
        let mut keeper = IndexKeeper::begin(self).await?;
        loop {
            keeper.next().await?;
        }
    }
}
