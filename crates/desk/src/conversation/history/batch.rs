//! Storing much without keeping others waiting.

use std::time::{Duration, Instant};

use kernel::{Fault, OrgId};

use crate::act::Act;
use crate::door::{Desk, Operator};
use crate::who::System;

/// The acts of an operator who stores much, one after another: each ends after 100 things or 20 ms of work, so that
/// everybody else gets a turn at the only writer (design §16).
pub struct Batch {
    most: usize,
    longest: Duration,
    desk: Desk,
    operator: Operator,
    org: OrgId,
    act: Option<Act<System>>,
    things: usize,
    begun: Instant,
}

const MOST_THINGS: usize = 100;
const LONGEST: Duration = Duration::from_millis(20);
/// A writer may live for 2 s.
const LONGEST_ALONE: Duration = Duration::from_millis(200);

impl Batch {
    /// Begins with nothing stored.
    pub fn new(desk: &Desk, operator: &Operator, org: OrgId) -> Self {
        let (desk, operator) = (desk.clone(), operator.clone());
        let (most, longest) = (MOST_THINGS, LONGEST);
        Self { most, longest, desk, operator, org, act: None, things: 0, begun: Instant::now() }
    }

    /// The same where nobody else waits, because nothing is served yet: ends after a fifth of a second, which is several
    /// times as fast on SQLite.
    pub fn alone(desk: &Desk, operator: &Operator, org: OrgId) -> Self {
        Self { most: usize::MAX, longest: LONGEST_ALONE, ..Self::new(desk, operator, org) }
    }

    /// The act to store the next thing with. It is valid until [`stored`](Self::stored).
    pub fn act(&mut self) -> &mut Act<System> {
        if self.act.is_none() {
            (self.things, self.begun) = (0, Instant::now());
        }
        self.act.get_or_insert_with(|| self.desk.act_operator(&self.operator, self.org))
    }

    /// A thing was stored whole: commits when it is time for others. Answers whether it did; what
    /// was stored since the last time would be lost in a crash.
    pub async fn stored(&mut self) -> Result<bool, Fault> {
        self.things += 1;
        let is_due = self.things >= self.most || self.begun.elapsed() >= self.longest;
        match self.act.take_if(|_| is_due) {
            Some(act) => act.done(true).await,
            None => Ok(false),
        }
    }

    /// Commits what is left.
    pub async fn done(self) -> Result<(), Fault> {
        match self.act {
            Some(act) => act.done(()).await,
            None => Ok(()),
        }
    }
}
