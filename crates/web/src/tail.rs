//! A body that is read on behind the end of its form: a form is whole only when nothing of its body is missing.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::Error;
use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use bytes::Bytes;
use futures_util::stream::Fuse;
use futures_util::{Stream, StreamExt as _};
use kernel::{Fault, base_codes};

/// The most bytes behind a form's end (RFC 2046 §5.1.1 calls them the epilogue and means nobody to read them).
const MOST_BEHIND: usize = 4 * 1024;

/// What of a request's body its form has not read; nothing where the form has met the end already.
#[derive(Clone)]
pub(crate) struct Tail(Arc<Mutex<Fuse<BodyDataStream>>>);

impl Tail {
    /// The request, and the end of its body.
    pub(crate) fn of(request: Request) -> (Request, Self) {
        let (head, body) = request.into_parts();
        let tail = Self(Arc::new(Mutex::new(body.into_data_stream().fuse())));
        (Request::from_parts(head, Body::from_stream(tail.clone())), tail)
    }

    /// Waits for the end of the body. One that breaks off before it has said all it announced is a broken form.
    pub(crate) async fn end(mut self) -> Result<(), Fault> {
        let mut behind = 0;
        while let Some(bytes) = self.next().await {
            behind += bytes.map_err(|error| Fault::new(&base_codes::INVALID).because(error))?.len();
            if behind > MOST_BEHIND {
                return Err(Fault::new(&base_codes::TOO_LARGE));
            }
        }
        Ok(())
    }
}

impl Stream for Tail {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context)
    }
}
