//! What a theme's author is told before anybody sees the theme: what escaping alone does not see to (T4).

mod code;
mod drawing;
mod growth;
mod mail;
mod names;
mod page;
mod source;
mod tags;

pub(crate) use drawing::check_drawing;
pub use mail::{check_mail, is_mail};
pub use page::{Finding, Severity, check_page};
pub(crate) use source::check_source;
