//! What is left of a customer that was merged.

use db::{params, sql};
use kernel::{Fault, Language};

use super::super::CustomerId;
use crate::act::Act;
use crate::who::Who;

sql! {
    OWN = "select name, language, zone, external_id, wants_mail from customer where org_id = $1 and id = $2";
    MOVE_MERGED = "update merged_customer set into_id = $3 where org_id = $1 and into_id = $2";
    MOVE_FILES = "update staged_file set holder = $3 where org_id = $1 and holder = $2";
    MOVE_TRIED = "update idempotency set door = $3 where org_id = $1 and door = $2";
    LET_GO = "update customer set external_id = null where org_id = $1 and id = $2";
    REMOVE = "delete from customer where org_id = $1 and id = $2";
    FILL = "update customer set name = case when name = '' then $3 else name end, language = coalesce(language, $4),
            zone = coalesce(zone, $5), external_id = coalesce(external_id, $6), wants_mail = wants_mail and $7
        where org_id = $1 and id = $2";
    REMEMBER = "insert into merged_customer (org_id, id, into_id, made_at) values ($1, $2, $3, $4)";
}

/// What a customer has of their own.
struct Own {
    name: String,
    language: Option<Language>,
    zone: Option<String>,
    external_id: Option<String>,
    wants_mail: bool,
}

/// The one that goes leaves its address and what the other lacks. Who wanted no mails gets none.
pub(super) async fn leave<W: Who>(act: &mut Act<W>, from: CustomerId, into: CustomerId) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    let own: Own = writer.one(OWN.with(params![org, from])).await?;
    writer.run(MOVE_MERGED.with(params![org, from, into])).await?;
    let (holder, new_holder) = (format!("customer:{from}"), format!("customer:{into}"));
    writer.run(MOVE_FILES.with(params![org, &holder, &new_holder])).await?;
    // What was sent before and is tried again is one message all the same (P6).
    writer.run(MOVE_TRIED.with(params![org, &holder, &new_holder])).await?;
    // Before the other has its external id: that is one customer's.
    writer.run(LET_GO.with(params![org, from])).await?;
    writer.run(REMOVE.with(params![org, from])).await?;
    let (language, zone) = (own.language.as_ref(), own.zone.as_deref());
    let external = own.external_id.as_deref();
    let values = params![org, into, &own.name, language, zone, external, own.wants_mail];
    writer.run(FILL.with(values)).await?;
    writer.run(REMEMBER.with(params![org, from, into, now])).await?;
    Ok(())
}

db::columns!(Own: name, language, zone, external_id, wants_mail);
