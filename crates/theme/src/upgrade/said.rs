//! What manifests and texts say, one thing at a time. Both are laid over the template's thing by thing, so that one of them
//! may say little, and lacks nothing of which it says nothing.

use std::collections::BTreeMap;

use fluent_syntax::ast::Entry;

use crate::manifest;
use crate::version::Version;

/// Whether what the theme says of its own and what the template changed are different things.
pub(super) fn is_apart(path: &str, (before, after): (&str, &str), own: &str) -> bool {
    let say = |text: &str| match path {
        manifest::FILE => of_manifest(text),
        _ if path.starts_with("locales/") => of_texts(text),
        _ => None,
    };
    let (Some(before), Some(after), Some(own)) = (say(before), say(after), say(own)) else { return false };
    own.iter().all(|(name, said)| {
        let (was, is) = (before.get(name), after.get(name));
        was == is || is == Some(said)
    })
}

/// Whether a manifest has nothing that neither of these two has: lines put together may end up in another's section.
pub(super) fn is_of(merged: &str, (own, newer): (&str, &str)) -> bool {
    let (Some(merged), Some(own), Some(newer)) = (of_manifest(merged), of_manifest(own), of_manifest(newer))
    else {
        return false;
    };
    merged.keys().all(|name| own.contains_key(name) || newer.contains_key(name))
}

/// A manifest that names this version, and is otherwise as it was.
pub(super) fn with_version(text: &str, version: Version) -> String {
    let mut is_behind = false;
    let line = |line: &str| {
        is_behind |= line.trim_start().starts_with('[');
        let named = line.split_once('=').filter(|(key, _)| !is_behind && key.trim() == "version");
        match named {
            Some(_) => format!("version = \"{version}\"\n"),
            None => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

type Said = BTreeMap<String, String>;

/// The assets and settings of a manifest, and what else it says.
fn of_manifest(text: &str) -> Option<Said> {
    let table: toml::Table = toml::from_str(text).ok()?;
    let mut said = Said::new();
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("assets", toml::Value::Table(assets)) => {
                said.extend(assets.iter().map(|(name, files)| (format!("assets {name}"), files.to_string())));
            }
            ("section", toml::Value::Array(sections)) => said.extend(sections.iter().flat_map(settings)),
            // What people call it is each manifest's own.
            ("name", _) => {}
            _ => drop(said.insert(key.clone(), value.to_string())),
        }
    }
    Some(said)
}

/// The settings of a section.
fn settings(section: &toml::Value) -> impl Iterator<Item = (String, String)> {
    let name = |value: &toml::Value| value.get("name").map(ToString::to_string).unwrap_or_default();
    let settings = section.get("setting").and_then(toml::Value::as_array);
    let said = move |setting: &toml::Value| {
        (format!("setting {} {}", name(section), name(setting)), setting.to_string())
    };
    settings.into_iter().flatten().map(said)
}

/// The messages and terms of a locale file.
fn of_texts(text: &str) -> Option<Said> {
    let resource = fluent_syntax::parser::parse(text).ok()?;
    let entry = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), format!("{message:?}"))),
        Entry::Term(term) => Some((format!("-{}", term.id.name), format!("{term:?}"))),
        _ => None,
    };
    Some(resource.body.iter().filter_map(entry).collect())
}
