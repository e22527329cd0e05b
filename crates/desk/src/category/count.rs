//! How many articles a category shows, kept by whatever changes it.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};

use super::CategoryId;

sql! {
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
    for category in categories {
        writer.run(RECOUNT.with(params![org, category])).await?;
    }
    Ok(())
}
