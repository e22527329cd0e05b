//! Wake-ups: a hint that something was committed.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Wakes whoever waits for new facts and jobs in this process. Only a hint: everybody also looks by himself every
/// [`POLL`], because a node may be told nothing.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

/// How long anybody sleeps without a hint.
const POLL: Duration = Duration::from_millis(700);

impl Wake {
    /// Says that something was committed.
    pub fn all(&self) {
        self.0.notify_waiters();
    }

    /// Calls `look` until it finds nothing, then waits for a hint or the next poll. Interest is registered before
    /// each look, so a hint that comes while looking is not missed.
    pub async fn wait_after<T>(&self, look: impl Future<Output = (bool, T)>) -> T {
        let notified = self.0.notified();
        let mut notified = std::pin::pin!(notified);
        notified.as_mut().enable();
        let (found, value) = look.await;
        if !found {
            // Either way the next thing to do is to look.
            drop(tokio::time::timeout(POLL, notified).await);
        }
        value
    }
}
