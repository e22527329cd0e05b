//! The one way by which HTML reaches a page unescaped.

use markup::Html;
use minijinja::Value;
use serde::{Serialize, Serializer};

/// Clean HTML as a field of a page's context: `{{ page.body }}` writes it as it is. Everything else is escaped, an
/// [`Html`] that is not wrapped in this too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw(Html);

impl Raw {
    /// The HTML.
    pub fn as_html(&self) -> &Html {
        &self.0
    }
}

impl From<Html> for Raw {
    fn from(html: Html) -> Self {
        Self(html)
    }
}

/// Beyond the engine, in JSON for example, it is a plain text.
impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.as_str().to_owned()).serialize(serializer)
    }
}
