//! The pages that a check drew, in a folder that a browser can open.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use theme::{Package, Values};

/// What the addresses of a theme's files begin with on a site.
const ASSETS: &str = "/assets/";

/// A folder that pages are kept in.
pub(super) struct Written {
    folder: PathBuf,
    names: Vec<String>,
    failed: Option<io::Error>,
}

impl Written {
    pub(super) fn begin(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), names: Vec::new(), failed: None })
    }

    /// Keeps a page; that it could not is told at the end.
    pub(super) fn keep(&mut self, name: &str, text: &str) {
        if self.failed.is_none() {
            self.failed = self.put(name, from_there(name, text).as_bytes()).err();
            self.names.push(name.to_owned());
        }
    }

    /// Adds the files that the pages show, and the list of the pages.
    pub(super) fn end(mut self, package: &Package, values: &Values) -> anyhow::Result<()> {
        let shown = self.folder.display().to_string();
        if let Some(failed) = self.failed.take() {
            return Err(failed).context(format!("{shown} cannot be written"));
        }
        // A theme that does not compile has no pages, and its files need none.
        let Ok(bundle) = package.bundle_as(values) else { return Ok(()) };
        for name in bundle.assets.names() {
            let (Some(url), Some(asset)) = (bundle.assets.url(name), bundle.assets.named(name)) else {
                continue;
            };
            let path = url.trim_start_matches('/');
            let is_style = asset.media_type.starts_with("text/css");
            let bytes = match std::str::from_utf8(&asset.bytes) {
                Ok(sheet) if is_style => from_there(path, sheet).into_bytes(),
                _ => asset.bytes.to_vec(),
            };
            self.put(path, &bytes).with_context(|| format!("{shown}/{path} cannot be written"))?;
        }
        self.put("index.html", self.index().as_bytes()).with_context(|| format!("{shown} cannot be written"))
    }

    fn index(&self) -> String {
        let item = |name: &String| format!("<li><a href=\"{name}\">{name}</a>\n");
        let list: String = self.names.iter().map(item).collect();
        format!("<!doctype html>\n<html lang=\"en\">\n<title>Pages</title>\n<ul>\n{list}</ul>\n")
    }

    fn put(&self, path: &str, content: &[u8]) -> io::Result<()> {
        let whole = self.folder.join(path);
        whole.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(whole, content)
    }
}

/// A file's text with addresses that are read from where it lies.
fn from_there(path: &str, text: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    text.replace(&format!("\"{ASSETS}"), &format!("\"{up}assets/"))
}
