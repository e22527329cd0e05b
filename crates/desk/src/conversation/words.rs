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
}

/// Messages read at once. The newest that a word is in cost little, however many there are; to group them all would
/// cost a second for a word that is in each.
const AT_ONCE: usize = 500;
/// How often it is gone on with, while one long conversation fills what was read.
const TURNS: usize = 4;

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

const SHOWN: &str = "vshown";

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
    let text = finder.text(dialect, query);
    let (mut found, mut below) = (Vec::new(), i64::MAX);
    for _ in 0..TURNS {
        let at_once = i64::try_from(AT_ONCE).map_err(Fault::internal)?;
        let values = params![text.as_str(), finder.org(), below, at_once];
        let hits: Vec<(ConversationId, i64)> = reader.all(FIND.with(values)).await?;
        let mut known: BTreeSet<ConversationId> = found.iter().copied().collect();
        found.extend(hits.iter().map(|(id, _)| *id).filter(|id| known.insert(*id)));
        match hits.last() {
            Some((_, seq)) if hits.len() == AT_ONCE && found.len() < limit => below = *seq,
            _ => break,
        }
    }
    found.truncate(limit);
    Ok(found)
}

impl Document<'_> {
    fn words(&self, dialect: Dialect) -> String {
        let mut words =
            vec![format!("o{}", self.org), format!("c{}", self.customer), format!("b{}", self.brand)];
        words.extend(self.shown.then(|| SHOWN.to_owned()));
        let numbers: Vec<String> = self.former.iter().chain([&self.number]).map(i64::to_string).collect();
        let (numbers, names) = (numbers.join(" "), self.files.join(" "));
        words.extend(markup::words(&format!("{numbers} {} {} {names}", self.subject, self.text)));
        match dialect {
            Dialect::Sqlite => words.join(" "),
            Dialect::Postgres => markup::to_tsvector_text(&words),
        }
    }
}

impl Finder {
    fn org(&self) -> OrgId {
        match self {
            Self::Customer(org, _) | Self::User(org) => *org,
        }
    }

    /// The query as the database reads it, narrowed to who asks.
    fn text(&self, dialect: Dialect, query: &Query) -> String {
        let scope = self.scope();
        let scope: Vec<&str> = scope.iter().map(String::as_str).collect();
        match dialect {
            Dialect::Sqlite => query.to_fts5(&scope),
            Dialect::Postgres => query.to_tsquery(&scope),
        }
    }

    fn scope(&self) -> Vec<String> {
        match self {
            Self::Customer(org, customer) => {
                vec![format!("o{org}"), format!("c{customer}"), SHOWN.to_owned()]
            }
            Self::User(org) => vec![format!("o{org}")],
        }
    }
}
