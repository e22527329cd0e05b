//! The running of calls on a pooled client.

use std::borrow::Cow;

use deadpool_postgres::Object;
use futures_util::future;
use kernel::{Fault, base_codes};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Statement};

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

/// A call as it goes over the wire.
pub(super) struct Wire<'a> {
    text: Cow<'static, str>,
    values: Vec<Value<'a>>,
}

impl<'a> Wire<'a> {
    /// Refuses a text with NUL, which the server cannot store.
    pub(super) fn of(call: &Call<'a>) -> Result<Self, Failure> {
        let (text, values) = call.resolve(Dialect::Postgres);
        if values.iter().any(|value| matches!(value, Value::Text(Some(text)) if text.contains('\0'))) {
            return Err(Failure::Fault(Fault::new(&base_codes::TEXT_UNSTORABLE)));
        }
        Ok(Self { text, values })
    }

    /// To be sent later, when what it borrowed from is gone.
    pub(super) fn into_owned(self) -> Wire<'static> {
        Wire { text: self.text, values: self.values.into_iter().map(Value::into_owned).collect() }
    }

    /// A journey to the server the first time a session meets this text, and then none.
    async fn prepare(&self, client: &Object) -> Result<Statement, Error> {
        let types: Vec<_> = self.values.iter().map(type_of).collect();
        client.prepare_typed_cached(&self.text, &types).await
    }

    /// Is on its way with the first poll.
    async fn send(&self, client: &Object, statement: &Statement) -> Result<Answer, Error> {
        let bound: Vec<&(dyn ToSql + Sync)> =
            self.values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        if statement.columns().is_empty() {
            let changed = client.execute(statement, &bound).await?;
            return Ok(Answer { rows: Vec::new(), changed });
        }
        let rows = client.query(statement, &bound).await?;
        let changed = rows.len() as u64;
        Ok(Answer { rows, changed })
    }
}

pub(super) async fn query(client: &Object, call: &Call<'_>) -> Result<Answer, Failure> {
    let wire = Wire::of(call)?;
    let statement = wire.prepare(client).await?;
    Ok(wire.send(client, &statement).await?)
}

/// What goes to the server together before a statement that is waited for.
pub(super) struct Flight<'a> {
    /// Whether it begins the transaction.
    pub(super) begins: bool,
    /// What nobody waited for so far.
    pub(super) waiting: &'a [Wire<'static>],
}

impl Flight<'_> {
    /// Sends all of it, in its order, and `last` behind it. Answers the first error; what the server says to the later
    /// ones is then no more than that the transaction has failed.
    pub(super) async fn send<T>(
        &self,
        client: &Object,
        last: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let mut statements = Vec::with_capacity(self.waiting.len());
        for wire in self.waiting {
            statements.push(wire.prepare(client).await?);
        }
        let transaction = async { if self.begins { client.batch_execute("begin").await } else { Ok(()) } };
        let sent = self.waiting.iter().zip(&statements).map(|(wire, statement)| wire.send(client, statement));
        // Polled in this order, and each is on its way once it was polled.
        let (begun, answers, last) = future::join3(transaction, future::join_all(sent), last).await;
        begun?;
        for answer in answers {
            answer?;
        }
        last
    }
}

/// Runs a call behind what waits.
pub(super) async fn query_behind(
    client: &Object,
    flight: &Flight<'_>,
    call: &Call<'_>,
) -> Result<Answer, Failure> {
    let wire = Wire::of(call)?;
    let statement = wire.prepare(client).await?;
    Ok(flight.send(client, wire.send(client, &statement)).await?)
}

/// Whether a migration by a newer node made the prepared statements of this session stale.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    error.as_db_error().is_some_and(|refusal| {
        *refusal.code() == SqlState::FEATURE_NOT_SUPPORTED && refusal.message().contains("cached plan")
    })
}
