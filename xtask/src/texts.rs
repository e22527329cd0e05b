//! `cargo xtask texts`: every text a person reads is there in each language, and none is there for nothing.

mod fluent;
mod usage;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::files::{self, has_extension};
use crate::say::{say, settle};
use fluent::Texts;

const PREFIXES: &str = "texts.toml";

/// Texts of ours, beside those that each theme brings.
const SHARED: &str = "locales";

/// Those of the first template, which every other has too.
const FIRST: &str = "themes/midtown/locales";

/// What the others are compared with.
const REFERENCE: &str = "en";

/// Languages in which everything is there.
const COMPLETE: &[&str] = &["en", "de"];

/// Languages in which everything on the portal's pages is there.
const PORTAL: &[&str] = &["en", "de", "ar"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefixes {
    #[serde(default)]
    prefix: Vec<Prefix>,
}

/// Keys that are put together at run time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefix {
    start: String,
    reason: String,
}

/// Each folder's languages.
type Folders = BTreeMap<String, BTreeMap<String, Texts>>;

/// A file's path and what is in it.
type Sources = BTreeMap<String, String>;

/// `cargo xtask texts`
pub(crate) fn run(_: &[String]) -> Result<()> {
    let prefixes: Prefixes = toml::from_str(&files::read(PREFIXES)?).context(PREFIXES)?;
    let (fluent, users) = sources()?;
    let folders = folders(&fluent);
    for (folder, languages) in &folders {
        let told: Vec<String> =
            languages.iter().map(|(name, texts)| format!("{name} {}", texts.len())).collect();
        say(format!("{folder}: {}", told.join(", ")));
    }
    settle(&faults(&folders, &users, &prefixes.prefix))
}

/// The files that hold texts, and those that use them.
fn sources() -> Result<(Sources, Sources)> {
    let (mut fluent, mut users) = (Sources::new(), Sources::new());
    for path in files::ours()? {
        let within = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
        let used_by = ["rs", "html", "txt", "js", "toml"].iter().any(|end| has_extension(&path, end));
        if has_extension(&path, "ftl") && within(&["locales/", "themes/"]) {
            fluent.insert(path.clone(), files::read(&path)?);
        } else if used_by && within(&["crates/", "templates/", "themes/", "assets/js/"]) {
            users.insert(path.clone(), files::read(&path)?);
        }
    }
    Ok((fluent, users))
}

fn folders(fluent: &Sources) -> Folders {
    let mut folders = Folders::new();
    for (path, source) in fluent {
        let Some((folder, file)) = path.rsplit_once('/') else { continue };
        let language = file.trim_end_matches(".ftl").to_owned();
        folders.entry(folder.to_owned()).or_default().insert(language, Texts::read(source));
    }
    folders
}

fn faults(folders: &Folders, users: &Sources, prefixes: &[Prefix]) -> Vec<String> {
    let mut faults = Vec::new();
    for (folder, languages) in folders {
        let needed = if folder == SHARED { COMPLETE } else { PORTAL };
        faults.extend(language_faults(folder, languages, needed));
    }
    faults.extend(unused(folders, users, prefixes));
    faults.extend(users.iter().flat_map(|(path, source)| call_faults(path, source, folders, prefixes)));
    for prefix in prefixes {
        let stale = folders.values().flat_map(BTreeMap::values).all(|texts| !texts.any_starts(&prefix.start));
        if stale {
            faults.push(format!("{PREFIXES}: no key starts with {}", prefix.start));
        }
        if prefix.reason.trim().is_empty() {
            faults.push(format!("{PREFIXES}: {} gives no reason", prefix.start));
        }
    }
    faults
}

fn language_faults(folder: &str, languages: &BTreeMap<String, Texts>, needed: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let absent = needed.iter().filter(|language| !languages.contains_key(**language));
    faults.extend(absent.map(|language| format!("{folder}/{language}.ftl is missing")));
    let nothing = Texts::default();
    let reference = languages.get(REFERENCE).unwrap_or(&nothing);
    for (language, texts) in languages {
        let file = format!("{folder}/{language}.ftl");
        let unsorted = texts.unsorted().map(|key| format!("{file}: {key} is not in its place"));
        faults.extend(unsorted);
        if needed.contains(&language.as_str()) {
            let missing = reference.keys().filter(|key| texts.get(key).is_none());
            faults.extend(missing.map(|key| format!("{file}: {key} is missing")));
        }
        for (key, text) in texts.iter() {
            match reference.get(key) {
                None => faults.push(format!("{file}: {key} is not in {REFERENCE}.ftl")),
                Some(expected) if expected.arguments != text.arguments => faults.push(format!(
                    "{file}: {key} takes {:?}, in {REFERENCE}.ftl {:?}",
                    text.arguments, expected.arguments
                )),
                Some(_) => {}
            }
        }
    }
    faults
}

fn unused(folders: &Folders, users: &Sources, prefixes: &[Prefix]) -> Vec<String> {
    let mut used: BTreeSet<&str> = users.values().flat_map(|source| usage::quoted(source)).collect();
    let all = folders.values().flat_map(BTreeMap::values).flat_map(Texts::iter);
    used.extend(all.flat_map(|(_, text)| text.refers_to.iter().map(String::as_str)));
    let mut faults = Vec::new();
    for (folder, languages) in folders {
        let Some(texts) = languages.get(REFERENCE) else { continue };
        let idle = texts.keys().filter(|key| {
            !used.contains(key.as_str()) && !prefixes.iter().any(|prefix| key.starts_with(&prefix.start))
        });
        faults.extend(idle.map(|key| format!("{folder}/{REFERENCE}.ftl: {key} is not used")));
    }
    faults
}

/// Keys a template asks for that are not there.
fn call_faults(path: &str, source: &str, folders: &Folders, prefixes: &[Prefix]) -> Vec<String> {
    if has_extension(path, "rs") || has_extension(path, "toml") {
        return Vec::new();
    }
    // A version of before has the texts of today.
    let theme = ["themes/past/", "themes/"].iter().find_map(|folder| path.strip_prefix(folder));
    let theme = theme.and_then(|rest| rest.split('/').next());
    let own = theme.map(|theme| [format!("themes/{theme}/{SHARED}"), FIRST.to_owned()]);
    let has = |folder: &str, language: &str, key: &str| {
        let texts = folders.get(folder).and_then(|languages| languages.get(language));
        texts.is_some_and(|texts| texts.get(key).is_some())
    };
    let fault = |call: usage::Call<'_>| {
        let key = call.key;
        if call.continues {
            let told = format!("{path}:{}: keys that start with {key} want a line in {PREFIXES}", call.line);
            return (!prefixes.iter().any(|prefix| key.starts_with(&prefix.start))).then_some(told);
        }
        if own.iter().flatten().any(|own| has(own, REFERENCE, key)) {
            return None;
        }
        let needed = if own.is_some() { PORTAL } else { &[REFERENCE] };
        let language = needed.iter().find(|language| !has(SHARED, language, key))?;
        Some(format!("{path}:{}: {key} is not in {SHARED}/{language}.ftl", call.line))
    };
    usage::calls(source).into_iter().filter_map(fault).collect()
}

#[cfg(test)]
mod tests;
