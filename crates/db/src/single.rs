//! At most one reader or writer a task: two requests that each hold one and wait for a second would stop everything.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::Fault;
use tokio::task::Id;

/// The tasks that hold a reader or writer.
#[derive(Clone, Default)]
pub(crate) struct Holders(Arc<Mutex<BTreeSet<Id>>>);

/// The place of one task, free again when dropped. A future that is not a task of its own has none and is not counted.
pub(crate) struct Held(Option<(Holders, Id)>);

impl Holders {
    pub(crate) fn enter(&self) -> Result<Held, Fault> {
        let Some(task) = tokio::task::try_id() else { return Ok(Held(None)) };
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(task) {
            return Ok(Held(Some((self.clone(), task))));
        }
        debug_assert!(false, "this task already holds a reader or writer");
        Err(Fault::internal("a task asked for a second reader or writer"))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some((holders, task)) = self.0.take() {
            holders.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&task);
        }
    }
}
