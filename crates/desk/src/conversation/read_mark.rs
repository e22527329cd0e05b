//! How far each reader has read. A page that is looked at writes nothing: marks wait here and are stored together.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use db::{params, sql};
use kernel::{Fault, OrgId};

use super::ConversationId;
use crate::act::View;
use crate::door::Desk;
use crate::who::Who;

sql! {
    MARK = "insert into read_mark (org_id, reader, conversation_id, seq) select $1, $2, $3, $4
        where exists (select 1 from conversation c where c.org_id = $1 and c.id = $3)
        on conflict (org_id, reader, conversation_id) do update set seq = excluded.seq where read_mark.seq < excluded.seq";
}

/// The most marks that wait; strangers must not be able to queue writes.
const MOST: usize = 1_000;
/// Marks stored in one transaction.
const TURN: usize = 250;

/// Marks that wait to be stored. A crash may lose them, and no right depends on them.
#[derive(Default)]
pub(crate) struct Marks(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    marks: BTreeMap<(OrgId, String, ConversationId), i64>,
    left_out: u64,
}

/// What became of the marks that waited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flushed {
    /// Stored ones.
    pub stored: usize,
    /// Those that found the batch full since the last time.
    pub left_out: u64,
}

impl Desk {
    /// Remembers that a reader (`customer:…`, `user:…`) has seen the message with this number.
    pub fn note_read(&self, reader: &str, org: OrgId, conversation: ConversationId, seq: i64) {
        let mut waiting = self.marks().0.lock().unwrap_or_else(PoisonError::into_inner);
        let (is_full, key) = (waiting.marks.len() >= MOST, (org, reader.to_owned(), conversation));
        match waiting.marks.get_mut(&key) {
            Some(mark) => *mark = seq.max(*mark),
            None if is_full => waiting.left_out += 1,
            None => drop(waiting.marks.insert(key, seq)),
        }
    }

    /// Stores what waits. Called by the clock, at least every five seconds. What could not be stored waits on.
    pub async fn flush_marks(&self) -> Result<Flushed, Fault> {
        let Waiting { marks, left_out } =
            std::mem::take(&mut *self.marks().0.lock().unwrap_or_else(PoisonError::into_inner));
        let marks: Vec<_> = marks.into_iter().collect();
        for (nth, turn) in marks.chunks(TURN).enumerate() {
            if let Err(fault) = self.store_marks(turn).await {
                for ((org, reader, conversation), seq) in &marks[nth * TURN..] {
                    self.note_read(reader, *org, *conversation, *seq);
                }
                return Err(fault);
            }
        }
        Ok(Flushed { stored: marks.len(), left_out })
    }

    async fn store_marks(&self, marks: &[((OrgId, String, ConversationId), i64)]) -> Result<(), Fault> {
        let mut writer = self.db().writer().await?;
        for ((org, reader, conversation), seq) in marks {
            writer.run(MARK.with(params![*org, reader, *conversation, *seq])).await?;
        }
        writer.commit().await
    }
}

impl<W: Who> View<W> {
    /// Remembers that whoever looks has seen a conversation up to this message.
    pub fn note_read(&self, conversation: ConversationId, seq: i64) {
        self.desk().note_read(&self.who().actor(), self.org(), conversation, seq);
    }
}
