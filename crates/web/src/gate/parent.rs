//! A theme drawn in a process of its own, and every way in which that can end told to its author.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use desk::theme::Gate;
use theme::{Package, Values};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::child::{MARK, MOST_BYTES, SECONDS, ask};
use super::{Report, STOPPED};

/// How many themes are drawn at a time; the next waits.
const AT_ONCE: usize = 2;
/// By the clock: three times what the processor may take, for a machine that has more to do.
const PATIENCE: Duration = Duration::from_secs(3 * SECONDS);
/// The longest report that is read, and of what is said besides the beginning.
const REPORT_BYTES: u64 = 1 << 20;
const SAID_BYTES: u64 = 16 * 1024;
/// The allocator of the program takes a gigabyte of addresses at once, by which no limit could be told (mimalloc's options).
const ALLOCATOR: [(&str, &str); 2] = [("MIMALLOC_ARENA_RESERVE", "16384"), ("MIMALLOC_ALLOW_THP", "0")];
/// Signals (`signal(7)`).
const KILLED: i32 = 9;
const OUT_OF_TIME: i32 = 24;

/// Draws the pages in a process of its own: what begins it reads a theme from its input, as [`serve`](super::serve) does.
#[derive(Clone, Debug)]
pub struct ChildGate {
    program: PathBuf,
    arguments: Vec<OsString>,
    patience: Duration,
    places: Arc<Semaphore>,
}

/// How a process ended that drew a theme.
struct Ended {
    status: ExitStatus,
    told: Vec<u8>,
    said: String,
}

impl ChildGate {
    /// A gate that begins this program with these arguments.
    pub fn new(program: PathBuf, arguments: impl IntoIterator<Item = OsString>) -> Self {
        let (arguments, places) = (arguments.into_iter().collect(), Arc::new(Semaphore::new(AT_ONCE)));
        Self { program, arguments, patience: PATIENCE, places }
    }

    /// The same that waits no longer than this.
    #[must_use]
    pub fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// What it finds of a theme: the report, or in what way the theme ended it.
    pub async fn examine(&self, package: &Package, values: &Values) -> Result<Report, String> {
        let _place = self.places.acquire().await.map_err(|_| STOPPED.to_owned())?;
        let asked = ask(package, values);
        let began = self.begin().inspect_err(|error| tracing::error!(%error, "the gate cannot be begun"));
        let mut child = began.map_err(|_| "the gate cannot be begun; the log says why".to_owned())?;
        match timeout(self.patience, converse(&mut child, &asked)).await {
            Ok(Ok(ended)) => ended.report(),
            Ok(Err(error)) => Err(format!("{STOPPED}: {error}")),
            Err(_) => Err(format!("drawing its pages takes longer than {} seconds", self.patience.as_secs())),
        }
    }

    /// Nothing of our own environment is the theme's business. Dropped, it is killed.
    fn begin(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .envs(ALLOCATOR)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }
}

impl Gate for ChildGate {
    async fn check(&self, package: &Package, values: &Values) -> Result<(), String> {
        self.examine(package, values).await?.verdict()
    }
}

/// Tells it the theme and hears what it says, both at once: each waits for the other where a pipe is full.
async fn converse(child: &mut Child, asked: &[u8]) -> io::Result<Ended> {
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut to), Some(from), Some(said)) = pipes else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let tell = async move {
        // One that ended before it heard everything says so by how it ended.
        let _ = to.write_all(asked).await;
    };
    let ((), told, said) = tokio::join!(tell, hear(from, REPORT_BYTES), hear(said, SAID_BYTES));
    let (told, said) = (told?, String::from_utf8_lossy(&said?).into_owned());
    Ok(Ended { status: child.wait().await?, told, said })
}

/// The beginning of what is said; the rest is heard and forgotten, so that nobody waits to say it.
async fn hear(mut from: impl AsyncRead + Unpin, most: u64) -> io::Result<Vec<u8>> {
    let mut heard = Vec::new();
    (&mut from).take(most).read_to_end(&mut heard).await?;
    tokio::io::copy(&mut from, &mut tokio::io::sink()).await?;
    Ok(heard)
}

impl Ended {
    fn report(self) -> Result<Report, String> {
        let at = self.told.windows(MARK.len()).position(|window| window == MARK);
        let report = at.and_then(|at| serde_json::from_slice(&self.told[at + MARK.len()..]).ok());
        match report {
            Some(report) if self.status.success() => Ok(report),
            _ => Err(self.why()),
        }
    }

    fn why(&self) -> String {
        tracing::warn!(status = %self.status, said = self.said, "a theme ended the gate");
        if self.said.contains("memory allocation of") {
            return format!("drawing its pages takes more than {} MB of memory", MOST_BYTES >> 20);
        }
        match self.status.signal() {
            Some(OUT_OF_TIME) => {
                format!("drawing its pages takes more than {SECONDS} seconds of the processor")
            }
            Some(KILLED) => format!("{STOPPED}: the machine ended it, which had no room or no time left"),
            Some(signal) => format!("{STOPPED}: it crashed with signal {signal}"),
            None if self.status.success() => format!("{STOPPED}: what it said is no report"),
            None => format!("{STOPPED}: it ended with {}", self.status),
        }
    }
}
