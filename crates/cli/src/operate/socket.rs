//! The way of commands through a running server: a socket in the data folder that only its owner can open.

use std::io::ErrorKind::{ConnectionRefused, NotFound, TimedOut};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use desk::Desk;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::{Command, Said, Station, commands};

const NAME: &str = "operator.sock";
/// A command is small; more is refused.
const MOST: u64 = 64 * 1024;
/// How long a server may take to begin to listen.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

#[derive(Serialize, Deserialize)]
struct Asked {
    operator: String,
    command: Command,
}

#[derive(Serialize, Deserialize)]
enum Answered {
    Done(Said),
    Failed(String),
}

/// Sends a command to the server that holds this data folder.
pub(super) async fn ask(folder: &Path, operator: &str, command: &Command) -> anyhow::Result<Said> {
    let mut stream = connect(&folder.join(NAME)).await?;
    let asked = Asked { operator: operator.to_owned(), command: command.clone() };
    stream.write_all(&serde_json::to_vec(&asked)?).await?;
    stream.shutdown().await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    match serde_json::from_slice(&answer)? {
        Answered::Done(said) => Ok(said),
        Answered::Failed(text) => bail!(text),
    }
}

/// A server that was started a moment ago holds the folder before it listens.
async fn connect(path: &Path) -> anyhow::Result<UnixStream> {
    let tries = async {
        loop {
            match UnixStream::connect(path).await {
                Err(error) if matches!(error.kind(), NotFound | ConnectionRefused) => sleep(PAUSE).await,
                done => return done,
            }
        }
    };
    let done = timeout(PATIENCE, tries).await.unwrap_or(Err(TimedOut.into()));
    done.context("the server that holds this data folder does not answer")
}

/// Answers commands until the task is ended, and they with it. One that takes long keeps no other waiting.
pub(crate) async fn listen(folder: &Path, desk: Desk) -> anyhow::Result<()> {
    let path = folder.join(NAME);
    if path.exists() {
        // A socket of a server that is gone: we hold the folder's lock.
        std::fs::remove_file(&path)?;
    }
    let listener = UnixListener::bind(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    let station = Station { desk, folder: folder.to_owned(), is_watched: false, is_served: true };
    let mut answers = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await?;
        let station = station.clone();
        while answers.try_join_next().is_some() {}
        answers.spawn(async move {
            if let Err(error) = answer(stream, &station).await {
                tracing::warn!(%error, "an operator's command was not answered");
            }
        });
    }
}

async fn answer(mut stream: UnixStream, station: &Station) -> anyhow::Result<()> {
    let mut asked = Vec::new();
    (&mut stream).take(MOST).read_to_end(&mut asked).await?;
    let asked: Asked = serde_json::from_slice(&asked)?;
    let answered = match commands::run(station, &asked.operator, &asked.command).await {
        Ok(said) => Answered::Done(said),
        Err(error) => Answered::Failed(format!("{error:#}")),
    };
    stream.write_all(&serde_json::to_vec(&answered)?).await?;
    stream.shutdown().await?;
    Ok(())
}
