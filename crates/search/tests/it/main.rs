//! What the index of articles promises, through its public face.

mod hostile;
mod kept;
mod killed;
mod languages;
mod marks;
mod order;
mod related;
mod scope;
mod shelf;
mod suggestions;
mod typed;
mod widened;
