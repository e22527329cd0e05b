//! What can be wrong with a theme, and with one page of it.

use std::error::Error;
use std::fmt;

/// A file of a theme that cannot be used: a template, a locale file, a style sheet, a script or the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The file, as the theme names it.
    pub name: String,
    /// The line, counted from one, where it is known.
    pub line: Option<usize>,
    /// What is wrong, for the theme's author, in English.
    pub message: String,
}

impl TemplateFault {
    pub(crate) fn new(name: impl Into<String>, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { name: name.into(), line, message: message.into() }
    }

    pub(crate) fn of_engine(name: &str, error: &minijinja::Error) -> Self {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Self::new(error.name().unwrap_or(name), error.line(), detail)
    }
}

/// Why a page could not be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There is no template of that name, neither the page nor a part it asks for.
    Missing,
    /// The template reads a value that its context does not have.
    Undefined,
    /// It does more work than a page may: an endless loop, a text that doubles, too many rows.
    TooMuchWork,
    /// The page is longer than a page may be.
    TooLong,
    /// Anything else: an unknown filter, a value of the wrong kind, an unknown text.
    Wrong,
}

/// A page that could not be rendered, and where it failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderFault {
    /// The template in which it failed: the page or a part of it.
    pub template: String,
    /// The line, counted from one, where it is known.
    pub line: Option<usize>,
    /// Why.
    pub reason: Reason,
    /// What is wrong, for the theme's author, in English. It may hold values that the page was given: those of a sample are for
    /// its author, those of a customer for nobody.
    pub message: String,
    /// The line of the template.
    pub source: String,
}

impl RenderFault {
    /// Where and why, with nothing that the page was given, for logs and for those who manage themes.
    pub fn without_values(&self) -> String {
        let why = match self.reason {
            Reason::Missing => "a template is missing",
            Reason::Undefined => "there is no such value",
            Reason::TooMuchWork => "too much work",
            Reason::TooLong => "too long",
            Reason::Wrong => "this cannot be drawn",
        };
        let at = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let source = if self.source.is_empty() { String::new() } else { format!(" in: {}", self.source) };
        format!("{}{at}: {why}{source}", self.template)
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_at(formatter, &self.name, self.line, &self.message)
    }
}

impl fmt::Display for RenderFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_at(formatter, &self.template, self.line, &self.message)
    }
}

fn write_at(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    line: Option<usize>,
    message: &str,
) -> fmt::Result {
    match line {
        Some(line) => write!(formatter, "{name}:{line}: {message}"),
        None => write!(formatter, "{name}: {message}"),
    }
}

impl Error for TemplateFault {}
impl Error for RenderFault {}
