//! What a theme's author is told before anybody sees the theme: what escaping alone does not see to (T4).

mod drawing;
mod growth;
mod page;
mod source;

pub(crate) use drawing::check_drawing;
pub use page::{Finding, Severity, check_page};
pub(crate) use source::check_source;
