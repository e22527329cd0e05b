//! Lanes as a whole: two that become one, and one that is given up. A job that runs meanwhile stays where it is.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};

use crate::claim::lock_lanes;

sql! {
    JOIN = "update job set lane = $3, state = 'fresh'
        where org_id = $1 and lane = $2 and state in ('fresh', 'behind', 'ready')";
    DROP = "delete from job where org_id = $1 and lane = $2 and state <> 'running'";
}

/// Lets the waiting jobs of one lane wait in another, each in the place that its age gives it.
pub async fn join_lanes(writer: &mut Writer, org: OrgId, from: &str, into: &str) -> Result<(), Fault> {
    lock_lanes(writer).await?;
    writer.run(JOIN.with(params![org, from, into])).await?;
    Ok(())
}

/// Deletes what waits in a lane, and what is kept of it to be looked at.
pub async fn drop_lane(writer: &mut Writer, org: OrgId, lane: &str) -> Result<(), Fault> {
    lock_lanes(writer).await?;
    writer.run(DROP.with(params![org, lane])).await?;
    Ok(())
}
