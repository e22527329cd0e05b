//! The two-database seam: one SQL text on SQLite and PostgreSQL, read and write doors, rows, migrations.
//! Knows no product noun. See `docs/architecture.md` for the vocabulary the texts keep to.

mod check;
mod constraint;
mod db;
mod migrate;
mod names;
mod postgres;
mod reader;
mod row;
mod single;
mod sqlite;
mod statement;
pub mod switch;
mod value;
mod writer;

pub use constraint::Taken;
pub use db::{Db, Location, LocationRefused};
pub use migrate::{MigrateError, Step, migrate};
pub use reader::Reader;
pub use row::{Column, FromColumn, FromRow, InOrder, Row};
pub use statement::{Call, Condition, Dialect, Statement};
pub use value::{Bind, Value};
pub use writer::Writer;
