//! Names and texts that people type: there, and not too long.

use kernel::{Fault, Text, TextRefused};

use crate::code;

/// What was typed as one line of 1 to `MAX` characters, with single spaces between its words.
pub(crate) fn line<const MAX: usize>(typed: &str) -> Result<String, Fault> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text::<MAX>(&line)?;
    match text.as_str() {
        name if name.chars().any(char::is_control) => Err(Fault::new(&code::TEXT_BROKEN)),
        name => Ok(name.to_owned()),
    }
}

/// What was typed as a text of 1 to `MAX` characters.
pub(crate) fn text<const MAX: usize>(typed: &str) -> Result<Text<MAX>, Fault> {
    match Text::new(typed) {
        Ok(text) if text.is_empty() => Err(Fault::new(&code::TEXT_EMPTY)),
        Ok(text) => Ok(text),
        Err(TextRefused::TooLong(_)) => Err(Fault::new(&code::TEXT_TOO_LONG)),
        Err(TextRefused::Nul) => Err(Fault::new(&code::TEXT_BROKEN)),
    }
}
