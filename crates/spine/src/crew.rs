//! The jobs of one worker that are under way or whose end is not recorded yet.

use std::collections::BTreeMap;

use kernel::{Fault, Random};
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};

use crate::claim::Claimed;
use crate::job::{Failure, Running};

/// Each job runs as a task. Dropping the crew ends them all.
pub(crate) struct Crew {
    /// In whose name jobs are claimed.
    pub(crate) name: i64,
    tasks: JoinSet<Result<(), Failure>>,
    members: BTreeMap<Id, (Claimed, AbortHandle)>,
    ended: Vec<(Id, Result<(), Failure>)>,
}

/// How many jobs one worker runs side by side.
const SIZE: usize = 32;

impl Crew {
    pub(crate) fn new(random: &Random) -> Self {
        let name = i64::from_be_bytes(random.bytes());
        Self { name, tasks: JoinSet::new(), members: BTreeMap::new(), ended: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// How many more jobs may join.
    pub(crate) fn room(&self) -> i64 {
        i64::try_from(SIZE.saturating_sub(self.len())).expect("a crew is small")
    }

    /// Begins a job, unless it is under way here since an earlier claim that was not renewed in time.
    pub(crate) fn start(&mut self, job: Claimed, running: Running) {
        if self.members().all(|seq| seq != job.seq) {
            let task = self.tasks.spawn(running);
            self.members.insert(task.id(), (job, task));
        }
    }

    /// Waits until a job ends; for ever when none is under way.
    pub(crate) async fn one_ends(&mut self) {
        match self.tasks.join_next_with_id().await {
            Some(end) => self.keep(end),
            None => std::future::pending().await,
        }
        while let Some(end) = self.tasks.try_join_next_with_id() {
            self.keep(end);
        }
    }

    /// A panic is a failed try.
    fn keep(&mut self, end: Result<(Id, Result<(), Failure>), JoinError>) {
        let (id, end) = match end {
            Ok(end) => end,
            Err(error) => (error.id(), Err(Failure::Retry(None, Fault::internal(error)))),
        };
        if self.members.contains_key(&id) {
            self.ended.push((id, end));
        }
    }

    /// The jobs whose end is not recorded yet.
    pub(crate) fn ended(&self) -> impl Iterator<Item = (&Claimed, &Result<(), Failure>)> {
        self.ended.iter().filter_map(|(id, end)| self.members.get(id).map(|(job, _)| (job, end)))
    }

    /// Their ends are recorded.
    pub(crate) fn dismiss_ended(&mut self) {
        for (id, _) in self.ended.drain(..) {
            self.members.remove(&id);
        }
    }

    /// The numbers of its jobs.
    pub(crate) fn members(&self) -> impl Iterator<Item = i64> {
        self.members.values().map(|(job, _)| job.seq)
    }

    /// Stops every job but these: another worker has claimed it meanwhile.
    pub(crate) fn keep_only(&mut self, own: &[i64]) {
        self.members.retain(|_, (job, task)| {
            let is_own = own.contains(&job.seq);
            if !is_own {
                task.abort();
            }
            is_own
        });
    }
}
