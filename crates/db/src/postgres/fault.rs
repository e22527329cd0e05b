//! PostgreSQL's errors as faults.

use deadpool_postgres::PoolError;
use kernel::{Fault, base_codes};
use tokio_postgres::error::SqlState;

use super::Constraints;
use crate::constraint::taken;

/// Turns an error into a fault, asking `constraints` what a taken value means.
pub(super) fn from_postgres(constraints: Option<&Constraints>, error: tokio_postgres::Error) -> Fault {
    let Some(refusal) = error.as_db_error() else {
        return if error.is_closed() || is_transport(&error) {
            unavailable(error)
        } else {
            Fault::internal(error)
        };
    };
    match *refusal.code() {
        SqlState::UNIQUE_VIOLATION => match constraints {
            Some(constraints) => constraints.taken(refusal.constraint().unwrap_or_default()),
            None => Fault::new(&base_codes::CONFLICT).because(error),
        },
        SqlState::FOREIGN_KEY_VIOLATION => Fault::new(&base_codes::CONFLICT).because(error),
        // Said to what travelled beside the statement that failed.
        SqlState::IN_FAILED_SQL_TRANSACTION
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::LOCK_NOT_AVAILABLE
        | SqlState::QUERY_CANCELED
        | SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::TOO_MANY_CONNECTIONS
        | SqlState::DISK_FULL
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => unavailable(error),
        _ => Fault::internal(error),
    }
}

/// No client within the wait, or no server.
pub(super) fn from_pool(error: PoolError) -> Fault {
    unavailable(error)
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::new(&base_codes::UNAVAILABLE).because(error).retry_after(1)
}

fn is_transport(error: &tokio_postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
}

impl Constraints {
    fn taken(&self, index: &str) -> Fault {
        match self.indexes.get(index) {
            Some((table, columns)) => taken(self.taken, table, columns),
            None => Fault::new(&base_codes::CONFLICT).because(format!("unique index {index}")),
        }
    }
}
