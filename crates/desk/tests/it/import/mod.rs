//! Archives of real and of cruel mail.

mod again;
mod contents;
mod hostile;
mod people;
mod public;
mod threads;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use db::{FromRow, Statement, params, sql};
use desk::door::Operator;
use desk::import::{MailImport, Progress, Report};
use kernel::Fault;
use mail::Limits;
use mail::archive::Archive;
use testkit::Database;
use testkit_desk::Kit;

sql! {
    SAID = "select c.number - 1000, m.direction, m.text from message m join conversation c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.org_id = $1 order by c.number, m.seq";
    UNFINISHED = "select source from import_run where org_id = $1";
}

/// A message: the number of its conversation behind 1000, the direction, the text.
type Said = (i64, String, String);

/// The product with a folder for archives beside it.
struct Shop {
    kit: Kit,
    folder: PathBuf,
}

impl Shop {
    async fn new(database: &Database) -> Self {
        Self { kit: Kit::new(database).await, folder: database.folder.clone() }
    }

    /// Writes a Maildir; each mail goes into a folder of it: `cur`, `new`, `.Sent/cur`.
    fn maildir(&self, mails: &[(&str, String)]) -> PathBuf {
        let root = self.folder.join("archive");
        for (place, (folder, text)) in mails.iter().enumerate() {
            fs::create_dir_all(root.join(folder)).unwrap();
            fs::write(root.join(folder).join(format!("{place:04}.x")), text.replace('\n', "\r\n")).unwrap();
        }
        root
    }

    /// Writes an mbox.
    fn mbox(&self, mails: &[String]) -> PathBuf {
        let path = self.folder.join("box");
        let from = "From x@y.test Mon Jan  5 09:30:00 2026\n";
        let text: String = mails.iter().map(|mail| [from, mail, "\n"].concat()).collect();
        fs::write(&path, text).unwrap();
        path
    }

    fn import_of(&self, path: &Path) -> MailImport {
        MailImport {
            org: self.kit.org,
            brand: self.kit.brand.clone(),
            addresses: Vec::new(),
            archive: Arc::new(Archive::open(path, Limits::default().raw_bytes as u64).unwrap()),
            source: path.to_string_lossy().into_owned(),
            set_aside: self.folder.join("set-aside"),
        }
    }

    async fn run(
        &self,
        import: &MailImport,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Report, Fault> {
        import.run(&self.kit.desk, &Operator::named("test"), progress).await
    }

    async fn import(&self, path: &Path) -> Report {
        let report = self.run(&self.import_of(path), &|_| {}).await.unwrap();
        assert_eq!(report.read, report.stored + report.doubled + report.set_aside_in_all());
        assert_eq!(self.rows::<(String,)>(&UNFINISHED).await, []);
        report
    }

    async fn rows<T: FromRow + Send>(&self, statement: &'static Statement) -> Vec<T> {
        let reader = self.kit.db.reader().await.unwrap();
        reader.all(statement.with(params![self.kit.org])).await.unwrap()
    }

    /// Every message, by conversation.
    async fn said(&self) -> Vec<Said> {
        self.rows(&SAID).await
    }

    /// How many mails lie in the folder of each reason.
    fn aside(&self) -> BTreeMap<String, u64> {
        let Ok(folders) = fs::read_dir(self.folder.join("set-aside")) else { return BTreeMap::new() };
        let counted = folders.map(|folder| {
            let folder = folder.unwrap();
            let count = fs::read_dir(folder.path()).unwrap().count() as u64;
            (folder.file_name().into_string().unwrap(), count)
        });
        counted.collect()
    }
}

/// A mail with the further fields `more`, each ended by a line end.
fn mail(id: &str, from: &str, to: &str, (date, subject): (&str, &str), more: &str, text: &str) -> String {
    format!("Message-ID: <{id}>\nFrom: {from}\nTo: {to}\nDate: {date}\nSubject: {subject}\n{more}\n{text}\n")
}

fn said(number: i64, direction: &str, text: &str) -> Said {
    (number, direction.to_owned(), text.to_owned())
}

/// The counts of an import that took no time.
fn counts(read: u64, stored: u64, conversations: u64, doubled: u64) -> Report {
    Report { read, stored, conversations, doubled, ..Report::default() }
}

fn set_aside(reasons: &[(&str, u64)]) -> BTreeMap<String, u64> {
    reasons.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect()
}

/// Days of 2026, the story's year, as mails write them. It begins on 21 September.
const JANUARY_5: &str = "Mon, 5 Jan 2026 09:30:00 +0000";
const JANUARY_6: &str = "Tue, 6 Jan 2026 10:00:00 +0100";
const JANUARY_7: &str = "Wed, 7 Jan 2026 11:00:00 +0000";
const SEPTEMBER_20: &str = "Sun, 20 Sep 2026 08:00:00 +0000";
