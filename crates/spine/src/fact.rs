//! Facts: what happened, as rows of the transaction in which it happened.

use db::{Call, Writer, params, sql};
use kernel::{Fault, OrgId, Time};

/// Who caused a fact, as text: `customer:6ab1…`, `user:6ab1…`, `system:deliver`.
pub type Actor = String;

/// A fact about to be announced. It carries ids and small values, never bodies.
#[derive(Clone, Debug)]
pub struct NewFact {
    /// Whose it is.
    pub org: OrgId,
    /// Its name in the catalogue, `conversation.replied`.
    pub name: &'static str,
    /// The id of what it is about.
    pub subject: String,
    /// Who caused it.
    pub actor: Actor,
    /// When.
    pub at: Time,
    /// Small values as a JSON object.
    pub payload: String,
}

/// A stored fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its number. On PostgreSQL numbers become visible out of order: follow by [`Follower`](crate::Follower).
    pub seq: i64,
    /// The transaction that stored it; 0 on SQLite.
    pub tx: i64,
    /// Whose it is.
    pub org: OrgId,
    /// Its name in the catalogue.
    pub name: String,
    /// The id of what it is about.
    pub subject: String,
    /// Who caused it.
    pub actor: Actor,
    /// When.
    pub at: Time,
    /// Small values as a JSON object.
    pub payload: String,
}

sql! {
    ANNOUNCE = "insert into fact (org_id, shard, name, subject, actor, at, payload)
        values ($1, $2, $3, $4, $5, $6, $7) returning seq";
    FORGET = "delete from fact where org_id = $1 and subject = $2";
}

/// Stores a fact in the caller's transaction and answers its number.
pub async fn announce(writer: &mut Writer, fact: &NewFact) -> Result<i64, Fault> {
    let (seq,) = writer.one(fact.call()).await?;
    Ok(seq)
}

/// Stores a fact whose number nobody asks for.
pub async fn tell(writer: &mut Writer, fact: &NewFact) -> Result<(), Fault> {
    writer.push(fact.call()).await
}

impl NewFact {
    fn call(&self) -> Call<'_> {
        ANNOUNCE.with(params![
            self.org,
            shard(self.org),
            self.name,
            &self.subject,
            &self.actor,
            self.at,
            &self.payload
        ])
    }
}

/// Forgets everything that was told of a subject. Who follows and has not heard of it yet never will.
pub async fn forget(writer: &mut Writer, org: OrgId, subject: &str) -> Result<(), Fault> {
    writer.run(FORGET.with(params![org, subject])).await?;
    Ok(())
}

/// Which of the 64 shares of the work an organization's rows belong to.
pub(crate) fn shard(org: OrgId) -> i64 {
    i64::from(org.bytes()[11] & 63)
}

db::columns!(Fact: seq, tx, org, name, subject, actor, at, payload);
