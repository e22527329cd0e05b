//! Following facts in the order of their commits.

use std::str::FromStr;

use db::{Reader, params, sql};
use kernel::Fault;

use crate::Fact;

/// How far a follower has read: the transaction and number of the last fact it saw.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Position {
    /// The transaction; always 0 on SQLite, whose numbers are in commit order.
    pub tx: i64,
    /// The number.
    pub seq: i64,
}

/// Reads what was committed after its position: nothing is skipped, nothing read twice.
///
/// PostgreSQL shows rows out of the order of their numbers. Its rows carry their transaction, and only transactions
/// older than every running one are read, so a slow transaction delays its successors instead of losing its facts.
#[derive(Clone, Debug)]
pub struct Follower {
    position: Position,
}

sql! {
    NEXT = sqlite "select seq, tx, org_id, name, subject, actor, at, payload from fact
            where seq > $2 and $1 = 0 order by seq limit $3"
        postgres "select seq, tx, org_id, name, subject, actor, at, payload from fact
            where (tx, seq) > ($1, $2) and tx < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
            order by tx, seq limit $3";
    LAST = sqlite "select 0, coalesce(max(seq), 0) from fact"
        postgres "select tx, seq from fact
            where tx < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
            order by tx desc, seq desc limit 1";
}

impl Follower {
    /// Begins after `position`.
    pub fn after(position: Position) -> Self {
        Self { position }
    }

    /// Begins after what is committed now. What was committed beside a transaction that is still open may yet be read.
    pub async fn from_now(reader: &Reader) -> Result<Self, Fault> {
        let last: Option<(i64, i64)> = reader.maybe(LAST.with(params![])).await?;
        let (tx, seq) = last.unwrap_or_default();
        Ok(Self { position: Position { tx, seq } })
    }

    /// How far it has read.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The next facts, at most `limit`.
    pub async fn next(&mut self, reader: &Reader, limit: i64) -> Result<Vec<Fact>, Fault> {
        let facts: Vec<Fact> =
            reader.all(NEXT.with(params![self.position.tx, self.position.seq, limit])).await?;
        if let Some(last) = facts.last() {
            self.position = Position { tx: last.tx, seq: last.seq };
        }
        Ok(facts)
    }
}

/// As an event's id: `tx.seq`.
impl std::fmt::Display for Position {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.tx, self.seq)
    }
}

impl FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (tx, seq) = text.split_once('.').ok_or(())?;
        Ok(Self { tx: tx.parse().map_err(|_| ())?, seq: seq.parse().map_err(|_| ())? })
    }
}
