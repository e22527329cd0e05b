//! Numbers and sizes of files as a language writes them.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumberOptions;
use intl_memoizer::concurrent::IntlLangMemoizer;

use crate::texts::Words;

/// The signs between thousands and before a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    group: char,
    decimal: char,
}

type FluentFormatter = fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>;

impl Default for NumberStyle {
    fn default() -> Self {
        Self { group: ',', decimal: '.' }
    }
}

impl NumberStyle {
    /// From the texts `number-group` and `number-decimal`; a missing one is as in English.
    pub(crate) fn new(group: Option<&str>, decimal: Option<&str>) -> Self {
        let sign = |text: Option<&str>, usual| text.and_then(|text| text.chars().next()).unwrap_or(usual);
        Self { group: sign(group, ','), decimal: sign(decimal, '.') }
    }

    pub(crate) fn of(words: &Words) -> Self {
        let sign = |key| words.ready(key).and_then(minijinja::Value::as_str);
        Self::new(sign("number-group"), sign("number-decimal"))
    }

    pub(crate) fn whole(self, number: i64) -> String {
        self.write(&number.to_string(), true)
    }

    /// At most two digits behind the point, none that are zero.
    pub(crate) fn fraction(self, number: f64) -> String {
        let text = format!("{number:.2}");
        self.write(text.trim_end_matches('0').trim_end_matches('.'), true)
    }

    /// `digits` are as Rust writes a number: a sign, digits, a point, digits.
    fn write(self, digits: &str, grouped: bool) -> String {
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("\u{2212}", rest));
        let (whole, fraction) =
            digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let mut written = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                written.push(self.group);
            }
            written.push(digit);
        }
        if let Some(fraction) = fraction {
            written.push(self.decimal);
            written.push_str(fraction);
        }
        written
    }

    /// Fluent takes no closure here, so each style that languages have is a function of its own.
    pub(crate) fn fluent_formatter(self) -> FluentFormatter {
        match (self.group, self.decimal) {
            ('.', _) => format_number::<'.', ','>,
            ('\u{202f}', _) => format_number::<'\u{202f}', ','>,
            ('\u{a0}', _) => format_number::<'\u{a0}', ','>,
            ('’', _) => format_number::<'’', '.'>,
            _ => format_number::<',', '.'>,
        }
    }
}

fn format_number<const GROUP: char, const DECIMAL: char>(
    value: &FluentValue<'_>,
    _: &IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let style = NumberStyle { group: GROUP, decimal: DECIMAL };
    Some(style.write(&number.as_string(), is_grouped(&number.options)))
}

/// Marks a number that `NUMBER` was asked for: the usual options group, and those plain numbers have too.
pub(crate) const ASKED: Option<usize> = Some(1);

fn is_grouped(options: &FluentNumberOptions) -> bool {
    options.use_grouping && options.minimum_integer_digits == ASKED
}

/// The unit in which a file's size is told, and how much of it: `size-megabytes` and `1.2`.
pub(crate) fn size_in_unit(style: NumberStyle, bytes: u64) -> (&'static str, Cow<'static, str>) {
    const UNITS: [(&str, u64); 3] =
        [("size-kilobytes", 1_000), ("size-megabytes", 1_000_000), ("size-gigabytes", 1_000_000_000)];
    if bytes < 1_000 {
        return ("size-bytes", bytes.to_string().into());
    }
    let rounds_below_next = |(_, unit): &&(&str, u64)| bytes.saturating_add(unit / 2) / unit < 1_000;
    let (key, unit) = UNITS.iter().find(rounds_below_next).unwrap_or(&UNITS[2]);
    let tenths = (bytes.saturating_mul(10).saturating_add(unit / 2)) / unit;
    if tenths < 100 {
        let written = format!("{}.{}", tenths / 10, tenths % 10);
        return (key, style.write(written.trim_end_matches(".0"), false).into());
    }
    let whole = bytes.saturating_add(unit / 2) / unit;
    (key, style.write(&whole.to_string(), true).into())
}

#[cfg(test)]
mod tests {
    use super::{NumberStyle, size_in_unit};

    #[test]
    fn thousands_stand_apart() {
        let english = NumberStyle::default();
        assert_eq!(english.whole(0), "0");
        assert_eq!(english.whole(999), "999");
        assert_eq!(english.whole(-1_234_567), "−1,234,567");
        assert_eq!(english.fraction(1234.5), "1,234.5");
        assert_eq!(english.fraction(2.0), "2");
        let german = NumberStyle::new(Some("."), Some(","));
        assert_eq!(german.fraction(1234.567), "1.234,57");
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_keeps_it_short() {
        let told = |bytes| {
            let (unit, size) = size_in_unit(NumberStyle::default(), bytes);
            format!("{size} {unit}")
        };
        assert_eq!(told(0), "0 size-bytes");
        assert_eq!(told(999), "999 size-bytes");
        assert_eq!(told(1_000), "1 size-kilobytes");
        assert_eq!(told(1_234_567), "1.2 size-megabytes");
        assert_eq!(told(12_345_678), "12 size-megabytes");
        assert_eq!(told(999_600), "1 size-megabytes");
        assert_eq!(told(5_000_000_000_000), "5,000 size-gigabytes");
    }
}
