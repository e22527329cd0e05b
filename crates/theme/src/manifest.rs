//! What a theme says of itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::fault::TemplateFault;

/// The name of the file.
pub(crate) const FILE: &str = "manifest.toml";
/// The newest version of what templates are given that this program serves.
const API: u32 = 1;

/// `manifest.toml` of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What people call the theme.
    pub name: String,
    /// The theme's own version.
    pub version: String,
    /// The version of page contexts that its templates read.
    pub api: u32,
    /// Assets that are several files joined in this order and served as one.
    #[serde(default)]
    pub assets: BTreeMap<String, Vec<String>>,
    /// What can be changed without touching a file.
    #[serde(default)]
    pub settings: Vec<Setting>,
}

/// One setting of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name in the theme.
    pub name: String,
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: SettingKind,
    /// The value it has until it is changed.
    pub default: String,
    /// The key of the text that names it to people.
    pub label: String,
    /// The values to choose from, of a choice.
    #[serde(default)]
    pub choices: Vec<String>,
    /// The custom property by which it reaches the style sheet.
    pub css: Option<String>,
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettingKind {
    /// A colour as CSS writes it in hexadecimal.
    Color,
    /// One of the choices.
    Choice,
    /// A file address.
    Image,
    /// Words.
    Text,
}

impl Manifest {
    pub(crate) fn read(source: &str) -> Result<Self, TemplateFault> {
        let manifest: Self = toml::from_str(source).map_err(|error| {
            let line = error.span().map(|span| source[..span.start].matches('\n').count() + 1);
            TemplateFault::new(FILE, line, error.message())
        })?;
        if manifest.api == 0 || manifest.api > API {
            return Err(TemplateFault::new(FILE, None, format!("api {} is not known here", manifest.api)));
        }
        Ok(manifest)
    }
}
