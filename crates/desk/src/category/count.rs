//! How many articles a category shows, kept by whatever changes it.

use std::collections::BTreeSet;

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};

use super::CategoryId;

sql! {
    HOLD = "update category set public_count = public_count where org_id = $1 and id = $2";
    RECOUNT = "update category set
        public_count = (select count(*) from article_category i join article a on a.org_id = i.org_id and a.id = i.article_id || ''
            where i.org_id = $1 and i.category_id = category.id and a.audience = 'public' and a.deleted_at is null
            and exists (select 1 from article_text t
                where t.org_id = $1 and t.article_id = a.id and t.live_id is not null)),
        internal_count = (select count(*) from article_category i join article a on a.org_id = i.org_id and a.id = i.article_id || ''
            where i.org_id = $1 and i.category_id = category.id and a.audience = 'internal' and not a.limited
            and a.deleted_at is null and exists (select 1 from article_text t
                where t.org_id = $1 and t.article_id = a.id and t.live_id is not null))
        where org_id = $1 and id = $2";
}

/// Counts anew what these categories show. Limited articles are not counted, for nobody knows for whom.
pub(crate) async fn recount(
    writer: &mut Writer,
    org: OrgId,
    categories: impl IntoIterator<Item = CategoryId>,
) -> Result<(), Fault> {
    // In one order, so that two who count wait for each other and not in a circle.
    let categories: BTreeSet<CategoryId> = categories.into_iter().collect();
    for category in categories {
        // Waited for first: what is counted next is counted after whoever held the row.
        writer.run(HOLD.with(params![org, category])).await?;
        writer.run(RECOUNT.with(params![org, category])).await?;
    }
    Ok(())
}
