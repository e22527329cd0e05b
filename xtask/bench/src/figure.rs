//! Measured values, and what is asked of them.

use std::fmt;

/// What a value counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    /// More is better.
    PerSecond,
    /// Less is better, as for everything below.
    Millis,
    Mebibytes,
}

/// A measured value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// The 99th percentile of the time one took, in milliseconds.
    pub(crate) p99: Option<f64>,
    /// What one cost the server, in microseconds of a core. Other work on the machine changes it little.
    pub(crate) cost: Option<f64>,
}

/// What is asked of a row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Target {
    /// At least this share of what stands beside it.
    Share(f64),
    /// At most this value.
    AtMost(f64),
    /// At least this value.
    AtLeast(f64),
    /// Only to be known.
    None,
}

/// One line of the table.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// On which database.
    pub(crate) on: &'static str,
    pub(crate) product: Figure,
    /// What it is compared with, and what that came to.
    pub(crate) beside: Option<(&'static str, Figure)>,
    pub(crate) target: Target,
}

impl Figure {
    pub(crate) fn per_second(value: f64) -> Self {
        Self { value, unit: Unit::PerSecond, p99: None, cost: None }
    }

    pub(crate) fn millis(value: f64) -> Self {
        Self { value, unit: Unit::Millis, p99: None, cost: None }
    }

    pub(crate) fn mebibytes(value: f64) -> Self {
        Self { value, unit: Unit::Mebibytes, p99: None, cost: None }
    }

    pub(crate) fn with_p99(self, millis: f64) -> Self {
        Self { p99: Some(millis), ..self }
    }

    pub(crate) fn with_cost(self, micros: f64) -> Self {
        Self { cost: Some(micros), ..self }
    }

    /// The median by value, of at least one.
    pub(crate) fn median(mut figures: Vec<Self>) -> Self {
        figures.sort_by(|one, other| one.value.total_cmp(&other.value));
        figures[figures.len() / 2]
    }

    /// Half of these times, in milliseconds, are shorter, and 99 of 100 are shorter than the other. At least one.
    pub(crate) fn of_times(millis: Vec<f64>) -> Self {
        Self::of_times_at(millis, 50)
    }

    /// The same with another percentile than the median.
    pub(crate) fn of_times_at(mut millis: Vec<f64>, percentile: usize) -> Self {
        millis.sort_by(f64::total_cmp);
        let last = millis.len() - 1;
        Self::millis(millis[last * percentile / 100]).with_p99(millis[last * 99 / 100])
    }
}

impl Row {
    /// By what the product differs from what stands beside it.
    pub(crate) fn ratio(&self) -> Option<f64> {
        self.beside.map(|(_, beside)| self.product.value / beside.value)
    }

    /// Whether it is what is asked; nothing where nothing is.
    pub(crate) fn is_met(&self) -> Option<bool> {
        match self.target {
            Target::Share(least) => self.ratio().map(|ratio| ratio >= least),
            Target::AtMost(most) => Some(self.product.value <= most),
            Target::AtLeast(least) => Some(self.product.value >= least),
            Target::None => None,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::PerSecond => write!(formatter, "{}/s", thousands(self.value))?,
            Unit::Millis => write!(formatter, "{:.2} ms", self.value)?,
            Unit::Mebibytes => write!(formatter, "{:.1} MiB", self.value)?,
        }
        let p99 = self.p99.map(|p99| format!("p99 {p99:.1} ms"));
        let cost = self.cost.map(|cost| format!("{cost:.0} µs of CPU"));
        let more: Vec<String> = p99.into_iter().chain(cost).collect();
        if more.is_empty() { Ok(()) } else { write!(formatter, " ({})", more.join(", ")) }
    }
}

impl Target {
    /// As the table says it.
    pub(crate) fn told(self, unit: Unit) -> String {
        let told = |value| Figure { value, unit, p99: None, cost: None }.to_string();
        match self {
            Self::Share(least) => format!("≥ {least:.2} ×"),
            Self::AtMost(most) => format!("≤ {}", told(most)),
            Self::AtLeast(least) => format!("≥ {}", told(least)),
            Self::None => String::new(),
        }
    }
}

/// Whole, with a comma before every three digits.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Figure, Row, Target, Unit};

    #[test]
    fn figures_are_told_with_their_units() {
        assert_eq!(Figure::per_second(1_234_567.4).with_p99(9.04).to_string(), "1,234,567/s (p99 9.0 ms)");
        assert_eq!(Figure::per_second(76.0).with_cost(612.3).to_string(), "76/s (612 µs of CPU)");
        assert_eq!(Target::AtMost(3.0).told(Unit::Millis), "≤ 3.00 ms");
    }

    #[test]
    fn medians_and_percentiles_are_of_the_sorted_values() {
        let figures = [3.0, 1.0, 2.0].map(Figure::per_second).to_vec();
        assert!((Figure::median(figures).value - 2.0).abs() < 1e-9);
        let times = Figure::of_times((0..=100).rev().map(f64::from).collect());
        assert_eq!((times.value, times.p99), (50.0, Some(99.0)));
    }

    #[test]
    fn a_target_is_met_at_its_limit() {
        let beside = Some(("yardstick", Figure::per_second(100.0)));
        let row = |value: f64| Row {
            what: String::new(),
            on: "SQLite",
            product: Figure::per_second(value),
            beside,
            target: Target::Share(0.6),
        };
        assert_eq!((row(60.0).is_met(), row(59.0).is_met()), (Some(true), Some(false)));
        let slow = Row { target: Target::AtMost(50.0), product: Figure::millis(51.0), ..row(1.0) };
        assert_eq!(slow.is_met(), Some(false));
    }
}
