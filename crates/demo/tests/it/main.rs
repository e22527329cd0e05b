//! The example organization and the measured data, filled for real.

mod bench;
mod fill;
mod place;
mod secrets;
mod whole;
