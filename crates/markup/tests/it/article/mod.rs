//! Articles: cleaned, read, written as Markdown, compared and merged.

mod clean;
mod markdown;
mod soup;
