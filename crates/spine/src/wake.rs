//! Wake-ups: a hint that something was committed.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Wakes whoever waits for new facts and jobs in this process. Only a hint: everybody also looks by himself every
/// 700 ms, because a node may be told nothing.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

const POLL: Duration = Duration::from_millis(700);

impl Wake {
    /// Says that something was committed.
    pub fn all(&self) {
        self.0.notify_waiters();
    }

    /// The next hint after this call, or the next poll. Called before looking and awaited when nothing was found, so
    /// that a hint that comes while looking is not missed.
    pub fn hint(&self) -> impl Future<Output = ()> + Send {
        let notified = self.0.notified();
        async {
            // Either way the next thing to do is to look.
            drop(tokio::time::timeout(POLL, notified).await);
        }
    }
}
