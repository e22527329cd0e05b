//! Which customer a proven address selects (A4).

use db::{params, sql};
use kernel::{EmailAddress, Fault, Language};

use crate::Act;
use crate::conversation::ConversationId;
use crate::customer::{AddressKind, CustomerId, Holder, NewCustomer, Person, Standing};
use crate::who::Who;

sql! {
    USED = "select m.conversation_id from message m where m.org_id = $1 and m.address = $2 and m.address <> '' and m.shown limit 1";
}

/// Who is signed in.
pub(crate) struct Selected {
    pub(crate) customer: CustomerId,
    /// Whether the address selects that customer. Otherwise the customer is one apart, who also sees the
    /// conversations whose messages used the address.
    pub(crate) is_whole: bool,
    /// The language the customer chose.
    pub(crate) language: Option<Language>,
}

/// Selects or makes the customer of an address that was just proven; nobody when blocked.
pub(crate) async fn select<W: Who>(
    act: &mut Act<W>,
    address: &EmailAddress,
    language: &Language,
) -> Result<Option<Selected>, Fault> {
    let holders = Person::holders(act, AddressKind::Email, address.as_str()).await?;
    if is_blocked(holders.iter().map(|holder| (holder.standing, holder.person.blocked))) {
        return Ok(None);
    }
    let (known, standing) = match selected(&holders) {
        Some(person) => (Some(person), Standing::Proven),
        None if holders.is_empty() && !is_used(act, address).await? => (None, Standing::Proven),
        None => (apart(&holders), Standing::Apart),
    };
    let person = match known {
        Some(person) => person.clone(),
        None => add(act, language).await?,
    };
    person.add_address(act, (AddressKind::Email, address.as_str()), standing).await?;
    let is_whole = standing == Standing::Proven;
    Ok(Some(Selected { customer: person.id, is_whole, language: person.language }))
}

async fn add<W: Who>(act: &mut Act<W>, language: &Language) -> Result<Person, Fault> {
    let new = NewCustomer { language: Some(language.clone()), ..NewCustomer::default() };
    Person::add(act, &new).await
}

/// Whether those whom the address decides about are blocked: holders by name alone do not count beside others.
pub(crate) fn is_blocked(holders: impl Iterator<Item = (Standing, bool)>) -> bool {
    let (typed, others): (Vec<_>, Vec<_>) = holders.partition(|(standing, _)| *standing == Standing::Typed);
    let decide = if others.is_empty() { typed } else { others };
    decide.into_iter().any(|(_, blocked)| blocked)
}

/// The one whom the address selects among those who hold it; nobody where several do, or none is known to.
pub(crate) fn selected(holders: &[Holder]) -> Option<&Person> {
    let mut strong = holders.iter().filter(|holder| holder.standing.is_strong());
    strong.next().filter(|_| strong.next().is_none()).map(|only| &only.person)
}

/// Whether messages used the address, which was taken from whoever held it.
async fn is_used<W: Who>(act: &mut Act<W>, address: &EmailAddress) -> Result<bool, Fault> {
    let call = USED.with(params![act.org(), address.key()]);
    let used: Option<(ConversationId,)> = act.writer().await?.maybe(call).await?;
    Ok(used.is_some())
}

/// The customer who was made when somebody proved the address before, while others held it.
fn apart(holders: &[Holder]) -> Option<&Person> {
    holders.iter().find(|holder| holder.standing == Standing::Apart).map(|holder| &holder.person)
}
