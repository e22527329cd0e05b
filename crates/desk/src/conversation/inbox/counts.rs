//! How many conversations stand on each shelf, counted through an index and never beyond a limit.

use db::{FromRow, Row, params, sql};
use kernel::Fault;

use crate::act::View;
use crate::who::User;

/// Counted up to here; more are shown as this and a plus.
pub const COUNTED: i64 = 1_000;

// Its limits stand as numbers for the reason of the list's.
sql! {
    COUNT = "select
        (select count(*) from (select 1 as one from conversation
            where org_id = $1 and assignee_id = $2 and status = 'open' limit 1001) counted),
        (select count(*) from (select 1 as one from conversation
            where org_id = $1 and assignee_id is null and status = 'open' limit 1001) counted),
        (select count(*) from (select 1 as one from conversation where org_id = $1 and status = 'open' limit 1001) counted),
        (select count(*) from (select 1 as one from conversation where org_id = $1 and status = 'snoozed' limit 1001) counted)";
}

/// A number that ends at [`COUNTED`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// The number, [`COUNTED`] at most.
    pub number: i64,
    /// Whether there are more.
    pub is_capped: bool,
}

/// How many conversations stand on each shelf; the finished ones are not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Open and assigned to who looks.
    pub mine: Count,
    /// Open and assigned to nobody.
    pub unassigned: Count,
    /// Open.
    pub open: Count,
    /// Asleep.
    pub snoozed: Count,
}

impl View<User> {
    /// How many conversations stand on each shelf.
    pub async fn counts(&self) -> Result<Counts, Fault> {
        self.reads()?;
        self.reader().one(COUNT.with(params![self.org(), self.who().id])).await
    }
}

impl FromRow for Counts {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let count = |index| {
            let number: i64 = row.get(index)?;
            Ok::<_, Fault>(Count { number: number.min(COUNTED), is_capped: number > COUNTED })
        };
        Ok(Self { mine: count(0)?, unassigned: count(1)?, open: count(2)?, snoozed: count(3)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT, COUNTED};

    #[test]
    fn one_more_is_counted_than_is_told() {
        assert_eq!(COUNT.sqlite.matches(&format!("limit {})", COUNTED + 1)).count(), 4);
    }
}
