//! Where the bytes of files are kept: by organization and content, never by a name that a user chose (TH42).

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use kernel::{Context, Fault, Id, Noun, OrgId, Time, base_codes};
use tokio::io::{AsyncRead, AsyncReadExt};

mod folder;

use folder::Folder;

/// Seconds for which staged bytes wait to be committed.
pub const STAGE_SECONDS: i64 = 3600;

/// A file store. Bytes come in two steps, so that nothing slow happens while a transaction is open: `stage` while the
/// upload runs, `commit` when a row names them.
#[derive(Clone, Debug)]
pub enum Store {
    /// A folder of this machine.
    Folder(Folder),
}

/// The SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentHash([u8; 32]);

/// A place where an upload waits.
pub struct Stage;

impl Noun for Stage {
    const NAME: &'static str = "stage";
}

/// Bytes that wait to be committed, synced to the disk.
#[derive(Clone, Copy, Debug)]
pub struct Staged {
    /// Where they wait.
    pub id: Id<Stage>,
    /// What they are.
    pub hash: ContentHash,
    /// How many they are.
    pub size: u64,
}

/// A stored file, opened.
pub struct Content {
    /// How many bytes `body` gives.
    pub size: u64,
    /// The bytes.
    pub body: Box<dyn AsyncRead + Send + Unpin>,
}

impl Store {
    /// A store in the folder `root`, which is made when the first file comes.
    pub fn folder(root: impl Into<PathBuf>) -> Self {
        Self::Folder(Folder::new(root.into()))
    }

    /// Takes in `upload` up to `limit` bytes. One byte more, or an upload that breaks off, leaves nothing behind.
    pub async fn stage(
        &self,
        context: &Context,
        upload: impl AsyncRead + Unpin,
        limit: u64,
    ) -> Result<Staged, Fault> {
        let Self::Folder(folder) = self;
        folder.stage(context.new_id(), upload, limit).await
    }

    /// The staged bytes, to look at before they are committed.
    pub async fn read_staged(&self, staged: &Staged) -> Result<Vec<u8>, Fault> {
        let Self::Folder(folder) = self;
        read_whole(folder.open_staged(staged.id).await?, staged.size, staged.hash).await
    }

    /// Gives up staged bytes that nobody will commit.
    pub async fn discard(&self, staged: &Staged) -> Result<(), Fault> {
        let Self::Folder(folder) = self;
        folder.discard(staged.id).await
    }

    /// Keeps staged bytes for `org`, durably. Committing the same bytes again changes nothing; what is kept is never
    /// written over. `not_found` when the stage was swept.
    pub async fn commit(&self, staged: &Staged, org: OrgId) -> Result<(), Fault> {
        let Self::Folder(folder) = self;
        folder.commit(staged, org).await
    }

    /// Opens what `org` keeps under `hash`.
    pub async fn open(&self, org: OrgId, hash: ContentHash) -> Result<Content, Fault> {
        let Self::Folder(folder) = self;
        folder.open(org, hash).await
    }

    /// Reads a file of at most `limit` bytes whole. A file that no longer has its hash is our fault, not a file.
    pub async fn read_all(&self, org: OrgId, hash: ContentHash, limit: u64) -> Result<Vec<u8>, Fault> {
        read_whole(self.open(org, hash).await?, limit, hash).await
    }

    /// Forgets what `org` keeps under `hash`; no such file is no fault. Call it a day after the last reference went,
    /// so that no commit of the same bytes is under way.
    pub async fn delete(&self, org: OrgId, hash: ContentHash) -> Result<(), Fault> {
        let Self::Folder(folder) = self;
        folder.delete(org, hash).await
    }

    /// Removes what waits for longer than [`STAGE_SECONDS`] and says how many that were.
    pub async fn sweep(&self, now: Time) -> Result<usize, Fault> {
        let Self::Folder(folder) = self;
        folder.sweep(now).await
    }
}

async fn read_whole(content: Content, limit: u64, hash: ContentHash) -> Result<Vec<u8>, Fault> {
    if content.size > limit {
        return Err(Fault::new(&crate::codes::FILE_TOO_LARGE));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(content.size).unwrap_or(0));
    content.body.take(limit).read_to_end(&mut bytes).await.map_err(Fault::internal)?;
    if ContentHash::of(&bytes) == hash {
        Ok(bytes)
    } else {
        Err(Fault::internal(format!("the stored file {hash} is damaged")))
    }
}

impl Staged {
    /// Whether it waits for longer than [`STAGE_SECONDS`].
    pub fn is_over(&self, now: Time) -> bool {
        is_over(self.id, now)
    }
}

/// A stage's age is in its id, so no file system's idea of time counts.
fn is_over(id: Id<Stage>, now: Time) -> bool {
    let [a, b, c, d, ..] = id.bytes();
    now.seconds() - i64::from(u32::from_be_bytes([a, b, c, d])) > STAGE_SECONDS
}

impl ContentHash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl FromStr for ContentHash {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

/// 64 lower-case hexadecimal characters.
impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContentHash({self})")
    }
}
