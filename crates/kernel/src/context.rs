//! What every verb is given besides its input.

use crate::{Clock, Id, Noun, Random, Time};

/// The outside world's two moods, time and chance, as one parameter.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where the time comes from.
    pub clock: Clock,
    /// Where randomness comes from.
    pub random: Random,
}

impl Context {
    /// The machine's clock and randomness.
    pub fn system() -> Self {
        Self { clock: Clock::system(), random: Random::system() }
    }

    /// The time now.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// A new id made now.
    pub fn new_id<N: Noun>(&self) -> Id<N> {
        Id::new(self.now(), &self.random)
    }
}
