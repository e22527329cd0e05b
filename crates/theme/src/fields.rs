//! What templates are given, field by field with a value as an example: made from the samples, which are read as the very
//! types that pages show.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pages::PageEntry;

pub use crate::functions::NAMES as FUNCTIONS;
pub use crate::vocabulary::FILTERS;

/// A field that a template can read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// As a template writes it: `page.rows[].title`, where `[]` is each item of a list.
    pub path: String,
    /// What it is: `text`, `number`, `yes or no`, `list`, `group`, or `nothing` where no sample has a value of it.
    pub kind: &'static str,
    /// A value as an example, for people.
    pub example: String,
    /// Whether it can be without a value.
    pub is_optional: bool,
}

/// What a page is given, in the order of the paths.
pub fn of_page(page: &PageEntry) -> Vec<Field> {
    let samples = (page.samples)();
    of_values("page", &samples)
}

/// The fields of values that are of one type.
pub fn of_values(root: &str, values: &[Value]) -> Vec<Field> {
    let mut found = BTreeMap::new();
    for value in values {
        look(root, value, &mut found);
    }
    found.remove(root);
    found.into_values().collect()
}

fn look(path: &str, value: &Value, found: &mut BTreeMap<String, Field>) {
    let (kind, example) = tell(value);
    let is_null = value.is_null();
    let field = found.entry(path.to_owned()).or_insert_with(|| Field {
        path: path.to_owned(),
        kind,
        example: example.clone(),
        is_optional: false,
    });
    field.is_optional |= is_null;
    // Something says more than nothing.
    if field.kind == "nothing" || (field.example.is_empty() && !is_null) {
        (field.kind, field.example) = (kind, example);
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(&format!("{path}[]"), item, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                look(&format!("{path}.{name}"), value, found);
            }
        }
        _ => {}
    }
}

fn tell(value: &Value) -> (&'static str, String) {
    match value {
        Value::Null => ("nothing", String::new()),
        Value::Bool(value) => ("yes or no", value.to_string()),
        Value::Number(value) => ("number", value.to_string()),
        Value::String(text) => ("text", text.clone()),
        Value::Array(_) => ("list", String::new()),
        Value::Object(_) => ("group", String::new()),
    }
}
