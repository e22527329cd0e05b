//! Deleting the values of an attribute that is gone, so many at a time that nobody waits long.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spine::{Failure, Job, NewFact, NewJob, Ticket};

use super::AttributeId;
use crate::door::Desk;
use crate::interest::job;

/// The kind of job that deletes the values of an attribute that is gone.
const FORGET: &str = "forget-values";

// The limit stands as a number for the reason of the inbox's lists.
sql! {
    SOME = "delete from attribute_value where org_id = $1 and attribute_id = $2 and (object, object_id, place) in (
        select v.object, v.object_id, v.place from attribute_value v
            where v.org_id = $1 and v.attribute_id = $2 order by v.value_key, v.object_id limit 2000)";
}

/// Values deleted in one transaction.
const A_TURN: u64 = 2_000;

/// Deletes some of the values; whether that was all.
pub(super) async fn some(writer: &mut Writer, org: OrgId, attribute: AttributeId) -> Result<bool, Fault> {
    Ok(writer.run(SOME.with(params![org, attribute])).await? < A_TURN)
}

/// Where values are left, a job deletes them.
pub(crate) fn forget_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: serde_json::Value = serde_json::from_str(&fact.payload).ok()?;
    let is_left = payload.get("left")?.as_bool()?;
    is_left.then(|| job(fact, seq, FORGET, &json!({ "attribute": fact.subject })))
}

/// The job that deletes what values are left of an attribute that is gone.
#[derive(Serialize, Deserialize, Debug)]
pub struct ForgetValues {
    attribute: AttributeId,
}

impl Job<Desk> for ForgetValues {
    const KIND: &'static str = FORGET;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        loop {
            let mut act = desk.act_system(&ticket);
            let org = act.org();
            let is_all = some(act.writer().await?, org, self.attribute).await?;
            if act.done(is_all).await? {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{A_TURN, SOME};

    #[test]
    fn a_turn_is_what_the_statement_deletes() {
        assert_eq!(SOME.sqlite.matches(&format!("limit {A_TURN})")).count(), 1);
    }
}
