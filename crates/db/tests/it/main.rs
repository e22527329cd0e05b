//! The seam on both databases.

mod cancellation;
mod check;
mod doors;
mod migrations;
mod schema;
mod trouble;
mod vocabulary;
