//! Taking away what has ended.

use db::{params, sql};
use kernel::Fault;

use super::limit::DAY;
use crate::Desk;

// The one place of this slice without an organization: time alone decides, and nothing is read.
sql! {
    SESSIONS = "delete from session where ends_at <= $1";
    CODES = "delete from sign_in_code where ends_at <= $1";
    ADDRESS_CODES = "delete from address_code where ends_at <= $1";
    LINKS = "delete from password_link where ends_at <= $1";
    SECRETS = "delete from sign_on_secret where ends_at <= $1";
    TOKENS = "delete from sign_on_token where ends_at <= $1";
    TICKETS = "delete from team_ticket where ends_at <= $1";
    REQUESTS = "delete from password_request where ends_at <= $1";
    HALVES = "delete from half_sign_in where ends_at <= $1";
    OFFERS = "delete from second_factor_offer where ends_at <= $1";
    ATTEMPTS = "delete from attempt where at <= $1";
    GATES = "delete from attempt_gate where at <= $1";
}

impl Desk {
    /// Deletes the sessions, codes and links that are over and the attempts that no limit counts any more, of every
    /// organization. For the scheduler; nothing depends on when it runs.
    pub async fn sweep_sign_ins(&self) -> Result<(), Fault> {
        let now = self.context().now();
        let mut writer = self.db().writer().await?;
        for ended in [
            &SESSIONS,
            &CODES,
            &ADDRESS_CODES,
            &LINKS,
            &REQUESTS,
            &SECRETS,
            &TOKENS,
            &HALVES,
            &OFFERS,
            &TICKETS,
        ] {
            writer.run(ended.with(params![now])).await?;
        }
        let uncounted = now.plus_seconds(-DAY);
        for old in [&ATTEMPTS, &GATES] {
            writer.run(old.with(params![uncounted])).await?;
        }
        writer.commit().await
    }
}
