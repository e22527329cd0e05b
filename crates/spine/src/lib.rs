//! Facts, the jobs they cause, schedules, and the wake-ups between them. Knows no product noun.

mod claim;
mod crew;
mod fact;
mod follow;
mod job;
mod lane;
mod pause;
mod queue;
mod schedule;
mod wake;
mod worker;

pub use fact::{Actor, Fact, NewFact, announce, forget, tell};
pub use follow::{Follower, Position};
pub use job::{Failure, Job, Registry, Ticket};
pub use lane::{drop_lane, join_lanes};
pub use queue::{NewJob, enqueue, is_anything_waiting};
pub use schedule::{is_due, take_turn};
pub use wake::Wake;
pub use worker::Worker;

/// The spine's tables: the first step of every schema.
pub const SCHEMA: db::Step =
    db::Step { version: 1, name: "spine", text: include_str!("../../../migrations/0001_spine.sql") };

/// Every statement of the spine.
pub fn statements() -> Vec<&'static db::Statement> {
    [
        fact::STATEMENTS,
        follow::STATEMENTS,
        queue::STATEMENTS,
        claim::STATEMENTS,
        lane::STATEMENTS,
        schedule::STATEMENTS,
    ]
    .concat()
}
