//! What waited for its sender's address to be proven is sent when somebody signs in with it (A4, P12).

use db::{params, sql};
use kernel::{EmailAddress, Fault};

use super::Submits;
use super::pending::Waiting;
use super::send;
use crate::act::Act;
use crate::customer::CustomerId;

/// So many at once; whoever has more waiting finds the others at the next sign-in.
const MOST: usize = 20;

sql! {
    HELD = "select f.id, f.kb_id, f.hash, f.name, f.fields, f.published, f.audience, f.suggests, f.hooked, f.returns, f.tag,
        f.team_id, f.priority, f.told, f.revision, s.id, s.language, s.address, s.customer_id, s.proof, s.content, s.state
        from form_submission s join form f on f.org_id = s.org_id and f.id = s.form_id
        where s.org_id = $1 and s.address = $2 and s.state = 'held' and /*see*/s.kb_id = $3/*end*/ and s.ends_at > $4
        order by s.made_at, s.id limit 20";
}

/// Sends what waits at this knowledge base under an address that was just proven, in the name of whom it selects. Their word
/// for their own attributes is good from now on.
pub(crate) async fn release<W: Submits>(
    act: &mut Act<W>,
    address: &EmailAddress,
    customer: CustomerId,
) -> Result<(), Fault> {
    let (org, kb, now) = (act.org(), act.who().site().kb, act.now());
    let call = HELD.with(params![org, address.key(), kb, now]).locking("s");
    let waiting: Vec<Waiting> = act.writer().await?.all(call).await?;
    for mut held in waiting.into_iter().take(MOST) {
        held.customer = Some(customer);
        send::begin(act, &held, customer).await?;
    }
    Ok(())
}
