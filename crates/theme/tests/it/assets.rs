//! Assets under hashed names.

use std::collections::BTreeMap;

use bytes::Bytes;
use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use theme::{AssetMap, TemplateFault};

fn map(files: &[(&str, &str)]) -> Result<AssetMap, TemplateFault> {
    joined(files, &[])
}

fn joined(files: &[(&str, &str)], joined: &[(&str, &[&str])]) -> Result<AssetMap, TemplateFault> {
    let files = files.iter().map(|(name, source)| ((*name).to_owned(), Bytes::from((*source).to_owned())));
    let joined = joined
        .iter()
        .map(|(name, parts)| ((*name).to_owned(), parts.iter().map(|part| (*part).to_owned()).collect()));
    AssetMap::new(files.collect(), &joined.collect::<BTreeMap<_, _>>())
}

fn content(map: &AssetMap, name: &str) -> String {
    let asset = map.url(name).and_then(|url| url.strip_prefix("/assets/")?.split_once('/'));
    let asset = asset.and_then(|(hash, name)| map.get(hash, name)).expect("the asset is at its address");
    String::from_utf8_lossy(&asset.bytes).into_owned()
}

fn policy_source(map: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(map.as_bytes())))
}

#[test]
fn an_address_holds_the_hash_of_the_content() {
    let (before, after) = (map(&[("a.svg", "<svg/>")]).unwrap(), map(&[("a.svg", "<svg />")]).unwrap());
    let url = before.url("a.svg").unwrap();
    assert_eq!(url, "/assets/d4dc56669143034f/a.svg");
    assert_ne!(Some(url), after.url("a.svg"));
    assert_eq!(before.get("d4dc56669143034f", "a.svg").unwrap().media_type, "image/svg+xml");
    assert!(before.get("d4dc56669143034e", "a.svg").is_none());
    assert!(before.get("d4dc56669143034f", "b.svg").is_none());
}

#[test]
fn a_sheet_names_what_it_shows_by_its_hashed_address() {
    let assets = map(&[
        ("icons/a.svg", "<svg/>"),
        ("css/app.css", "/* url(no) */ a::before { content: \"url(no)\"; background: url( '../icons/a.svg#x' ) }\nb { mask: url(#own) url(\"data:,x\") }"),
    ])
    .unwrap();
    let icon = assets.url("icons/a.svg").unwrap();
    assert_eq!(
        content(&assets, "css/app.css"),
        format!(
            "/* url(no) */ a::before {{ content: \"url(no)\"; background: url(\"{icon}#x\") }}\nb {{ mask: url(\"#own\") url(\"data:,x\") }}"
        )
    );
}

#[test]
fn a_sheet_takes_in_what_it_imports_so_that_a_page_asks_once() {
    let assets = map(&[
        ("css/app.css", "@layer base, parts;\n@import \"parts/a.css\";\n@import url(parts/b.css) layer(base) print;\nend {}"),
        ("css/parts/a.css", "@import './deep/c.css';\na { background: url(deep/x.png) }"),
        ("css/parts/b.css", "b {}"),
        ("css/parts/deep/c.css", "c {}"),
        ("css/parts/deep/x.png", "png"),
    ])
    .unwrap();
    let picture = assets.url("css/parts/deep/x.png").unwrap();
    assert_eq!(
        content(&assets, "css/app.css"),
        format!(
            "@layer base, parts;\nc {{}}\na {{ background: url(\"{picture}\") }}\n\
             @media print {{\n@layer base {{\nb {{}}\n}}\n}}\nend {{}}"
        )
    );
}

#[test]
fn th37_a_sheet_reaches_no_other_host_and_nothing_that_is_not_there() {
    for (sheet, why) in [
        (
            "a{}\nb { background: url(https://evil.example/x) }",
            "css/app.css:2: there is no \"https://evil.example/x\" among the assets",
        ),
        (
            "b { background: url(//evil.example/x) }",
            "css/app.css:1: there is no \"//evil.example/x\" among the assets",
        ),
        ("b { background: url(../../x.svg) }", "css/app.css:1: there is no \"../../x.svg\" among the assets"),
        (
            "@import url(https://evil.example/x.css);",
            "css/app.css:1: there is no \"https://evil.example/x.css\" to import",
        ),
        ("@import 'none.css';", "css/app.css:1: there is no \"none.css\" to import"),
        ("@import 'app.css';", "css/app.css:1: imports go round"),
        ("a {} /* open", "css/app.css:1: a comment is not closed"),
    ] {
        assert_eq!(map(&[("css/app.css", sheet)]).unwrap_err().to_string(), why);
    }
}

#[test]
fn scripts_are_imported_by_name() {
    let assets = map(&[("js/app.js", "import \"js/parts/menu.js\";"), ("js/parts/menu.js", "x()")]).unwrap();
    let expected = format!(
        "{{\"imports\":{{\"js/app.js\":\"{}\",\"js/parts/menu.js\":\"{}\"}}}}",
        assets.url("js/app.js").unwrap(),
        assets.url("js/parts/menu.js").unwrap()
    );
    assert_eq!(assets.import_map_json(), expected);
    let first = format!("{{\"imports\":{{\"js/app.js\":\"{}\"}}}}", assets.url("js/app.js").unwrap());
    assert_eq!(assets.first_import_map_json(), first, "folders below are for the pages that need them");
    let allowed: Vec<_> = assets.import_map_policy().split(' ').collect();
    assert_eq!(allowed, [&*expected, &*first].map(policy_source));
    let one = map(&[("js/app.js", "x()")]).unwrap();
    assert_eq!(one.import_map_policy().split(' ').count(), 1, "one map is allowed once");
    let fault = map(&[("js/app.js", "import \"./menu.js\";"), ("js/menu.js", "")]).unwrap_err();
    assert_eq!((fault.name.as_str(), fault.line), ("js/app.js", Some(1)));
}

#[test]
fn joined_files_are_one_in_the_order_given() {
    let files = [("css/a.css", "a{}"), ("css/b.css", "b{}"), ("js/a.js", "1")];
    let assets = joined(&files, &[("all.css", &["css/b.css", "css/a.css"])]).unwrap();
    assert_eq!(content(&assets, "all.css"), "b{}\na{}\n");
    assert!(joined(&files, &[("all.css", &["css/none.css"])]).is_err());
    assert!(joined(&files, &[("all.css", &["js/a.js"])]).is_err());
}

#[test]
fn only_known_kinds_under_plain_names_are_served() {
    for name in [
        "page.html",
        "x.wasm",
        "none",
        "../a.css",
        "/a.css",
        "a b.css",
        ".hidden.css",
        "a//b.css",
        "a\u{e9}.css",
    ] {
        assert!(map(&[(name, "")]).is_err(), "{name}");
    }
}
