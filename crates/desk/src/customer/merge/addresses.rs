//! The addresses of two customers as one customer's.

use db::{params, sql};
use kernel::Fault;

use super::super::{ADDRESSES, Address, AddressId, CustomerId, Person, Standing, address_key};
use crate::act::Act;
use crate::who::Who;

sql! {
    DROP = "delete from customer_address where org_id = $1 and id = $2";
    MOVE = "update customer_address set customer_id = $3, standing = $4 where org_id = $1 and id = $2";
}

/// An address of the customer that is left.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The address as it was with either of the two.
    pub(super) address: Address,
    /// How far it is known from then on.
    pub(super) standing: Standing,
    /// The row of the other, where both had it.
    twice: Option<AddressId>,
}

/// Every address of both: of one that both have the stronger standing counts. One that somebody proved while others held
/// it selects nobody, so it shows what used it and nothing else; a customer who has more than that is not the one it was
/// proven for.
pub(super) fn together(from: &[Address], into: &[Address]) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    for address in into.iter().chain(from) {
        match kept.iter_mut().find(|known| is_same(&known.address, address)) {
            Some(known) => {
                known.standing = known.standing.min(address.standing);
                known.twice = Some(address.id);
            }
            None => kept.push(Kept { standing: address.standing, address: address.clone(), twice: None }),
        }
    }
    for known in kept.iter_mut().filter(|known| known.standing == Standing::Apart) {
        known.standing = Standing::Typed;
    }
    kept
}

fn is_same(one: &Address, other: &Address) -> bool {
    one.kind == other.kind && key(one) == key(other)
}

pub(super) fn key(address: &Address) -> String {
    address_key(address.kind, &address.address)
}

/// Gives the addresses of one customer to the other.
pub(super) async fn move_all<W: Who>(
    act: &mut Act<W>,
    from: CustomerId,
    into: CustomerId,
) -> Result<(), Fault> {
    let org = act.org();
    let (from, of) = (of(act, from).await?, of(act, into).await?);
    let kept = together(&from, &of);
    let writer = act.writer().await?;
    // Before any of them rises: an address is proven once.
    for twice in kept.iter().filter_map(|known| known.twice) {
        writer.run(DROP.with(params![org, twice])).await?;
    }
    for known in kept {
        writer.run(MOVE.with(params![org, known.address.id, into, known.standing])).await?;
    }
    Ok(())
}

/// What the two are called.
pub(super) async fn names<W: Who>(
    act: &mut Act<W>,
    from: &Person,
    into: &Person,
) -> Result<(String, String), Fault> {
    Ok((from.called(&of(act, from.id).await?), into.called(&of(act, into.id).await?)))
}

async fn of<W: Who>(act: &mut Act<W>, customer: CustomerId) -> Result<Vec<Address>, Fault> {
    let org = act.org();
    act.writer().await?.all(ADDRESSES.with(params![org, customer])).await
}
