//! `docs/reference/seed.md`: the statements of the seed, each with the test that holds it and how it stands.

use std::ops::RangeInclusive;

use super::table::{self, Row};

pub(super) const PAGE: &str = "docs/reference/seed.md";

/// The text Portico began from, in single statements.
pub(super) const STATEMENTS: &str = include_str!("statements.md");

/// What the theme editor brings; nothing else may wait for it.
const OF_THEMES: [RangeInclusive<usize>; 2] = [6..=8, 65..=73];

/// How a statement stands.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Holds,
    /// The product does something else, for the reason in this line of the specification.
    Differs,
    /// Waits for the theme editor.
    Themes,
    /// Nothing that a program could do.
    Words,
}

impl State {
    fn read(cell: &str) -> Option<Self> {
        match cell {
            "holds" => Some(Self::Holds),
            "themes issue" => Some(Self::Themes),
            "words" => Some(Self::Words),
            _ => {
                let why = cell.strip_prefix("differs (")?.strip_suffix(')')?;
                is_line(why).then_some(Self::Differs)
            }
        }
    }

    fn has_test(&self) -> bool {
        matches!(self, Self::Holds | Self::Differs)
    }
}

/// `P6`, `T3` or `§1`: how the specification numbers its lines and chapters.
fn is_line(text: &str) -> bool {
    let number =
        text.strip_prefix('§').or_else(|| text.strip_prefix(|first: char| first.is_ascii_uppercase()));
    number.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit()))
}

pub(super) fn count(page: &str) -> usize {
    table::rows(page).len()
}

/// Whether the theme editor is there: a theme can be published.
pub(super) fn is_themes_closed(routes: &str) -> bool {
    table::rows(routes).iter().any(|row| {
        let segments = || row.cells[0].trim_matches('`').split('/');
        let posts = row.cells.get(1) == Some(&"POST");
        posts && segments().any(|part| part.starts_with("theme")) && segments().any(|part| part == "publish")
    })
}

/// What is wrong with the page, tests apart.
pub(super) fn faults(page: &str, routes: &str) -> Vec<String> {
    let (rows, expected) = (table::rows(page), table::rows(STATEMENTS));
    let is_closed = is_themes_closed(routes);
    let mut faults = order_faults(&rows, expected.len());
    for row in &rows {
        let statement = number(row).and_then(|number| expected.get(number.checked_sub(1)?));
        let fault = row_fault(row, statement, is_closed);
        faults.extend(fault.map(|fault| format!("{PAGE}:{}: {fault}", row.line)));
    }
    faults
}

fn number(row: &Row<'_>) -> Option<usize> {
    row.cells[0].parse().ok()
}

/// Missing, doubled, extra and misplaced rows.
fn order_faults(rows: &[Row<'_>], statements: usize) -> Vec<String> {
    let numbers: Vec<usize> = rows.iter().filter_map(number).collect();
    let mut faults = Vec::new();
    for number in 1..=statements {
        match numbers.iter().filter(|one| **one == number).count() {
            0 => faults.push(format!("{PAGE}: row {number} is missing")),
            1 => {}
            times => faults.push(format!("{PAGE}: row {number} is there {times} times")),
        }
    }
    if !numbers.is_sorted() {
        faults.push(format!("{PAGE}: the rows are not in the order of the seed"));
    }
    faults
}

fn row_fault(row: &Row<'_>, statement: Option<&Row<'_>>, is_closed: bool) -> Option<String> {
    let [number, words, line, tests, state] = row.cells[..] else {
        return Some("a row has number, statement, line, test and state".to_owned());
    };
    let Some(statement) = statement else { return Some(format!("the seed has no statement {number}")) };
    if words != statement.cells[1] {
        return Some(format!("statement {number} is \"{}\"", statement.cells[1]));
    }
    let Some(state) = State::read(state) else { return Some(format!("\"{state}\" is no state")) };
    if state != State::Words && !line.split(", ").all(is_line) {
        return Some(format!("\"{line}\" names no line of the specification"));
    }
    if state.has_test() == table::tests_of(tests).is_empty() {
        let wants = if state.has_test() { "wants the name of a test" } else { "has no test" };
        return Some(format!("a statement in this state {wants}"));
    }
    let waits = state == State::Themes;
    let may_wait = OF_THEMES.iter().any(|rows| number.parse().is_ok_and(|number| rows.contains(&number)));
    if waits && !may_wait {
        return Some(format!("statement {number} does not wait for the theme editor"));
    }
    (waits && is_closed).then(|| "themes can be published, so this one has to hold".to_owned())
}
