//! Opening an installation: data folder, lock, keys, database.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use db::{Db, Location};
use desk::{Desk, STEPS, TAKEN};
use identity::Keys;
use kernel::Context;
use net::Store;

use crate::options::Place;

/// Held in the data folder by the process that works on it.
const LOCK: &str = "lock";

/// An open installation. On SQLite it holds the lock of its folder: one process writes, all others go through it.
pub(crate) struct Installation {
    pub(crate) desk: Desk,
    pub(crate) folder: PathBuf,
    _lock: Option<File>,
}

/// Why an installation was not opened.
pub(crate) enum NotOpened {
    /// Another process works on this folder, and this is its number; commands go through it.
    InUse(String),
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
        make_folder(&place.data)?;
        let location = location(place)?;
        let lock = match location {
            Location::Sqlite(_) => Some(lock(&place.data)?),
            Location::Postgres(_) => None,
        };
        Self::begin(place, location, lock).await
    }

    /// Opens it with nothing in it. What was there is removed, but only once nobody else works on it.
    pub(crate) async fn open_fresh(place: &Place) -> Result<Self, NotOpened> {
        if place.database.is_some() {
            return Err(anyhow!(
                "--fresh empties the data folder and no other database: leave --database and PORTICO_DATABASE \
                 out, or name an empty database and leave --fresh out"
            )
            .into());
        }
        make_folder(&place.data)?;
        let lock = lock(&place.data)?;
        empty(&place.data).with_context(|| format!("{} cannot be emptied", place.data.display()))?;
        Self::begin(place, location(place)?, Some(lock)).await
    }

    async fn begin(place: &Place, location: Location, lock: Option<File>) -> Result<Self, NotOpened> {
        let folder = place.data.clone();
        let context = Context::system();
        let keys = keys(&folder.join("keys"), &context)?;
        let name = || name_of(&location);
        check_file(&location)?;
        db::migrate(&location, STEPS).await.with_context(name)?;
        let db = Db::open(&location, TAKEN).await.with_context(name)?;
        let desk = Desk::new(db, context, keys, Store::folder(folder.join("files")));
        Ok(Self { desk, folder, _lock: lock })
    }
}

impl NotOpened {
    pub(crate) fn into_error(self) -> anyhow::Error {
        match self {
            Self::InUse(process) => {
                anyhow!("portico works on this data folder already, as process {process}")
            }
            Self::Failed(error) => error,
        }
    }
}

/// What is in it is for nobody else on this machine.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("the data folder {} cannot be made", folder.display()))
}

/// Removes everything but the lock: a file that others lock stays the same file.
fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != LOCK {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn location(place: &Place) -> anyhow::Result<Location> {
    match &place.database {
        // It may hold a password, so it is not said again.
        Some(text) => text.parse().map_err(|_| {
            anyhow!("--database is neither an address that begins with postgres:// nor a file that is there")
        }),
        None => Ok(Location::Sqlite(place.data.join("portico.db"))),
    }
}

/// SQLite opens a file that cannot be written to, and complains only when something is to be stored.
fn check_file(location: &Location) -> anyhow::Result<()> {
    match location {
        Location::Sqlite(path) if path.exists() => {
            let opened = OpenOptions::new().append(true).open(path);
            opened.map(drop).with_context(|| format!("the database {} cannot be written to", path.display()))
        }
        _ => Ok(()),
    }
}

/// The database as logs may name it: without user and password.
fn name_of(location: &Location) -> String {
    match location {
        Location::Sqlite(path) => path.display().to_string(),
        Location::Postgres(url) => {
            let place = url.split(['?', '#']).next().unwrap_or_default();
            let place =
                place.rsplit_once('@').or_else(|| place.split_once("://")).map_or("", |(_, place)| place);
            format!("PostgreSQL at {place}")
        }
    }
}

fn lock(folder: &Path) -> Result<File, NotOpened> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
    let mut file =
        file.with_context(|| format!("the data folder {} cannot be written to", folder.display()))?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0)?;
            write!(file, "{}", std::process::id())?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut process = String::new();
            file.read_to_string(&mut process)?;
            Err(NotOpened::InUse(process))
        }
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

#[cfg(test)]
mod tests {
    use db::Location;

    use super::name_of;

    #[test]
    fn a_database_is_named_without_its_password() {
        let name = |url: &str| name_of(&Location::Postgres(url.to_owned()));
        assert_eq!(
            name("postgres://u:p@ss@db.example:5432/portico?password=p#p"),
            "PostgreSQL at db.example:5432/portico"
        );
        assert_eq!(
            name("postgres://localhost/portico?user=u&password=p@ss"),
            "PostgreSQL at localhost/portico"
        );
    }
}
