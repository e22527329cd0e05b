//! Stories through the crate's face.

#[cfg(test)]
mod store;
