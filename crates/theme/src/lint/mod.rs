//! What a theme's author is told before anybody sees the theme: what escaping alone does not see to (T4).

mod page;
mod source;

pub use page::{Finding, Severity, check_page};
pub(crate) use source::check_source;
