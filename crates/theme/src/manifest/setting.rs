//! One setting of a theme: what values it takes, and how it reaches pages and style sheets.

use serde::Deserialize;
use serde_json::Value;

use super::raw::RawSetting;

/// The longest name.
const NAME_BYTES: usize = 40;
/// The most choices of a selection and fields of an item.
const MOST_CHOICES: usize = 40;
/// The most items that a list may allow.
const MOST_ITEMS: usize = 20;

/// One setting of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawSetting")]
pub struct Setting {
    /// Its name in its section, of small letters, digits and `_`: templates read `theme.SECTION.NAME`.
    pub name: String,
    /// The key of the text that names it to people.
    pub label: String,
    /// What values it takes.
    pub kind: Kind,
    /// The value it has until it is changed; what its kind calls empty where the manifest is silent.
    pub default: Option<Value>,
    /// The custom property by which it reaches the style sheet, of a colour, slider or selection.
    pub css: Option<String>,
}

/// A part of an item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawSetting")]
pub struct Field {
    /// Its name: templates read `item.NAME`.
    pub name: String,
    /// The key of the text that names it to people.
    pub label: String,
    /// What values it takes; never a list.
    pub kind: Kind,
}

/// What values a setting takes, `type` in the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `string`: one line, which may name snippets.
    String,
    /// `text`: several lines, which may name snippets.
    Text,
    /// `boolean`: on or off.
    Boolean,
    /// `color`: a colour as CSS writes it in hexadecimal, or nothing, where the style sheet decides.
    Color,
    /// `link`: where something leads: a web address, a mail address, a telephone number or a path of this site.
    Link,
    /// `file`: a file of the theme, by its name.
    File,
    /// `slider`: a whole number between two.
    Slider {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
        /// From one to the next.
        step: i64,
        /// What it counts, as CSS writes it: `px`, `rem`, `%`.
        unit: String,
    },
    /// `select`: one of the choices.
    Select {
        /// The values; each has a text named after the setting's: `LABEL-VALUE` with letters and digits alone.
        choices: Vec<String>,
    },
    /// `icon`: a drawing of the theme, by its name.
    Icon,
    /// `list`: items of several fields each.
    List {
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
        /// What an item has, `field` in the manifest.
        fields: Vec<Field>,
    },
}

impl Setting {
    pub(super) fn check(&self) -> Result<(), String> {
        check_name(&self.name)?;
        self.kind.check()?;
        if let Some(css) = &self.css {
            let reaches = matches!(self.kind, Kind::Color | Kind::Slider { .. } | Kind::Select { .. });
            let is_property = css.strip_prefix("--").is_some_and(|name| !name.is_empty() && is_plain(name));
            if !reaches || !is_property {
                return Err(
                    "a colour, slider or selection reaches CSS as --name, and nothing else does".into()
                );
            }
        }
        match &self.default {
            None => Ok(()),
            Some(default) => self.kind.check_value(default).map_err(|why| format!("its default {why}")),
        }
    }

    /// The value it has until it is changed.
    pub fn default(&self) -> Value {
        self.default.clone().unwrap_or_else(|| self.kind.empty())
    }
}

impl Kind {
    fn check(&self) -> Result<(), String> {
        match self {
            Kind::Slider { min, max, step, unit }
                if min >= max || *step < 1 || !unit.bytes().all(is_unit) =>
            {
                Err("a slider goes up from min to max by steps of 1 or more, in a unit of letters or %"
                    .into())
            }
            Kind::Select { choices } if choices.is_empty() || choices.len() > MOST_CHOICES => {
                Err(format!("a selection has 1 to {MOST_CHOICES} choices"))
            }
            Kind::Select { choices } if !choices.iter().all(|choice| is_css_word(choice)) => {
                Err("a choice is of letters, digits and . - _ % and spaces".into())
            }
            Kind::List { min, max, fields } => {
                if min > max || *max > MOST_ITEMS || fields.is_empty() || fields.len() > MOST_CHOICES {
                    return Err(format!("a list has min to max items, at most {MOST_ITEMS}, of some fields"));
                }
                fields.iter().try_for_each(Field::check)
            }
            _ => Ok(()),
        }
    }
}

impl Field {
    fn check(&self) -> Result<(), String> {
        check_name(&self.name)?;
        match self.kind {
            Kind::List { .. } => Err("an item of a list has no lists".into()),
            _ => self.kind.check(),
        }
    }
}

/// Names stand in templates and addresses.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    let begins = name.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
    let fits = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if begins && fits && name.len() <= NAME_BYTES {
        return Ok(());
    }
    Err(format!("{name:?} is no name: small letters, digits and _ are, at most {NAME_BYTES}"))
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_unit(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'%'
}

/// Whether a text can stand as the value of a custom property and end nothing.
fn is_css_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_% ".contains(&byte);
    !text.trim().is_empty() && text.len() <= NAME_BYTES && text.bytes().all(fits)
}
