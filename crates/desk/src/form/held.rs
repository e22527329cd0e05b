//! What waited for its sender's address to be proven is sent when somebody proves it: by signing in with it, or as one more of
//! theirs (A4, P12, P15).

use db::{params, sql};
use kernel::{EmailAddress, Fault};

use super::Submits;
use super::pending::Stored;
use super::send;
use crate::act::Act;
use crate::customer::CustomerId;

/// So many at once; whoever has more waiting finds the others at the next sign-in.
const MOST: i64 = 20;

sql! {
    HELD = "select s.id, s.form_id, s.language, s.address, s.customer_id, s.proof, s.content from form_submission s
        where s.org_id = $1 and s.address = $2 and s.state = 'held' and /*see*/s.kb_id = $3/*end*/ and s.ends_at > $4
        order by s.made_at, s.id limit $5";
}

/// Sends what waits at this knowledge base under an address that was just proven to be this customer's. Who filled it is as
/// unknown as before: what it says of the customer stands in the message, and changes nothing of theirs (TH10).
pub(crate) async fn release<W: Submits>(
    act: &mut Act<W>,
    address: &EmailAddress,
    customer: CustomerId,
) -> Result<(), Fault> {
    let (org, kb, now) = (act.org(), act.who().site().kb, act.now());
    let call = HELD.with(params![org, address.key(), kb, now, MOST]).locking("s");
    let held: Vec<Stored> = act.writer().await?.all(call).await?;
    for mut held in held {
        held.customer = None;
        let held = held.waiting(act).await?;
        send::begin(act, &held, customer).await?;
    }
    Ok(())
}
