//! `docs/reference/threats.md`: the attack classes on sign-in, on who may see what, on what is shown and on what is taken in, each
//! with the test that fails without our defence.

use super::table::{self, Row};

pub(super) const PAGE: &str = "docs/reference/threats.md";

const FIRST: usize = 10;
const LAST: usize = 37;
/// Classes behind those, as there comes to be something that they attack.
const BEYOND: [usize; 1] = [43];

/// How a row says that the product has nothing yet that could be attacked in this way.
const NO_DOOR: &str = "no such door yet: ";

/// Who may say so alone.
const DOORLESS: [&str; 2] = ["TH11", "TH12"];
/// Who may say so of a part, beside the tests of the rest.
const DOORLESS_IN_PART: &str = "TH26";

/// What is wrong with the page, tests apart.
pub(super) fn faults(page: &str) -> Vec<String> {
    let rows = table::rows(page);
    let expected: Vec<String> = (FIRST..=LAST).chain(BEYOND).map(|number| format!("TH{number}")).collect();
    let found: Vec<&str> = rows.iter().map(|row| row.cells[0]).collect();
    let mut faults = Vec::new();
    if found != expected {
        faults.push(format!(
            "{PAGE}: the rows are TH{FIRST} to TH{LAST} and {BEYOND:?}, each once and in order: {found:?}"
        ));
    }
    let told = rows.iter().filter_map(|row| Some(format!("{PAGE}:{}: {}", row.line, row_fault(row)?)));
    faults.extend(told);
    faults
}

fn row_fault(row: &Row<'_>) -> Option<String> {
    let [number, threat, defence, test] = row.cells[..] else {
        return Some("a row has number, threat, defence and test".to_owned());
    };
    if threat.is_empty() || defence.is_empty() {
        return Some(format!("{number} says nothing"));
    }
    let has_test = !table::tests_of(test).is_empty();
    let door = test.split_once(NO_DOOR).map(|(_, issue)| issue.trim());
    match door {
        None if has_test => None,
        None => Some(format!("{number} wants the name of a test")),
        Some("") => Some(format!("{number} does not say what brings the door")),
        Some(_) if has_test && number == DOORLESS_IN_PART => None,
        Some(_) if !has_test && DOORLESS.contains(&number) => None,
        Some(_) => Some(format!("{number} may not go without a test")),
    }
}
