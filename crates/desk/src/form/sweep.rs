//! What of filled forms is over.

use db::{params, sql};
use kernel::{Fault, Time};

use crate::Desk;

// Without an organization: time alone decides, and nothing is read.
sql! {
    UNSENT = "delete from form_submission where ends_at <= $1 and state in ('pending', 'held')";
    MAILED = "update form_submission set address = '' where ends_at <= $1 and state = 'sent' and address <> ''";
}

impl Desk {
    /// Deletes what nobody sent or proved in time; of what was sent only what reports count stays.
    pub(crate) async fn sweep_submissions(&self, now: Time) -> Result<(), Fault> {
        let mut writer = self.db().writer().await?;
        for over in [&UNSENT, &MAILED] {
            writer.run(over.with(params![now])).await?;
        }
        writer.commit().await
    }
}
