//! The words of messages in the database's own full-text index.

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
    [long] FIND = sqlite "select m.conversation_id, max(m.seq) from message_word w join message m on m.seq = w.rowid
            where w.words match $1 and m.org_id = $2 group by m.conversation_id order by max(m.seq) desc limit $3"
        postgres "select m.conversation_id, max(m.seq) from message_word w join message m on m.seq = w.seq
            where w.words @@ cast($1 as tsquery) and m.org_id = $2 group by m.conversation_id order by max(m.seq) desc limit $3";
}

/// What is indexed of one message.
pub(super) struct Document<'a> {
    pub(super) seq: i64,
    pub(super) org: OrgId,
    pub(super) customer: CustomerId,
    pub(super) brand: BrandId,
    pub(super) shown: bool,
    pub(super) number: i64,
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
    writer.run(ADD.with(params![document.seq, words])).await?;
    Ok(())
}

pub(super) async fn remove(writer: &mut Writer, seq: i64) -> Result<(), Fault> {
    writer.run(REMOVE.with(params![seq])).await?;
    Ok(())
}

/// The conversations in which every word occurs, by their newest such message.
pub(crate) async fn find(
    reader: &Reader,
    dialect: Dialect,
    finder: &Finder,
    query: &Query,
    limit: i64,
) -> Result<Vec<ConversationId>, Fault> {
    let scope = finder.scope();
    let scope: Vec<&str> = scope.iter().map(String::as_str).collect();
    let text = match dialect {
        Dialect::Sqlite => query.to_fts5(&scope),
        Dialect::Postgres => query.to_tsquery(&scope),
    };
    let rows: Vec<(ConversationId, i64)> = reader.all(FIND.with(params![text, finder.org(), limit])).await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

impl Document<'_> {
    fn words(&self, dialect: Dialect) -> String {
        let mut words =
            vec![format!("o{}", self.org), format!("c{}", self.customer), format!("b{}", self.brand)];
        words.extend(self.shown.then(|| SHOWN.to_owned()));
        let names = self.files.join(" ");
        words.extend(markup::words(&format!("{} {} {} {names}", self.number, self.subject, self.text)));
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

    fn scope(&self) -> Vec<String> {
        match self {
            Self::Customer(org, customer) => {
                vec![format!("o{org}"), format!("c{customer}"), SHOWN.to_owned()]
            }
            Self::User(org) => vec![format!("o{org}")],
        }
    }
}
