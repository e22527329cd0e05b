//! Views and acts: the only ways to data, and what may be done through them.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

use db::{Call, FromRow, Reader, Writer};
use kernel::{Code, Fault, Id, Noun, OrgId, Time, base_codes};
use spine::{NewFact, NewJob};

use crate::audit::{self, Change, NewEntry};
use crate::door::Desk;
use crate::interest;
use crate::outdated::Outdated;
use crate::session::Network;
use crate::user::UserId;
use crate::who::{System, Who};

/// A read transaction in the name of `W`. Cannot write.
pub struct View<W> {
    reader: Reader,
    who: W,
    desk: Desk,
}

/// A write transaction in the name of `W`. It begins with its first statement, is stored by [`done`](Self::done) and
/// by nothing else.
pub struct Act<W> {
    writer: Option<Writer>,
    who: W,
    desk: Desk,
    number: u64,
    /// The address of whoever acts; empty for the program itself.
    client: String,
}

/// The statement that finds one row within what `W` can see. Absent and invisible are the same answer.
pub trait Visible<W>: FromRow + Send {
    /// The noun whose ids find it.
    type Noun: Noun;

    /// The alias of its table in [`find`](Self::find), locked while an act goes on.
    const TABLE: &'static str;

    /// The statement.
    fn find(who: &W, id: Id<Self::Noun>) -> Call<'static>;

    /// For a noun whose rows can be merged: what asks for the id under which one that is gone is found now.
    fn moved(_who: &W, _id: Id<Self::Noun>) -> Option<Call<'static>> {
        None
    }
}

/// Whether `W` may do `A` to this row. A rule nobody wrote is a path nobody can take.
pub trait Rule<W, A> {
    /// Yes, or the code to refuse with.
    fn allows(&self, who: &W) -> Result<(), &'static Code>;
}

/// Proof that the holder may do `A` to `row`, in one act.
pub struct Allowed<R, A> {
    row: R,
    act: u64,
    action: PhantomData<A>,
}

impl<W: Who> View<W> {
    pub(crate) fn new(reader: Reader, who: W, desk: Desk) -> Self {
        Self { reader, who, desk }
    }

    /// Who looks.
    pub fn who(&self) -> &W {
        &self.who
    }

    /// The organization looked at.
    pub fn org(&self) -> OrgId {
        self.who.org()
    }

    /// The product around it.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The time now.
    pub fn now(&self) -> Time {
        self.desk.context().now()
    }

    /// One row, if `W` can see it; otherwise `not_found`. One that was merged is the one it was merged into.
    pub async fn see<R: Visible<W>>(&self, mut id: Id<R::Noun>) -> Result<R, Fault> {
        loop {
            if let Some(row) = self.reader.maybe(R::find(&self.who, id)).await? {
                return Ok(row);
            }
            let moved = R::moved(&self.who, id).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
            (id,) = self.reader.one(moved).await?;
        }
    }

    /// Ends the transaction, for a page is rendered from plain data only.
    pub fn close(self) -> W {
        self.reader.end();
        self.who
    }

    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }
}

impl<W: Who> Act<W> {
    pub(crate) fn new(who: W, desk: Desk) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { writer: None, who, desk, number, client: String::new() }
    }

    /// Says from where, for the audit log.
    #[must_use]
    pub fn from(mut self, network: &Network) -> Self {
        self.client = network.address().to_string();
        self
    }

    /// Who acts.
    pub fn who(&self) -> &W {
        &self.who
    }

    /// The organization acted in.
    pub fn org(&self) -> OrgId {
        self.who.org()
    }

    /// The product around it.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The time now.
    pub fn now(&self) -> Time {
        self.desk.context().now()
    }

    /// A new id made now.
    pub fn new_id<N: Noun>(&self) -> Id<N> {
        self.desk.context().new_id()
    }

    /// Finds the row within what `W` can see, locks it, and asks the rule.
    pub async fn open<A, R>(&mut self, id: Id<R::Noun>) -> Result<Allowed<R, A>, Fault>
    where
        R: Visible<W> + Rule<W, A>,
    {
        let row: R = self.find(id).await?;
        prove::ask::<W, A, R>(&row, &self.who).map_err(Fault::new)?;
        Ok(Allowed { row, act: self.number, action: PhantomData })
    }

    /// The row, locked. One that was merged, perhaps while its lock was waited for, is the one it was merged into.
    pub(crate) async fn find<R: Visible<W>>(&mut self, mut id: Id<R::Noun>) -> Result<R, Fault> {
        loop {
            let call = R::find(&self.who, id).locking(R::TABLE);
            if let Some(row) = self.writer().await?.maybe(call).await? {
                return Ok(row);
            }
            let moved = R::moved(&self.who, id).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
            (id,) = self.writer().await?.one(moved).await?;
        }
    }

    /// Tells what happened: a fact, the jobs that somebody wants because of it, and an entry of the audit log, in this
    /// transaction.
    pub(crate) async fn announce(
        &mut self,
        name: &'static str,
        subject: String,
        payload: serde_json::Value,
    ) -> Result<i64, Fault> {
        self.announce_change(name, subject, (payload, Change::default())).await
    }

    /// The same of a change whose values the audit log keeps.
    pub(crate) async fn announce_change(
        &mut self,
        name: &'static str,
        subject: String,
        (payload, change): (serde_json::Value, Change),
    ) -> Result<i64, Fault> {
        let fact = NewFact {
            org: self.org(),
            name,
            subject,
            actor: self.who.actor(),
            at: self.now(),
            payload: payload.to_string(),
        };
        self.enter(&fact, change).await?;
        let writer = self.writer().await?;
        let seq = spine::announce(writer, &fact).await?;
        for job in interest::jobs(&fact, seq) {
            spine::enqueue(writer, &job).await?;
        }
        if let Some(outdated) = Outdated::by(fact.org, fact.name, &fact.subject) {
            let desk = self.desk.clone();
            self.writer().await?.after_commit(move || desk.forget(&outdated));
        }
        Ok(seq)
    }

    /// The fact's entry in the audit log.
    async fn enter(&mut self, fact: &NewFact, change: Change) -> Result<(), Fault> {
        let entry = NewEntry {
            org: fact.org,
            name: fact.name,
            subject: fact.subject.clone(),
            actor: fact.actor.clone(),
            at: fact.at,
            client: self.client.clone(),
            details: fact.payload.clone(),
            change,
        };
        let random = self.desk.context().random.clone();
        audit::enter(self.writer().await?, &entry, &random).await
    }

    /// Tells what happened elsewhere or before, at its own time and by whoever did it. No job comes of it, so that an
    /// import sends nothing and notifies nobody (design §8.1).
    pub(crate) async fn announce_quietly(&mut self, fact: &NewFact) -> Result<(), Fault> {
        spine::tell(self.writer().await?, fact).await
    }

    /// Queues a job that nobody's fact causes, due at once.
    pub(crate) async fn enqueue(
        &mut self,
        kind: &'static str,
        job: &impl serde::Serialize,
    ) -> Result<(), Fault> {
        let (org, now) = (self.org(), self.now());
        let payload = serde_json::to_string(job).map_err(Fault::internal)?;
        let job =
            NewJob { org, kind, lane: None, dedupe: None, ready_at: now, made_at: now, cause: 0, payload };
        spine::enqueue(self.writer().await?, &job).await
    }

    /// Stores everything durably, then wakes who waits. Until then nothing has happened.
    pub async fn done<T>(mut self, answer: T) -> Result<T, Fault> {
        if let Some(mut writer) = self.writer.take() {
            let wake = self.desk.wake().clone();
            writer.after_commit(move || wake.all());
            writer.commit().await?;
        }
        Ok(answer)
    }

    /// The transaction, begun with the first call of this.
    pub(crate) async fn writer(&mut self) -> Result<&mut Writer, Fault> {
        if self.writer.is_none() {
            self.writer = Some(self.desk.db().writer().await?);
        }
        Ok(self.writer.as_mut().expect("it was put there above"))
    }
}

impl Act<System> {
    /// What is announced from now on was done by this user, who put it off.
    pub(crate) fn in_the_name_of(&mut self, user: UserId) {
        self.who.user = Some(user);
    }
}

impl<R, A> Allowed<R, A> {
    /// Refuses a proof made in another transaction, in release too.
    pub(crate) fn belongs_to<W>(&self, act: &Act<W>) -> Result<(), Fault> {
        if self.act == act.number {
            Ok(())
        } else {
            Err(Fault::internal("a proof was used outside the act that made it"))
        }
    }
}

impl<R, A> Deref for Allowed<R, A> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.row
    }
}

/// The one place where rules are asked. In builds with debug assertions `PORTICO_PROVE=rule:<row>:<who>:<action>` turns
/// that rule into yes, so that `cargo xtask prove` can show that a story notices.
mod prove {
    use kernel::Code;

    use super::Rule;

    #[cfg(not(debug_assertions))]
    pub(super) fn ask<W, A, R: Rule<W, A>>(row: &R, who: &W) -> Result<(), &'static Code> {
        row.allows(who)
    }

    #[cfg(debug_assertions)]
    pub(super) fn ask<W, A, R: Rule<W, A>>(row: &R, who: &W) -> Result<(), &'static Code> {
        if db::switch::is_thrown(name_of::<W, A, R>) { Ok(()) } else { row.allows(who) }
    }

    #[cfg(debug_assertions)]
    fn name_of<W, A, R>() -> String {
        let short = |name: &'static str| name.rsplit("::").next().unwrap_or(name);
        let [row, who, action] =
            [std::any::type_name::<R>(), std::any::type_name::<W>(), std::any::type_name::<A>()].map(short);
        format!("rule:{row}:{who}:{action}")
    }
}
