//! What a drawn form carries so that floods of them cost something: when it was drawn, and what a browser is to work out
//! (TH6). Pictures to puzzle over there are none.

use identity::{Keys, Mark, is_worked_out};
use kernel::Time;

use crate::kb::KbId;

/// How hard the work is: so many zero bits, about 65,000 tries.
pub const WORK_BITS: u32 = 16;
/// For how long a drawn form is good.
const GOOD_SECONDS: i64 = 24 * 60 * 60;
/// How long somebody without a script takes at least.
const SLOW_SECONDS: i64 = 10;
const PURPOSE: &str = "form-stamp";

/// When a form was drawn, marked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp(String);

/// What speaks for a stranger's form not being one of a flood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// The work was done.
    Worked,
    /// Nothing was worked out, but whoever filled it took their time.
    Slow,
    /// Nothing.
    None,
}

impl Stamp {
    /// Of a form that is drawn now under this key.
    pub fn new(keys: &Keys, (kb, hash, once): (KbId, &str, &str), now: Time) -> Self {
        let (kb, at) = (kb.to_string(), now.0.to_string());
        let mark = keys.mark(PURPOSE, &[&kb, hash, once, &at]);
        Self(format!("{at}.{}.{}", mark.key, mark.text))
    }

    /// As it was sent back.
    pub fn sent(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it is sent along.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as long as it can prove anything, or else one of now: what is drawn again can be sent.
    #[must_use]
    pub fn renewed(self, keys: &Keys, form: (KbId, &str, &str), now: Time) -> Self {
        let drawn_at = self.drawn_at(keys, form);
        let is_good = drawn_at.is_some_and(|drawn_at| (0..=GOOD_SECONDS).contains(&seconds(drawn_at, now)));
        if is_good { self } else { Self::new(keys, form, now) }
    }

    /// What it proves together with what was worked out for the form's key.
    pub fn prove(
        &self,
        keys: &Keys,
        (kb, hash, once): (KbId, &str, &str),
        (answer, now): (&str, Time),
    ) -> Proof {
        let Some(drawn_at) = self.drawn_at(keys, (kb, hash, once)) else { return Proof::None };
        match seconds(drawn_at, now) {
            seconds if !(0..=GOOD_SECONDS).contains(&seconds) => Proof::None,
            _ if is_worked_out(once, answer, WORK_BITS) => Proof::Worked,
            SLOW_SECONDS.. => Proof::Slow,
            _ => Proof::None,
        }
    }

    fn drawn_at(&self, keys: &Keys, (kb, hash, once): (KbId, &str, &str)) -> Option<Time> {
        let mut parts = self.0.splitn(3, '.');
        let (at, key, text) = (parts.next()?, parts.next()?, parts.next()?);
        let mark = Mark { key: key.parse().ok()?, text: text.to_owned() };
        let is_ours = keys.is_marked(PURPOSE, &[&kb.to_string(), hash, once, at], &mark);
        is_ours.then(|| at.parse().ok().map(Time)).flatten()
    }
}

fn seconds(drawn_at: Time, now: Time) -> i64 {
    now.millis_since(drawn_at).div_euclid(1_000)
}

#[cfg(test)]
mod tests {
    use identity::{Keys, work_out};
    use kernel::{Id, Random, Time};

    use super::{Proof, Stamp, WORK_BITS};

    #[test]
    fn th6_work_counts_for_the_form_it_was_drawn_for_and_for_a_day() {
        let random = Random::seeded(1);
        let (keys, now) = (Keys::generate(&random), Time(1_790_000_000_000));
        let kb = Id::new(now, &random);
        let form = (kb, "abcdefgh", "once");
        let (stamp, answer) = (Stamp::new(&keys, form, now), work_out("once", WORK_BITS));
        let later = |seconds| now.plus_seconds(seconds);
        for (form, answer, at, wanted) in [
            (form, answer.as_str(), later(0), Proof::Worked),
            (form, &answer, later(86_400), Proof::Worked),
            (form, &answer, later(86_401), Proof::None),
            (form, &answer, later(-1), Proof::None),
            (form, "", later(9), Proof::None),
            (form, "", later(10), Proof::Slow),
            ((kb, "hgfedcba", "once"), &answer, later(0), Proof::None),
            ((kb, "abcdefgh", "other"), &answer, later(0), Proof::None),
            ((Id::new(now, &random), "abcdefgh", "once"), &answer, later(0), Proof::None),
        ] {
            assert_eq!(stamp.prove(&keys, form, (answer, at)), wanted, "{form:?} {answer} {at:?}");
        }
        for forged in ["", "1.1.x", "1790000000000.1.00", "a.b"] {
            assert_eq!(Stamp::sent(forged).prove(&keys, form, (&answer, now)), Proof::None, "{forged}");
            assert_eq!(Stamp::sent(forged).renewed(&keys, form, now), stamp, "{forged}");
        }
        assert_eq!(stamp.clone().renewed(&keys, form, later(86_400)), stamp);
        assert_eq!(stamp.renewed(&keys, form, later(86_401)), Stamp::new(&keys, form, later(86_401)));
    }
}
