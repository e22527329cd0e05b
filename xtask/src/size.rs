//! `cargo xtask size`: how long things are, beside how long they may be.

mod measure;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::files;
use crate::say::{say, settle};
use measure::{Found, Kind, Totals};

const EXCEPTIONS: &str = "size.toml";

/// How long one kind of thing should be and may be.
struct Limit {
    kind: Kind,
    name: &'static str,
    /// What half of all stay below.
    median: Option<usize>,
    /// What nine of ten stay below.
    p90: Option<usize>,
    /// What each stays below that has no line in size.toml.
    free: usize,
    /// What each stays below, with or without.
    hard: usize,
}

const LIMITS: &[Limit] = &[
    Limit {
        kind: Kind::File,
        name: "product file",
        median: Some(80),
        p90: Some(220),
        free: 400,
        hard: usize::MAX,
    },
    Limit { kind: Kind::Function, name: "function", median: Some(8), p90: Some(25), free: 40, hard: 60 },
    Limit { kind: Kind::Handler, name: "handler body", median: Some(8), p90: Some(12), free: 20, hard: 20 },
    Limit {
        kind: Kind::Template,
        name: "template",
        median: Some(25),
        p90: None,
        free: 120,
        hard: usize::MAX,
    },
    Limit { kind: Kind::Script, name: "script", median: None, p90: None, free: 150, hard: usize::MAX },
    Limit { kind: Kind::ToolFile, name: "tool file", median: None, p90: None, free: 400, hard: usize::MAX },
    Limit { kind: Kind::ToolFunction, name: "tool function", median: None, p90: None, free: 40, hard: 60 },
];

const TESTS_PER_CODE: f64 = 0.8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    path: String,
    /// Left out for the file as a whole.
    function: Option<String>,
    reason: String,
}

/// `cargo xtask size`
pub(crate) fn run(_: &[String]) -> Result<()> {
    let exceptions: Exceptions = toml::from_str(&files::read(EXCEPTIONS)?).context(EXCEPTIONS)?;
    let (found, totals) = measure::everything()?;
    say(format!(
        "{:<14} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "lines", "number", "median", "target", "p90", "target", "longest", "limit"
    ));
    for limit in LIMITS {
        say(limit.row(&found));
    }
    for line in shares(&totals) {
        say(line);
    }
    settle(&faults(&found, &exceptions.exception))
}

impl Limit {
    fn of(kind: Kind) -> &'static Self {
        LIMITS.iter().find(|limit| limit.kind == kind).expect("each kind has a line in LIMITS")
    }

    fn row(&self, found: &[Found]) -> String {
        let mut lines: Vec<usize> =
            found.iter().filter(|one| one.kind == self.kind).map(|one| one.lines).collect();
        lines.sort_unstable();
        let target = |value: Option<usize>| value.map_or("–".to_owned(), |value| format!("≤ {value}"));
        format!(
            "{:<14} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
            self.name,
            lines.len(),
            percentile(&lines, 50),
            target(self.median),
            percentile(&lines, 90),
            target(self.p90),
            lines.last().copied().unwrap_or(0),
            self.free,
        )
    }
}

/// The smallest value that this share of all values does not exceed; 0 of none.
fn percentile(sorted: &[usize], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

fn shares(totals: &Totals) -> Vec<String> {
    let percent = |part: usize| 100.0 * ratio(part, totals.code);
    let tests = ratio(totals.tests, totals.code);
    let short = if tests < TESTS_PER_CODE { "   warning: too few tests" } else { "" };
    vec![
        format!("test : code     {tests:.2}   target ≥ {TESTS_PER_CODE}{short}"),
        format!("doc lines       {:.1} %   target 8–12 %", percent(totals.docs)),
        format!("comment lines   {:.1} %   target 3–5 %", percent(totals.comments)),
    ]
}

fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { exact(part) / exact(whole) }
}

fn faults(found: &[Found], exceptions: &[Exception]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut needed = BTreeSet::new();
    for one in found.iter().filter(|one| one.lines > Limit::of(one.kind).free) {
        let limit = Limit::of(one.kind);
        let excepted = exceptions.iter().position(|exception| exception.covers(one));
        needed.extend(excepted);
        if excepted.is_none() || one.lines > limit.hard {
            faults.push(one.too_long(limit));
        }
    }
    for (at, exception) in exceptions.iter().enumerate() {
        let function = exception.function.as_deref().unwrap_or("the file");
        let fault = if !needed.contains(&at) {
            "is no longer needed"
        } else if exception.reason.trim().is_empty() {
            "gives no reason"
        } else {
            continue;
        };
        faults.push(format!("{EXCEPTIONS}: the line for {function} in {} {fault}", exception.path));
    }
    faults
}

impl Exception {
    fn covers(&self, found: &Found) -> bool {
        self.path == found.path && self.function == found.function
    }
}

impl Found {
    fn too_long(&self, limit: &Limit) -> String {
        let function = self.function.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        let place = format!("{}:{}{function}", self.path, self.line);
        let relief = match limit.hard {
            usize::MAX => format!(" without a line in {EXCEPTIONS}"),
            hard if hard > limit.free => format!(" without a line in {EXCEPTIONS}, {hard} with one"),
            _ => String::new(),
        };
        format!("{place}: {} of {} lines, at most {}{relief}", limit.name, self.lines, limit.free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(name: &str, lines: usize) -> Found {
        let (path, function) = ("crates/a/src/lib.rs".to_owned(), Some(name.to_owned()));
        Found { kind: Kind::Function, path, function, line: 1, lines }
    }

    fn exception(function: &str) -> Exception {
        let path = "crates/a/src/lib.rs".to_owned();
        Exception { path, function: Some(function.to_owned()), reason: "told in its order".to_owned() }
    }

    #[test]
    fn beyond_forty_lines_a_function_needs_a_reason_and_beyond_sixty_none_helps() {
        assert!(faults(&[function("a", 40)], &[]).is_empty());
        assert_eq!(faults(&[function("a", 41)], &[]).len(), 1);
        assert!(faults(&[function("a", 60)], &[exception("a")]).is_empty());
        assert_eq!(faults(&[function("a", 61)], &[exception("a")]).len(), 1);
    }

    #[test]
    fn an_exception_nobody_needs_is_a_fault() {
        assert_eq!(faults(&[function("a", 12)], &[exception("a")]).len(), 1);
        assert_eq!(faults(&[function("a", 50)], &[exception("b")]).len(), 2);
    }

    #[test]
    fn percentiles_are_values_that_occur() {
        assert_eq!(percentile(&[], 50), 0);
        assert_eq!(percentile(&[1, 2, 3], 50), 2);
        assert_eq!(percentile(&[1, 2, 3, 4], 50), 2);
        assert_eq!(percentile(&(1..=10).collect::<Vec<_>>(), 90), 9);
    }
}
