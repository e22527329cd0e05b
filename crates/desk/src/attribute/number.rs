//! Numbers as people write them: kept digit by digit, and comparable without becoming a binary fraction.

use std::fmt;

/// A finite decimal number of at most 40 digits, without noughts that say nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    is_negative: bool,
    /// Without a nought at its beginning; empty for numbers below one.
    whole: String,
    /// Without a nought at its end.
    fraction: String,
}

/// The most digits of one.
const MOST_DIGITS: usize = 40;

impl Number {
    /// `-12.50`, `007`, `.5`; nothing for what is no such number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let ends_well = !digits.ends_with('.') && !digits.is_empty();
        if !ends_well || !are_digits(whole) || !are_digits(fraction) || digits.len() > MOST_DIGITS + 1 {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let is_nought = whole.is_empty() && fraction.is_empty();
        let is_short = whole.len() + fraction.len() <= MOST_DIGITS;
        is_short.then(|| Self {
            is_negative: is_negative && !is_nought,
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
        })
    }

    /// A text that sorts as the numbers do: the sign, how many digits stand before the point, and the digits. Below
    /// nought each is turned round, and the end sorts behind every digit.
    pub(super) fn key(&self) -> String {
        let (length, digits) = (self.whole.len(), format!("{}.{}", self.whole, self.fraction));
        if self.is_negative {
            let turned = |sign: char| sign.to_digit(10).and_then(|digit| char::from_digit(9 - digit, 10));
            let turned: String = digits.chars().map(|sign| turned(sign).unwrap_or(sign)).collect();
            format!("0{:02}{turned}~", 99 - length)
        } else {
            format!("1{length:02}{digits}")
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        let point = if self.fraction.is_empty() { "" } else { "." };
        write!(formatter, "{sign}{whole}{point}{}", self.fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn a_number_is_kept_exactly() {
        for (typed, kept) in [
            ("0.1", "0.1"),
            ("007.50", "7.5"),
            ("-0", "0"),
            ("+3", "3"),
            (".5", "0.5"),
            ("-.25", "-0.25"),
            (" 12 ", "12"),
            ("0.30000000000000000004", "0.30000000000000000004"),
            ("9007199254740993", "9007199254740993"),
        ] {
            assert_eq!(Number::parse(typed).unwrap().to_string(), kept, "{typed}");
        }
        let long = "1".repeat(41);
        for bad in ["", "-", ".", "1.", "1,5", "1e3", "NaN", "inf", "1 2", "--1", "0x1", "१", &long] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_sort_by_their_keys() {
        let sorted = [
            "-12345678901234567890.5",
            "-100",
            "-99.9",
            "-10",
            "-2",
            "-1.55",
            "-1.5",
            "-1.45",
            "-1",
            "-0.5",
            "-0.05",
            "0",
            "0.05",
            "0.5",
            "1",
            "1.45",
            "1.5",
            "2",
            "10",
            "99.9",
            "100",
            "12345678901234567890",
        ];
        let keys: Vec<String> = sorted.iter().map(|text| Number::parse(text).unwrap().key()).collect();
        let mut again = keys.clone();
        again.sort();
        assert_eq!(keys, again);
        assert_eq!(Number::parse("1.50").unwrap().key(), Number::parse("01.5").unwrap().key());
    }
}
