//! Small drawings that stand in a page itself: `glyphs/check.svg` is what `icon("check")` draws.

use std::collections::BTreeMap;

use bytes::Bytes;
use minijinja::Value;

use crate::fault::TemplateFault;
use crate::output;

/// The drawings of a theme by name, each as it stands between `<svg …>` and `</svg>`.
#[derive(Debug, Default)]
pub(crate) struct Glyphs(BTreeMap<String, Glyph>);

#[derive(Debug)]
struct Glyph {
    paths: String,
    /// Without class and label, as most are drawn.
    plain: Value,
}

impl Glyphs {
    /// Reads the drawings among a theme's files. They go into pages unescaped, so they may hold paths and nothing else.
    pub(super) fn read(files: &BTreeMap<String, Bytes>) -> Result<Self, TemplateFault> {
        let mut glyphs = Self::default();
        for (file, content) in files {
            let name = file.strip_prefix("glyphs/").and_then(|name| name.strip_suffix(".svg"));
            let Some(name) = name else { continue };
            let paths = paths(content).ok_or_else(|| {
                TemplateFault::new(
                    file,
                    None,
                    "a glyph is an svg of 24 by 24 with <path d=\"…\"/> in it and nothing else",
                )
            })?;
            let plain = Value::from_safe_string(drawn(&paths, "", None));
            glyphs.0.insert(name.to_owned(), Glyph { paths, plain });
        }
        Ok(glyphs)
    }

    /// The drawing as an element: hidden from those who do not see, or with a label for them.
    pub(crate) fn draw(&self, name: &str, class: &str, label: Option<&str>) -> Option<Value> {
        let glyph = self.0.get(name)?;
        Some(match (class, label) {
            ("", None) => glyph.plain.clone(),
            _ => Value::from_safe_string(drawn(&glyph.paths, class, label)),
        })
    }
}

fn drawn(paths: &str, class: &str, label: Option<&str>) -> String {
    let mut element = String::with_capacity(paths.len() + 128);
    element.push_str("<svg class=\"icon");
    if !class.is_empty() {
        element.push(' ');
        output::push_escaped(class, &mut element);
    }
    element.push_str("\" viewBox=\"0 0 24 24\"");
    match label {
        Some(label) => {
            element.push_str(" role=\"img\" aria-label=\"");
            output::push_escaped(label, &mut element);
            element.push_str("\">");
        }
        None => element.push_str(" aria-hidden=\"true\">"),
    }
    element.push_str(paths);
    element.push_str("</svg>");
    element
}

/// What stands inside the element, if it is paths alone.
fn paths(content: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(content).ok()?.trim();
    let (head, inner) = text.strip_prefix("<svg ")?.split_once('>')?;
    let inner = inner.strip_suffix("</svg>")?.trim();
    let is_drawn = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '+');
    let is_path = |path: &str| {
        let line = path.trim().strip_prefix("<path d=\"").and_then(|path| path.strip_suffix("\"/"));
        line.is_some_and(|line| line.chars().all(is_drawn))
    };
    let good = head.contains("viewBox=\"0 0 24 24\"")
        && inner.ends_with('>')
        && inner.split_terminator('>').all(is_path);
    good.then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(svg: &'static str) -> Result<Glyphs, TemplateFault> {
        Glyphs::read(&BTreeMap::from([("glyphs/a.svg".to_owned(), Bytes::from_static(svg.as_bytes()))]))
    }

    #[test]
    fn a_glyph_is_drawn_with_its_label_or_hidden() {
        let glyphs =
            read("<svg viewBox=\"0 0 24 24\"><path d=\"M5 5h1\"/><path d=\"m1 1 2-3.5z\"/></svg>\n").unwrap();
        let paths = "<path d=\"M5 5h1\"/><path d=\"m1 1 2-3.5z\"/></svg>";
        let drawn = |class, label| glyphs.draw("a", class, label).unwrap().to_string();
        assert_eq!(
            drawn("", None),
            format!("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{paths}")
        );
        assert_eq!(
            drawn("flip", Some("\"><script>")),
            format!(
                "<svg class=\"icon flip\" viewBox=\"0 0 24 24\" role=\"img\" aria-label=\"&quot;&gt;&lt;script&gt;\">{paths}"
            )
        );
        assert!(glyphs.draw("b", "", None).is_none());
    }

    #[test]
    fn th34_a_glyph_that_is_more_than_paths_is_refused() {
        for inner in [
            "<script>steal()</script>",
            "<path d=\"M5 5\" onload=\"steal()\"/>",
            "<path d=\"M5 5\"/><a href=\"/\"><path d=\"M5 5\"/></a>",
            "<path d=\"M5&#x22;5\"/>",
            "text",
            "",
        ] {
            let svg = format!("<svg viewBox=\"0 0 24 24\">{inner}</svg>");
            let files = BTreeMap::from([("glyphs/a.svg".to_owned(), Bytes::from(svg))]);
            assert!(Glyphs::read(&files).is_err(), "{inner}");
        }
        assert!(
            read("<svg viewBox=\"0 0 24 24\" onload=\"steal()\"><path d=\"M5 5\"/></svg>").is_ok(),
            "only what is inside is drawn"
        );
    }
}
