//! The example organization and the measured data, filled for real.

#[cfg(test)]
mod bench;
#[cfg(test)]
mod fill;
#[cfg(test)]
mod place;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod whole;
