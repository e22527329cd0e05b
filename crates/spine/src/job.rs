//! Jobs: what must happen once because of a fact.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use kernel::{Fault, OrgId, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Work that survives the process. `Host` is what the product hands to its jobs.
pub trait Job<Host>: Serialize + DeserializeOwned + Send + 'static {
    /// Its stored name; never changes.
    const KIND: &'static str;

    /// Does the work. Runs at least once, with no transaction open.
    fn run(self, host: Host, ticket: Ticket) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// How a job can fail.
#[derive(Debug)]
pub enum Failure {
    /// It may work later; at that time, or after the usual pause.
    Retry(Option<Time>, Fault),
    /// It never will.
    GiveUp(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Retry(None, fault)
    }
}

/// Proof that the worker is running a job, and for whom. Only the worker makes one.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub(crate) org: OrgId,
    pub(crate) kind: &'static str,
    pub(crate) seq: i64,
    pub(crate) cause: i64,
    pub(crate) attempt: i64,
}

impl Ticket {
    /// The organization the job works for.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// The job's kind.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The job's number, the idempotency key of every outward call it makes.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// The number of the fact that caused it; 0 for work the clock caused.
    pub fn cause(&self) -> i64 {
        self.cause
    }

    /// Which try this is, counted from 1.
    pub fn attempt(&self) -> i64 {
        self.attempt
    }
}

/// A job under way.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

type Run<Host> = Arc<dyn Fn(String, Host, Ticket) -> Running + Send + Sync>;

/// Every kind of job this program can run.
pub struct Registry<Host> {
    kinds: BTreeMap<&'static str, Run<Host>>,
}

impl<Host: Send + 'static> Registry<Host> {
    /// No kinds yet.
    pub fn new() -> Self {
        Self { kinds: BTreeMap::new() }
    }

    /// Adds a kind.
    #[must_use]
    pub fn with<J: Job<Host>>(mut self) -> Self {
        let run: Run<Host> =
            Arc::new(|payload, host, ticket| Box::pin(run::<J, Host>(payload, host, ticket)));
        assert!(self.kinds.insert(J::KIND, run).is_none(), "the job kind {} is registered twice", J::KIND);
        self
    }

    pub(crate) fn find(&self, kind: &str) -> Option<(&'static str, &Run<Host>)> {
        self.kinds.get_key_value(kind).map(|(kind, run)| (*kind, run))
    }
}

impl<Host: Send + 'static> Default for Registry<Host> {
    fn default() -> Self {
        Self::new()
    }
}

async fn run<J: Job<Host>, Host>(payload: String, host: Host, ticket: Ticket) -> Result<(), Failure> {
    let job: J = serde_json::from_str(&payload).map_err(|error| Failure::GiveUp(Fault::internal(error)))?;
    job.run(host, ticket).await
}
