//! Stories of the product through its own face, on both databases.

mod statements;
