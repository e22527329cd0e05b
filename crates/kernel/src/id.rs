//! Ids: 12 bytes, sorted by time, never interchangeable between nouns.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Fault, Random, Time, base_codes};

/// A noun that has ids of its own.
pub trait Noun: 'static {
    /// The noun's name, for messages to developers.
    const NAME: &'static str;
}

/// The tenant: every stored row belongs to one.
pub struct Org;

impl Noun for Org {
    const NAME: &'static str = "org";
}

/// The id of an organization.
pub type OrgId = Id<Org>;

/// The id of an `N`: 32 bits of Unix seconds, 16 bits of the second's fraction, 48 random bits. Written as 24
/// lower-case hexadecimal characters. Knowing one grants nothing.
pub struct Id<N>([u8; 12], PhantomData<fn() -> N>);

impl<N: Noun> Id<N> {
    /// A new id made at `time`. Ids of one process count up within one tick of 1/65536 s.
    pub fn new(time: Time, random: &Random) -> Self {
        let seconds = u64::try_from(time.seconds()).unwrap_or(0) & 0xFFFF_FFFF;
        let fraction = u64::try_from(time.0.rem_euclid(1000)).unwrap_or(0) * 65_536 / 1000;
        let tick = (seconds << 16) | fraction;
        let mut bytes = [0; 12];
        bytes[..6].copy_from_slice(&tick.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random.id_tail(tick).to_be_bytes()[2..]);
        Self(bytes, PhantomData)
    }
}

impl<N> Id<N> {
    /// The 12 bytes.
    pub fn bytes(self) -> [u8; 12] {
        self.0
    }

    /// The id with these 12 bytes.
    pub fn from_bytes(bytes: [u8; 12]) -> Self {
        Self(bytes, PhantomData)
    }
}

/// A text that is no id is answered as an id nobody has: 404.
impl<N> FromStr for Id<N> {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let mut bytes = [0; 12];
        if text.len() != 24 {
            return Err(Fault::new(&base_codes::NOT_FOUND));
        }
        match HEXLOWER.decode_mut(text.as_bytes(), &mut bytes) {
            Ok(12) => Ok(Self(bytes, PhantomData)),
            _ => Err(Fault::new(&base_codes::NOT_FOUND)),
        }
    }
}

impl<N> fmt::Display for Id<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; 24];
        HEXLOWER.encode_mut(&self.0, &mut text);
        formatter.write_str(std::str::from_utf8(&text).expect("hexadecimal digits are ASCII"))
    }
}

impl<N: Noun> fmt::Debug for Id<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{self}", N::NAME)
    }
}

impl<N> Clone for Id<N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<N> Copy for Id<N> {}
impl<N> PartialEq for Id<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<N> Eq for Id<N> {}
impl<N> PartialOrd for Id<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<N> Ord for Id<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<N> Hash for Id<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<N> Serialize for Id<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, N> Deserialize<'de> for Id<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("an id is 24 lower-case hexadecimal characters"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Org};
    use crate::{Random, Time};

    #[test]
    fn ids_sort_by_time_and_within_one_tick_by_making() {
        let random = Random::seeded(1);
        let made: Vec<Id<Org>> =
            [0, 0, 0, 1, 1000].map(|at| Id::new(Time(1_790_000_000_000 + at), &random)).into();
        assert!(made.is_sorted());
        assert_eq!(made[0].to_string()[..8], *"6ab13b80");
    }

    #[test]
    fn an_id_is_read_back_and_anything_else_is_not_found() {
        let id: Id<Org> = Id::new(Time(1_790_000_000_000), &Random::seeded(2));
        assert_eq!(id.to_string().parse::<Id<Org>>().unwrap(), id);
        for wrong in
            ["", "6ab1", "6AB13B80000000000000000A", "zzb13b80000000000000000a", "6ab13b80000000000000000a1"]
        {
            assert_eq!(wrong.parse::<Id<Org>>().unwrap_err().code().name, "not_found", "{wrong}");
        }
    }
}
