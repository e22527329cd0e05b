//! Who hears of which fact. Jobs happen once in the installation; followers read the facts by themselves.

use kernel::Time;
use spine::{NewFact, NewJob};

use crate::conversation::facts;

/// What makes a job out of a fact, where somebody wants it.
type MakeJob = fn(&NewFact, i64) -> Option<NewJob>;

/// The table of interest: fact, jobs.
static INTEREST: &[(&str, &[MakeJob])] = &[
    (facts::ANSWERED, &[crate::conversation::deliver_job]),
    (facts::RETRIED, &[crate::conversation::deliver_job]),
    (facts::SNOOZED, &[crate::conversation::wake_job]),
    (facts::REDACTED, &[crate::conversation::scrub_job]),
];

/// The jobs a fact causes.
pub(crate) fn jobs(fact: &NewFact, seq: i64) -> Vec<NewJob> {
    let wanted = INTEREST.iter().filter(|(name, _)| *name == fact.name).flat_map(|(_, jobs)| *jobs);
    wanted.filter_map(|make| make(fact, seq)).collect()
}

/// A job with the usual fields, ready at once.
pub(crate) fn job(fact: &NewFact, cause: i64, kind: &'static str, payload: &serde_json::Value) -> NewJob {
    NewJob {
        org: fact.org,
        kind,
        lane: None,
        dedupe: None,
        ready_at: Time(fact.at.0),
        made_at: fact.at,
        cause,
        payload: payload.to_string(),
    }
}
