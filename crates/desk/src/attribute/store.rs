//! What happens to values when the thing they are of is gone.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId};

use super::Object;

sql! {
    DROP_ALL = "delete from attribute_value where org_id = $1 and object = $2 and object_id = $3";
    TAKE_OVER = "insert into attribute_value (org_id, object, object_id, attribute_id, place, value, value_key)
        select v.org_id, v.object, $4, v.attribute_id, v.place, v.value, v.value_key from attribute_value v
        where v.org_id = $1 and v.object = $2 and v.object_id = $3 and not exists (
            select 1 from attribute_value t
            where t.org_id = $1 and t.object = $2 and t.object_id = $4 and t.attribute_id = v.attribute_id)";
}

/// Deletes every value of something.
pub(crate) async fn drop_all(writer: &mut Writer, org: OrgId, object: Object, id: &str) -> Result<(), Fault> {
    writer.run(DROP_ALL.with(params![org, object, id])).await?;
    Ok(())
}

/// Gives the values of one thing to another that it is merged into: of an attribute that both have, the other's stay.
pub(crate) async fn take_over(
    writer: &mut Writer,
    org: OrgId,
    object: Object,
    (from, into): (&str, &str),
) -> Result<(), Fault> {
    writer.run(TAKE_OVER.with(params![org, object, from, into])).await?;
    drop_all(writer, org, object, from).await
}
