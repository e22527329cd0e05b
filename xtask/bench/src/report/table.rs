//! Writing the table, and reading its ratios again.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use crate::figure::{Row, Target};

const DOCUMENT: &str = "docs/performance.md";
const BEGIN: &str = "<!-- measured: `cargo xtask bench --write` -->";
const END: &str = "<!-- end of measured -->";

/// What was measured and on which database.
pub(crate) type Name = (String, String);

/// The machine and the table.
pub(crate) fn render(machine: &[String], rows: &[Row]) -> String {
    let machine = machine.join("\n- ");
    let table: String = rows.iter().map(line).collect();
    format!(
        "- {machine}\n\n| what | on | Portico | beside it | ratio | asked | |\n|---|---|---|---|---|---|---|\n{table}"
    )
}

fn line(row: &Row) -> String {
    let beside = row.beside.map(|(name, figure)| format!("{name} {figure}")).unwrap_or_default();
    let ratio = row.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
    let asked = row.target.told(row.product.unit);
    format!(
        "| {} | {} | {} | {beside} | {ratio} | {asked} | {} |\n",
        row.what,
        row.on,
        row.product,
        verdict(row)
    )
}

fn verdict(row: &Row) -> String {
    let off = match (row.is_met(), row.target) {
        (None, _) => return String::new(),
        (Some(true), _) => return "met".to_owned(),
        (_, Target::Share(least)) => 1.0 - row.ratio().unwrap_or(0.0) / least,
        (_, Target::AtLeast(least)) => 1.0 - row.product.value / least,
        (_, Target::AtMost(most)) => row.product.value / most - 1.0,
        (_, Target::None) => 0.0,
    };
    format!("**missed by {:.0} %**", off * 100.0)
}

/// Puts a table into the document.
pub(crate) fn write(table: &str) -> Result<()> {
    let text = std::fs::read_to_string(DOCUMENT).context(DOCUMENT)?;
    std::fs::write(DOCUMENT, replaced(&text, table)?).context(DOCUMENT)
}

/// The ratios in the document.
pub(crate) fn committed() -> Result<BTreeMap<Name, f64>> {
    let text = std::fs::read_to_string(DOCUMENT).context(DOCUMENT)?;
    Ok(ratios(measured(&text)?.1))
}

fn replaced(text: &str, table: &str) -> Result<String> {
    let (before, _, after) = measured(text)?;
    Ok(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

/// What is before the measured part, that part, and what is behind.
fn measured(text: &str) -> Result<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEGIN).with_context(|| format!("{DOCUMENT} lacks {BEGIN}"))?;
    let (part, after) = rest.split_once(END).with_context(|| format!("{DOCUMENT} lacks {END}"))?;
    Ok((before, part, after))
}

/// The ratios of a table, where there are any.
fn ratios(table: &str) -> BTreeMap<Name, f64> {
    let rows =
        table.lines().filter_map(|line| line.strip_prefix("| ")).map(|line| line.split(" | ").collect());
    rows.filter_map(|cells: Vec<&str>| {
        let ratio = cells.get(4)?.trim().parse().ok()?;
        Some(((cells.first()?.trim().to_owned(), cells.get(1)?.trim().to_owned()), ratio))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, ratios, render, replaced};
    use crate::figure::{Figure, Row, Target};

    fn rows() -> Vec<Row> {
        let list = Row {
            what: "list".to_owned(),
            on: "SQLite",
            product: Figure::per_second(3_000.0).with_p99(9.0),
            beside: Some(("yardstick", Figure::per_second(6_000.0))),
            target: Target::Share(0.6),
        };
        let start = Row {
            what: "start".to_owned(),
            product: Figure::millis(42.0),
            beside: None,
            target: Target::AtMost(100.0),
            ..list.clone()
        };
        vec![list, start]
    }

    #[test]
    fn a_table_can_be_read_again() {
        let table = render(&["a machine".to_owned()], &rows());
        assert!(table.contains("| 0.50 | ≥ 0.60 × | **missed by 17 %** |"), "{table}");
        assert!(table.contains("| start | SQLite | 42.00 ms |  |  | ≤ 100.00 ms | met |"), "{table}");
        let read: Vec<_> = ratios(&table).into_iter().collect();
        assert_eq!(read, [(("list".to_owned(), "SQLite".to_owned()), 0.5)]);
    }

    #[test]
    fn only_the_measured_part_of_the_document_is_replaced() {
        let text = format!("before {BEGIN} old {END} after {BEGIN}");
        let new = replaced(&text, "| new |\n").unwrap();
        assert_eq!(new, format!("before {BEGIN}\n\n| new |\n\n{END} after {BEGIN}"));
        assert!(replaced("nothing", "").is_err());
    }
}
