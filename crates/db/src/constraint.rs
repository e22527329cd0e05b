//! Constraints answer questions: a unique index is the check for "already taken".

use kernel::{Code, Fault, base_codes};

/// What it means when a unique index refuses a row.
#[derive(Debug)]
pub struct Taken {
    /// The table.
    pub table: &'static str,
    /// The columns of the index, in its order.
    pub columns: &'static [&'static str],
    /// The code to answer with.
    pub code: &'static Code,
}

/// The fault for a unique violation of these columns.
pub(crate) fn taken(list: &'static [Taken], table: &str, columns: &[String]) -> Fault {
    let known = list.iter().find(|taken| taken.table == table && taken.columns == columns);
    let code = known.map_or(&base_codes::CONFLICT, |taken| taken.code);
    Fault::new(code).because(format!("unique ({}) of {table}", columns.join(", ")))
}
