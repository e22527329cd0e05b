use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use kernel::{Fault, Language, Time, base_codes as codes};
use tantivy::merge_policy::{LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::{IndexWriter, Searcher, TantivyDocument};

use crate::document::{Change, Document};
use crate::fault::failed;
use crate::hits::{Hit, Hits};
use crate::home::{Generation, Home};
use crate::question::{Question, Scope};
use crate::related;
use crate::schema::Fields;
use crate::search;

/// What the writer collects before it makes a segment; tantivy takes no less.
const HEAP_BYTES: usize = 15_000_000;

/// A rebuild has two threads with more of it each, for fewer and larger segments.
const REBUILD_HEAP_BYTES: usize = 60_000_000;
const REBUILD_THREADS: usize = 2;

/// Every question asks every segment, so few are kept: so many of a size are merged, and one of which so many documents
/// were replaced is written anew.
const MERGED_SEGMENTS: usize = 3;
const REPLACED_DOCUMENTS: f32 = 0.3;

/// An idle writer is closed, for its memory.
const IDLE_MILLIS: i64 = 60_000;

/// An index of articles. Clones are the same index.
///
/// Everything here reads or writes files on the calling thread; a commit waits for the disk.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    fields: Fields,
    home: Home,
    current: RwLock<Arc<Generation>>,
    writing: Mutex<Writing>,
    is_rebuilt: AtomicBool,
}

/// The one writer, while there is something to write.
struct Writing {
    writer: Option<IndexWriter>,
    used_at: Time,
}

/// An index that is being made anew beside the one that is searched. Dropped it is given up.
pub struct Rebuild {
    only: TheOnly,
    generation: Generation,
    writer: IndexWriter,
}

/// Says that a rebuild is going on.
struct TheOnly(Index);

impl Drop for TheOnly {
    fn drop(&mut self) {
        self.0.0.is_rebuilt.store(false, Ordering::Release);
    }
}

impl Index {
    /// Opens the index in a folder. One that is not there, damaged, left by another edition or never finished is empty
    /// afterwards, without a position. Reads all of it, to know that it is whole.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        Self::at(Home::folder(folder)?)
    }

    /// An empty index that is gone with its last clone.
    pub fn in_memory() -> Result<Self, Fault> {
        Self::at(Home::Memory)
    }

    fn at(home: Home) -> Result<Self, Fault> {
        let fields = Fields::new();
        let current = RwLock::new(Arc::new(home.newest(&fields)?));
        let writing = Mutex::new(Writing { writer: None, used_at: Time::default() });
        Ok(Self(Arc::new(Inner { fields, home, current, writing, is_rebuilt: AtomicBool::new(false) })))
    }

    /// What was said with the last changes or rebuild. None wants a rebuild.
    pub fn position(&self) -> Result<Option<String>, Fault> {
        self.current().position()
    }

    /// How many documents there are.
    pub fn documents(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Makes these changes and notes the position that they lead to: all of it or nothing, on the disk when this returns.
    pub fn apply(&self, changes: &[Change], position: &str, now: Time) -> Result<(), Fault> {
        let mut writing = self.writing();
        let generation = self.current();
        writing.used_at = now;
        let mut writer = match writing.writer.take() {
            Some(writer) => writer,
            None => writer_of(&generation, 1, HEAP_BYTES)?,
        };
        // A writer that failed is dropped, and with it what it was given.
        for change in changes {
            self.write(&writer, change)?;
        }
        commit(&mut writer, position)?;
        writing.writer = Some(writer);
        generation.reader.reload().map_err(failed)
    }

    /// Closes the writer when nothing was written for a minute. To be called from time to time; waits for what is still
    /// being merged.
    pub fn turn(&self, now: Time) -> Result<(), Fault> {
        let mut writing = self.writing();
        if now.millis_since(writing.used_at) < IDLE_MILLIS {
            return Ok(());
        }
        let Some(writer) = writing.writer.take() else { return Ok(()) };
        writer.wait_merging_threads().map_err(failed)?;
        self.current().reader.reload().map_err(failed)
    }

    /// Whether the writer is open, with its memory and threads.
    pub fn is_writing(&self) -> bool {
        self.writing().writer.is_some()
    }

    /// Begins to make it anew. Until [`Rebuild::finish`] the old one is searched, and changed by [`Index::apply`]. There
    /// can be one at a time.
    pub fn rebuild(&self) -> Result<Rebuild, Fault> {
        if self.0.is_rebuilt.swap(true, Ordering::Acquire) {
            return Err(Fault::new(&codes::UNAVAILABLE).because("the index is being rebuilt already"));
        }
        let only = TheOnly(self.clone());
        let generation = self.0.home.next(&self.current(), &self.0.fields)?;
        let writer = writer_of(&generation, REBUILD_THREADS, REBUILD_HEAP_BYTES)?;
        // What it makes is merged once, behind the end.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Rebuild { only, generation, writer })
    }

    /// What answers a question, best first. Nothing that can be typed is an error.
    pub fn search(&self, question: &Question) -> Result<Hits, Fault> {
        search::search(&self.searcher(), &self.0.fields, question)
    }

    /// The articles whose titles or tags a question may be about while it is still being typed, best first.
    pub fn suggest(&self, question: &Question) -> Result<Vec<Hit>, Fault> {
        search::suggest(&self.searcher(), &self.0.fields, question)
    }

    /// The articles that share most with one, by tags and words, in the first of the languages that it has, best first.
    /// Only among what the scope allows, and only if it allows the article itself.
    pub fn related(
        &self,
        article: &str,
        languages: &[Language],
        scope: &Scope,
        limit: usize,
    ) -> Result<Vec<Hit>, Fault> {
        related::related(&self.searcher(), &self.0.fields, article, languages, scope, limit)
    }

    fn write(&self, writer: &IndexWriter, change: &Change) -> Result<(), Fault> {
        let (article, documents) = match change {
            Change::Replace { article, documents } => (article, documents.as_slice()),
            Change::Remove { article } => (article, [].as_slice()),
        };
        writer.delete_term(self.0.fields.article_term(article));
        documents.iter().try_for_each(|document| self.add(writer, document))
    }

    fn add(&self, writer: &IndexWriter, document: &Document) -> Result<(), Fault> {
        writer.add_document(self.0.fields.document(document)).map(drop).map_err(failed)
    }

    fn current(&self) -> Arc<Generation> {
        self.0.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn searcher(&self) -> Searcher {
        self.current().reader.searcher()
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.0.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rebuild {
    /// Adds a document; of each article each language once.
    pub fn add(&self, document: &Document) -> Result<(), Fault> {
        self.only.0.add(&self.writer, document)
    }

    /// From here on the new one is searched, at this position: whatever was changed in the old one since the rebuild began
    /// must be applied again, so it is the position of before the rebuild's first read.
    pub fn finish(mut self, position: &str, now: Time) -> Result<(), Fault> {
        commit(&mut self.writer, position)?;
        self.generation.reader.reload().map_err(failed)?;
        let index = &self.only.0;
        let inner = &index.0;
        // Nobody writes to the old one any more.
        let mut writing = index.writing();
        let generation = Arc::new(self.generation);
        *inner.current.write().unwrap_or_else(PoisonError::into_inner) = generation.clone();
        // One segment is made of all, in a thread of tantivy's; the writer is closed as any that is idle.
        let segments = generation.index.searchable_segment_ids().map_err(failed)?;
        if segments.len() > 1 {
            drop(self.writer.merge(&segments));
        }
        self.writer.set_merge_policy(merges());
        *writing = Writing { writer: Some(self.writer), used_at: now };
        inner.home.keep_only(&generation)
    }
}

fn writer_of(generation: &Generation, threads: usize, heap_bytes: usize) -> Result<IndexWriter, Fault> {
    let writer = generation.index.writer_with_num_threads::<TantivyDocument>(threads, heap_bytes);
    let writer = writer.map_err(failed)?;
    writer.set_merge_policy(merges());
    Ok(writer)
}

fn merges() -> Box<dyn MergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MERGED_SEGMENTS);
    policy.set_del_docs_ratio_before_merge(REPLACED_DOCUMENTS);
    Box::new(policy)
}

fn commit(writer: &mut IndexWriter, position: &str) -> Result<(), Fault> {
    let mut prepared = writer.prepare_commit().map_err(failed)?;
    prepared.set_payload(position);
    prepared.commit().map(drop).map_err(failed)
}
