//! What of a theme's colours can be read (WCAG 2.2).

use theme::contrast::{Contrast, Scheme, of_sheet};
use theme::{Package, Template, Values};

use crate::packages::package;

fn midtown() -> Package {
    let midtown = Template::first();
    midtown.package(midtown.newest()).expect("it is there").expect("it can be read")
}

/// The whole sheet of a package, with what the settings say.
fn sheet(package: &Package, values: &Values) -> String {
    let bundle = package.bundle_as(values).expect("it can be compiled");
    let address = bundle.assets.url(&bundle.sheet).expect("it is an asset");
    let (hash, name) = address["/assets/".len()..].split_once('/').expect("it has a hash");
    String::from_utf8(bundle.assets.get(hash, name).expect("it is served").bytes.to_vec())
        .expect("it is text")
}

fn settings(values: serde_json::Value) -> Values {
    serde_json::from_value(values).expect("it is a map")
}

fn too_little(found: &[Contrast]) -> Vec<(&str, &str, Scheme)> {
    let wrong = found.iter().filter(|one| one.is_too_little());
    wrong.map(|one| (one.front, one.ground, one.scheme)).collect()
}

#[test]
fn t2_midtown_can_be_read_in_every_brands_colour_and_both_schemes() {
    let sheet = sheet(&midtown(), &Values::default());
    for accent in [
        None,
        Some("#b4541f"),
        Some("#ffe600"),
        Some("#00ff00"),
        Some("#000"),
        Some("#ffffff"),
        Some("#ff0000"),
    ] {
        let found = of_sheet(&sheet, accent);
        assert_eq!(found.len(), 30, "{accent:?}: each pair in both schemes");
        let unknown: Vec<_> = found.iter().filter(|one| one.ratio.is_none()).collect();
        assert!(unknown.is_empty(), "{accent:?}: {unknown:?}");
        assert_eq!(too_little(&found), [], "{accent:?}: {found:?}");
    }
}

#[test]
fn t2_a_ground_on_which_text_cannot_be_read_is_told_with_the_scheme() {
    let ground = sheet(&midtown(), &settings(serde_json::json!({ "design.ground": "#333333" })));
    let found = of_sheet(&ground, None);
    let told = too_little(&found);
    assert!(told.contains(&("--text", "--ground", Scheme::Light)), "{told:?}");
    assert!(
        told.iter().all(|(_, ground, scheme)| (*ground, *scheme) == ("--ground", Scheme::Light)),
        "{told:?}"
    );
    let own = package(&[("css/tokens.css", "@layer tokens { :root { --text: #777; --surface: #fff; } }")]);
    let found = of_sheet(&sheet(&own.over(&midtown()), &Values::default()), None);
    let text =
        found.iter().find(|one| (one.front, one.ground) == ("--text", "--surface")).expect("both are there");
    assert!((text.ratio.expect("it is understood") - 4.48).abs() < 0.01 && text.is_too_little());
}

#[test]
fn t2_contrast_is_what_wcag_says_whatever_way_a_colour_is_written() {
    for (front, ground, ratio) in [
        ("black", "white", 21.0),
        ("#767676", "#fff", 4.54),
        ("rgb(118 118 118)", "color(srgb 1 1 1)", 4.54),
        ("rgba(0, 0, 0, .5)", "white", 3.98),
        ("oklch(1 0 0)", "oklch(0% 0 0deg)", 21.0),
        (
            "color(xyz-d65 .9505 1 1.089)",
            "color(from white xyz-d65 calc(x * 0) calc(y - 1) max(0, z / 1e9))",
            21.0,
        ),
        ("light-dark(black, white)", "light-dark(white, black)", 21.0),
        ("color-mix(in srgb, black 100%, white)", "var(--none, white)", 21.0),
    ] {
        for one in of_sheet(&format!(":root {{ --text: {front}; --ground: {ground}; }}"), None) {
            let told = one.ratio.unwrap_or_else(|| panic!("{front} on {ground}"));
            assert!((told - ratio).abs() < 0.01, "{front} on {ground}: {told}");
        }
    }
}

#[test]
fn t2_layers_decide_and_what_stands_for_some_pages_only_does_not_count() {
    let sheet = "@layer tokens, theme; @layer theme { :root { --text: black } } @layer tokens { :root { --text: white } }
        /* :root { --text: white } */ .x::before { content: \"}\"; } @media print { :root { --text: white; } }
        .dark { --text: white; } :root { --ground: white }";
    let found = of_sheet(sheet, None);
    assert!(
        found.len() == 2 && found.iter().all(|one| one.ratio.is_some_and(|ratio| ratio > 20.99)),
        "{found:?}"
    );
}

#[test]
fn t4_what_is_not_understood_is_unknown_and_nothing_is_too_much() {
    let around = |open: &str, inside: &str, times: usize| {
        format!("{}{inside}{}", open.repeat(times), ")".repeat(times))
    };
    let double = |at: u32| format!("--c{at}: color-mix(in oklab, var(--c{0}), var(--c{0}));", at + 1);
    let doubling = (0..60).map(double).collect::<Vec<_>>().concat();
    for value in [
        String::new(),
        "rebeccapurple".to_owned(),
        "var(--text)".to_owned(),
        "#é".to_owned(),
        "oklch(from".to_owned(),
        "color()".to_owned(),
        "oklch(1 2)".to_owned(),
        around("calc(", "1", 40_000),
        around("light-dark(", "red", 300),
        format!("oklch({} 0 0)", around("calc(", "x", 350)),
        format!("var(--c0); {doubling}"),
    ] {
        let found = of_sheet(&format!(":root {{ --ground: white; --text: {value}; }}"), None);
        assert!(found.iter().all(|one| one.ratio.is_none()), "{value}");
    }
    of_sheet(&"@layer a {".repeat(20_000), None);
    of_sheet(&"{".repeat(200_000), None);
}
