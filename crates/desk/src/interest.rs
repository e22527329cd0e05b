//! Who hears of which fact. Jobs happen once in the installation; followers read the facts by themselves.

use kernel::Time;
use spine::{NewFact, NewJob};

use crate::{article, attribute, conversation, survey};

/// What makes a job out of a fact, where somebody wants it.
type MakeJob = fn(&NewFact, i64) -> Option<NewJob>;

/// The table of interest: fact, jobs.
static INTEREST: &[(&str, &[MakeJob])] = &[
    (article::facts::SCHEDULED, &[article::publish_job, article::unpublish_job]),
    (attribute::facts::REMOVED, &[attribute::forget_job]),
    (conversation::facts::ANSWERED, &[conversation::deliver_job]),
    (conversation::facts::DONE, &[survey::consider_job]),
    (conversation::facts::HELD, &[conversation::release_job]),
    (conversation::facts::REOPENED, &[survey::consider_job]),
    (conversation::facts::RETRIED, &[conversation::deliver_job]),
    (conversation::facts::SNOOZED, &[conversation::wake_job]),
    (conversation::facts::REDACTED, &[conversation::scrub_job]),
    (conversation::facts::DELETED, &[conversation::scrub_job]),
    (survey::facts::SCHEDULED, &[survey::ask_job]),
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

/// Makes the names of a noun's facts from a table, and `ALL`, the list that the reference is drawn from:
/// `facts! { /// A conversation began.  OPENED "conversation.opened"; }`.
macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $constant:ident $name:literal;)*) => {
        $($(#[doc = $doc])+
        pub const $constant: &str = $name;)*
        /// Every fact above, by name, and what it says.
        pub(crate) const ALL: &[(&str, &str)] = &[$(($name, concat!($($doc),+))),*];
    };
}
pub(crate) use facts;

/// Every fact there is: its name, what it says, and whether a job may come of it.
pub fn catalogue() -> Vec<(&'static str, &'static str, bool)> {
    let all = [
        crate::api_key::facts::ALL,
        article::facts::ALL,
        attribute::facts::ALL,
        crate::audit::facts::ALL,
        crate::brand::facts::ALL,
        crate::category::facts::ALL,
        conversation::facts::ALL,
        crate::customer::facts::ALL,
        crate::detail::facts::ALL,
        crate::form::facts::ALL,
        crate::host_name::facts::ALL,
        crate::permission_set::facts::ALL,
        crate::redirect::facts::ALL,
        crate::saved_search::facts::ALL,
        crate::second_factor::facts::ALL,
        crate::session::facts::ALL,
        crate::setting::facts::ALL,
        crate::shortcut::facts::ALL,
        crate::sign_on::facts::ALL,
        crate::snippet::facts::ALL,
        crate::theme::facts::ALL,
        survey::facts::ALL,
        crate::user::facts::ALL,
    ];
    let has_job = |name: &str| INTEREST.iter().any(|(wanted, _)| *wanted == name);
    all.concat().into_iter().map(|(name, meaning)| (name, meaning.trim(), has_job(name))).collect()
}
