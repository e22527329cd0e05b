//! What comes with the program can be compiled. That Midtown shows its samples is told where their types are, in `web`.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use theme::{Package, TEMPLATES, Template, Version};

/// A line for each version there was: what its own files are, as one number.
const DIGESTS: &str = "../../themes/past/digests.txt";
/// What belongs to a version; everything else is the program's own.
const OF_A_VERSION: [&str; 5] = ["manifest.toml", "pages/", "parts/", "mail/", "css/"];

#[test]
fn everything_bundled_compiles() {
    theme::bundled::midtown_package().unwrap().strict_bundle().unwrap();
    theme::bundled::app_package().unwrap().strict_bundle().unwrap();
}

#[test]
fn t2_every_version_there_was_compiles_and_says_what_it_is() {
    for (template, version) in versions() {
        let package = template.package(version).expect("it is listed").expect("it can be read");
        let manifest = package.manifest();
        assert_eq!(
            (manifest.template.as_str(), manifest.version.clone()),
            (template.name, version.to_string())
        );
        package.strict_bundle().unwrap();
    }
    let midtown = Template::named("midtown").expect("it comes with the program");
    assert!(midtown.files(Version::new(1, 0, 21)).is_none(), "there was no such version");
}

#[test]
fn t3_portal_pages_came_with_1_0_20() {
    let midtown = Template::named("midtown").expect("it comes with the program");
    let has =
        |version| midtown.files(version).expect("there was one").contains_key("pages/conversations.html");
    let having: Vec<bool> = midtown.versions().iter().map(|version| has(*version)).collect();
    assert_eq!(having, [false, false, true, true]);
}

#[test]
fn t2_another_template_has_from_the_first_what_it_does_not_have_itself() {
    let first = Template::first().files(Template::first().newest()).expect("the newest is there");
    for template in &TEMPLATES[1..] {
        let files = template.files(template.newest()).expect("the newest is there");
        assert_ne!(files["pages/home.html"], first["pages/home.html"], "{}", template.name);
        assert_eq!(files["pages/login.html"], first["pages/login.html"], "{}", template.name);
        let own = files.iter().filter(|(path, content)| first.get(*path) != Some(content)).count();
        assert!(own > 5 && own < first.len() / 4, "{}: {own} files of its own", template.name);
    }
}

#[test]
fn t1_every_setting_of_a_template_is_named_in_every_language_of_the_portal() {
    for template in TEMPLATES {
        let package = template.package(template.newest()).expect("it is listed").expect("it can be read");
        let bundle = package.bundle().unwrap();
        for (name, setting) in package.manifest().settings() {
            for language in ["en", "de", "ar"] {
                let is_named = bundle.texts.keys(language).any(|key| key == setting.label);
                assert!(is_named, "{} {name}: {} in {language}", template.name, setting.label);
            }
        }
    }
}

/// A version that people have is never changed. Most of its files are those of the version after it: before one of these is
/// changed, a copy of it belongs into the older version's folder.
#[test]
fn t2_a_version_there_was_stays_as_it_was() {
    let past = versions().filter(|(template, version)| *version != template.newest());
    let line = |(template, version): (&Template, Version)| {
        format!("{} {version} {}\n", template.name, digest(template, version))
    };
    let told = past.map(line).collect::<Vec<_>>().concat();
    if std::env::var_os("PORTICO_WRITE_REFERENCES").is_some() {
        std::fs::write(DIGESTS, &told).expect("the list can be written");
    }
    let known = std::fs::read_to_string(DIGESTS).unwrap_or_default();
    assert_eq!(
        told, known,
        "a file was changed that an older version has too: copy what it was (`git show HEAD:themes/midtown/FILE`) to \
         themes/past/midtown/VERSION/FILE"
    );
}

fn versions() -> impl Iterator<Item = (&'static Template, Version)> {
    TEMPLATES.iter().flat_map(|template| template.versions().iter().map(move |version| (template, *version)))
}

fn digest(template: &Template, version: Version) -> String {
    let mut digest = Sha256::new();
    for (path, content) in template.files(version).expect("it is listed") {
        if OF_A_VERSION.iter().any(|start| path.starts_with(start)) {
            digest.update(format!("{path} {}\n", content.len()));
            digest.update(&content);
        }
    }
    HEXLOWER.encode(&digest.finalize()[..16])
}

/// Settings that a version has reach it under the names of the version before, or an upgrade would lose them.
#[test]
fn t2_a_newer_version_takes_the_settings_of_an_older_one() {
    for template in TEMPLATES {
        let names: Vec<BTreeSet<String>> = template
            .versions()
            .iter()
            .map(|version| {
                settings(&template.package(*version).expect("it is listed").expect("it can be read"))
            })
            .collect();
        assert!(names.windows(2).all(|pair| pair[0].is_subset(&pair[1])), "{}: {names:?}", template.name);
    }
}

fn settings(package: &Package) -> BTreeSet<String> {
    package.manifest().settings().map(|(name, _)| name).collect()
}
