//! The words of messages in the database's own full-text index.

use std::collections::BTreeSet;

use db::{Dialect, Reader, Writer, params, sql};
use kernel::{Fault, OrgId};
use markup::Query;

use super::ConversationId;
use crate::brand::BrandId;
use crate::customer::CustomerId;

sql! {
    ADD = sqlite "insert into message_word (rowid, words) values ($1, $2)"
        postgres "insert into message_word (seq, words) values ($1, cast($2 as tsvector))";
    REMOVE = sqlite "delete from message_word where rowid = $1" postgres "delete from message_word where seq = $1";
    REMOVE_ALL = sqlite "delete from message_word where rowid in (
            select m.seq from message m where m.org_id = $1 and m.conversation_id = $2)"
        postgres "delete from message_word where seq in (
            select m.seq from message m where m.org_id = $1 and m.conversation_id = $2)";
    [long] FIND = sqlite "select m.conversation_id, m.seq from message_word w join message m on m.seq = w.rowid
            where w.words match $1 and m.org_id = $2 and w.rowid < $3 order by w.rowid desc limit $4"
        postgres "with hit as materialized (
                select seq from message_word where words @@ cast($1 as tsquery) and seq < $3 order by seq desc limit $4)
            select m.conversation_id, m.seq from hit join message m on m.seq = hit.seq where m.org_id = $2 order by m.seq desc";
    NEWEST = sqlite "select coalesce(max(rowid), 0) from message_word" postgres "select coalesce(max(seq), 0) from message_word";
}

/// Messages read at once. The newest that a word is in cost little, however many there are; to group them all would
/// cost a second for a word that is in each.
const AT_ONCE: u32 = 500;
/// How often it is gone on with, while one long conversation fills what was read.
const TURNS: usize = 4;
/// So many messages share a word of PostgreSQL's index, which gathers every hit before it knows the newest: the newest
/// epochs are asked first, and then as many as should hold what is read at once.
const EPOCH: i64 = 1 << 12;
const FIRST_EPOCHS: i64 = 2;
const MOST_EPOCHS: i64 = 64;
/// Of so few hits all are gathered at once: less work than to look epoch by epoch.
const FEW: i64 = 12_000;

/// What is indexed of one message.
pub(super) struct Document<'a> {
    pub(super) seq: i64,
    pub(super) org: OrgId,
    pub(super) customer: CustomerId,
    pub(super) brand: BrandId,
    pub(super) shown: bool,
    pub(super) number: i64,
    /// The numbers of conversations that were merged into this one.
    pub(super) former: &'a [i64],
    pub(super) subject: &'a str,
    pub(super) text: &'a str,
    pub(super) files: Vec<&'a str>,
}

/// Who may find: every query carries one, so that nobody's search walks another's messages.
pub(crate) enum Finder {
    /// A customer finds what is shown to that customer.
    Customer(OrgId, CustomerId),
    /// A user finds everything of the organization.
    User(OrgId),
}

pub(super) async fn add(writer: &mut Writer, dialect: Dialect, document: &Document<'_>) -> Result<(), Fault> {
    let words = document.words(dialect);
    writer.push(ADD.with(params![document.seq, words])).await
}

pub(super) async fn remove(writer: &mut Writer, seq: i64) -> Result<(), Fault> {
    writer.push(REMOVE.with(params![seq])).await
}

/// The words of every message of a conversation.
pub(super) async fn remove_all(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
) -> Result<(), Fault> {
    writer.run(REMOVE_ALL.with(params![org, conversation])).await?;
    Ok(())
}

/// The conversations in which every word occurs, by their newest such message: at most `limit`, out of the newest two
/// thousand messages with these words.
pub(crate) async fn find(
    reader: &Reader,
    dialect: Dialect,
    finder: &Finder,
    query: &Query,
    limit: usize,
) -> Result<Vec<ConversationId>, Fault> {
    let mut walk = Walk::begin(reader, dialect, finder).await?;
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    let mut turns = TURNS;
    while turns > 0 && found.len() < limit && !walk.is_over() {
        let text = finder.text(dialect, query, &walk.scope());
        let values = params![text.as_str(), finder.org(), walk.below, AT_ONCE];
        let hits: Vec<(ConversationId, i64)> = reader.all(FIND.with(values)).await?;
        found.extend(hits.iter().map(|(id, _)| *id).filter(|id| known.insert(*id)));
        match hits.last() {
            Some((_, seq)) if hits.len() == AT_ONCE as usize => {
                turns -= 1;
                walk.below = *seq;
            }
            _ => walk.leave(hits.len()),
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// How far down the messages a search has come, and how many epochs it asks for at once.
struct Walk {
    below: i64,
    /// Zero asks for all that is left.
    epochs: i64,
}

impl Walk {
    /// A customer's messages are few, and SQLite reads its index newest first.
    async fn begin(reader: &Reader, dialect: Dialect, finder: &Finder) -> Result<Self, Fault> {
        match (dialect, finder) {
            (Dialect::Postgres, Finder::User(_)) => {
                let (newest,): (i64,) = reader.one(NEWEST.with(params![])).await?;
                Ok(Self { below: newest + 1, epochs: FIRST_EPOCHS })
            }
            _ => Ok(Self { below: i64::MAX, epochs: 0 }),
        }
    }

    fn is_over(&self) -> bool {
        self.below <= 0
    }

    fn newest(&self) -> i64 {
        (self.below - 1) / EPOCH
    }

    fn oldest(&self) -> i64 {
        if self.epochs == 0 { 0 } else { (self.newest() - self.epochs + 1).max(0) }
    }

    /// The epochs to look in, any of them; none where all are meant.
    fn scope(&self) -> Vec<String> {
        match self.epochs {
            0 => Vec::new(),
            _ => (self.oldest()..=self.newest()).map(epoch_word).collect(),
        }
    }

    /// Goes on behind what was read whole and held so many hits.
    fn leave(&mut self, hits: usize) {
        self.below = self.oldest() * EPOCH;
        let hits = i64::try_from(hits).unwrap_or(i64::MAX);
        let left = hits.saturating_mul(self.newest()) / self.epochs.max(1);
        self.epochs =
            if left <= FEW { 0 } else { (self.epochs * (i64::from(AT_ONCE) / hits)).clamp(1, MOST_EPOCHS) };
    }
}

fn epoch_word(epoch: i64) -> String {
    format!(":e{epoch}")
}

impl Document<'_> {
    fn words(&self, dialect: Dialect) -> String {
        let (scope, words) = (self.scope(), self.text());
        match dialect {
            Dialect::Sqlite => [scope, words].concat().join(" "),
            Dialect::Postgres => {
                let scope = [scope, vec![epoch_word(self.seq / EPOCH)]].concat();
                markup::to_tsvector_text(&scope, &words)
            }
        }
    }

    /// Words that begin with a sign, as no word of a text does: who holds it, and who of outside may find it.
    fn scope(&self) -> Vec<String> {
        let mut scope =
            vec![format!(":o{}", self.org), format!(":c{}", self.customer), format!(":b{}", self.brand)];
        scope.extend(self.shown.then(|| shown_to(self.org, self.customer)));
        scope
    }

    fn text(&self) -> Vec<String> {
        let numbers: Vec<String> = self.former.iter().chain([&self.number]).map(i64::to_string).collect();
        let (numbers, names) = (numbers.join(" "), self.files.join(" "));
        markup::words(&format!("{numbers} {} {} {names}", self.subject, self.text))
    }
}

impl Finder {
    fn org(&self) -> OrgId {
        match self {
            Self::Customer(org, _) | Self::User(org) => *org,
        }
    }

    /// The query as the database reads it, narrowed to who asks and to any of these epochs.
    fn text(&self, dialect: Dialect, query: &Query, epochs: &[String]) -> String {
        let scope = match self {
            Self::Customer(org, customer) => shown_to(*org, *customer),
            Self::User(org) => format!(":o{org}"),
        };
        match dialect {
            Dialect::Sqlite => query.to_fts5(&[&scope]),
            Dialect::Postgres => query.to_tsquery(&[&scope], epochs),
        }
    }
}

/// One word for both, so that what an importer names in another organization is not found here.
fn shown_to(org: OrgId, customer: CustomerId) -> String {
    format!(":s{org}{customer}")
}
