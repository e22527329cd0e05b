//! A setting as it is written: every word that any kind has, so that one too many is refused by name.

use serde::Deserialize;
use serde_json::Value;

use super::setting::{Field, Kind, Setting};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSetting {
    name: String,
    label: String,
    #[serde(rename = "type")]
    kind: String,
    default: Option<Value>,
    css: Option<String>,
    min: Option<i64>,
    max: Option<i64>,
    step: Option<i64>,
    unit: Option<String>,
    choices: Option<Vec<String>>,
    #[serde(rename = "field")]
    fields: Option<Vec<Field>>,
}

impl TryFrom<RawSetting> for Setting {
    type Error = String;

    fn try_from(mut raw: RawSetting) -> Result<Self, String> {
        let kind = raw.take_kind()?;
        Ok(Self { kind, name: raw.name, label: raw.label, default: raw.default, css: raw.css })
    }
}

impl TryFrom<RawSetting> for Field {
    type Error = String;

    fn try_from(mut raw: RawSetting) -> Result<Self, String> {
        let kind = raw.take_kind()?;
        match (raw.default, raw.css) {
            (None, None) => Ok(Self { kind, name: raw.name, label: raw.label }),
            _ => Err(format!("{}: a field of an item has no default and no css", raw.name)),
        }
    }
}

impl RawSetting {
    fn take_kind(&mut self) -> Result<Kind, String> {
        let kind = self.kind()?;
        let left = [
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("step", self.step.is_some()),
            ("unit", self.unit.is_some()),
            ("choices", self.choices.is_some()),
            ("field", self.fields.is_some()),
        ];
        match left.iter().find(|(_, is_left)| *is_left) {
            None => Ok(kind),
            Some((word, _)) => Err(format!("{}: a {} has no {word}", self.name, self.kind)),
        }
    }

    fn kind(&mut self) -> Result<Kind, String> {
        Ok(match self.kind.as_str() {
            "string" => Kind::String,
            "text" => Kind::Text,
            "boolean" => Kind::Boolean,
            "color" => Kind::Color,
            "link" => Kind::Link,
            "file" => Kind::File,
            "icon" => Kind::Icon,
            "slider" => Kind::Slider {
                min: self.number("min")?,
                max: self.number("max")?,
                step: self.step.take().unwrap_or(1),
                unit: self.unit.take().unwrap_or_default(),
            },
            "select" => Kind::Select { choices: self.choices.take().unwrap_or_default() },
            "list" => Kind::List {
                min: count(self.min.take().unwrap_or(0)),
                max: count(self.number("max")?),
                fields: self.fields.take().unwrap_or_default(),
            },
            other => return Err(format!("{}: {other:?} is no type of setting", self.name)),
        })
    }

    fn number(&mut self, word: &str) -> Result<i64, String> {
        let number = if word == "min" { &mut self.min } else { &mut self.max };
        number.take().ok_or_else(|| format!("{}: a {} has a {word}", self.name, self.kind))
    }
}

/// What is below none or beyond counting is refused with the list's bounds.
fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
