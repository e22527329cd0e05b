//! What a filled form says of attributes.

use kernel::Fault;

use super::Submits;
use super::pending::Waiting;
use crate::act::Act;
use crate::attribute::{self, Attribute, Given, Object};
use crate::conversation::ConversationId;
use crate::customer::CustomerId;

/// Stores the values of the conversation; and those of its customer where the customer is who says them, signed in. A stranger's
/// stand in the message alone, even where the owner of the address has proven it since: they did not write them (TH10).
pub(super) async fn keep<W: Submits>(
    act: &mut Act<W>,
    row: &Waiting,
    (customer, conversation): (CustomerId, ConversationId),
) -> Result<(), Fault> {
    let ids: Vec<_> = row.content.values.iter().map(|value| value.attribute).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let org = act.org();
    let known: Vec<Attribute> = act.writer().await?.all(attribute::of_ids(org, &ids)).await?;
    let of = conversation.to_string();
    let given: Vec<Given> =
        given(row, &known, Object::Conversation).into_iter().map(|(_, given)| given).collect();
    attribute::give_new(act.writer().await?, org, (Object::Conversation, &of), &given).await?;
    if row.customer == Some(customer) {
        attribute::say(act, customer, self::given(row, &known, Object::Customer)).await?;
    }
    Ok(())
}

/// What fits no more, since the attribute was changed while this waited, is left out.
fn given<'a>(row: &Waiting, known: &'a [Attribute], object: Object) -> Vec<(&'a Attribute, Given)> {
    let of = row.content.values.iter().filter(|value| value.object == object);
    let given = of.filter_map(|value| {
        let attribute = known.iter().find(|known| known.id == value.attribute)?;
        Some((attribute, attribute.give(&[&value.typed]).ok()?))
    });
    given.collect()
}
