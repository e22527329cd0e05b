//! What the form of a theme's settings sends.

use serde_json::{Map, Value, json};
use theme::{Field, Kind, Manifest, Refused, Values, Why};

use crate::form::Pairs;
use crate::inbox::pages::Problem;

/// The values that were sent: those that are as the theme says by itself are none of one's own. What is no value of its
/// setting stays as it was typed, for the page and for the refusal; what was not sent stays as it is.
pub(super) fn values(manifest: &Manifest, stored: &Values, sent: &Pairs) -> Values {
    let mut values = stored.clone();
    for (name, setting) in manifest.settings() {
        if !sent.begins(&name) {
            continue;
        }
        let value = value(&setting.kind, &name, sent);
        if value == setting.default() {
            values.0.remove(&name);
        } else {
            values.0.insert(name, value);
        }
    }
    values
}

fn value(kind: &Kind, name: &str, sent: &Pairs) -> Value {
    let text = sent.first(name);
    match kind {
        // A box that is not ticked sends what stands before it.
        Kind::Boolean => json!(sent.has(name, "on")),
        Kind::Slider { .. } => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
        Kind::List { max, fields, .. } => {
            let items = (0..*max).map(|number| item(fields, &format!("{name}.{number}"), sent));
            Value::Array(items.flatten().collect())
        }
        Kind::Text => json!(text.replace("\r\n", "\n").trim()),
        _ => json!(text.trim()),
    }
}

/// A row of a list; one that is empty is none.
fn item(fields: &[Field], name: &str, sent: &Pairs) -> Option<Value> {
    let typed: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.clone(), value(&field.kind, &format!("{name}.{}", field.name), sent)))
        .collect();
    let is_empty = |value: &Value| matches!(value, Value::Bool(false)) || value.as_str() == Some("");
    (!typed.values().all(is_empty)).then_some(Value::Object(typed))
}

/// What is wrong, each at its setting.
pub(super) fn problems(refused: &[Refused]) -> Vec<Problem> {
    refused.iter().map(|refused| Problem::at(&refused.at, key(refused.why))).collect()
}

fn key(why: Why) -> &'static str {
    match why {
        Why::Type | Why::Choice | Why::Name => "settings-theme-problem-value",
        Why::TooLong => "settings-theme-problem-long",
        Why::Color => "settings-theme-problem-color",
        Why::Link => "settings-theme-problem-link",
        Why::Range => "settings-theme-problem-range",
        Why::Count => "settings-theme-problem-count",
    }
}
