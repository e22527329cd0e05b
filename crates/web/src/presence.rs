//! Who has a conversation open at the desk, and who writes there. Kept in memory by the process that serves them: it is
//! nobody's history, and gone with the page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::User;
use desk::conversation::ConversationId;
use desk::user::UserId;
use kernel::{OrgId, Time};

/// A conversation of an organization.
type Place = (OrgId, ConversationId);

/// Somebody who is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Onlooker {
    /// Their name.
    pub(crate) name: String,
    /// Whether they wrote a moment ago.
    pub(crate) writes: bool,
}

/// Everybody's open conversations.
#[derive(Clone, Default)]
pub(crate) struct Presence(Arc<Mutex<Room>>);

#[derive(Default)]
struct Room {
    /// The pages of each conversation, in the order in which they were opened.
    pages: BTreeMap<Place, Vec<Page>>,
    last: u64,
}

struct Page {
    number: u64,
    user: UserId,
    name: String,
    wrote_at: Option<Time>,
}

/// One open page; it is left when this is dropped.
pub(crate) struct Stay {
    presence: Presence,
    place: Place,
    number: u64,
    /// Called when it is left, unless nobody is there to know.
    tell: Box<dyn Fn() + Send + Sync>,
}

/// For so long after a sign somebody is shown as writing. Their page tells of it every four seconds.
const WRITES_MILLIS: i64 = 8_000;
/// Signs that follow each other faster are not passed on.
const SIGN_MILLIS: i64 = 2_000;

impl Presence {
    /// A user opens a conversation; who is there already is told.
    pub(crate) fn enter(&self, place: Place, user: &User, tell: impl Fn() + Send + Sync + 'static) -> Stay {
        let number = self.room().enter(place, user);
        if self.has_others(place, number) {
            tell();
        }
        Stay { presence: self.clone(), place, number, tell: Box::new(tell) }
    }

    /// A user writes in a conversation. Whether others are to be told: not of one who has no page open there, nor of each
    /// sign.
    pub(crate) fn write(&self, place: Place, user: UserId, now: Time) -> bool {
        let mut room = self.room();
        let Some(pages) = room.pages.get_mut(&place) else { return false };
        let mut is_sign = false;
        for page in pages.iter_mut().filter(|page| page.user == user) {
            is_sign |= page.wrote_at.is_none_or(|at| now.millis_since(at) >= SIGN_MILLIS);
            page.wrote_at = Some(now);
        }
        is_sign && pages.iter().any(|page| page.user != user)
    }

    /// Who else is there, each once.
    pub(crate) fn others(&self, place: Place, user: UserId, now: Time) -> Vec<Onlooker> {
        let room = self.room();
        let pages = room.pages.get(&place).into_iter().flatten().filter(|page| page.user != user);
        let mut others: Vec<(UserId, Onlooker)> = Vec::new();
        for page in pages {
            let writes = page.wrote_at.is_some_and(|at| now.millis_since(at) < WRITES_MILLIS);
            match others.iter_mut().find(|(user, _)| *user == page.user) {
                Some((_, known)) => known.writes |= writes,
                None => others.push((page.user, Onlooker { name: page.name.clone(), writes })),
            }
        }
        others.into_iter().map(|(_, onlooker)| onlooker).collect()
    }

    fn has_others(&self, place: Place, number: u64) -> bool {
        self.room().pages.get(&place).is_some_and(|pages| pages.iter().any(|page| page.number != number))
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn enter(&mut self, place: Place, user: &User) -> u64 {
        self.last += 1;
        let page = Page { number: self.last, user: user.id, name: user.name.clone(), wrote_at: None };
        self.pages.entry(place).or_default().push(page);
        self.last
    }

    /// Whether somebody is left there.
    fn leave(&mut self, place: Place, number: u64) -> bool {
        let Some(pages) = self.pages.get_mut(&place) else { return false };
        pages.retain(|page| page.number != number);
        if pages.is_empty() {
            self.pages.remove(&place);
        }
        self.pages.contains_key(&place)
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        let is_watched = self.presence.room().leave(self.place, self.number);
        if is_watched {
            (self.tell)();
        }
    }
}
