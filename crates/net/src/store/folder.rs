//! A store in a folder: `<org>/<2 digits of the hash>/<the other 62>`, uploads under way in `staging`.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use kernel::{Fault, Id, OrgId, Time, base_codes};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

use super::{Content, ContentHash, Stage, Staged, is_over};
use crate::codes;

/// The folder of a file store. Every path in it is made of ids and hashes.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

const CHUNK: usize = 64 * 1024;

impl Folder {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(super) async fn stage(
        &self,
        id: Id<Stage>,
        upload: impl AsyncRead + Unpin,
        limit: u64,
    ) -> Result<Staged, Fault> {
        let path = self.stage_path(id);
        tokio::fs::create_dir_all(self.staging()).await.map_err(fault)?;
        match write(&path, upload, limit).await {
            Ok((hash, size)) => Ok(Staged { id, hash, size }),
            Err(fault) => {
                self.discard(id).await?;
                Err(fault)
            }
        }
    }

    pub(super) async fn open_staged(&self, id: Id<Stage>) -> Result<Content, Fault> {
        open(&self.stage_path(id)).await
    }

    pub(super) async fn discard(&self, id: Id<Stage>) -> Result<(), Fault> {
        let path = self.stage_path(id);
        blocking(move || remove(&path)).await.map(drop)
    }

    pub(super) async fn commit(&self, staged: &Staged, org: OrgId) -> Result<(), Fault> {
        let (root, from, to) = (self.root.clone(), self.stage_path(staged.id), self.path(org, staged.hash));
        blocking(move || {
            keep(&from, &to)?;
            // The folders' own entries are lost with the power unless they are synced too.
            to.ancestors().skip(1).take_while(|folder| folder.starts_with(&root)).try_for_each(sync_folder)
        })
        .await
    }

    pub(super) async fn open(&self, org: OrgId, hash: ContentHash) -> Result<Content, Fault> {
        open(&self.path(org, hash)).await
    }

    pub(super) async fn delete(&self, org: OrgId, hash: ContentHash) -> Result<(), Fault> {
        let path = self.path(org, hash);
        blocking(move || remove(&path)).await.map(drop)
    }

    pub(super) async fn sweep(&self, now: Time) -> Result<usize, Fault> {
        let staging = self.staging();
        blocking(move || {
            let mut swept = 0;
            for name in names(&staging)? {
                // A name that is no stage was not made here and is left alone.
                let stage = name.parse::<Id<Stage>>().ok();
                if stage.is_some_and(|id| is_over(id, now)) && remove(&staging.join(name))? {
                    swept += 1;
                }
            }
            Ok(swept)
        })
        .await
    }

    fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    fn stage_path(&self, id: Id<Stage>) -> PathBuf {
        self.staging().join(id.to_string())
    }

    fn path(&self, org: OrgId, hash: ContentHash) -> PathBuf {
        let hash = hash.to_string();
        self.root.join(org.to_string()).join(&hash[..2]).join(&hash[2..])
    }
}

async fn write(path: &Path, upload: impl AsyncRead + Unpin, limit: u64) -> Result<(ContentHash, u64), Fault> {
    let mut file = new_file().open(path).await.map_err(fault)?;
    // One byte beyond the limit is enough to know.
    let mut upload = upload.take(limit.saturating_add(1));
    let (mut hash, mut size, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let broken_off = |error: io::Error| Fault::new(&codes::UPLOAD_BROKEN_OFF).because(error);
        let read = upload.read(&mut chunk).await.map_err(broken_off)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > limit {
            return Err(Fault::new(&codes::FILE_TOO_LARGE));
        }
        hash.update(&chunk[..read]);
        file.write_all(&chunk[..read]).await.map_err(fault)?;
    }
    file.flush().await.map_err(fault)?;
    file.sync_all().await.map_err(fault)?;
    Ok((ContentHash(hash.finalize().into()), size))
}

/// A file that did not exist, that only we read and that nothing runs.
fn new_file() -> tokio::fs::OpenOptions {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options
}

async fn open(path: &Path) -> Result<Content, Fault> {
    let file = tokio::fs::File::open(path).await.map_err(absent_or_fault)?;
    let size = file.metadata().await.map_err(fault)?.len();
    Ok(Content { size, body: Box::new(file) })
}

/// Moves `from` to `to` unless the same bytes are there already.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if to.try_exists()? {
        return remove(from).map(drop);
    }
    match fs::rename(from, to) {
        // Another commit of this stage came between.
        Err(error) if error.kind() == ErrorKind::NotFound && to.try_exists()? => Ok(()),
        outcome => outcome,
    }
}

/// Whether there was something to remove.
fn remove(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        outcome => outcome.map(|()| true),
    }
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    entries.filter_map(|entry| entry.map(|entry| entry.file_name().into_string().ok()).transpose()).collect()
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Windows opens no folder as a file and keeps its entries in its own journal.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same face as on Unix")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?.map_err(absent_or_fault)
}

fn absent_or_fault(error: io::Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound => Fault::new(&base_codes::NOT_FOUND).because(error),
        _ => fault(error),
    }
}

/// What helps itself or is helped by the operator is `unavailable`, so that nothing was acknowledged and the sender
/// tries again.
fn fault(error: io::Error) -> Fault {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => {
            Fault::new(&base_codes::UNAVAILABLE).because(error)
        }
        _ => Fault::internal(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use kernel::Kind;

    use super::{absent_or_fault, fault};

    #[test]
    fn a_full_disk_asks_to_come_back() {
        for full in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::ReadOnlyFilesystem] {
            assert_eq!(fault(Error::from(full)).kind(), Kind::Unavailable);
        }
        assert_eq!(fault(Error::from(ErrorKind::NotFound)).kind(), Kind::Internal);
        assert_eq!(absent_or_fault(Error::from(ErrorKind::NotFound)).kind(), Kind::NotFound);
        assert_eq!(fault(Error::from(ErrorKind::PermissionDenied)).kind(), Kind::Internal);
    }
}
