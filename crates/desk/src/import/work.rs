//! Mails about to be stored: everything slow has been done, and no transaction is open yet.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use kernel::{Fault, OrgId, Time};
use mail::{Broken, Mail};
use tokio::task::spawn_blocking;

use super::contents::Contents;
use super::join::Known;
use super::letter::Letter;
use super::pictures;
use super::read::Read;
use super::set_aside::Reason;
use crate::Desk;
use crate::conversation::message::NewFile;
use crate::file::keep_inbound;

/// What is to be done about one mail.
#[derive(Debug)]
pub(super) struct Work {
    /// Where in the archive.
    pub(super) place: String,
    /// Its bytes.
    pub(super) raw: Vec<u8>,
    /// Whether an earlier run counted it.
    pub(super) is_passed: bool,
    /// What.
    pub(super) task: Task,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Task {
    /// Nothing but to count it.
    SetAside(Reason),
    /// Nothing but to count it, and to remember where it is: it was stored before.
    Known(Box<Letter>, Known, Time),
    /// To store it.
    Store(Box<Ready>),
}

/// A mail that can be stored.
#[derive(Debug)]
pub(super) struct Ready {
    /// What it is to the brand.
    pub(super) letter: Letter,
    /// When it was written.
    pub(super) at: Time,
    /// What it shows.
    pub(super) contents: Contents,
    /// What is attached, its bytes stored.
    pub(super) files: Vec<NewFile>,
}

/// A mail before its contents are looked at.
pub(super) struct Draft {
    pub(super) read: Read,
    pub(super) at: Time,
    pub(super) known: Option<Known>,
}

/// Makes the contents of new mails safe, away from the threads that answer requests.
pub(super) async fn prepare(drafts: Vec<Draft>) -> Result<Vec<Work>, Fault> {
    spawn_blocking(|| drafts.into_iter().map(Draft::prepare).collect()).await.map_err(Fault::internal)
}

impl Draft {
    fn prepare(self) -> Work {
        let Read { place, is_passed, raw, letter } = self.read;
        let task = match (letter, self.known) {
            (Err(reason), _) => Task::SetAside(reason),
            (Ok(letter), Some(known)) => Task::Known(letter, known, self.at),
            (Ok(letter), None) => ready(*letter, self.at),
        };
        Work { place, raw, is_passed, task }
    }
}

/// A mail that makes a reader panic must not take the others along (TH9).
fn ready(mut letter: Letter, at: Time) -> Task {
    match catch_unwind(AssertUnwindSafe(|| Contents::of(&mut letter.mail))) {
        Ok(contents) => Task::Store(Box::new(Ready { letter, at, contents, files: Vec::new() })),
        Err(_) => Task::SetAside(Reason::Broken(Broken::Unreadable)),
    }
}

impl Ready {
    /// Stores the bytes of what is attached, and names the pictures in the text by the place of their file.
    pub(super) async fn keep_files(&mut self, desk: &Desk, org: OrgId) -> Result<(), Fault> {
        let mut places = BTreeMap::new();
        for attachment in std::mem::take(&mut self.letter.mail.attachments) {
            let name =
                attachment.name.as_ref().map_or_else(|| nameless(&attachment.media_type), mail::Line::as_str);
            let file = keep_inbound(desk, org, name, attachment.bytes).await?;
            if let (Some(id), Some(_)) = (attachment.content_id, &file.preview) {
                places.insert(id, self.files.len());
            }
            self.files.push(file);
        }
        if let Some((name, text)) = self.contents.overlong.take() {
            self.files.push(keep_inbound(desk, org, name, text.into_bytes()).await?);
        }
        self.contents.html = pictures::place(&self.contents.html, &places);
        self.contents.quoted = pictures::place(&self.contents.quoted, &places);
        Ok(())
    }

    /// The mail.
    pub(super) fn mail(&self) -> &Mail {
        &self.letter.mail
    }
}

/// What a file is called that came without a name.
fn nameless(media_type: &str) -> &'static str {
    match media_type {
        "message/rfc822" => "mail.eml",
        kind if kind.starts_with("image/") => "picture",
        kind if kind.starts_with("text/") => "text.txt",
        _ => "file",
    }
}
