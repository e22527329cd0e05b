//! How many connections are held at once: fewer than the files this process may have open, so that the database and
//! the disk always get theirs, however many strangers hold a line and say nothing.

use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

/// Files that are kept for everything else.
const KEPT: usize = 224;
/// Where the limit cannot be read.
const USUAL: usize = 1024;
const LEAST: usize = 32;
const MOST: usize = 16 * 1024;

/// Takes connections while there is room; one too many is closed at once.
#[derive(Clone)]
pub(super) struct Crowd(Arc<Semaphore>);

/// A connection's service, and its place in the crowd for as long as it lasts.
#[derive(Clone)]
pub(super) struct Guest<S> {
    service: S,
    _place: Arc<OwnedSemaphorePermit>,
}

impl Crowd {
    /// As many as this process has room for.
    pub(super) fn new() -> Self {
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        Self(Arc::new(Semaphore::new(room(open_files(&limits).unwrap_or(USUAL)))))
    }
}

fn room(open_files: usize) -> usize {
    open_files.saturating_sub(KEPT).clamp(LEAST, MOST)
}

/// The soft limit of open files, as Linux tells it: `Max open files  1024  524288  files`.
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    let soft = line.split_whitespace().next()?;
    if soft == "unlimited" { Some(usize::MAX) } else { soft.parse().ok() }
}

impl<S> Accept<TcpStream, S> for Crowd {
    type Stream = TcpStream;
    type Service = Guest<S>;
    type Future = Ready<io::Result<(TcpStream, Guest<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = self.0.clone().try_acquire_owned();
        ready(match place {
            Ok(place) => Ok((stream, Guest { service, _place: Arc::new(place) })),
            Err(_) => Err(io::ErrorKind::QuotaExceeded.into()),
        })
    }
}

impl<S: Service<R>, R> Service<R> for Guest<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.service.call(request)
    }
}

#[cfg(test)]
mod tests {
    use super::{open_files, room};

    #[test]
    fn files_are_kept_for_everything_else() {
        let limits =
            "Limit  Soft Limit  Hard Limit  Units\nMax open files            1024       524288    files\n";
        assert_eq!(open_files(limits).map(room), Some(800));
        assert_eq!(open_files("Max open files  unlimited  unlimited  files").map(room), Some(16_384));
        assert_eq!((open_files(""), room(64)), (None, 32));
    }
}
