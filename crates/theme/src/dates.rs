//! Dates and times as a language writes them.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::texts::{Argument, Words};

/// How a moment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// The day, as short as it can be: `12 Mar`, with the year when it is not this one.
    Short,
    /// The day in full: `12 March 2026`.
    Long,
    /// The day in full and the time: `12 March 2026, 14:05`.
    Full,
    /// How long ago, up to yesterday; the time of what is still to come today; else as [`Short`](Self::Short).
    Relative,
    /// The time of day: `14:05`.
    Time,
    /// For machines, in UTC: `2026-03-12T13:05:00Z` (RFC 3339).
    Iso,
}

impl DateStyle {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "short" => Self::Short,
            "long" => Self::Long,
            "full" => Self::Full,
            "relative" => Self::Relative,
            "time" => Self::Time,
            "iso" => Self::Iso,
            _ => return None,
        })
    }
}

/// A moment as it is where the reader is, beside the reader's now.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) instant: Timestamp,
    pub(crate) at: DateTime,
    pub(crate) today: Date,
    pub(crate) millis_ago: i64,
}

/// Everything a language needs to write dates, built once: no text is looked up while a page is rendered.
#[derive(Default)]
pub(crate) struct DateWords {
    names: Names,
    short: Pattern,
    short_year: Pattern,
    long: Pattern,
    full: Pattern,
    time: Pattern,
    just_now: String,
    minutes_ago: Vec<String>,
    hours_ago: Vec<String>,
    yesterday: String,
}

#[derive(Default)]
struct Names {
    months: Vec<String>,
    short_months: Vec<String>,
    morning: String,
    afternoon: String,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

impl DateWords {
    /// From the texts `date-…`; the fault says which one is missing or has a pattern that cannot be read.
    pub(crate) fn of(words: &Words) -> Result<Self, String> {
        let text = |key: &str| words.text(key, &[]).map(Cow::into_owned).map_err(|untold| untold.why);
        let pattern = |key: &str| Pattern::read(&text(key)?).map_err(|why| format!("{key}: {why}"));
        let months =
            |key: &str| (1..=12).map(|month| text(&format!("{key}-{month}"))).collect::<Result<Vec<_>, _>>();
        let ago = |key: &str, most: i64| {
            let told = |count| words.text(key, &[("count", Argument::Number(count))]);
            let told = (0..=most).map(|count| told(count).map(Cow::into_owned).map_err(|untold| untold.why));
            told.collect::<Result<Vec<_>, String>>()
        };
        Ok(Self {
            names: Names {
                months: months("date-month")?,
                short_months: months("date-month-short")?,
                morning: text("date-morning")?,
                afternoon: text("date-afternoon")?,
            },
            short: pattern("date-pattern-short")?,
            short_year: pattern("date-pattern-short-year")?,
            long: pattern("date-pattern-long")?,
            full: pattern("date-pattern-full")?,
            time: pattern("date-pattern-time")?,
            just_now: text("date-just-now")?,
            minutes_ago: ago("date-minutes-ago", 59)?,
            // A day on which the clock goes back has 25 hours.
            hours_ago: ago("date-hours-ago", 25)?,
            yesterday: text("date-yesterday")?,
        })
    }

    pub(crate) fn write(&self, moment: Moment, style: DateStyle) -> Cow<'_, str> {
        let pattern = match style {
            DateStyle::Relative => return self.relative(moment),
            DateStyle::Iso => return Cow::Owned(moment.instant.to_string()),
            DateStyle::Short if moment.at.year() == moment.today.year() => &self.short,
            DateStyle::Short => &self.short_year,
            DateStyle::Long => &self.long,
            DateStyle::Full => &self.full,
            DateStyle::Time => &self.time,
        };
        Cow::Owned(pattern.write(moment.at, &self.names))
    }

    /// What lies ahead by less than a minute is now: two machines' clocks differ by that much.
    fn relative(&self, moment: Moment) -> Cow<'_, str> {
        let days_ago = moment.today.since(moment.at.date()).map_or(0, |span| span.get_days());
        let counted = match moment.millis_ago {
            past if past.abs() < MINUTE => Some(&self.just_now),
            past if past < 0 && days_ago == 0 => return self.write(moment, DateStyle::Time),
            past if past < 0 => None,
            past if past < HOUR => self.minutes_ago.get(index(past / MINUTE)),
            past if days_ago == 0 => self.hours_ago.get(index(past / HOUR)),
            _ if days_ago == 1 => Some(&self.yesterday),
            _ => None,
        };
        counted.map_or_else(|| self.write(moment, DateStyle::Short), |text| Cow::Borrowed(text.as_str()))
    }
}

fn index(count: i64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// A date pattern in the letters of UTS 35, "Date Field Symbol Table", as far as a page needs them.
#[derive(Default)]
struct Pattern(Vec<Piece>);

enum Piece {
    Day,
    Month,
    ShortMonth,
    Year,
    Hour,
    HourOfHalfDay,
    Minute,
    HalfDay,
    Words(String),
}

impl Pattern {
    fn read(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (piece, length) = match first {
                '\'' => {
                    let words = rest[1..].split('\'').next().unwrap_or_default();
                    (Piece::Words(words.to_owned()), words.len() + 2)
                }
                letter if letter.is_ascii_alphabetic() => {
                    let run = rest.len() - rest.trim_start_matches(letter).len();
                    (Piece::field(&rest[..run])?, run)
                }
                other => (Piece::Words(other.to_string()), other.len_utf8()),
            };
            pieces.push(piece);
            rest = rest.get(length..).ok_or("a quote is not closed")?;
        }
        Ok(Self(pieces))
    }

    fn write(&self, at: DateTime, names: &Names) -> String {
        let mut written = String::with_capacity(24);
        let pieces = self.0.iter().try_for_each(|piece| piece.write(&mut written, at, names));
        pieces.expect("a String takes whatever is written");
        written
    }
}

impl Piece {
    fn field(letters: &str) -> Result<Self, String> {
        Ok(match letters {
            "d" => Self::Day,
            "MMMM" => Self::Month,
            "MMM" => Self::ShortMonth,
            "y" => Self::Year,
            "HH" => Self::Hour,
            "h" => Self::HourOfHalfDay,
            "mm" => Self::Minute,
            "a" => Self::HalfDay,
            _ => return Err(format!("{letters:?} is no part of a date; words stand in 'quotes'")),
        })
    }

    fn write(&self, out: &mut String, at: DateTime, names: &Names) -> fmt::Result {
        let month = usize::from(at.month().unsigned_abs()) - 1;
        match self {
            Self::Day => write!(out, "{}", at.day()),
            Self::Month => out.write_str(&names.months[month]),
            Self::ShortMonth => out.write_str(&names.short_months[month]),
            Self::Year => write!(out, "{}", at.year()),
            Self::Hour => write!(out, "{:02}", at.hour()),
            Self::HourOfHalfDay => write!(out, "{}", if at.hour() % 12 == 0 { 12 } else { at.hour() % 12 }),
            Self::Minute => write!(out, "{:02}", at.minute()),
            Self::HalfDay => out.write_str(if at.hour() < 12 { &names.morning } else { &names.afternoon }),
            Self::Words(words) => out.write_str(words),
        }
    }
}
