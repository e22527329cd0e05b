//! `docs/reference/sign-on.md`, which a test of `web` writes from the list of refusals: each row has its test.

use super::table;

pub(super) const PAGE: &str = "docs/reference/sign-on.md";

pub(super) fn faults(page: &str) -> Vec<String> {
    let rows = table::rows(page);
    let mut faults = Vec::new();
    if rows.is_empty() {
        faults.push(format!("{PAGE}: there is no row"));
    }
    let untested =
        rows.iter().filter(|row| row.cells.last().is_none_or(|cell| table::tests_of(cell).is_empty()));
    faults.extend(untested.map(|row| format!("{PAGE}:{}: {} has no test", row.line, row.cells[0])));
    faults
}
