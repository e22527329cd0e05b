//! What cases are tried with: the template that comes with the program, a small theme, and a page's data.

use anyhow::Result;
use serde_json::{Value, json};
use theme::{Bundle, Package};

/// Raw on no page, whatever a template does with it.
pub(crate) const CANARY: &str = "<canary\"'&>";

const MANIFEST: &str = r#"
name = "Small"
version = "1"
api = 1
sheet = "all.css"
[assets]
"all.css" = ["css/a.css"]
[[section]]
name = "s"
label = "l"
setting = [
  { name = "line", label = "l", type = "string" },
  { name = "text", label = "l", type = "text" },
  { name = "on", label = "l", type = "boolean" },
  { name = "color", label = "l", type = "color", css = "--color" },
  { name = "link", label = "l", type = "link" },
  { name = "file", label = "l", type = "file" },
  { name = "icon", label = "l", type = "icon" },
  { name = "slider", label = "l", type = "slider", min = 0, max = 9, unit = "px", css = "--slider" },
  { name = "select", label = "l", type = "select", choices = ["a", "b c"], css = "--select" },
  { name = "list", label = "l", type = "list", max = 3, field = [{ name = "url", label = "l", type = "link" }] },
]
"#;

/// Reads every setting.
const PAGE: &str = "{% for section in [theme.s] %}{{ section.line }}{{ section.text }}<a href=\"{{ section.link }}\">\
    {{ section.color }}{{ section.slider }}{{ section.select }}{{ section.file }}{{ section.icon }}{{ section.on }}</a>\
    {% for item in section.list %}<a href=\"{{ item.url }}\">x</a>{% endfor %}{% endfor %}";

pub(crate) struct Stage {
    pub(crate) midtown: Bundle,
    pub(crate) small: Package,
    pub(crate) context: Value,
    pub(crate) folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) fn new() -> Result<Self> {
        let files = [("manifest.toml", MANIFEST), ("pages/a.html", PAGE), ("css/a.css", "a{}")];
        let small = files.map(|(path, text)| (path.to_owned(), text.to_owned().into()));
        Ok(Self {
            midtown: theme::bundled::midtown()?,
            small: Package::read(small)?,
            context: context(),
            folder: tempfile::tempdir()?,
        })
    }
}

fn context() -> Value {
    let row = json!({ "name": CANARY, "url": "/x", "at": 1_773_320_700_000_i64, "on": true, "number": 7, "channels": ["email"] });
    json!({
        "shell": { "language": "en", "html_lang": "en", "direction": "ltr", "zone": "Europe/Berlin", "now": 1_773_320_700_000_i64,
            "year": 2026, "css_url": "/a.css", "home_url": "/en", "own_scripts": false, "brand": { "name": CANARY, "initial": "A" },
            "customer": { "name": CANARY }, "languages": [row], "flash": null, "session_ends_in": null },
        "page": { "title": CANARY, "text": "x".repeat(20_000), "rows": vec![row.clone(); 500], "none": null, "row": row },
        "theme": { "s": { "line": CANARY, "list": [{ "url": "/x" }] } },
        "snippets": { "sn.a": CANARY },
    })
}
