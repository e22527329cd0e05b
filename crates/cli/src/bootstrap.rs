//! Opening an installation: data folder, lock, keys, database.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use db::{Db, Location};
use desk::{Desk, STEPS, TAKEN};
use identity::Keys;
use kernel::Context;
use net::Store;

use crate::options::Place;

/// An open installation. On SQLite it holds the lock of its folder: one process writes, all others go through it.
pub(crate) struct Installation {
    pub(crate) desk: Desk,
    pub(crate) folder: PathBuf,
    _lock: Option<File>,
}

/// Why an installation was not opened.
pub(crate) enum NotOpened {
    /// A server works on this folder; commands go through it.
    InUse,
    /// Anything else.
    Failed(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for NotOpened {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Installation {
    /// Opens it, bringing the schema up to date. Makes the data folder and an empty database when nothing is named.
    pub(crate) async fn open(place: &Place) -> Result<Self, NotOpened> {
        let folder = place.data.clone();
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
        let location = location(place)?;
        let lock = match location {
            Location::Sqlite(_) => Some(lock(&folder)?),
            Location::Postgres(_) => None,
        };
        let context = Context::system();
        let keys = keys(&folder.join("keys"), &context)?;
        db::migrate(&location, STEPS).await?;
        let db = Db::open(&location, TAKEN).await?;
        let desk = Desk::new(db, context, keys, Store::folder(folder.join("files")));
        Ok(Self { desk, folder, _lock: lock })
    }
}

impl NotOpened {
    pub(crate) fn into_error(self) -> anyhow::Error {
        match self {
            Self::InUse => anyhow::anyhow!("another portico works on this data folder"),
            Self::Failed(error) => error,
        }
    }
}

fn location(place: &Place) -> anyhow::Result<Location> {
    match &place.database {
        Some(text) => text.parse().context("--database"),
        None => Ok(Location::Sqlite(place.data.join("portico.db"))),
    }
}

fn lock(folder: &Path) -> Result<File, NotOpened> {
    let path = folder.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.with_context(|| format!("{} cannot be made", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(NotOpened::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// The installation's keys: made at the first start, readable by their owner only.
fn keys(path: &Path, context: &Context) -> anyhow::Result<Keys> {
    if path.exists() {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("the key file {}", path.display()))?;
        return match Keys::from_text(&text) {
            Ok(keys) => Ok(keys),
            Err(_) => bail!("the key file {} is damaged; restore it from a backup", path.display()),
        };
    }
    let keys = Keys::generate(&context.random);
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path)?;
    file.write_all(keys.to_text().reveal().as_bytes())?;
    file.sync_all()?;
    Ok(keys)
}
