//! What comes with the program. A debug build reads the files from the checkout at each call, so that a change shows
//! when the page is loaded again; a release build has them inside.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use rust_embed::RustEmbed;

use crate::fault::TemplateFault;
use crate::package::{Bundle, Package};

#[derive(RustEmbed)]
#[folder = "../../themes/midtown"]
struct Midtown;

#[derive(RustEmbed)]
#[folder = "../../themes/riverside"]
struct Riverside;

#[derive(RustEmbed)]
#[folder = "../../templates"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "../../assets"]
struct Assets;

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

/// What every mail stands in.
const MAIL_FRAME: [&str; 2] = ["mail/layout.html", "mail/style.html"];

/// Midtown, the theme that every other inherits from, ready to serve.
pub fn midtown() -> Result<Bundle, TemplateFault> {
    midtown_package()?.bundle()
}

/// The inbox and the administration, ready to serve.
pub fn app() -> Result<Bundle, TemplateFault> {
    app_package()?.bundle()
}

/// The newest Midtown's files over the installation's texts, so that a page can tell every fault.
pub fn midtown_package() -> Result<Package, TemplateFault> {
    over_texts(midtown_files())
}

pub(crate) fn midtown_files() -> BTreeMap<String, Bytes> {
    files::<Midtown>().collect()
}

pub(crate) fn riverside_files() -> BTreeMap<String, Bytes> {
    files::<Riverside>().collect()
}

/// A theme of these files over the installation's texts.
pub(crate) fn over_texts(files: BTreeMap<String, Bytes>) -> Result<Package, TemplateFault> {
    let mut texts = Package::default();
    add_app_texts(&mut texts)?;
    Ok(Package::read(files)?.over(&texts))
}

/// The files of the inbox and the administration.
pub fn app_package() -> Result<Package, TemplateFault> {
    let mut package = Package::default();
    // Mails to users look like those to customers.
    let frame = files::<Midtown>().filter(|(name, _)| MAIL_FRAME.contains(&name.as_str()));
    for (name, content) in files::<Templates>().filter(|(name, _)| is_template(name)).chain(frame) {
        package.add_template(name, &content)?;
    }
    for (name, content) in files::<Assets>().filter(|(name, _)| !is_about_files(name)) {
        package.add_asset(name, content);
    }
    add_app_texts(&mut package)?;
    Ok(package)
}

fn add_app_texts(package: &mut Package) -> Result<(), TemplateFault> {
    files::<Locales>().try_for_each(|(name, content)| package.add_texts(&name, &content))
}

/// Samples lie beside the templates.
fn is_template(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "html")))
}

/// `vendor.toml` and licences are for those who build, not for browsers.
fn is_about_files(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "toml" | "md"))) || name.contains("LICENSE")
}

pub(crate) fn files<Folder: RustEmbed>() -> impl Iterator<Item = (String, Bytes)> {
    Folder::iter().filter_map(|name| {
        let content = match Folder::get(&name)?.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some((name.into_owned(), content))
    })
}
