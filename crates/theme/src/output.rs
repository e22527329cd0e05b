//! How values become text of a page: escaped always, and never more than a page may hold.

use std::convert::Infallible;
use std::io;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

/// Writes a value into HTML. Whatever the template's own idea of escaping is, only a safe value stays as it is.
pub(crate) fn write_html(output: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if value.is_safe() => Ok(output.write_str(text)?),
        Some(text) => write_escaped(text, |piece| Ok(output.write_str(piece)?)),
        None => write_scalar(output, value),
    }
}

/// Absent values write nothing; a list or a map has no text that a reader could want.
fn write_scalar(output: &mut Output<'_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(()),
        ValueKind::Bool => Ok(output.write_str(if value.is_true() { "true" } else { "false" })?),
        ValueKind::Number => Ok(write!(output, "{value}")?),
        kind => Err(Error::new(ErrorKind::InvalidOperation, format!("a {kind} cannot be written out"))),
    }
}

/// The text escaped, behind what is there.
pub(crate) fn push_escaped(text: &str, into: &mut String) {
    let pushed: Result<(), Infallible> = write_escaped(text, |piece| {
        into.push_str(piece);
        Ok(())
    });
    pushed.unwrap_or_else(|never| match never {});
}

/// The `escape` filter.
pub(crate) fn escape(text: &Value) -> Value {
    if text.is_safe() {
        return text.clone();
    }
    let mut escaped = String::new();
    push_escaped(&text.to_string(), &mut escaped);
    Value::from_safe_string(escaped)
}

fn write_escaped<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            write(&text[written..at])?;
            write(entity)?;
            written = at + 1;
        }
    }
    write(&text[written..])
}

fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

/// Collects a page and refuses the byte beyond its limit.
pub(crate) struct CappedPage {
    bytes: Vec<u8>,
    limit: usize,
}

impl CappedPage {
    pub(crate) fn new(limit: usize) -> Self {
        Self { bytes: Vec::with_capacity(16 * 1024), limit }
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.bytes).expect("the engine writes whole texts")
    }
}

impl io::Write for &mut CappedPage {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece).map(|()| piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.bytes.len() + piece.len() > self.limit {
            return Err(io::Error::other("the page is longer than allowed"));
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
