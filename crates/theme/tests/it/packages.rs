//! Themes as sets of files, one over the other.

use bytes::Bytes;
use serde_json::json;
use theme::Package;

use crate::shell;

pub(crate) fn package(files: &[(&str, &str)]) -> Package {
    read(files).expect("the package is good")
}

pub(crate) fn read(files: &[(&str, &str)]) -> Result<Package, theme::TemplateFault> {
    Package::read(files.iter().map(|(path, source)| ((*path).to_owned(), Bytes::from((*source).to_owned()))))
}

const BASE: &[(&str, &str)] = &[
    (
        "manifest.toml",
        "name = \"Base\"\nversion = \"1.2\"\napi = 1\n[assets]\n\"all.css\" = [\"css/a.css\", \"css/b.css\"]",
    ),
    ("pages/home.html", "{% include 'parts/foot.html' %} {{ t('one') }} {{ t('two') }}"),
    ("pages/more.html", "more"),
    ("parts/foot.html", "base foot"),
    ("css/a.css", "a{}"),
    ("css/b.css", "b{}"),
    ("locales/en.ftl", "one = base one\ntwo = base two"),
    ("samples/home.json", "{}"),
];

#[test]
fn what_a_theme_does_not_have_comes_from_its_base() {
    let theme = package(&[
        ("manifest.toml", "name = \"Mine\"\nversion = \"0.1\"\napi = 1"),
        ("parts/foot.html", "my foot"),
        ("css/b.css", "mine{}"),
        ("locales/en.ftl", "two = my two"),
    ]);
    let whole = theme.over(&package(BASE));
    assert_eq!(whole.manifest().name, "Mine");
    let bundle = whole.strict_bundle().unwrap();
    let context = json!({ "shell": shell("en") });
    assert_eq!(bundle.engine.render("pages/home.html", &context).unwrap(), "my foot base one my two");
    assert_eq!(bundle.engine.render("pages/more.html", &context).unwrap(), "more");
    let (hash, name) = bundle.assets.url("all.css").unwrap()["/assets/".len()..].split_once('/').unwrap();
    assert_eq!(bundle.assets.get(hash, name).unwrap().bytes, "a{}\nmine{}\n");
    assert!(bundle.assets.url("samples/home.json").is_none(), "samples are not served");
}

#[test]
fn a_required_page_that_is_missing_is_named() {
    let engine = package(BASE).bundle().unwrap().engine;
    assert_eq!(engine.require(["pages/home.html", "pages/more.html"]), Ok(()));
    assert_eq!(engine.require(["pages/home.html", "pages/none.html"]).unwrap_err().name, "pages/none.html");
}

#[test]
fn t4_a_theme_has_limits() {
    let large = "x".repeat(256 * 1024 + 1);
    assert!(read(&[("pages/a.html", &large)]).is_err());
    let many: Vec<_> = (0..501).map(|n| (format!("pages/{n}.html"), Bytes::new())).collect();
    assert!(Package::read(many).is_err());
    let heavy = (0..3).map(|n| (format!("{n}.png"), Bytes::from(vec![0; 7 << 20])));
    assert!(Package::read(heavy).is_err());
    assert!(Package::read([("pages/a.html".to_owned(), Bytes::from_static(&[0xff]))]).is_err());
    assert!(read(&[("locales/readme.md", "")]).is_err());
}
