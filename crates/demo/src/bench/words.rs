//! Words with the frequencies of a language: the second is half as frequent as the first, the tenth a tenth.

use crate::dice::Dice;

/// Made-up words, the most frequent first.
pub(super) struct Vocabulary {
    words: Vec<String>,
    /// Which word a throw of [`FACES`] gives.
    throws: Vec<u16>,
}

const WORDS: u16 = 20_000;
const FACES: u32 = 1 << 16;

const BEGINNINGS: [&str; 20] = [
    "b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "v",
];
const MIDDLES: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const ENDS: [&str; 10] = ["", "l", "n", "r", "s", "t", "nd", "rk", "st", "m"];

impl Vocabulary {
    pub(super) fn new() -> Self {
        let words = (0..u32::from(WORDS)).map(word).collect();
        // Evenly spread over the logarithm of the rank: each word weighs one divided by its rank (Zipf).
        let rank = |face: u32| f64::from(WORDS).powf(f64::from(face) / f64::from(FACES)) - 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and WORDS")]
        let throws = (0..FACES).map(|face| rank(face) as u16).collect();
        Self { words, throws }
    }

    /// A text of sentences: mostly short, some long.
    pub(super) fn text(&self, dice: &mut Dice) -> String {
        let length = match dice.below(100) {
            0..=69 => dice.between(4, 20),
            70..=93 => dice.between(20, 70),
            _ => dice.between(70, 220),
        };
        let mut text = String::with_capacity(usize::try_from(length * 7).unwrap_or(0));
        let (mut until_stop, mut begins) = (dice.between(4, 14), true);
        for _ in 0..length {
            self.add_word(&mut text, dice, begins);
            until_stop -= 1;
            begins = until_stop == 0;
            if begins {
                text.push_str(if dice.below(5) == 0 { ".\n\n" } else { ". " });
                until_stop = dice.between(4, 14);
            } else {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// A few words without a stop.
    pub(super) fn subject(&self, dice: &mut Dice) -> String {
        let mut subject = String::new();
        for place in 0..dice.between(2, 7) {
            if place > 0 {
                subject.push(' ');
            }
            self.add_word(&mut subject, dice, place == 0);
        }
        subject
    }

    fn add_word(&self, text: &mut String, dice: &mut Dice, is_capital: bool) {
        let face = usize::try_from(dice.below(FACES)).unwrap_or(0);
        let word = &self.words[usize::from(self.throws[face])];
        if is_capital {
            text.push_str(&word[..1].to_ascii_uppercase());
            text.push_str(&word[1..]);
        } else {
            text.push_str(word);
        }
    }
}

/// The word of this rank: longer the rarer, and no two alike.
fn word(rank: u32) -> String {
    let mut word = String::new();
    let mut left = rank;
    loop {
        let pick = |from: &[&'static str], number: u32| from[number as usize % from.len()];
        word.push_str(pick(&BEGINNINGS, left));
        word.push_str(pick(&MIDDLES, left / 20));
        left /= 160;
        if left == 0 {
            break;
        }
        left -= 1;
    }
    word.push_str(ENDS[(rank % 10) as usize]);
    word
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Vocabulary, WORDS};
    use crate::dice::Dice;

    #[test]
    fn frequencies_fall_as_one_by_the_rank() {
        let (vocabulary, mut dice) = (Vocabulary::new(), Dice::of("words"));
        let mut counts = BTreeMap::<String, u32>::new();
        for _ in 0..2_000 {
            for word in vocabulary.text(&mut dice).to_lowercase().split_whitespace() {
                *counts.entry(word.trim_end_matches('.').to_owned()).or_default() += 1;
            }
        }
        let count = |rank: usize| f64::from(counts[&vocabulary.words[rank]]);
        assert!((6.0..14.0).contains(&(count(0) / count(9))), "{} and {}", count(0), count(9));
        assert!(counts.len() > 5_000);
    }

    #[test]
    fn no_two_words_are_alike() {
        let mut words = Vocabulary::new().words;
        words.sort();
        words.dedup();
        assert_eq!(words.len(), usize::from(WORDS));
    }
}
