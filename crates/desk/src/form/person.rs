//! To which customer belongs what a stranger sends: nobody has proven that the address is theirs.

use kernel::{EmailAddress, Fault, Language};

use crate::act::Act;
use crate::customer::{AddressKind, CustomerId, Holder, NewCustomer, Person, Standing};
use crate::session::{is_blocked, selected};
use crate::who::Who;

/// Where what was sent goes.
pub(super) enum Recipient {
    /// To this customer.
    Customer(CustomerId),
    /// Nowhere: the address is a blocked customer's.
    Blocked,
}

/// The customer whom the address selects, or else one who holds it, or one who is made with it as *typed*: it shows nothing by
/// itself, and whoever proves it sees what was sent under it (A4). Neither standing nor name of anybody changes by what a
/// stranger says (TH10).
pub(super) async fn of_stranger<W: Who>(
    act: &mut Act<W>,
    address: &EmailAddress,
    language: &Language,
) -> Result<Recipient, Fault> {
    let holders = Person::holders(act, AddressKind::Email, address.as_str()).await?;
    if is_blocked(holders.iter().map(|holder| (holder.standing, holder.person.blocked))) {
        return Ok(Recipient::Blocked);
    }
    let apart = |holder: &&Holder| holder.standing == Standing::Apart;
    let known = selected(&holders)
        .or_else(|| holders.iter().find(apart).or(holders.first()).map(|holder| &holder.person));
    if let Some(person) = known {
        return Ok(Recipient::Customer(person.id));
    }
    let new = NewCustomer { language: Some(language.clone()), ..NewCustomer::default() };
    let person = Person::add(act, &new).await?;
    person.add_address(act, (AddressKind::Email, address.as_str()), Standing::Typed).await?;
    Ok(Recipient::Customer(person.id))
}
