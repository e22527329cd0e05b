//! Ports for servers that listen later than their port is chosen.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// Below the ports that systems give to whoever asks for any: neither a connection on its way out nor another story's
/// server comes to have one of these by chance, however long the program takes until it listens.
const PORTS: std::ops::Range<u16> = 12_000..28_000;

static GIVEN: AtomicU16 = AtomicU16::new(0);

/// A free port that no other story of this run is told.
pub(crate) fn free_port() -> u16 {
    PORTS
        .map(|_| PORTS.start + (begin() + GIVEN.fetch_add(1, Ordering::Relaxed)) % (PORTS.end - PORTS.start))
        .find(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok())
        .expect("a port is free")
}

/// Two runs of stories at the same time begin apart.
fn begin() -> u16 {
    let [.., high, low] = std::process::id().to_be_bytes();
    u16::from_be_bytes([high, low]) % 40 * 400
}
