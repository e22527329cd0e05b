//! What comes with the program can be compiled, and Midtown shows its own samples.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::NOON;

#[test]
fn everything_bundled_compiles() {
    theme::bundled::midtown_package().unwrap().strict_bundle().unwrap();
    theme::bundled::app_package().unwrap().strict_bundle().unwrap();
}

/// A sample is `<page>.<state>.json`, the context as the server would make it.
#[test]
fn t4_midtown_renders_all_its_samples() {
    let bundle = theme::bundled::midtown_package().unwrap().strict_bundle().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/midtown/samples");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut context: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        context["shell"]["zone"] = "Europe/Berlin".into();
        context["shell"]["now"] = NOON.0.into();
        let page = format!("pages/{}.html", name.split('.').next().unwrap());
        let html = bundle.engine.render(&page, &context).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert!(html.contains("</html>"), "{name}");
        count += 1;
    }
    assert!(count > 10, "only {count} samples");
}
