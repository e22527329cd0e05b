//! Style sheets, scripts and pictures, each under a name that changes with its content.

mod css;
mod glyphs;
mod imports;
mod script;

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use minijinja::Value;
use sha2::{Digest, Sha256};

use crate::fault::TemplateFault;
pub(crate) use glyphs::Glyphs;
use imports::ImportMaps;

/// One file as it is served. The address holds its hash, so the answer can be kept for ever.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The content.
    pub bytes: Bytes,
    /// Its media type, with the character set where it is text.
    pub media_type: &'static str,
    hash: String,
    url: Value,
    /// Whether it is a script that a theme brought, which few pages run.
    is_own_script: bool,
}

/// All assets of a theme or of the program, by name.
#[derive(Debug, Default)]
pub struct AssetMap {
    assets: BTreeMap<String, Asset>,
    glyphs: Glyphs,
    imports: ImportMaps,
}

impl AssetMap {
    /// Hashes the files. Style sheets take in what they `@import` and name what they show by its hashed address;
    /// scripts import each other by their asset names, which the import map leads to the hashed addresses. `joined`
    /// makes one asset of several files.
    pub fn new(
        files: BTreeMap<String, Bytes>,
        joined: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, TemplateFault> {
        Self::with_own_scripts(files, joined, &BTreeSet::new())
    }

    /// The same with some scripts, and what is joined of them, at addresses of their own: a content policy tells by the
    /// address what a page may run.
    pub fn with_own_scripts(
        files: BTreeMap<String, Bytes>,
        joined: &BTreeMap<String, Vec<String>>,
        own_scripts: &BTreeSet<String>,
    ) -> Result<Self, TemplateFault> {
        let mut map = Self { glyphs: Glyphs::read(&files)?, ..Self::default() };
        let (styles, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.into_iter().partition(|(name, _)| is_style(name));
        for (name, content) in others {
            let is_own = own_scripts.contains(&name);
            map.add(name, content, is_own)?;
        }
        map.check_scripts()?;
        for name in styles.keys() {
            let sheet = css::flatten(name, &styles, &|file| map.url(file).map(str::to_owned))?;
            map.add(name.clone(), sheet.into(), false)?;
        }
        for (name, parts) in joined {
            let content = map.join(name, parts)?;
            let is_own = parts.iter().any(|part| map.assets.get(part).is_some_and(|part| part.is_own_script));
            map.add(name.clone(), content.into(), is_own)?;
        }
        map.imports =
            ImportMaps::of(&map.scripts().map(|(name, asset)| (name.as_str(), asset.url())).collect());
        Ok(map)
    }

    pub(crate) fn glyphs(&self) -> &Glyphs {
        &self.glyphs
    }

    fn add(&mut self, name: String, bytes: Bytes, is_own_script: bool) -> Result<(), TemplateFault> {
        let media_type = media_type(&name)
            .ok_or_else(|| TemplateFault::new(&*name, None, "files of this kind are not served"))?;
        if !is_plain_path(&name) {
            return Err(TemplateFault::new(
                name,
                None,
                "a name has letters, digits, and . - _ between slashes",
            ));
        }
        let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..8]);
        let folder = if is_own_script { "scripts" } else { "assets" };
        let url = Value::from(format!("/{folder}/{hash}/{name}"));
        self.assets.insert(name, Asset { bytes, media_type, hash, url, is_own_script });
        Ok(())
    }

    fn join(&self, name: &str, parts: &[String]) -> Result<Vec<u8>, TemplateFault> {
        let mut whole = Vec::new();
        for part in parts {
            let asset = self
                .assets
                .get(part)
                .filter(|asset| Some(asset.media_type) == media_type(name))
                .ok_or_else(|| TemplateFault::new(name, None, format!("there is no {part:?} to join")))?;
            whole.extend_from_slice(&asset.bytes);
            whole.push(b'\n');
        }
        Ok(whole)
    }

    fn check_scripts(&self) -> Result<(), TemplateFault> {
        self.scripts().try_for_each(|(name, asset)| {
            script::check(name, &asset.bytes, |module| self.url(module).is_some())
        })
    }

    fn scripts(&self) -> impl Iterator<Item = (&String, &Asset)> {
        self.assets.iter().filter(|(_, asset)| asset.media_type == SCRIPT)
    }

    /// The address of an asset: `/assets/<hash>/css/app.css`.
    pub fn url(&self, name: &str) -> Option<&str> {
        self.assets.get(name).map(Asset::url)
    }

    pub(crate) fn url_value(&self, name: &str) -> Option<Value> {
        self.assets.get(name).map(|asset| asset.url.clone())
    }

    /// The asset of this name.
    pub fn named(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// The asset at an address, when the hash is that of its content.
    pub fn get(&self, hash: &str, name: &str) -> Option<&Asset> {
        self.assets.get(name).filter(|asset| asset.hash == hash && !asset.is_own_script)
    }

    /// The same of a script that a theme brought: no other address gives it.
    pub fn own_script(&self, hash: &str, name: &str) -> Option<&Asset> {
        self.assets.get(name).filter(|asset| asset.hash == hash && asset.is_own_script)
    }

    /// The names of the scripts that a theme brought.
    pub fn own_scripts(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().filter(|(_, asset)| asset.is_own_script).map(|(name, _)| name.as_str())
    }

    /// The names of all assets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// The import map of all scripts, to stand alone in a `<script type="importmap">`.
    pub fn import_map_json(&self) -> &str {
        &self.imports.whole
    }

    /// The same of the scripts directly in `js`, for pages that need no others.
    pub fn first_import_map_json(&self) -> &str {
        &self.imports.first
    }

    /// What allows either import map in a content policy's `script-src`: `'sha256-…'` (CSP 3 §2.3.1).
    pub fn import_map_policy(&self) -> &str {
        &self.imports.policy
    }
}

impl Asset {
    fn url(&self) -> &str {
        self.url.as_str().unwrap_or_default()
    }
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Whether a file of this name is served as a script.
pub fn is_script(name: &str) -> bool {
    media_type(name) == Some(SCRIPT)
}

fn is_style(name: &str) -> bool {
    media_type(name) == Some(STYLE)
}

/// The closed list of what is served; a kind that could run as a page is not in it.
fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => STYLE,
        "js" | "mjs" => SCRIPT,
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn is_plain_path(name: &str) -> bool {
    name.split('/').all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
    })
}
