//! The stories of `folder`, through its public face.

mod hostile;
mod shape;
