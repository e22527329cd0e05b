//! Text that fits on one line.

use std::fmt;

/// Text of one line, such as a subject, a name or a file name: it holds no control character and no line or
/// paragraph separator, and no white space at its ends. May be empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Line(String);

/// The text holds a control character or a line break.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("control characters and line breaks are not allowed here")]
pub struct NotALine;

impl Line {
    /// Refuses what does not fit on a line.
    pub fn new(text: &str) -> Result<Self, NotALine> {
        if text.contains(breaks) { Err(NotALine) } else { Ok(Self(text.trim().to_owned())) }
    }

    /// Makes a line of a stranger's text: what does not fit becomes a space.
    pub fn clean(text: &str) -> Self {
        Self(text.replace(breaks, " ").trim().to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line, or nothing where it is empty.
    pub fn filled(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }
}

fn breaks(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}' | '\u{2029}')
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, NotALine};

    #[test]
    fn th7_a_line_cannot_hold_another_line() {
        for bad in ["a\r\nBcc: b@c.example", "a\nb", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b", "\u{7f}"] {
            assert_eq!(Line::new(bad), Err(NotALine), "{bad:?}");
            assert!(Line::new(Line::clean(bad).as_str()).is_ok(), "{bad:?}");
        }
        assert_eq!(Line::clean("a\r\nb").as_str(), "a  b");
        assert_eq!(Line::new("  ½ 猫 ").unwrap().as_str(), "½ 猫");
    }
}
