//! Whether the committed table still says what this code does.

use std::collections::BTreeMap;

use super::table::Name;
use crate::figure::Row;

/// Ratios may differ by so much: single measurements vary by a fifth.
const WITHIN: f64 = 0.3;

/// What differs. Values without a ratio are left out: they say as much of the machine as of the code.
pub(crate) fn compare(committed: &BTreeMap<Name, f64>, rows: &[Row]) -> Vec<String> {
    rows.iter().filter_map(|row| difference(committed, row, row.ratio()?)).collect()
}

fn difference(committed: &BTreeMap<Name, f64>, row: &Row, ratio: f64) -> Option<String> {
    let name = (row.what.clone(), row.on.to_owned());
    let Some(known) = committed.get(&name) else {
        return Some(format!("{} on {} is not in the table", row.what, row.on));
    };
    let changed = ratio / known - 1.0;
    (changed.abs() > WITHIN).then(|| {
        format!("{} on {}: {ratio:.2}, in the table {known:.2} ({:+.0} %)", row.what, row.on, changed * 100.0)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::compare;
    use crate::figure::{Figure, Row, Target};

    #[test]
    fn ratios_may_differ_by_thirty_percent_either_way() {
        let row = |rate: f64| Row {
            what: "list".to_owned(),
            on: "SQLite",
            product: Figure::per_second(rate),
            beside: Some(("yardstick", Figure::per_second(100.0))),
            target: Target::None,
        };
        let committed = BTreeMap::from([(("list".to_owned(), "SQLite".to_owned()), 0.6)]);
        let differs = |rate: f64| compare(&committed, &[row(rate)]).len();
        assert_eq!([77.0, 43.0, 79.0, 41.0].map(differs), [0, 0, 1, 1]);
        assert_eq!(compare(&BTreeMap::new(), &[row(60.0)]), ["list on SQLite is not in the table"]);
        assert!(compare(&committed, &[Row { beside: None, ..row(1.0) }]).is_empty());
    }
}
