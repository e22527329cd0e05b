//! A write transaction.

use std::sync::Arc;

use deadpool_postgres::Object;
use kernel::Fault;

use super::Constraints;
use super::client::{Answer, Failure, Flight, Wire, query_behind};
use super::fault::from_postgres;
use crate::{Call, Row};

/// Commits when told to; dropped before, it closes its session and nothing is stored.
pub(crate) struct PostgresWriter {
    client: Option<Object>,
    constraints: Arc<Constraints>,
    begun: bool,
    waiting: Vec<Wire<'static>>,
}

/// So many statements wait at most for one that somebody waits for.
const WAITING: usize = 16;

impl PostgresWriter {
    pub(super) fn new(client: Object, constraints: Arc<Constraints>) -> Self {
        Self { client: Some(client), constraints, begun: false, waiting: Vec::new() }
    }

    pub(crate) async fn query(
        &mut self,
        call: &Call<'_>,
        each: &mut (dyn FnMut(&Row<'_>) -> Result<(), Fault> + Send),
    ) -> Result<u64, Fault> {
        let answer = self.answer(call).await.map_err(|failure| self.fault(failure))?;
        answer.rows.iter().try_for_each(|row| each(&Row::Postgres(row)))?;
        Ok(answer.changed)
    }

    /// Sends it together with what comes next.
    pub(crate) async fn push(&mut self, call: &Call<'_>) -> Result<(), Fault> {
        if self.waiting.len() == WAITING {
            return self.query(call, &mut |_| Ok(())).await.map(drop);
        }
        let wire = Wire::of(call).map_err(|failure| self.fault(failure))?;
        self.waiting.push(wire.into_owned());
        Ok(())
    }

    fn fault(&self, failure: Failure) -> Fault {
        match failure {
            Failure::Driver(error) => from_postgres(Some(&self.constraints), error),
            Failure::Fault(fault) => fault,
        }
    }

    async fn answer(&mut self, call: &Call<'_>) -> Result<Answer, Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let flight = Flight { begins: !std::mem::replace(&mut self.begun, true), waiting: &waiting };
        query_behind(self.client(), &flight, call).await
    }

    pub(crate) async fn commit(mut self) -> Result<(), Fault> {
        let waiting = std::mem::take(&mut self.waiting);
        if !self.begun && waiting.is_empty() {
            return Ok(());
        }
        let flight = Flight { begins: !std::mem::replace(&mut self.begun, true), waiting: &waiting };
        let client = self.client();
        // A transaction that has failed is rolled back by its commit, so what failed in this flight stores nothing.
        let committed = flight.send(client, client.batch_execute("commit")).await;
        committed.map_err(|error| from_postgres(Some(&self.constraints), error))?;
        self.begun = false;
        Ok(())
    }

    fn client(&self) -> &Object {
        self.client.as_ref().expect("the client leaves only when the writer ends")
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
