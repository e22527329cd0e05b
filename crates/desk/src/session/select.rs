//! Which customer a proven address selects (A4).

use kernel::{EmailAddress, Fault, Language};

use crate::Act;
use crate::customer::{AddressKind, CustomerId, Holder, NewCustomer, Person, Standing};
use crate::who::Who;

/// Who is signed in.
pub(super) struct Selected {
    pub(super) customer: CustomerId,
    /// Whether the address selects that customer. Otherwise the customer is one apart, who also sees the
    /// conversations whose messages used the address.
    pub(super) is_whole: bool,
}

/// Selects or makes the customer of an address that was just proven; nobody when blocked.
pub(super) async fn select<W: Who>(
    act: &mut Act<W>,
    address: &EmailAddress,
    language: &Language,
) -> Result<Option<Selected>, Fault> {
    let holders = Person::holders(act, AddressKind::Email, address.as_str()).await?;
    if is_blocked(holders.iter().map(|holder| (holder.standing, holder.person.blocked))) {
        return Ok(None);
    }
    let strong: Vec<&Holder> = holders.iter().filter(|holder| is_strong(holder.standing)).collect();
    let (known, standing) = match strong.as_slice() {
        [only] => (Some(&only.person), Standing::Proven),
        [] if holders.is_empty() => (None, Standing::Proven),
        _ => (apart(&holders), Standing::Apart),
    };
    let person = match known {
        Some(person) => person.clone(),
        None => add(act, language).await?,
    };
    person.add_address(act, (AddressKind::Email, address.as_str()), standing).await?;
    Ok(Some(Selected { customer: person.id, is_whole: standing == Standing::Proven }))
}

async fn add<W: Who>(act: &mut Act<W>, language: &Language) -> Result<Person, Fault> {
    let new = NewCustomer { language: Some(language.clone()), ..NewCustomer::default() };
    Person::add(act, &new).await
}

/// Whether those whom the address decides about are blocked: holders by name alone do not count beside others.
pub(super) fn is_blocked(holders: impl Iterator<Item = (Standing, bool)>) -> bool {
    let (typed, others): (Vec<_>, Vec<_>) = holders.partition(|(standing, _)| *standing == Standing::Typed);
    let decide = if others.is_empty() { typed } else { others };
    decide.into_iter().any(|(_, blocked)| blocked)
}

fn is_strong(standing: Standing) -> bool {
    matches!(standing, Standing::Proven | Standing::Wrote | Standing::Verified)
}

/// The customer who was made when somebody proved the address before, while others held it.
fn apart(holders: &[Holder]) -> Option<&Person> {
    holders.iter().find(|holder| holder.standing == Standing::Apart).map(|holder| &holder.person)
}
