//! The import itself: mail after mail, in transactions that leave others their turn.

use std::time::Duration;

use kernel::{Fault, Kind, Time};

use super::memory::Memory;
use super::moment::Moments;
use super::read::{Chunk, Read};
use super::report::Report;
use super::set_aside::{self, Reason};
use super::work::{self, Draft, Task, Work};
use super::{MailImport, store};
use crate::conversation::history::Batch;
use crate::door::{Desk, Operator};

/// How often a database that is locked or away is asked again, and after which pause.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(500);

/// An import that goes on.
pub(super) struct Run<'a> {
    pub(super) import: &'a MailImport,
    /// The mails of this run, to put others to.
    pub(super) memory: Memory,
    /// What was counted.
    pub(super) report: Report,
    /// When it began.
    pub(super) begun: Time,
    /// What was counted of what is stored.
    kept: Report,
    desk: &'a Desk,
    operator: &'a Operator,
    moments: Moments,
    seconds_before: f64,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        import: &'a MailImport,
        desk: &'a Desk,
        operator: &'a Operator,
        report: Report,
    ) -> Self {
        let begun = desk.context().now();
        let (moments, memory, seconds_before) = (Moments::until(begun), Memory::default(), report.seconds);
        let kept = report.clone();
        Self { import, memory, report, begun, kept, desk, operator, moments, seconds_before }
    }

    /// What it has come to so far, all of it stored.
    pub(super) fn kept(&self) -> &Report {
        &self.kept
    }

    /// Deals with the next mails.
    pub(super) async fn take(&mut self, chunk: Chunk) -> Result<(), Fault> {
        let mut works = work::prepare(self.drafts(chunk).await?).await?;
        for work in &mut works {
            match &mut work.task {
                Task::Store(ready) => ready.keep_files(self.desk, self.import.org).await?,
                Task::SetAside(reason) if !work.is_passed => {
                    set_aside::keep(&self.import.set_aside, *reason, &work.place, &work.raw).await?;
                }
                _ => {}
            }
        }
        self.store(&works).await
    }

    /// Looks which of the mails are there already, and when each was written.
    async fn drafts(&mut self, chunk: Chunk) -> Result<Vec<Draft>, Fault> {
        let letters = chunk.reads.iter().filter_map(|read| read.letter.as_ref().ok());
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let known = store::look(&view, letters.map(|letter| letter.id.as_str()).collect()).await?;
        view.close();
        let draft = |read: Read| {
            let letter = read.letter.as_ref().ok();
            let at = letter.map_or(self.begun, |letter| self.moments.of(letter.mail.date_ms));
            let known = letter.and_then(|letter| known.iter().find(|known| known.id == letter.id)).cloned();
            Draft { read, at, known }
        };
        Ok(chunk.reads.into_iter().map(draft).collect())
    }

    /// Stores the mails. What the database has no time for is tried again; a mail that it refuses is found by storing
    /// one at a time, and set aside.
    async fn store(&mut self, works: &[Work]) -> Result<(), Fault> {
        let (mut next, mut most, mut tries) = (0, works.len(), 0);
        while next < works.len() {
            let Err(fault) = self.attempt(works, &mut next, most).await else { continue };
            self.undo();
            most = match fault.kind() {
                Kind::Unavailable if tries < TRIES => {
                    tries += 1;
                    tokio::time::sleep(PAUSE).await;
                    most
                }
                Kind::Unavailable => return Err(fault),
                _ if most == 1 => {
                    self.refuse(&works[next], &fault).await?;
                    next += 1;
                    1
                }
                _ => 1,
            };
        }
        Ok(())
    }

    /// Stores the next ones; `next` moves with every commit.
    async fn attempt(&mut self, works: &[Work], next: &mut usize, most: usize) -> Result<(), Fault> {
        let mut batch = Batch::new(self.desk, self.operator, self.import.org);
        let end = next.saturating_add(most).min(works.len());
        for (index, work) in works.iter().enumerate().take(end).skip(*next) {
            let is_new = self.do_one(&mut batch, work).await?;
            if is_new || index + 1 == end {
                self.report.seconds = self.seconds();
                store::save(batch.act(), self.import, &work.place, &self.report).await?;
            }
            if batch.stored().await? {
                self.keep();
                *next = index + 1;
            }
        }
        batch.done().await?;
        self.keep();
        *next = end;
        Ok(())
    }

    /// Deals with one mail and answers whether it was stored.
    async fn do_one(&mut self, batch: &mut Batch, work: &Work) -> Result<bool, Fault> {
        let counts = u64::from(!work.is_passed);
        match &work.task {
            Task::SetAside(_) if work.is_passed => {}
            Task::SetAside(reason) => {
                self.report.read += 1;
                self.report.count_aside(reason.key());
            }
            Task::Known(letter, known, at) => {
                self.report.read += counts;
                self.report.doubled += counts;
                if known.brand == self.import.brand.id {
                    self.memory.note(&letter.exchange, known.conversation, *at);
                }
            }
            Task::Store(ready) => {
                self.report.read += 1;
                return self.store_one(batch.act(), ready).await;
            }
        }
        Ok(false)
    }

    async fn refuse(&mut self, work: &Work, fault: &Fault) -> Result<(), Fault> {
        tracing::warn!(place = work.place, %fault, "a mail was set aside");
        set_aside::keep(&self.import.set_aside, Reason::NotStored, &work.place, &work.raw).await?;
        self.report.read += 1;
        self.report.count_aside(Reason::NotStored.key());
        self.keep();
        Ok(())
    }

    fn keep(&mut self) {
        self.kept = self.report.clone();
        self.memory.keep();
    }

    fn undo(&mut self) {
        self.report = self.kept.clone();
        self.memory.forget();
    }

    #[expect(clippy::cast_precision_loss, reason = "no import lasts so long that a millisecond is lost")]
    fn seconds(&self) -> f64 {
        self.seconds_before + self.desk.context().now().millis_since(self.begun) as f64 / 1000.0
    }

    /// The end: there is nothing to go on with any more.
    pub(super) async fn end(mut self) -> Result<Report, Fault> {
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        store::forget(&mut act, self.import).await?;
        act.done(()).await?;
        self.report.seconds = self.seconds();
        Ok(self.report)
    }
}
