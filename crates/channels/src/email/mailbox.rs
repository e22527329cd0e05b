//! The built-in mailbox: every mail a development installation would send, as a file that a page shows.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use kernel::{Context, Fault, Id, Noun, Time, base_codes};
use mail::{Limits, Mail};

/// A folder of mails, each durable before it counts as sent.
#[derive(Clone, Debug)]
pub struct Mailbox {
    folder: PathBuf,
    context: Context,
}

/// A mail in the mailbox.
pub struct Kept {
    /// Its id.
    pub id: KeptId,
    /// What can be read in it.
    pub mail: Mail,
    /// Its header fields in their order, unfolded, as they were sent.
    pub headers: Vec<(String, String)>,
    /// Its bytes.
    pub raw: Vec<u8>,
}

impl Noun for Kept {
    const NAME: &'static str = "kept_mail";
}

/// The id of a mail in the mailbox, which is the name of its file.
pub type KeptId = Id<Kept>;

/// A mail in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: KeptId,
    /// For whom it is.
    pub to: String,
    /// Its subject; may be empty.
    pub subject: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// When it was written.
    pub at: Time,
}

/// Characters of an excerpt.
const EXCERPT: usize = 140;
/// What the names of mails end in.
const ENDING: &str = "eml";

impl Mailbox {
    /// The mailbox in a folder, which is made with the first mail.
    pub fn new(folder: impl Into<PathBuf>, context: Context) -> Self {
        Self { folder: folder.into(), context }
    }

    /// Keeps a mail, durably.
    pub async fn keep(&self, raw: &[u8]) -> Result<KeptId, Fault> {
        let (id, folder, raw) = (self.context.new_id(), self.folder.clone(), raw.to_owned());
        blocking(move || write(&folder, id, &raw)).await?;
        Ok(id)
    }

    /// The newest mails, newest first.
    pub async fn list(&self, limit: usize) -> Result<Vec<Listed>, Fault> {
        let folder = self.folder.clone();
        let mut ids = blocking(move || ids(&folder)).await?;
        ids.sort_unstable();
        let mut listed = Vec::new();
        for id in ids.into_iter().rev().take(limit) {
            listed.push(Listed::of(self.read(id).await?));
        }
        Ok(listed)
    }

    /// One mail; `not_found` where there is none of this id.
    pub async fn read(&self, id: KeptId) -> Result<Kept, Fault> {
        let path = path(&self.folder, id);
        let raw = blocking(move || fs::read(path)).await?;
        let mail = mail::parse(&raw, &Limits::default()).map_err(Fault::internal)?;
        Ok(Kept { id, mail, headers: headers(&raw), raw })
    }
}

impl Listed {
    fn of(kept: Kept) -> Self {
        let Kept { id, mail, .. } = kept;
        Self {
            id,
            to: mail.to.iter().map(|to| to.address.to_string()).collect::<Vec<_>>().join(", "),
            subject: mail.subject.to_string(),
            excerpt: markup::excerpt(mail.text.as_deref().unwrap_or_default(), EXCERPT),
            at: Time(mail.date_ms.unwrap_or_default()),
        }
    }
}

fn path(folder: &Path, id: KeptId) -> PathBuf {
    folder.join(id.to_string()).with_extension(ENDING)
}

/// Under another name until all of it is on the disk, so that nobody reads half a mail.
fn write(folder: &Path, id: KeptId, raw: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let (begun, done) = (folder.join(format!("{id}.new")), path(folder, id));
    let mut file = fs::File::create_new(&begun)?;
    file.write_all(raw)?;
    file.sync_all()?;
    fs::rename(&begun, &done)?;
    fs::File::open(folder)?.sync_all()
}

/// A folder that is not there yet is an empty mailbox; a name that was not given here is not ours.
fn ids(folder: &Path) -> io::Result<Vec<KeptId>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut ids = Vec::new();
    for entry in entries {
        let name = PathBuf::from(entry?.file_name());
        let is_mail = name.extension().is_some_and(|ending| ending == ENDING);
        let stem = name.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_mail);
        ids.extend(stem.and_then(|stem| stem.parse::<KeptId>().ok()));
    }
    Ok(ids)
}

/// The fields of our own mails: one kind of line end, `name: value`, folded lines begin with white space.
fn headers(raw: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(raw);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        match (line.strip_prefix([' ', '\t']), line.split_once(':'), fields.last_mut()) {
            (Some(more), _, Some((_, value))) => {
                value.push(' ');
                value.push_str(more.trim_start());
            }
            (None, Some((name, value)), _) => fields.push((name.to_owned(), value.trim_start().to_owned())),
            _ => {}
        }
    }
    fields
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?;
    done.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Fault::new(&base_codes::NOT_FOUND),
        _ => Fault::internal(error),
    })
}
