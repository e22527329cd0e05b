//! The two ways by which something reaches a page unescaped: clean HTML, and data that no HTML can be read in.

use markup::Html;
use minijinja::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

/// Reading it from anywhere sanitises it.
impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self(Html::sanitise(&raw)))
    }
}

/// Data as a field of a page's context, for a block of it: `<script type="application/ld+json">{{ page.data }}</script>`.
/// Browsers run no such block and no content policy stops it, for its type is none of a script (HTML §4.12.1.1). Every sign
/// that HTML gives a meaning is written as JSON's own escape for it (RFC 8259 §7), so that nothing in it ends the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataBlock(serde_json::Value);

impl From<serde_json::Value> for DataBlock {
    fn from(data: serde_json::Value) -> Self {
        Self(data)
    }
}

impl Serialize for DataBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        for sign in self.0.to_string().chars() {
            match sign {
                '<' => text.push_str("\\u003c"),
                '>' => text.push_str("\\u003e"),
                '&' => text.push_str("\\u0026"),
                sign => text.push(sign),
            }
        }
        Value::from_safe_string(text).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DataBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::Value::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use minijinja::value::Serde;
    use serde_json::json;

    use super::*;

    #[test]
    fn k5_data_never_ends_its_block() {
        let data = json!({ "name": "</script><!-- & \"ä\"" });
        let shown = Value::from(Serde(DataBlock(data.clone())));
        assert!(shown.is_safe());
        let shown = shown.to_string();
        assert!(!shown.contains(['<', '>', '&']), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), data);
    }
}
