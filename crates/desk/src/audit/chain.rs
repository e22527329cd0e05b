//! The two chains of an organization, and what a link of them covers.

use db::FromRow;
use identity::Mark;
use kernel::Time;

/// The most entries of one link.
pub(super) const LINK: usize = 256;
/// What the key of the marks is drawn for.
pub(super) const PURPOSE: &str = "audit";

/// Facts of these nouns are many; each of them is kept for a shorter time than what is seldom.
const FREQUENT: &[&str] = &["conversation.", "session.", "customer.", "act.", "article.answered"];
/// But not these.
const LASTING: &[&str] = &[
    "conversation.deleted",
    "conversation.redacted",
    "conversation.merged",
    "customer.merged",
    "customer.address_confirmed",
    "customer.address_parted",
    "customer.address_added",
    "customer.address_removed",
];

db::named! {
    /// A chain of entries that are kept for the same time.
    pub enum Chain {
        /// For a year, unless the organization says otherwise.
        Lasting "lasting",
        /// For ninety days.
        Frequent "frequent",
    }
}

impl Chain {
    /// The chain of entries of this name.
    pub(super) fn of(name: &str) -> Self {
        let is_frequent = FREQUENT.iter().any(|noun| name.starts_with(noun)) && !LASTING.contains(&name);
        if is_frequent { Self::Frequent } else { Self::Lasting }
    }
}

/// What a link covers of an entry.
pub(super) struct Sealed {
    pub(super) seq: i64,
    pub(super) at: Time,
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) actor: String,
    pub(super) digest: String,
}

db::columns!(Sealed: seq, at, name, subject, actor, digest);

/// A link.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) number: i64,
    pub(super) entries: i64,
    pub(super) root: String,
    /// The text of the mark before it.
    pub(super) previous: String,
    pub(super) mark: Mark,
    pub(super) made_at: Time,
    /// Whether its entries were kept long enough and are gone.
    pub(super) is_cut: bool,
}

impl Link {
    /// What the mark is over.
    pub(super) fn parts(&self, org: &str, chain: Chain) -> [String; 6] {
        [
            org.to_owned(),
            chain.name().to_owned(),
            self.number.to_string(),
            self.entries.to_string(),
            self.root.clone(),
            self.previous.clone(),
        ]
    }
}

/// The hash of these entries in their order.
pub(super) fn root(entries: &[Sealed]) -> String {
    let each: Vec<String> = entries
        .iter()
        .map(|entry| {
            let (seq, at) = (entry.seq.to_string(), entry.at.0.to_string());
            identity::digest(&[&seq, &at, &entry.name, &entry.subject, &entry.actor, &entry.digest])
        })
        .collect();
    identity::digest(&each.iter().map(String::as_str).collect::<Vec<_>>())
}

impl FromRow for Link {
    fn from_row(row: &db::Row<'_>) -> Result<Self, kernel::Fault> {
        Ok(Self {
            number: row.get(0)?,
            entries: row.get(1)?,
            root: row.get(2)?,
            previous: row.get(3)?,
            mark: Mark { text: row.get(4)?, key: row.get(5)? },
            made_at: row.get(6)?,
            is_cut: row.get(7)?,
        })
    }
}
