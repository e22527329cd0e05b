//! Randomness as a parameter.

use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use rand::rngs::{ChaCha12Rng, StdRng};
use rand::{Rng, SeedableRng};

/// A source of random bytes that clones share: the machine's, or one a test seeds.
#[derive(Clone)]
pub struct Random(Arc<Mutex<State>>);

struct State {
    source: Box<dyn Rng + Send>,
    last_id: (u64, u64),
}

const TAIL_MASK: u64 = (1 << 48) - 1;

impl Random {
    /// Cryptographic randomness, seeded from the operating system.
    pub fn system() -> Self {
        Self::from_source(Box::new(rand::make_rng::<StdRng>()))
    }

    /// The same bytes for the same seed, on every machine.
    pub fn seeded(seed: u64) -> Self {
        Self::from_source(Box::new(ChaCha12Rng::seed_from_u64(seed)))
    }

    fn from_source(source: Box<dyn Rng + Send>) -> Self {
        Self(Arc::new(Mutex::new(State { source, last_id: (0, 0) })))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.with(|state| state.source.fill_bytes(&mut bytes));
        bytes
    }

    /// A number from 0 up to but not including `limit`, evenly spread.
    pub fn below(&self, limit: u64) -> u64 {
        let product = u128::from(u64::from_be_bytes(self.bytes())) * u128::from(limit.max(1));
        u64::try_from(product >> 64).expect("the upper half of a product of two u64 fits one")
    }

    /// 256 random bits as 43 characters of unpadded base64url: for links, sessions and secrets.
    pub fn token(&self) -> String {
        BASE64URL_NOPAD.encode(&self.bytes::<32>())
    }

    /// The last 48 bits of an id made at `tick`: random, and one more than the last within the same tick, so that
    /// ids of one process sort in the order they were made.
    pub(crate) fn id_tail(&self, tick: u64) -> u64 {
        self.with(|state| {
            let tail = match state.last_id {
                (last, tail) if last == tick => tail.wrapping_add(1),
                _ => state.source.next_u64() >> 17,
            };
            state.last_id = (tick, tail & TAIL_MASK);
            tail & TAIL_MASK
        })
    }

    fn with<T>(&self, use_state: impl FnOnce(&mut State) -> T) -> T {
        use_state(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::fmt::Debug for Random {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_gives_the_same_bytes_again() {
        assert_eq!(Random::seeded(7).bytes::<16>(), Random::seeded(7).bytes::<16>());
        assert_ne!(Random::seeded(7).bytes::<16>(), Random::seeded(8).bytes::<16>());
    }

    #[test]
    fn below_reaches_every_number_and_none_beyond() {
        let random = Random::seeded(1);
        let mut seen = [false; 6];
        for _ in 0..200 {
            seen[usize::try_from(random.below(6)).unwrap()] = true;
        }
        assert_eq!(seen, [true; 6]);
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_token_has_256_bits() {
        assert_eq!(Random::system().token().len(), 43);
    }
}
