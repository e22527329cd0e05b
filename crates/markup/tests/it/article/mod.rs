//! Articles: cleaned, read, written as Markdown, compared and merged.

mod clean;
mod clipboards;
mod markdown;
mod soup;
