//! What is different between two states of a theme, as pages show it.

use std::collections::BTreeSet;

use desk::theme::{Files, Values};
use serde_json::Value;
use theme::upgrade::{Difference, Line, LineKind};
use theme::{Manifest, Texts};

use super::super::pages::{ChangedSetting, DifferenceLine, FileDifference, ThemeChange};
use super::found::Found;

/// A file before and after, where it is there.
pub(super) fn file(path: &str, old: Option<&[u8]>, new: Option<&[u8]>) -> FileDifference {
    let change = match (old, new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let hunks = Difference::of(old, new).map(|difference| {
        difference.hunks.iter().map(|hunk| hunk.lines.iter().map(line).collect()).collect()
    });
    FileDifference { path: path.to_owned(), change: change.to_owned(), hunks }
}

fn line(line: &Line) -> DifferenceLine {
    let kind = match line.kind {
        LineKind::Same => "same",
        LineKind::Added => "added",
        LineKind::Removed => "removed",
    };
    DifferenceLine { kind: kind.to_owned(), old: line.old, new: line.new, text: line.text.clone() }
}

/// What differs between two states of a theme, told in the words of one of them.
pub(super) fn change(
    found: &Found,
    (old, had): (&Values, &Files),
    (new, has): (&Values, &Files),
) -> ThemeChange {
    let said = (&found.texts, found.language.as_str());
    ThemeChange { settings: settings((old, new), found.package.manifest(), said), files: files(had, has) }
}

/// The files that differ.
fn files(old: &Files, new: &Files) -> Vec<FileDifference> {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing = paths.into_iter().filter(|path| old.get(*path) != new.get(*path));
    differing
        .map(|path| file(path, old.get(path).map(|file| &file[..]), new.get(path).map(|file| &file[..])))
        .collect()
}

/// The settings that differ, by what people call them.
fn settings(
    (old, new): (&Values, &Values),
    manifest: &Manifest,
    (texts, language): (&Texts, &str),
) -> Vec<ChangedSetting> {
    let names: BTreeSet<&String> = old.0.keys().chain(new.0.keys()).collect();
    let differing = names.into_iter().filter(|name| old.0.get(*name) != new.0.get(*name));
    let label = |name: &String| {
        let (section, _) = name.split_once('.')?;
        let section = manifest.sections.iter().find(|known| known.name == section)?;
        let (_, setting) = manifest.settings().find(|(known, _)| known == name)?;
        let say = |key: &str| texts.text(language, key, &[]).into_owned();
        Some(format!("{}: {}", say(&section.label), say(&setting.label)))
    };
    differing
        .map(|name| ChangedSetting {
            label: label(name).unwrap_or_else(|| name.clone()),
            was: told(old.0.get(name)),
            is: told(new.0.get(name)),
        })
        .collect()
}

/// A value for people; nothing where the theme says it by itself.
fn told(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items.iter().map(|item| told(Some(item))).collect::<Vec<_>>().join("; "),
        Some(Value::Object(fields)) => {
            fields.values().map(|field| told(Some(field))).collect::<Vec<_>>().join(" ")
        }
        Some(other) => other.to_string(),
    }
}
