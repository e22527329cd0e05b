//! Names that people type: one line, and not too long.

use kernel::{Fault, Text, TextRefused};

use crate::code;

/// What was typed as one line of 1 to `MAX` characters, with single spaces between its words.
pub(crate) fn line<const MAX: usize>(typed: &str) -> Result<String, Fault> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = Text::<MAX>::new(&line).map_err(|refused| match refused {
        TextRefused::TooLong(_) => Fault::new(&code::TEXT_TOO_LONG),
        TextRefused::Nul => Fault::new(&code::TEXT_BROKEN),
    })?;
    match text.as_str() {
        "" => Err(Fault::new(&code::TEXT_EMPTY)),
        name if name.chars().any(char::is_control) => Err(Fault::new(&code::TEXT_BROKEN)),
        name => Ok(name.to_owned()),
    }
}
