//! The listening socket: limits on slow clients, and an end that answers what was accepted.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum_server::Handle;
use hyper_util::rt::TokioTimer;
use tokio::signal::unix::{SignalKind, signal};
use web::{Hub, LONGEST_HEAD};

use super::crowd::Crowd;

const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// How long accepted requests may take to end after a signal (O6).
const GRACE: Duration = Duration::from_secs(10);

/// Takes the address, before anything else is begun.
pub(crate) fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))
}

/// Answers requests until the process is told to stop.
pub(super) async fn listen(listener: TcpListener, router: Router, hub: &Hub) -> anyhow::Result<()> {
    let handle = Handle::new();
    let ending = tokio::spawn(end(handle.clone(), hub.clone()));
    let mut server = axum_server::from_tcp(listener)?
        .handle(handle)
        .acceptor(Crowd::new())
        .first_request_timeout(HEAD_LIMIT);
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(LONGEST_HEAD);
    server.serve(router.into_make_service_with_connect_info::<SocketAddr>()).await?;
    ending.abort();
    Ok(())
}

/// Waits for a signal, ends open streams, and gives the rest its time.
async fn end(handle: Handle<SocketAddr>, hub: Hub) {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals cannot be heard; only killing ends this process");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    hub.close();
    handle.graceful_shutdown(Some(GRACE));
}
