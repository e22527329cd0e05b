//! What of filled forms is over.

use db::{params, sql};
use kernel::{Fault, OrgId, Time};

use super::{SubmissionId, file};
use crate::Desk;

/// So many at once, so that nobody waits long for the writer.
const BATCH: i64 = 256;

// Without an organization: time alone decides, and nothing is read but ids.
sql! {
    OVER = "select s.org_id, s.id from form_submission s
        where s.ends_at <= $1 and s.address <> '' and s.state in ('pending', 'held') order by s.ends_at limit $2";
    END = "delete from form_submission where org_id = $1 and id = $2";
    MAILED = "update form_submission set address = '' where (org_id, id) in (
        select s.org_id, s.id from form_submission s
        where s.ends_at <= $1 and s.address <> '' and s.state = 'sent' order by s.ends_at limit $2)";
}

impl Desk {
    /// Deletes what nobody sent or proved in time; of what was sent only what reports count stays.
    pub(crate) async fn sweep_submissions(&self, now: Time) -> Result<(), Fault> {
        while self.end_some(now).await? == BATCH.unsigned_abs() {}
        while self.forget_some(now).await? == BATCH.unsigned_abs() {}
        Ok(())
    }

    async fn end_some(&self, now: Time) -> Result<u64, Fault> {
        let mut writer = self.db().writer().await?;
        let over: Vec<(OrgId, SubmissionId)> =
            writer.all(OVER.with(params![now, BATCH]).locking("s")).await?;
        for (org, id) in &over {
            file::drop(&mut writer, (*org, *id), now).await?;
            writer.push(END.with(params![*org, *id])).await?;
        }
        writer.commit().await?;
        Ok(over.len() as u64)
    }

    async fn forget_some(&self, now: Time) -> Result<u64, Fault> {
        let mut writer = self.db().writer().await?;
        let forgotten = writer.run(MAILED.with(params![now, BATCH])).await?;
        writer.commit().await?;
        Ok(forgotten)
    }
}
