//! A theme as it goes from one place to another: a folder of files with a manifest, and the values of its settings.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::fault::TemplateFault;
use crate::manifest::{self, API, Manifest};
use crate::template::Template;
use crate::values::Values;
use crate::version::Version;

/// The file with the values of settings.
pub(crate) const SETTINGS: &str = "settings.json";

/// A theme outside of any database.
#[derive(Clone, Debug)]
pub struct Portable {
    /// What people call it.
    pub name: String,
    /// The template it began from.
    pub template: &'static Template,
    /// The version of that template, as it says itself.
    pub version: String,
    /// The same, where this program knows one of that number.
    pub base: Option<Version>,
    /// The values of its settings.
    pub values: Values,
    /// Its own files. A manifest that says no more than what stands above is none of them.
    pub files: BTreeMap<String, Bytes>,
}

impl Portable {
    /// Reads a folder's files, each under its path.
    pub fn read(mut files: BTreeMap<String, Bytes>) -> Result<Self, TemplateFault> {
        let wrong = |file: &str, why: String| TemplateFault::new(file, None, why);
        let source = files.get(manifest::FILE).ok_or_else(|| {
            wrong(manifest::FILE, "it has no manifest.toml: `portico theme new` begins a theme".to_owned())
        })?;
        let source = std::str::from_utf8(source)
            .map_err(|_| wrong(manifest::FILE, "the file is not UTF-8 text".to_owned()))?;
        let manifest = Manifest::read(source)?;
        let template = Template::named(&manifest.template)
            .ok_or_else(|| wrong(manifest::FILE, format!("there is no template {:?}", manifest.template)))?;
        let base = manifest.version.parse().ok().filter(|base| template.versions().contains(base));
        let values = match files.remove(SETTINGS) {
            Some(settings) => serde_json::from_slice(&settings).map_err(|error| {
                TemplateFault::new(
                    SETTINGS,
                    Some(error.line()),
                    "the values of settings are an object of JSON",
                )
            })?,
            None => Values::default(),
        };
        let says_no_more = manifest
            == Manifest {
                name: manifest.name.clone(),
                template: manifest.template.clone(),
                version: manifest.version.clone(),
                api: manifest.api,
                ..Manifest::default()
            };
        if says_no_more {
            files.remove(manifest::FILE);
        }
        Ok(Self { name: manifest.name, template, version: manifest.version, base, values, files })
    }

    /// The files of the folder.
    pub fn into_files(self) -> BTreeMap<String, Bytes> {
        let (name, template) =
            (toml::Value::String(self.name), toml::Value::String(self.template.name.to_owned()));
        let version = toml::Value::String(self.base.map_or(self.version, |base| base.to_string()));
        let mut files = self.files;
        let manifest = format!("name = {name}\ntemplate = {template}\nversion = {version}\napi = {API}\n");
        files.entry(manifest::FILE.to_owned()).or_insert_with(|| manifest.into());
        if !self.values.0.is_empty() {
            let settings = serde_json::to_string_pretty(&self.values).expect("a map of JSON is JSON");
            files.insert(SETTINGS.to_owned(), format!("{settings}\n").into());
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn t5_a_theme_comes_back_as_it_went() {
        let theme = Portable {
            name: "Harbour \"1\"".to_owned(),
            template: Template::first(),
            version: Template::first().newest().to_string(),
            base: Some(Template::first().newest()),
            values: Values([("design.accent".to_owned(), json!("#aa3300"))].into()),
            files: [("parts/footer.html".to_owned(), Bytes::from_static(b"<footer></footer>"))].into(),
        };
        let back = Portable::read(theme.clone().into_files()).expect("it is one");
        assert_eq!((back.name, back.base, back.values), (theme.name, theme.base, theme.values));
        assert_eq!(back.files, theme.files, "the manifest says no more than that");
    }

    #[test]
    fn t5_one_of_a_version_that_nobody_knows_has_none() {
        let manifest = "name = \"X\"\ntemplate = \"midtown\"\nversion = \"0.9.0\"\napi = 1\n";
        let files = [(manifest::FILE.to_owned(), Bytes::from(manifest))];
        assert_eq!(Portable::read(files.into()).expect("it is one").base, None);
    }

    #[test]
    fn t5_what_is_no_theme_is_told_where() {
        let with = |name: &str, text: &str| {
            let manifest = "name = \"X\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 1\n";
            let files = [(manifest::FILE.to_owned(), Bytes::from(manifest))];
            let mut files: BTreeMap<String, Bytes> = files.into();
            files.insert(name.to_owned(), text.to_owned().into());
            Portable::read(files).map(drop)
        };
        for (name, text) in [
            (manifest::FILE, "name = 1"),
            (manifest::FILE, "name = \"X\"\ntemplate = \"nowhere\"\nversion = \"1.1.0\"\napi = 1\n"),
            (manifest::FILE, "name = \"X\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 99\n"),
            (SETTINGS, "[1]"),
        ] {
            assert_eq!(with(name, text).expect_err("it is none").name, name, "{text}");
        }
        assert_eq!(Portable::read(BTreeMap::new()).map(drop).expect_err("it is none").name, manifest::FILE);
    }
}
