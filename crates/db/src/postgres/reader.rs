//! A read transaction on a session that cannot write.

use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::Object;
use futures_util::{FutureExt as _, future};
use kernel::Fault;

use super::client::{Answer, Failure, is_stale_plan, query};
use super::fault::from_postgres;
use super::value::nearest_type;
use crate::{Call, Row};

/// Sees the database as it was at its first statement.
pub(crate) struct PostgresReader {
    client: Option<Object>,
    begun: AtomicBool,
}

const BEGIN: &str = "begin isolation level repeatable read read only";

impl PostgresReader {
    pub(super) fn new(client: Object) -> Self {
        Self { client: Some(client), begun: AtomicBool::new(false) }
    }

    pub(crate) async fn query(
        &self,
        call: &Call<'_>,
        each: &mut (dyn FnMut(&Row<'_>) -> Result<(), Fault> + Send),
    ) -> Result<(), Fault> {
        let answer = self.answer(call).await.map_err(|failure| match failure {
            Failure::Driver(error) => from_postgres(None, error),
            Failure::Fault(fault) => fault,
        })?;
        answer.rows.iter().try_for_each(|row| each(&Row::Postgres(row)))
    }

    /// The transaction begins in the same flight as the first statement.
    async fn answer(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let client = self.client.as_ref().expect("the client leaves only when the reader ends");
        if self.begun.swap(true, Ordering::SeqCst) {
            return query(client, call).await;
        }
        let (begun, answer) = future::join(client.batch_execute(BEGIN), query(client, call)).await;
        begun?;
        match answer {
            Err(Failure::Driver(error)) if is_stale_plan(&error) => {
                client.statement_cache.clear();
                client.batch_execute("rollback").await?;
                client.batch_execute(BEGIN).await?;
                query(client, call).await
            }
            answer => answer,
        }
    }

    /// Prepares as the seam would: without values the server infers the types, and of these the seam gives the nearest.
    pub(crate) async fn prepare(&self, text: &str) -> Result<(), String> {
        let client = self.client.as_ref().expect("the client leaves only when the reader ends");
        let why = |error: tokio_postgres::Error| match error.as_db_error() {
            Some(refusal) => refusal.message().to_owned(),
            None => error.to_string(),
        };
        let inferred = client.prepare(text).await.map_err(why)?;
        let given: Vec<_> = inferred.params().iter().map(nearest_type).collect();
        client.prepare_typed(text, &given).await.map(drop).map_err(why)
    }

    /// Ends the transaction and hands the client back. The server's answer is not waited for: it holds nothing to know,
    /// and the client's next user is answered behind it.
    pub(crate) fn end(self) {
        let Some(client) = &self.client else { return };
        if self.begun.load(Ordering::SeqCst) {
            let refused = client.batch_execute("rollback").now_or_never().is_some_and(|sent| sent.is_err());
            self.begun.store(refused, Ordering::SeqCst);
        }
    }
}

/// The pool does not roll back: a client handed on inside a transaction would give it to its next user.
impl Drop for PostgresReader {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && self.begun.load(Ordering::SeqCst)
        {
            drop(Object::take(client));
        }
    }
}
