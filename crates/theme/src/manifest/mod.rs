//! What a theme says of itself.

mod raw;
mod setting;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::fault::TemplateFault;
pub use setting::{Field, Kind, Setting};
pub(crate) use value::is_link;
pub use value::{Refused, Why};

/// The name of the file.
pub(crate) const FILE: &str = "manifest.toml";
/// The newest version of what templates are given that this program serves.
pub const API: u32 = 1;
/// More settings than anybody looks through.
const MOST_SETTINGS: usize = 200;

/// `manifest.toml` of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What people call the theme.
    pub name: String,
    /// The template it began from: `midtown`.
    #[serde(default)]
    pub template: String,
    /// The version of that template.
    pub version: String,
    /// The version of page contexts that its templates read.
    pub api: u32,
    /// Assets that are several files joined in this order and served as one.
    #[serde(default)]
    pub assets: BTreeMap<String, Vec<String>>,
    /// The asset to which the values of settings are added as custom properties: one that is joined of several files.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What can be changed without touching a file, in groups.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
}

/// Settings that belong together, as the editor shows them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name in the theme, of small letters, digits and `_`: templates read `theme.NAME`.
    pub name: String,
    /// The key of the text that names it to people.
    pub label: String,
    /// Its settings.
    #[serde(default, rename = "setting")]
    pub settings: Vec<Setting>,
}

impl Manifest {
    pub(crate) fn read(source: &str) -> Result<Self, TemplateFault> {
        let manifest: Self = toml::from_str(source).map_err(|error| {
            let line = error.span().map(|span| source[..span.start].matches('\n').count() + 1);
            TemplateFault::new(FILE, line, error.message())
        })?;
        manifest.check().map_err(|why| TemplateFault::new(FILE, None, why))?;
        Ok(manifest)
    }

    fn check(&self) -> Result<(), String> {
        if self.api == 0 || self.api > API {
            return Err(format!("api {} is not known here", self.api));
        }
        if self.sections.iter().map(|section| section.settings.len()).sum::<usize>() > MOST_SETTINGS {
            return Err(format!("a theme has at most {MOST_SETTINGS} settings"));
        }
        if self.sheet.as_ref().is_some_and(|sheet| !self.assets.contains_key(sheet)) {
            return Err("the sheet is none of the assets that are joined".to_owned());
        }
        let mut names = BTreeSet::new();
        for section in &self.sections {
            setting::check_name(&section.name)?;
            for setting in &section.settings {
                setting.check().map_err(|why| format!("{}.{}: {why}", section.name, setting.name))?;
                if !names.insert((&section.name, &setting.name)) {
                    return Err(format!("{}.{} stands twice", section.name, setting.name));
                }
            }
        }
        Ok(())
    }

    /// This manifest over its base's: pages that come from the base read settings that only it has.
    pub(crate) fn over(&self, base: Self) -> Self {
        if *self == Self::default() {
            return base;
        }
        let mut whole = self.clone();
        whole.assets = base.assets;
        whole.assets.extend(self.assets.clone());
        whole.sheet = self.sheet.clone().or(base.sheet);
        for section in base.sections {
            match whole.sections.iter_mut().find(|own| own.name == section.name) {
                Some(own) => own.inherit(section.settings),
                None => whole.sections.push(section),
            }
        }
        whole
    }

    /// Every setting with the name under which its value is kept: `header.links`.
    pub fn settings(&self) -> impl Iterator<Item = (String, &Setting)> {
        self.sections.iter().flat_map(|section| {
            section.settings.iter().map(|setting| (format!("{}.{}", section.name, setting.name), setting))
        })
    }
}

impl Section {
    fn inherit(&mut self, settings: Vec<Setting>) {
        let has = |setting: &Setting| self.settings.iter().any(|own| own.name == setting.name);
        let missing: Vec<Setting> = settings.into_iter().filter(|setting| !has(setting)).collect();
        self.settings.extend(missing);
    }
}
