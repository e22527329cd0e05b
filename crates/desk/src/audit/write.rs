//! Writing entries, and emptying them.

use db::{Condition, Writer, params, sql};
use kernel::{Fault, OrgId, Random, Time};

use super::Change;
use super::chain::Chain;

static NAMED: Condition = Condition("and name = $?");

sql! {
    ADD = "insert into audit (org_id, chain, name, subject, actor, at, client, details, was, became, salt, digest, block)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null)";
    EMPTY = "update audit set client = null, details = null, was = null, became = null, salt = null
        where org_id = $1 and subject = $2 {conditions}" with [NAMED];
}

/// An entry about to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewEntry {
    pub(crate) org: OrgId,
    /// A fact's name, or one of [`kind`](super::kind).
    pub(crate) name: &'static str,
    /// The id of what it is about.
    pub(crate) subject: String,
    pub(crate) actor: String,
    pub(crate) at: Time,
    /// The address of whoever did it; empty for the program itself.
    pub(crate) client: String,
    /// Small values as a JSON object.
    pub(crate) details: String,
    pub(crate) change: Change,
}

/// Writes an entry into the caller's transaction.
pub(crate) async fn enter(writer: &mut Writer, entry: &NewEntry, random: &Random) -> Result<(), Fault> {
    let salt = identity::salt(random);
    let digest = Values::of(entry, &salt).digest();
    let values = params![
        entry.org,
        Chain::of(entry.name),
        entry.name,
        &entry.subject,
        &entry.actor,
        entry.at,
        &entry.client,
        &entry.details,
        entry.change.was.as_deref(),
        entry.change.became.as_deref(),
        &salt,
        &digest
    ];
    writer.push(ADD.with(values)).await
}

/// Empties what entries say about a subject besides that something happened (W3): all of them, or those of one name. The
/// chain holds all the same.
pub(crate) async fn empty(
    writer: &mut Writer,
    org: OrgId,
    subject: &str,
    name: Option<&str>,
) -> Result<(), Fault> {
    let call = EMPTY.with(params![org, subject]);
    let call = match name {
        Some(name) => call.and(&NAMED, params![name]),
        None => call,
    };
    writer.run(call).await?;
    Ok(())
}

/// What an entry holds that can be emptied.
pub(super) struct Values<'a> {
    pub(super) salt: &'a str,
    pub(super) client: &'a str,
    pub(super) details: &'a str,
    pub(super) was: Option<&'a str>,
    pub(super) became: Option<&'a str>,
}

impl<'a> Values<'a> {
    fn of(entry: &'a NewEntry, salt: &'a str) -> Self {
        let Change { was, became } = &entry.change;
        Self {
            salt,
            client: &entry.client,
            details: &entry.details,
            was: was.as_deref(),
            became: became.as_deref(),
        }
    }

    /// What the chain covers of them. The salt goes with the values, so that an emptied one cannot be guessed.
    pub(super) fn digest(&self) -> String {
        let there = |value: Option<&str>| if value.is_some() { "1" } else { "0" };
        identity::digest(&[
            self.salt,
            self.client,
            self.details,
            there(self.was),
            self.was.unwrap_or_default(),
            there(self.became),
            self.became.unwrap_or_default(),
        ])
    }
}
