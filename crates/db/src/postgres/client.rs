//! The running of one call on a pooled client.

use deadpool_postgres::Object;
use kernel::{Fault, base_codes};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;

use super::value::type_of;
use crate::{Call, Dialect, Value};

/// What came back: the rows, or for a statement that returns none how many it changed.
pub(super) struct Answer {
    pub(super) rows: Vec<tokio_postgres::Row>,
    pub(super) changed: u64,
}

pub(super) enum Failure {
    Driver(Error),
    Fault(Fault),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Driver(error)
    }
}

pub(super) async fn query(client: &Object, call: &Call<'_>) -> Result<Answer, Failure> {
    let (text, values) = call.resolve(Dialect::Postgres);
    if values.iter().any(|value| matches!(value, Value::Text(Some(text)) if text.contains('\0'))) {
        return Err(Failure::Fault(Fault::new(&base_codes::TEXT_UNSTORABLE)));
    }
    let types: Vec<_> = values.iter().map(type_of).collect();
    let statement = client.prepare_typed_cached(&text, &types).await?;
    let bound: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
    if statement.columns().is_empty() {
        let changed = client.execute(&statement, &bound).await?;
        return Ok(Answer { rows: Vec::new(), changed });
    }
    let rows = client.query(&statement, &bound).await?;
    let changed = rows.len() as u64;
    Ok(Answer { rows, changed })
}

/// Whether a migration by a newer node made the prepared statements of this session stale.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    error.as_db_error().is_some_and(|refusal| {
        *refusal.code() == SqlState::FEATURE_NOT_SUPPORTED && refusal.message().contains("cached plan")
    })
}
