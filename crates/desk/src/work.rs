//! The worker of this installation's jobs.

use spine::{Registry, Worker};

use crate::Desk;

impl Desk {
    /// A worker that runs the jobs of `registry` and hands `host` to each.
    pub fn worker<Host: Clone + Send + 'static>(&self, registry: Registry<Host>, host: Host) -> Worker<Host> {
        Worker::new(self.db().clone(), self.context().clone(), registry, host, self.wake().clone())
    }
}
