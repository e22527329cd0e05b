//! What a customer, or anybody by an address, is signed in with: for whoever ends it from inside.

use db::{Call, params, sql};
use kernel::{EmailAddress, Fault, OrgId, Time};

use super::{SessionId, SessionKind, life, select};
use crate::Act;
use crate::customer::{AddressKind, CustomerId, Person};
use crate::who::{User, Who};

sql! {
    COUNT = "select count(*) from session where org_id = $1 and kind = 'customer' and holder_id = $2 and ends_at > $3";
    OF_HOLDERS = "select s.id, a.customer_id, s.address from session s
        join customer_address a on a.org_id = s.org_id and a.customer_id = s.holder_id
        where s.org_id = $1 and s.kind = 'customer' and a.kind = 'email' and a.key = $2 and s.ends_at > $3
        order by s.made_at, s.id";
    OF_EITHER = "select id, holder_id, address from session
        where org_id = $1 and kind = 'customer' and holder_id in ($2, $3) order by made_at, id";
    FOLLOW = "update session set holder_id = $3, whole = true where org_id = $1 and id = $2";
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

/// The sessions of a customer who was merged follow into the one that is left, as far as the address that made them
/// selects that one (A4); they and its own end where it does not.
pub(crate) async fn follow<W: Who>(
    act: &mut Act<W>,
    from: CustomerId,
    into: CustomerId,
) -> Result<(), Fault> {
    let org = act.org();
    let found: Vec<Found> = act.writer().await?.all(OF_EITHER.with(params![org, from, into])).await?;
    for (session, holder, address) in found {
        let holders = Person::holders(act, AddressKind::Email, address.as_str()).await?;
        if select::selected(&holders).is_some_and(|person| person.id == into) {
            act.writer().await?.run(FOLLOW.with(params![org, session, into])).await?;
        } else {
            life::end_one(act, SessionKind::Customer, &holder.to_string(), session).await?;
        }
    }
    Ok(())
}

/// Ends the sessions made by an address, but not those of one customer.
pub(crate) async fn end_of_address<W: Who>(
    act: &mut Act<W>,
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
