//! The sandbox, the texts and the assets, through the crate's face.

mod assets;
mod bundled;
mod contrast;
mod dates;
mod escaping;
mod functions;
mod lint;
mod packages;
mod pages;
mod sandbox;
mod settings;
mod texts;
mod upgrade;

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::Time;
use serde_json::{Value, json};
use theme::{AssetMap, Engine, RenderFault, TemplateFault, Texts};

/// Thursday, 12 March 2026, 13:05 UTC: 14:05 in Berlin.
pub(crate) const NOON: Time = Time(1_773_320_700_000);

pub(crate) fn texts(files: &[(&str, &str)]) -> Arc<Texts> {
    Arc::new(Texts::load(files.iter().copied()).expect("the texts are good").strict())
}

/// An engine of these templates, with two texts in each of three languages.
pub(crate) fn engine(sources: &[(&str, &str)]) -> Result<Engine, TemplateFault> {
    let texts = texts(&[
        ("en", "hello = Hello, { $name }\nbye = Bye\nbody = { $html }"),
        ("de", "hello = Hallo, { $name }"),
        ("ar", "hello = مرحبا { $name }"),
    ]);
    let files = [("css/app.css".to_owned(), "p {}".into())];
    let assets = AssetMap::new(BTreeMap::from(files), &BTreeMap::new()).expect("the sheet is good");
    let sources = sources.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned()));
    Engine::new(sources, &texts, &Arc::new(assets))
}

pub(crate) fn shell(language: &str) -> Value {
    json!({ "language": language, "zone": "Europe/Berlin", "now": NOON.0 })
}

/// Renders one template with a page's data.
pub(crate) fn render(source: &str, page: &Value) -> Result<String, RenderFault> {
    let context = json!({ "shell": shell("en"), "page": page });
    engine(&[("page.html", source)]).expect("the template compiles").render("page.html", &context)
}
