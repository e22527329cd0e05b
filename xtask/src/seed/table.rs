//! Tables of a Markdown page, as far as the reference pages use them.

/// A row below a table's head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// The line of the page, from 1.
    pub(super) line: usize,
    pub(super) cells: Vec<&'a str>,
}

/// The name of a test, and where it stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named<'a> {
    pub(super) place: String,
    pub(super) test: &'a str,
}

/// The rows of every table of a page.
pub(super) fn rows(page: &str) -> Vec<Row<'_>> {
    let lines: Vec<&str> = page.lines().collect();
    let is_head = |at: usize| lines.get(at + 1).is_some_and(|below| is_rule(below));
    let is_row = |at: usize| lines[at].starts_with('|') && !is_rule(lines[at]) && !is_head(at);
    let row = |at: usize| Row { line: at + 1, cells: cells(lines[at]) };
    (0..lines.len()).filter(|at| is_row(*at)).map(row).collect()
}

fn is_rule(line: &str) -> bool {
    line.starts_with('|') && line.chars().all(|letter| "|-: ".contains(letter))
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim_end().trim_start_matches("| ");
    inner.strip_suffix(" |").unwrap_or(inner).split(" | ").map(str::trim).collect()
}

/// The full names of tests in a cell: what stands between backticks and has a path.
pub(super) fn tests_of(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).filter(|word| word.contains("::")).collect()
}

/// Those of every row of a page: of the last of its cells that names any.
pub(super) fn named<'a>(path: &str, page: &'a str) -> Vec<Named<'a>> {
    let of_row = |row: Row<'a>| {
        let place = format!("{path}:{}", row.line);
        let tests = row.cells.into_iter().rev().map(tests_of).find(|tests| !tests.is_empty());
        tests.unwrap_or_default().into_iter().map(move |test| Named { place: place.clone(), test })
    };
    rows(page).into_iter().flat_map(of_row).collect()
}
