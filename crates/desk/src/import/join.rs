//! Which conversation a mail belongs to.

use kernel::Time;

use super::letter::Letter;
use crate::brand::BrandId;
use crate::conversation::{ConversationId, Status};
use crate::customer::CustomerId;

/// A message that is stored, and what of its conversation matters to a mail that may join it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The message's id outside.
    pub(super) id: String,
    /// The key of the customer's address it came from or went to.
    pub(super) address: String,
    /// Its conversation.
    pub(super) conversation: ConversationId,
    /// With whom.
    pub(super) customer: CustomerId,
    /// In whose name.
    pub(super) brand: BrandId,
    /// Where it stands.
    pub(super) status: Status,
    /// When something happened in it last.
    pub(super) activity_at: Time,
}

/// The nearest mail that this one answers and that this person had a part in. Whoever names a mail that others wrote
/// to each other does not come into their conversation by that (TH3).
pub(super) fn parent<'a>(letter: &Letter, brand: BrandId, known: &'a [Known]) -> Option<&'a Known> {
    let had_part = |message: &&Known| message.brand == brand && letter.others.contains(&message.address);
    letter.ancestors.iter().find_map(|id| known.iter().filter(had_part).find(|message| message.id == *id))
}

db::columns!(Known: id, address, conversation, customer, brand, status, activity_at);
