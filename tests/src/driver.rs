//! ChromeDriver, which starts browsers and steers them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::skip;

const PROGRAM: &str = "/usr/bin/chromedriver";
const PATIENCE: Duration = Duration::from_secs(20);
const TRIES: usize = 5;

/// A running ChromeDriver. Its browsers are to be dropped before it.
pub struct Driver {
    _child: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a free port. Nothing without Debian's `chromium-driver`: the story says so and is skipped.
    pub async fn start() -> Option<Self> {
        if !Path::new(PROGRAM).exists() {
            skip("Debian's chromium-driver");
            return None;
        }
        for _ in 0..TRIES {
            if let Some(driver) = Self::try_start().await {
                return Some(driver);
            }
        }
        panic!("ChromeDriver ended at once, {TRIES} times");
    }

    /// On a busy machine the port that was free may be taken when it is listened on; then it ends at once.
    async fn try_start() -> Option<Self> {
        let mut child = Command::new(PROGRAM)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("ChromeDriver starts");
        let said = child.stdout.take().expect("its output is ours");
        let port = timeout(PATIENCE, port(said)).await.expect("ChromeDriver says where it listens")?;
        Some(Self { _child: child, port })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What ends a browser with this session.
    pub(crate) fn end_of(&self, session: &str) -> EndOfSession {
        EndOfSession { port: self.port, session: session.to_owned() }
    }
}

/// Ends a browser when it is dropped, in a story that failed as well. ChromeDriver itself leaves its browsers running
/// when it is ended.
pub(crate) struct EndOfSession {
    port: u16,
    session: String,
}

impl EndOfSession {
    /// Answered once the browser is gone.
    fn end(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let Self { port, session } = self;
        let order = format!("DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        stream.write_all(order.as_bytes())?;
        stream.read(&mut [0; 1]).map(drop)
    }
}

impl Drop for EndOfSession {
    fn drop(&mut self) {
        // A browser that is gone already has no end.
        drop(self.end());
    }
}

async fn port(said: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(said).lines();
    while let Some(line) = lines.next_line().await.expect("ChromeDriver's output is text") {
        let port =
            line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.'));
        if let Some(port) = port {
            return Some(port.parse().expect("a port is a number"));
        }
    }
    None
}
