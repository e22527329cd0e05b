//! Values of settings: each is checked by its type before it is kept, and again before a page shows it.

use std::fmt;

use serde_json::{Map, Value, json};

use super::setting::{Field, Kind};

/// The longest line and the longest text, in characters.
const LINE_CHARS: usize = 300;
const TEXT_CHARS: usize = 5_000;
const LINK_BYTES: usize = 2_000;
/// Where a link may lead. Anything else with a scheme could run as a script or reach into the reader's machine.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// A value that its setting does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which: `header.links.0.url`.
    pub at: String,
    /// Why.
    pub why: Why,
}

/// Why a value is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Of another type than the setting's.
    Type,
    /// Longer than such a text may be.
    TooLong,
    /// No colour: `#3454d1` is one.
    Color,
    /// No address that a page may lead to.
    Link,
    /// No name of a file or drawing.
    Name,
    /// Beyond the slider's ends, or between its steps.
    Range,
    /// None of the choices.
    Choice,
    /// Fewer or more items than the list has.
    Count,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Why::Type => "is of another type",
            Why::TooLong => "is too long",
            Why::Color => "is no colour as #3454d1 is one",
            Why::Link => "is no address that a page may lead to",
            Why::Name => "is no name of a file",
            Why::Range => "is beyond the slider",
            Why::Choice => "is none of the choices",
            Why::Count => "has too few or too many items",
        })
    }
}

impl Kind {
    /// Its name in the manifest, `type`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::String => "string",
            Kind::Text => "text",
            Kind::Boolean => "boolean",
            Kind::Color => "color",
            Kind::Link => "link",
            Kind::File => "file",
            Kind::Slider { .. } => "slider",
            Kind::Select { .. } => "select",
            Kind::Icon => "icon",
            Kind::List { .. } => "list",
        }
    }

    /// What it is where nobody has said anything.
    pub(crate) fn empty(&self) -> Value {
        match self {
            Kind::Boolean => json!(false),
            Kind::Slider { min, .. } => json!(min),
            Kind::Select { choices } => json!(choices.first()),
            Kind::List { .. } => json!([]),
            Kind::String | Kind::Text | Kind::Color | Kind::Link | Kind::File | Kind::Icon => json!(""),
        }
    }

    pub(super) fn check_value(&self, value: &Value) -> Result<(), String> {
        let mut refused = Vec::new();
        self.refuse("", value, &mut refused);
        refused
            .first()
            .map_or(Ok(()), |refused| Err(format!("{} {}", refused.at, refused.why).trim().to_owned()))
    }

    /// Notes what of a value is not taken.
    pub(crate) fn refuse(&self, at: &str, value: &Value, refused: &mut Vec<Refused>) {
        let mut say = |why| refused.push(Refused { at: at.to_owned(), why });
        match (self, value) {
            (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Slider { min, max, step, .. }, Value::Number(number)) => {
                let is_step = |number: i64| (*min..=*max).contains(&number) && (number - min) % step == 0;
                if !number.as_i64().is_some_and(is_step) {
                    say(Why::Range);
                }
            }
            (Kind::List { min, max, fields }, Value::Array(items)) => {
                if !(*min..=*max).contains(&items.len()) {
                    say(Why::Count);
                }
                for (number, item) in items.iter().enumerate() {
                    refuse_item(fields, &format!("{at}.{number}"), item, refused);
                }
            }
            (Kind::Boolean | Kind::Slider { .. } | Kind::List { .. }, _) => say(Why::Type),
            (_, Value::String(text)) => self.why_not(text).into_iter().for_each(say),
            _ => say(Why::Type),
        }
    }

    fn why_not(&self, text: &str) -> Option<Why> {
        let is_too_long = |most| text.chars().nth(most).is_some();
        let (fits, why) = match self {
            Kind::String => (!is_too_long(LINE_CHARS) && !text.contains(['\n', '\r']), Why::TooLong),
            Kind::Text => (!is_too_long(TEXT_CHARS), Why::TooLong),
            Kind::Color => (text.is_empty() || is_color(text), Why::Color),
            Kind::Link => (text.is_empty() || is_link(text), Why::Link),
            Kind::File | Kind::Icon => (text.is_empty() || is_file(text), Why::Name),
            Kind::Select { choices } => (choices.iter().any(|choice| choice == text), Why::Choice),
            Kind::Boolean | Kind::Slider { .. } | Kind::List { .. } => (false, Why::Type),
        };
        (!fits).then_some(why)
    }
}

fn refuse_item(fields: &[Field], at: &str, item: &Value, refused: &mut Vec<Refused>) {
    let none = Map::new();
    let Some(item) = item.as_object().or_else(|| item.is_null().then_some(&none)) else {
        return refused.push(Refused { at: at.to_owned(), why: Why::Type });
    };
    for field in fields {
        let at = format!("{at}.{}", field.name);
        field.kind.refuse(&at, item.get(&field.name).unwrap_or(&field.kind.empty()), refused);
    }
    if item.keys().any(|name| !fields.iter().any(|field| field.name == *name)) {
        refused.push(Refused { at: at.to_owned(), why: Why::Type });
    }
}

fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// An address that leads somewhere and runs nothing: with a listed scheme, or of this site. Two slashes at the beginning
/// would lead elsewhere without saying so.
pub(crate) fn is_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_ours = text.starts_with('#')
        || (text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\"));
    let is_listed =
        SCHEMES.iter().any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    let is_plain =
        !text.chars().any(|sign| sign.is_control() || sign.is_whitespace() || "\"'<>\\".contains(sign));
    text.len() <= LINK_BYTES && is_plain && (is_ours || is_listed)
}

/// A path of the theme without tricks.
fn is_file(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_/".contains(&byte);
    let is_step = |part: &str| part.is_empty() || part.starts_with('.');
    text.len() <= 200 && text.bytes().all(fits) && !text.split('/').any(is_step)
}
