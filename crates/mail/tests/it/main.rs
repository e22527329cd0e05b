//! The mail crate through its public face.

#[cfg(test)]
mod archive;
#[cfg(test)]
mod bounce;
#[cfg(test)]
mod by_date;
#[cfg(test)]
mod compose;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod packaged;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod read;
#[cfg(test)]
mod smtp;

use mail::{Broken, Limits, Mail, parse};

/// Reads a mail written with LF line ends, as it would travel.
fn read(text: &str) -> Result<Mail, Broken> {
    parse(text.replace('\n', "\r\n").as_bytes(), &Limits::default())
}
