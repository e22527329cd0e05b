//! Settings of a theme: what a manifest may say, what values are taken, and how they reach pages and style sheets (T1, T4).

use serde_json::{Value, json};
use theme::{Values, Why};

use crate::packages::{package, read};
use crate::shell;

const MANIFEST: &str = r#"
name = "Mine"
version = "1.0.0"
api = 1
sheet = "all.css"
[assets]
"all.css" = ["css/a.css"]
[[section]]
name = "design"
label = "design"
[[section.setting]]
name = "accent"
type = "color"
label = "accent"
css = "--accent"
[[section.setting]]
name = "corners"
type = "slider"
min = 0
max = 20
step = 4
default = 8
unit = "px"
label = "corners"
css = "--corner"
[[section.setting]]
name = "font"
type = "select"
choices = ["serif", "sans-serif"]
label = "font"
css = "--font"
[[section]]
name = "header"
label = "header"
[[section.setting]]
name = "logo"
type = "file"
label = "logo"
[[section.setting]]
name = "shown"
type = "boolean"
label = "shown"
[[section.setting]]
name = "text"
type = "text"
label = "text"
[[section.setting]]
name = "links"
type = "list"
max = 2
label = "links"
[[section.setting.field]]
name = "label"
type = "string"
label = "label"
[[section.setting.field]]
name = "url"
type = "link"
label = "url"
"#;

const PAGE: &str = "{{ theme.header.text }}|{% for it in theme.header.links %}<a href=\"{{ it.url }}\">{{ it.label }}</a>{% endfor %}|{{ theme.header.logo }}|{{ theme.header.shown }}";

fn values(of: Value) -> Values {
    serde_json::from_value(of).expect("they are a map")
}

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("manifest.toml", MANIFEST),
        ("css/a.css", "a{}"),
        ("assets/logo.svg", "<svg/>"),
        ("pages/home.html", PAGE),
    ]
}

/// Where and why the first value is not taken.
fn refused(of: Value) -> Option<(String, Why)> {
    let refused = values(of).refused(package(&files()).manifest());
    refused.into_iter().next().map(|refused| (refused.at, refused.why))
}

#[test]
fn t1_values_reach_pages_and_the_sheet() {
    let set = values(json!({
        "design.accent": "#0a7", "design.corners": 12, "header.logo": "assets/logo.svg",
        "header.text": "Hours: [[ sn.org.hours ]] <b>[[ sn.none ]]</b>",
        "header.links": [{ "label": "Shop & more", "url": "https://shop.example/?a=1" }, { "url": "/en_us" }],
    }));
    let bundle = package(&files()).bundle_as(&set).unwrap();
    let said = bundle.settled.told(&|name| (name == "sn.org.hours").then_some("[[ 9 to 5 ]]"));
    let context = json!({ "shell": shell("en"), "theme": said });
    assert_eq!(
        bundle.engine.render("pages/home.html", &context).unwrap(),
        "Hours: [[ 9 to 5 ]] &lt;b&gt;&lt;/b&gt;|<a href=\"https://shop.example/?a=1\">Shop &amp; more</a>\
         <a href=\"/en_us\"></a>|assets/logo.svg|false"
    );
    assert_eq!(bundle.settled.snippets(), ["sn.none", "sn.org.hours"]);
    let (hash, name) = bundle.assets.url("all.css").unwrap()["/assets/".len()..].split_once('/').unwrap();
    let sheet = bundle.assets.get(hash, name).unwrap();
    assert_eq!(sheet.bytes, "a{}\n:root { --accent: #0a7; --corner: 12px; --font: serif; }\n\n");
}

#[test]
fn t4_a_value_of_another_type_is_refused_by_name_and_never_shown() {
    for (setting, value, at, why) in [
        ("design.accent", json!("red;}body{display:none"), "design.accent", Why::Color),
        ("design.accent", json!(7), "design.accent", Why::Type),
        ("design.corners", json!(21), "design.corners", Why::Range),
        ("design.corners", json!(6), "design.corners", Why::Range),
        ("design.corners", json!("8px"), "design.corners", Why::Type),
        ("design.font", json!("fantasy"), "design.font", Why::Choice),
        ("header.logo", json!("../../etc/passwd"), "header.logo", Why::Name),
        ("header.shown", json!("yes"), "header.shown", Why::Type),
        ("header.text", json!("x".repeat(5001)), "header.text", Why::TooLong),
        ("header.links", json!([{}, {}, {}]), "header.links", Why::Count),
        ("header.links", json!([{ "url": "javascript:alert(1)" }]), "header.links.0.url", Why::Link),
        ("header.links", json!([{ "label": "a\nb" }]), "header.links.0.label", Why::TooLong),
        ("header.links", json!([{ "target": "x" }]), "header.links.0", Why::Type),
        ("header.links", json!(["x"]), "header.links.0", Why::Type),
        ("header.none", json!("x"), "header.none", Why::Type),
    ] {
        assert_eq!(
            refused(json!({ setting: value.clone() })),
            Some((at.to_owned(), why)),
            "{setting} {value}"
        );
        let bundle = package(&files()).bundle_as(&values(json!({ setting: value }))).unwrap();
        let plain = package(&files()).bundle().unwrap();
        assert_eq!(bundle.settled, plain.settled, "{setting} is as the theme says");
    }
}

#[test]
fn t4_a_link_leads_somewhere_and_runs_nothing() {
    let link = |url: &str| refused(json!({ "header.links": [{ "url": url }] })).is_none();
    for good in [
        "",
        "https://a.example",
        "HTTP://a.example/x?y#z",
        "mailto:a@b.example",
        "tel:+4930",
        "/en_us",
        "#top",
    ] {
        assert!(link(good), "{good}");
    }
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:",
        "https://a.example/\"onclick=x",
        "blob:x",
        "file:///etc/passwd",
        "example.org",
    ] {
        assert!(!link(bad), "{bad}");
    }
}

#[test]
fn a_file_that_the_theme_does_not_have_is_none() {
    let bundle = package(&files()).bundle_as(&values(json!({ "header.logo": "assets/gone.png" }))).unwrap();
    assert_eq!(bundle.settled.told(&|_| None)["header"]["logo"], "");
}

#[test]
fn a_manifest_that_cannot_be_meant_is_refused_where_it_is_wrong() {
    let fault = |setting: &str| {
        let source = format!(
            "name = \"x\"\nversion = \"1\"\napi = 1\n[[section]]\nname = \"a\"\nlabel = \"a\"\n[[section.setting]]\nname = \"b\"\nlabel = \"b\"\n{setting}"
        );
        read(&[("manifest.toml", &source)]).expect_err(setting).to_string()
    };
    for (setting, why) in [
        ("type = \"fantasy\"", "no type of setting"),
        ("type = \"color\"\nmax = 3", "a color has no max"),
        ("type = \"slider\"\nmax = 3", "a slider has a min"),
        ("type = \"slider\"\nmin = 3\nmax = 3", "from min to max"),
        ("type = \"slider\"\nmin = 1\nmax = 3\nunit = \";}\"", "in a unit"),
        ("type = \"select\"", "choices"),
        ("type = \"select\"\nchoices = [\"a;}b{\"]", "a choice is of"),
        ("type = \"string\"\ncss = \"--x\"", "reaches CSS"),
        ("type = \"color\"\ncss = \"--x;y\"", "reaches CSS"),
        ("type = \"color\"\ndefault = \"red\"", "its default is no colour"),
        ("type = \"list\"\nmax = 21\nfield = []", "a list has"),
        ("type = \"color\"\nwhatever = 1", "unknown field"),
        (
            "type = \"color\"\n[[section.setting]]\nname = \"b\"\nlabel = \"b\"\ntype = \"text\"",
            "stands twice",
        ),
    ] {
        assert!(fault(setting).contains(why), "{setting}: {}", fault(setting));
    }
    assert_eq!(read(&[("manifest.toml", "name = \"x\"\nversion = 1")]).unwrap_err().line, Some(2));
    assert!(fault_of("name = \"x\"\nversion = \"1\"\napi = 99").contains("api 99"));
    assert!(
        fault_of("name = \"x\"\nversion = \"1\"\napi = 1\nsheet = \"none.css\"")
            .contains("none of the assets")
    );
}

fn fault_of(source: &str) -> String {
    read(&[("manifest.toml", source)]).expect_err(source).to_string()
}

#[test]
fn t3_settings_that_only_the_base_has_are_there_for_its_pages() {
    let mine = package(&[("manifest.toml", "name = \"Old\"\nversion = \"1.0.18\"\napi = 1")]);
    let whole = mine.over(&package(&files()));
    assert_eq!(whole.manifest().settings().count(), 7);
    let bundle = whole.bundle_as(&values(json!({ "design.accent": "#123456" }))).unwrap();
    assert!(
        bundle
            .engine
            .render(
                "pages/home.html",
                &json!({ "shell": shell("en"), "theme": bundle.settled.told(&|_| None) })
            )
            .is_ok()
    );
}
