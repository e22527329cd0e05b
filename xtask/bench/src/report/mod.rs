//! The table in `docs/performance.md`.

mod check;
mod table;

pub(crate) use check::compare;
pub(crate) use table::{committed, render, write};
