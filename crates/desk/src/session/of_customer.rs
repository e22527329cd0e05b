//! What a customer, or anybody by an address, is signed in with: for whoever ends it from inside.

use db::{Call, params, sql};
use kernel::{EmailAddress, Fault, OrgId, Time};

use super::{SessionId, SessionKind, life};
use crate::Act;
use crate::customer::CustomerId;
use crate::who::User;

sql! {
    COUNT = "select count(*) from session where org_id = $1 and kind = 'customer' and holder_id = $2 and ends_at > $3";
    OF_HOLDERS = "select s.id, a.customer_id, s.address from session s
        join customer_address a on a.org_id = s.org_id and a.customer_id = s.holder_id
        where s.org_id = $1 and s.kind = 'customer' and a.kind = 'email' and a.key = $2 and s.ends_at > $3
        order by s.made_at, s.id";
}

type Found = (SessionId, CustomerId, EmailAddress);

/// In how many places a customer is signed in.
pub(crate) async fn count_of(
    reader: &db::Reader,
    org: OrgId,
    customer: CustomerId,
    now: Time,
) -> Result<i64, Fault> {
    let (count,) = reader.one(COUNT.with(params![org, customer, now])).await?;
    Ok(count)
}

/// The sessions made by an address, whoever of those who hold it is signed in.
pub(crate) async fn of_address(
    reader: &db::Reader,
    org: OrgId,
    address: &str,
    now: Time,
) -> Result<Vec<(SessionId, CustomerId)>, Fault> {
    let found = reader.all(of_holders(org, address, now)).await?;
    Ok(made_by(address, found).collect())
}

/// Ends every session of a customer. Answers how many there were.
pub(crate) async fn end_of_customer(act: &mut Act<User>, customer: CustomerId) -> Result<usize, Fault> {
    life::end_all(act, SessionKind::Customer, &customer.to_string()).await
}

/// Ends the sessions made by an address, but not those of one customer.
pub(crate) async fn end_of_address(
    act: &mut Act<User>,
    address: &str,
    but: Option<CustomerId>,
) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    let found = act.writer().await?.all(of_holders(org, address, now)).await?;
    for (session, holder) in made_by(address, found).filter(|(_, holder)| Some(*holder) != but) {
        life::end_one(act, SessionKind::Customer, &holder.to_string(), session).await?;
    }
    Ok(())
}

fn of_holders(org: OrgId, address: &str, now: Time) -> Call<'static> {
    OF_HOLDERS.with(params![org, address.to_ascii_lowercase(), now])
}

/// Whoever holds an address may be signed in by another.
fn made_by(address: &str, found: Vec<Found>) -> impl Iterator<Item = (SessionId, CustomerId)> {
    let is_it = move |(_, _, made_by): &Found| made_by.as_str().eq_ignore_ascii_case(address);
    found.into_iter().filter(is_it).map(|(session, holder, _)| (session, holder))
}
