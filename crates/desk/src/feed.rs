//! The facts of this installation as they are committed, for what every node must know: open pages and caches.

use kernel::Fault;
use spine::{Fact, Follower};

use crate::Desk;

/// Reads facts in the order of their commits.
pub struct Feed {
    desk: Desk,
    follower: Follower,
}

/// Facts read at once.
const BATCH: i64 = 500;

impl Feed {
    /// Everything that is committed from now on.
    pub async fn from_now(desk: &Desk) -> Result<Self, Fault> {
        let reader = desk.db().reader().await?;
        let follower = Follower::from_now(&reader).await?;
        reader.end();
        Ok(Self { desk: desk.clone(), follower })
    }

    /// Everything that was committed after this.
    pub(crate) fn after(desk: &Desk, position: spine::Position) -> Self {
        Self { desk: desk.clone(), follower: Follower::after(position) }
    }

    /// How far it has read.
    pub fn position(&self) -> spine::Position {
        self.follower.position()
    }

    /// The next facts. Answers an empty list now and then, while nothing happens.
    pub async fn next(&mut self) -> Result<Vec<Fact>, Fault> {
        let wake = self.desk.wake().clone();
        let hint = wake.hint();
        let facts = self.read().await;
        if !facts.as_ref().is_ok_and(|facts| !facts.is_empty()) {
            hint.await;
        }
        facts
    }

    pub(crate) async fn read(&mut self) -> Result<Vec<Fact>, Fault> {
        let reader = self.desk.db().reader().await?;
        let facts = self.follower.next(&reader, BATCH).await?;
        reader.end();
        Ok(facts)
    }
}
