//! Who has read how much: most of everything, so that what is unread stands out.

use desk::conversation::history::{Entry, Seen};
use desk::conversation::{Author, Direction};
use kernel::Fault;

use super::house::House;
use crate::moment::{DAY, Moment};
use crate::story::Story;

/// Answers that customers have not read are mostly of the last days.
const FRESH_TO_CUSTOMERS: i64 = 4 * DAY;
/// Inside, everybody has looked at what is older.
const FRESH_TO_USERS: i64 = 2 * DAY;

/// How far the customer and each user have read a story.
pub(super) fn by(
    story: &Story<'_>,
    entries: &[Entry],
    house: &House,
    now: Moment,
) -> Result<Vec<Seen>, Fault> {
    let age = story.lines.last().map_or(0, |line| now.0 - line.at.0);
    let mut seen = vec![Seen {
        by: Author::Customer(house.customer(&story.customer.key)?),
        entries: if by_customer(story, age) { usize::MAX } else { after_last(entries, Direction::In) },
    }];
    for (place, (key, user)) in house.users.iter().enumerate() {
        let is_owner = story.is_assigned && *key == story.agent.key;
        let is_up_to_date = by_user(story, age, is_owner, place);
        let entries = if is_up_to_date { usize::MAX } else { after_last(entries, Direction::Out) };
        seen.push(Seen { by: Author::User(*user), entries });
    }
    Ok(seen)
}

/// Whether the customer has read all; otherwise all up to the own last message.
fn by_customer(story: &Story<'_>, age: i64) -> bool {
    if age < FRESH_TO_CUSTOMERS { story.n % 2 == 1 } else { !story.n.is_multiple_of(9) }
}

/// Whether a user has read all; otherwise all up to the company's last word.
fn by_user(story: &Story<'_>, age: i64, is_owner: bool, place: usize) -> bool {
    let turn = if is_owner { story.n % 2 } else { (story.n + place) % 3 };
    age > FRESH_TO_USERS || turn == 0
}

/// How many entries there are up to and with the last message of this direction.
fn after_last(entries: &[Entry], direction: Direction) -> usize {
    let fits = |entry: &Entry| match entry {
        Entry::Message(message) | Entry::Redacted(message, _) => message.direction == direction,
        _ => false,
    };
    entries.iter().rposition(fits).map_or(0, |place| place + 1)
}
