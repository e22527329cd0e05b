//! Good files of a refused form, kept for an hour under the form's key for the one who sent them (P6, TH26).

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Id, Noun};

use crate::act::Act;
use crate::conversation::message::NewFile;
use crate::who::Who;

/// A kept file.
#[derive(Clone, Debug)]
pub struct Staged {
    /// The id its form names it by.
    pub id: StagedId,
    /// The file.
    pub file: NewFile,
}

impl Noun for Staged {
    const NAME: &'static str = "staged file";
}

/// The id of a kept file.
pub type StagedId = Id<Staged>;

/// How long a file is kept.
pub(crate) const KEPT_MILLIS: i64 = 60 * 60 * 1000;

sql! {
    KEEP = "insert into staged_file (org_id, id, once, holder, hash, preview, name, media_type, size, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    KEPT = "select id, hash, preview, name, media_type, size from staged_file
        where org_id = $1 and holder = $2 and once = $3 and made_at > $4 order by made_at, id";
}

impl<W: Who> Act<W> {
    /// Keeps files under a form's key, for whoever acts.
    pub async fn keep_files(&mut self, once: &str, files: &[NewFile]) -> Result<Vec<Staged>, Fault> {
        let mut kept = Vec::new();
        for file in files {
            let (org, id, holder, now) =
                (self.org(), self.new_id::<Staged>(), self.who().actor(), self.now());
            let values = params![
                org,
                id,
                once,
                holder,
                &file.hash,
                file.preview.as_deref(),
                &file.name,
                &file.media_type,
                file.size,
                now
            ];
            self.writer().await?.run(KEEP.with(values)).await?;
            kept.push(Staged { id, file: file.clone() });
        }
        Ok(kept)
    }

    /// The files whoever acts has under a form's key.
    pub async fn kept_files(&mut self, once: &str) -> Result<Vec<Staged>, Fault> {
        let since = self.now().plus_millis(-KEPT_MILLIS);
        let values = params![self.org(), self.who().actor(), once, since];
        self.writer().await?.all(KEPT.with(values)).await
    }
}

impl FromRow for Staged {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let file = NewFile {
            hash: row.get(1)?,
            preview: row.get(2)?,
            name: row.get(3)?,
            media_type: row.get(4)?,
            size: row.get(5)?,
        };
        Ok(Self { id: row.get(0)?, file })
    }
}
