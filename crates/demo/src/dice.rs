//! Chance that is the same every time.

/// Choices that look like chance and follow from a text.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(text: &str) -> Self {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0100_0000_01b3;
        // FNV-1a (Fowler, Noll, Vo): spreads short texts well enough to choose colours by.
        Self(text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
    }

    /// A number from 0 up to but not including `limit`.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        u32::try_from((mixed >> 33) % u64::from(limit.max(1))).unwrap_or(0)
    }

    /// A number between these, both included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        least + self.below(most.abs_diff(least) + 1).cast_signed()
    }
}
