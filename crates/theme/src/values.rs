//! What the settings of a theme are set to, and how that reaches its pages and its style sheet.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::manifest::{Field, Kind, Manifest, Refused, Setting, Why};

/// The custom property of the accent colour, which is the brand's where a theme says none.
pub const ACCENT: &str = "--accent";

/// Where a text names a snippet: `[[ sn.org.hours ]]`.
const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// Values by the names of their settings, `header.links`: only what was changed. They are laid over any version of a theme,
/// and are no reason to call it custom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(pub BTreeMap<String, Value>);

/// Every setting of a theme with a value that its type takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    sections: Map<String, Value>,
    css: String,
}

impl Values {
    /// What of them this theme does not take: values of the wrong type, and settings that it does not have.
    pub fn refused(&self, manifest: &Manifest) -> Vec<Refused> {
        let mut refused = Vec::new();
        let settings: BTreeMap<String, &Setting> = manifest.settings().collect();
        for (name, value) in &self.0 {
            match settings.get(name) {
                Some(setting) => setting.kind.refuse(name, value, &mut refused),
                None => refused.push(Refused { at: name.clone(), why: Why::Type }),
            }
        }
        refused
    }

    /// Every setting of a theme: as it is here where its type takes that, else as the theme says. Values of another version
    /// of the theme may fit no longer; files and drawings that the theme does not have (`has`) are none.
    pub(crate) fn settle(&self, manifest: &Manifest, has: &dyn Fn(&Kind, &str) -> bool) -> Settled {
        let mut settled = Settled::default();
        for section in &manifest.sections {
            let mut values = Map::new();
            for setting in &section.settings {
                let value = self.value(&format!("{}.{}", section.name, setting.name), setting);
                let value = whole(&setting.kind, value, has);
                settled.reach_css(setting, &value);
                values.insert(setting.name.clone(), value);
            }
            settled.sections.insert(section.name.clone(), Value::Object(values));
        }
        settled
    }

    fn value(&self, name: &str, setting: &Setting) -> Value {
        let is_taken = |value: &&Value| {
            let mut refused = Vec::new();
            setting.kind.refuse(name, value, &mut refused);
            refused.is_empty()
        };
        self.0.get(name).filter(is_taken).cloned().unwrap_or_else(|| setting.default())
    }
}

impl Settled {
    /// The value that a setting gives this custom property, if one does.
    pub fn property(&self, name: &str) -> Option<&str> {
        let (_, behind) = self.css.split_once(&format!(" {name}: "))?;
        behind.split(';').next()
    }

    /// What reaches the style sheet: custom properties of the root, outside all layers.
    pub(crate) fn css(&self) -> String {
        if self.css.is_empty() { String::new() } else { format!(":root {{{} }}\n", self.css) }
    }

    fn reach_css(&mut self, setting: &Setting, value: &Value) {
        let Some(property) = &setting.css else { return };
        let text = match (&setting.kind, value) {
            (Kind::Slider { unit, .. }, value) => format!("{value}{unit}"),
            (_, Value::String(text)) if !text.is_empty() => text.clone(),
            _ => return,
        };
        write!(self.css, " {property}: {text};").expect("a text can be written to");
    }

    /// `theme` in a template, as one reader sees it: texts say what the snippets in them say to this reader. One that is not
    /// there says nothing.
    pub fn told<'a>(&self, snippet: &dyn Fn(&str) -> Option<&'a str>) -> Value {
        let mut told = Value::Object(self.sections.clone());
        tell(&mut told, snippet);
        told
    }

    /// The names of all snippets that the texts name.
    pub fn snippets(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut told = Value::Object(self.sections.clone());
        visit(&mut told, &mut |text| names.extend(names_in(text).map(str::to_owned)));
        names.sort();
        names.dedup();
        names
    }
}

/// The items of a list with all their fields, and no name of what is not there.
fn whole(kind: &Kind, value: Value, has: &dyn Fn(&Kind, &str) -> bool) -> Value {
    match (kind, value) {
        (Kind::List { fields, .. }, Value::Array(items)) => {
            Value::Array(items.into_iter().map(|item| whole_item(fields, item, has)).collect())
        }
        (Kind::File | Kind::Icon, Value::String(name)) if !has(kind, &name) => kind.empty(),
        (_, value) => value,
    }
}

fn whole_item(fields: &[Field], item: Value, has: &dyn Fn(&Kind, &str) -> bool) -> Value {
    let mut given = match item {
        Value::Object(given) => given,
        _ => Map::new(),
    };
    let fields = fields.iter().map(|field| {
        let value = given.remove(&field.name).unwrap_or_else(|| field.kind.empty());
        (field.name.clone(), whole(&field.kind, value, has))
    });
    Value::Object(fields.collect())
}

fn tell<'a>(value: &mut Value, snippet: &dyn Fn(&str) -> Option<&'a str>) {
    visit(value, &mut |text| {
        if let Cow::Owned(said) = say(text, snippet) {
            *text = said;
        }
    });
}

fn visit(value: &mut Value, look: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, look)),
        Value::Object(fields) => fields.values_mut().for_each(|field| visit(field, look)),
        _ => {}
    }
}

/// A text with what its snippets say. What they say is text: `[[ … ]]` in it stays as it is.
fn say<'t, 'a>(text: &'t str, snippet: &dyn Fn(&str) -> Option<&'a str>) -> Cow<'t, str> {
    let Some(first) = text.find(OPEN) else { return Cow::Borrowed(text) };
    let (mut said, mut rest) = (text[..first].to_owned(), &text[first..]);
    while let Some(behind) = rest.strip_prefix(OPEN) {
        let named = behind.split_once(CLOSE).filter(|(name, _)| is_name(name.trim()));
        if let Some((name, after)) = named {
            said.push_str(snippet(name.trim()).unwrap_or_default());
            rest = after;
        } else {
            said.push_str(OPEN);
            rest = behind;
        }
        let next = rest.find(OPEN).unwrap_or(rest.len());
        said.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(said)
}

fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(OPEN)
        .skip(1)
        .filter_map(|part| part.split_once(CLOSE))
        .map(|(name, _)| name.trim())
        .filter(|name| is_name(name))
}

/// Whether this can be the name of a snippet.
pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with("sn.") && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
