//! A theme as a set of files, laid over the one it inherits from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;

use crate::assets::{self, AssetMap};
use crate::engine::Engine;
use crate::fault::TemplateFault;
use crate::lint;
use crate::manifest::{self, Kind, Manifest};
use crate::portable;
use crate::texts::Texts;
use crate::values::{self, Settled, Values};

/// Bytes of all files of a theme (T4).
const PACKAGE_BYTES: usize = 20 << 20;
/// Files of a theme (T4).
const PACKAGE_FILES: usize = 500;
/// Bytes of one text file (T4).
const TEXT_BYTES: usize = 256 * 1024;

/// How the names of pictures end.
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];

/// The style sheet that the settings make.
const SETTINGS: &str = "css/settings-of-the-theme.css";

/// The files of a theme by what they are for: `pages/`, `parts/` and `mail/` are templates, `locales/` texts, `samples/` is for
/// its author only, and everything else an asset.
#[derive(Debug, Clone, Default)]
pub struct Package {
    pub(crate) manifest: Manifest,
    /// What the manifest was read from: the theme's own, its base's, and so on down.
    pub(crate) manifests: Vec<String>,
    pub(crate) templates: BTreeMap<String, String>,
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) assets: BTreeMap<String, Bytes>,
    /// The scripts that what is below did not have, or had otherwise.
    pub(crate) own_scripts: BTreeSet<String>,
    /// The scripts of what is below that something else would stand in for.
    pub(crate) replaced: BTreeSet<String>,
}

/// A package ready to serve.
pub struct Bundle {
    /// The name of the template that it began from.
    pub template: String,
    /// Its templates.
    pub engine: Engine,
    /// Its texts.
    pub texts: Arc<Texts>,
    /// Its style sheets, scripts and pictures.
    pub assets: Arc<AssetMap>,
    /// Its settings.
    pub settled: Settled,
    /// The names of the snippets that its templates and settings name, each once.
    pub snippets: Vec<String>,
    /// The asset that every page is styled by, with what the settings say at its end.
    pub sheet: String,
}

impl Package {
    /// Reads a theme's files, each under its path in the theme.
    pub fn read(files: impl IntoIterator<Item = (String, Bytes)>) -> Result<Self, TemplateFault> {
        let mut package = Self::default();
        let (mut count, mut bytes) = (0, 0);
        for (path, content) in files {
            count += 1;
            bytes += content.len();
            if count > PACKAGE_FILES || bytes > PACKAGE_BYTES {
                return Err(TemplateFault::new(path, None, "a theme has at most 500 files and 20 MB"));
            }
            package.add(path, content)?;
        }
        Ok(package)
    }

    fn add(&mut self, path: String, content: Bytes) -> Result<(), TemplateFault> {
        match path.split_once('/') {
            None if path == manifest::FILE => self.add_manifest(text(&path, &content)?)?,
            Some(("pages" | "parts" | "mail", _)) => self.add_template(path, &content)?,
            Some(("locales", file)) => self.add_texts(file, &content)?,
            Some(("samples", _)) => {}
            None if path == portable::SETTINGS => {}
            _ => {
                // What a glyph may be is narrower, and told when it is drawn.
                if path.to_ascii_lowercase().ends_with(".svg") && !path.starts_with("glyphs/") {
                    lint::check_drawing(&path, &content)?;
                }
                self.add_asset(path, content);
            }
        }
        Ok(())
    }

    fn add_manifest(&mut self, source: String) -> Result<(), TemplateFault> {
        self.manifest = Manifest::read(&source)?;
        self.manifests = vec![source];
        Ok(())
    }

    pub(crate) fn add_template(&mut self, name: String, content: &[u8]) -> Result<(), TemplateFault> {
        let source = text(&name, content)?;
        self.templates.insert(name, source);
        Ok(())
    }

    pub(crate) fn add_texts(&mut self, file: &str, content: &[u8]) -> Result<(), TemplateFault> {
        let source = text(file, content)?;
        let language = file.strip_suffix(".ftl").ok_or_else(|| {
            TemplateFault::new(file, None, "a locale file is named after its language: en.ftl")
        })?;
        self.texts.push((language.to_owned(), source));
        Ok(())
    }

    pub(crate) fn add_asset(&mut self, name: String, content: Bytes) {
        self.assets.insert(name, content);
    }

    /// The first place of a template where a value could become more than a value (T4).
    pub fn lint(&self) -> Result<(), TemplateFault> {
        self.check_scripts()?;
        self.templates.iter().try_for_each(|(name, source)| lint::check_source(name, source))
    }

    /// The first such place of each template.
    pub fn lint_all(&self) -> Vec<TemplateFault> {
        self.templates.iter().filter_map(|(name, source)| lint::check_source(name, source).err()).collect()
    }

    /// The first script of the template that the theme would stand in for.
    pub fn check_scripts(&self) -> Result<(), TemplateFault> {
        let why = "a script of the template stays as it is: give this one another name";
        self.replaced.first().map_or(Ok(()), |name| Err(TemplateFault::new(name, None, why)))
    }

    /// What the theme says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its texts alone.
    pub fn texts(&self) -> Result<Texts, TemplateFault> {
        Texts::load(self.texts.iter().cloned())
    }

    /// The names of its drawings, sorted.
    pub fn glyphs(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().filter_map(|path| path.strip_prefix("glyphs/")?.strip_suffix(".svg"))
    }

    /// The paths of its pictures, sorted.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        let is_picture = |path: &&str| PICTURES.iter().any(|end| path.ends_with(end));
        self.assets.keys().map(String::as_str).filter(is_picture)
    }

    /// This theme with everything it does not have itself taken from `base`: page, part, asset and text, each alone.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let mut whole = base.clone();
        whole.own_scripts.extend(self.scripts_beside(base));
        whole.replaced.extend(self.scripts_instead(base, &whole.own_scripts));
        whole.manifests.splice(..0, self.manifests.iter().cloned());
        whole.templates.extend(self.templates.clone());
        whole.assets.extend(self.assets.clone());
        whole.texts.extend(self.texts.iter().cloned());
        whole.manifest = self.manifest.over(whole.manifest);
        whole
    }

    fn scripts_beside(&self, base: &Self) -> impl Iterator<Item = String> {
        let differs = |name: &str, content: &Bytes| base.assets.get(name) != Some(content);
        // Laid over nothing but texts it is a template, whose scripts are the program's.
        let is_over_theme = !base.manifests.is_empty();
        let own = self.assets.iter().filter(move |(name, _)| is_over_theme && assets::is_script(name));
        own.filter(move |(name, content)| differs(name, content)).map(|(name, _)| name.clone())
    }

    /// What was below is what other scripts and pages count on, also those that run no script of a theme.
    fn scripts_instead(&self, base: &Self, own: &BTreeSet<String>) -> Vec<String> {
        let was = |name: &String| base.assets.contains_key(name) || base.manifest.assets.contains_key(name);
        let joined =
            self.manifest.assets.iter().filter(|(_, parts)| parts.iter().any(|part| own.contains(part)));
        own.iter().chain(joined.map(|(name, _)| name)).filter(|name| was(name)).cloned().collect()
    }

    /// Compiles it to serve: a text that is missing shows its key.
    pub fn bundle(&self) -> Result<Bundle, TemplateFault> {
        self.bundle_as(&Values::default())
    }

    /// The same with settings changed to these values.
    pub fn bundle_as(&self, values: &Values) -> Result<Bundle, TemplateFault> {
        self.compile(Texts::load(self.texts.iter().cloned())?, values)
    }

    /// Compiles it to be tested: a text that is missing is a fault.
    pub fn strict_bundle(&self) -> Result<Bundle, TemplateFault> {
        self.strict_bundle_as(&Values::default())
    }

    /// The same with settings changed to these values.
    pub fn strict_bundle_as(&self, values: &Values) -> Result<Bundle, TemplateFault> {
        self.compile(Texts::load(self.texts.iter().cloned())?.strict(), values)
    }

    fn compile(&self, texts: Texts, values: &Values) -> Result<Bundle, TemplateFault> {
        let texts = Arc::new(texts);
        let settled = values.settle(&self.manifest, &|kind, name| match kind {
            Kind::Icon => self.assets.contains_key(&format!("glyphs/{name}.svg")),
            _ => self.assets.contains_key(name),
        });
        let assets = Arc::new(self.assets_with(&settled)?);
        let engine = Engine::new(self.templates.clone(), &texts, &assets)?.with_settings(&settled);
        let mut snippets = settled.snippets();
        snippets.extend(self.templates.values().flat_map(|source| snippets_in(source)).map(str::to_owned));
        snippets.sort();
        snippets.dedup();
        let sheet = self.manifest.sheet.clone().unwrap_or_default();
        let template = self.manifest.template.clone();
        Ok(Bundle { template, engine, texts, assets, settled, snippets, sheet })
    }

    /// The assets, and what the settings say at the end of the sheet.
    fn assets_with(&self, settled: &Settled) -> Result<AssetMap, TemplateFault> {
        let (mut files, mut joined) = (self.assets.clone(), self.manifest.assets.clone());
        let sheet = self.manifest.sheet.as_ref().and_then(|sheet| joined.get_mut(sheet));
        if let (Some(parts), css) = (sheet, settled.css())
            && !css.is_empty()
        {
            files.insert(SETTINGS.to_owned(), css.into());
            parts.push(SETTINGS.to_owned());
        }
        AssetMap::with_own_scripts(files, &joined, &self.own_scripts)
    }
}

/// The snippets that a template asks for by name: `snippet("sn.…")`. One whose name is put together says nothing.
fn snippets_in(source: &str) -> impl Iterator<Item = &str> {
    let named = source.split("snippet(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|sign| ['"', '\''].contains(sign))?;
        rest[1..].split(quote).next()
    });
    named.filter(|name| values::is_name(name))
}

pub(crate) fn text(path: &str, content: &[u8]) -> Result<String, TemplateFault> {
    if content.len() > TEXT_BYTES {
        return Err(TemplateFault::new(path, None, "a text file has at most 256 KB"));
    }
    let text = std::str::from_utf8(content)
        .map_err(|_| TemplateFault::new(path, None, "the file is not UTF-8 text"))?;
    Ok(text.to_owned())
}
