//! A write transaction.

use std::sync::Arc;

use deadpool_postgres::Object;
use futures_util::future;
use kernel::Fault;

use super::Constraints;
use super::client::{Answer, Failure, query};
use super::fault::from_postgres;
use crate::{Call, Row};

/// Commits when told to; dropped before, it closes its session and nothing is stored.
pub(crate) struct PostgresWriter {
    client: Option<Object>,
    constraints: Arc<Constraints>,
    begun: bool,
}

impl PostgresWriter {
    pub(super) fn new(client: Object, constraints: Arc<Constraints>) -> Self {
        Self { client: Some(client), constraints, begun: false }
    }

    pub(crate) async fn query(
        &mut self,
        call: &Call<'_>,
        each: &mut (dyn FnMut(&Row<'_>) -> Result<(), Fault> + Send),
    ) -> Result<u64, Fault> {
        let answer = self.answer(call).await.map_err(|failure| match failure {
            Failure::Driver(error) => from_postgres(Some(&self.constraints), error),
            Failure::Fault(fault) => fault,
        })?;
        answer.rows.iter().try_for_each(|row| each(&Row::Postgres(row)))?;
        Ok(answer.changed)
    }

    async fn answer(&mut self, call: &Call<'_>) -> Result<Answer, Failure> {
        let client = self.client.as_ref().expect("the client leaves only when the writer ends");
        if std::mem::replace(&mut self.begun, true) {
            return query(client, call).await;
        }
        let (begun, answer) = future::join(client.batch_execute("begin"), query(client, call)).await;
        begun?;
        answer
    }

    pub(crate) async fn commit(mut self) -> Result<(), Fault> {
        if !self.begun {
            return Ok(());
        }
        let client = self.client.as_ref().expect("the client leaves only when the writer ends");
        client
            .batch_execute("commit")
            .await
            .map_err(|error| from_postgres(Some(&self.constraints), error))?;
        self.begun = false;
        Ok(())
    }
}

/// The pool does not roll back: a client handed on inside a transaction would give it to its next user.
impl Drop for PostgresWriter {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && self.begun
        {
            drop(Object::take(client));
        }
    }
}
