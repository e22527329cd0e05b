//! How long entries are kept. Whole links go, and the last that went stays as the head from which the rest verifies.

use db::{params, sql};
use kernel::{Fault, OrgId, Time};

use super::chain::Chain;
use crate::Desk;
use crate::setting;

/// Entries of the frequent chain.
const FREQUENT_DAYS: i64 = 90;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

sql! {
    KEPT = "select org_id, chain, max(number) from audit_block where not is_cut and made_at < $1 group by org_id, chain";
    OLDEST = "select max(number) from audit_block where org_id = $1 and chain = $2 and made_at < $3";
    CUT = "update audit_block set is_cut = true where org_id = $1 and chain = $2 and number <= $3";
    ENTRIES = "delete from audit where org_id = $1 and chain = $2 and block <= $3";
    LINKS = "delete from audit_block where org_id = $1 and chain = $2 and number < $3";
}

impl Desk {
    /// Cuts what was kept long enough.
    pub(crate) async fn cut_audit(&self) -> Result<(), Fault> {
        let now = self.context().now();
        let reader = self.db().reader().await?;
        let youngest = now.plus_millis(-FREQUENT_DAYS.min(setting::LEAST_AUDIT_DAYS) * DAY_MILLIS);
        let old: Vec<(OrgId, Chain, i64)> = reader.all(KEPT.with(params![youngest])).await?;
        reader.end();
        for (org, chain, _) in old {
            self.cut((org, chain), now).await?;
        }
        Ok(())
    }

    async fn cut(&self, (org, chain): (OrgId, Chain), now: Time) -> Result<(), Fault> {
        let mut writer = self.db().writer().await?;
        let days = match chain {
            Chain::Frequent => FREQUENT_DAYS,
            Chain::Lasting => setting::of_org(&mut writer, org, "audit.days").await?.parse().unwrap_or(365),
        };
        let until = now.plus_millis(-days * DAY_MILLIS);
        let (last,): (Option<i64>,) = writer.one(OLDEST.with(params![org, chain, until])).await?;
        if let Some(last) = last {
            for statement in [&ENTRIES, &LINKS, &CUT] {
                writer.run(statement.with(params![org, chain, last])).await?;
            }
        }
        writer.commit().await
    }
}
