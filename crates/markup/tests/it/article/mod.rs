//! Articles: cleaned, read, written as Markdown, compared and merged.

mod clean;
mod clipboards;
mod difference;
mod hostile;
mod markdown;
mod merge;
mod message;
mod read;
mod shown;
mod soup;
