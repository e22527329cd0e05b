//! Whose a conversation is.

use db::{params, sql};
use kernel::Fault;

use super::letter::Letter;
use crate::act::Act;
use crate::conversation::Direction;
use crate::customer::{AddressKind, CustomerId, NewCustomer, Person, Standing};
use crate::who::System;

sql! {
    RAISE = "update customer_address set standing = 'wrote'
        where org_id = $1 and customer_id = $2 and kind = 'email' and key = $3 and standing = 'typed'
        and not exists (select 1 from customer_address o where o.org_id = $1 and o.customer_id = $2 and o.key <> $3)";
    NAME = "update customer set name = $3 where org_id = $1 and id = $2 and name = ''";
}

/// The customer on the other side, made where nobody holds the address.
pub(super) async fn customer(act: &mut Act<System>, letter: &Letter) -> Result<CustomerId, Fault> {
    let address = letter.customer.address.as_str();
    let holders = Person::holders(act, AddressKind::Email, address).await?;
    let known = holders.iter().find(|holder| holder.standing != Standing::Typed).or(holders.first());
    if let Some(holder) = known {
        wrote(act, holder.person.id, letter).await?;
        return Ok(holder.person.id);
    }
    let new = NewCustomer { name: name(letter).to_owned(), ..NewCustomer::default() };
    let person = Person::add(act, &new).await?;
    let standing = match letter.direction {
        Direction::In => Standing::Wrote,
        Direction::Out => Standing::Typed,
    };
    person.add_address(act, (AddressKind::Email, address), standing).await?;
    Ok(person.id)
}

/// Notes that a mail came from this customer's address. Nothing proves an archive's sender (A4, TH4), so an address is
/// believed only where it is all that is known of the customer: then it shows nobody more than its own mails.
pub(super) async fn wrote(act: &mut Act<System>, customer: CustomerId, letter: &Letter) -> Result<(), Fault> {
    if letter.direction == Direction::Out {
        return Ok(());
    }
    let (org, key) = (act.org(), letter.customer.address.key());
    let raised = act.writer().await?.run(RAISE.with(params![org, customer, key])).await?;
    if raised > 0 {
        act.writer().await?.push(NAME.with(params![org, customer, name(letter)])).await?;
    }
    Ok(())
}

fn name(letter: &Letter) -> &str {
    letter.customer.name.as_ref().map_or("", mail::Line::as_str)
}
