//! What a folder remembers of where its theme is, in a file that belongs into Git: no secret, and nothing of the theme.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context as _;
use bytes::Bytes;
use data_encoding::HEXLOWER;
use desk::theme::ThemeId;
use folder::FilePath;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::super::source::{Files, Read};
use super::server::{Server, There};

/// Its name. What begins with a dot is no file of a theme.
const FILE: &str = ".portico.toml";
const HEAD: &str =
    "# Where this theme is, as `portico theme push` and `pull` left it. No secret; keep it in Git.\n";

/// Where the theme is, and what of it was here and there alike.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub(super) struct Memory {
    pub(super) server: String,
    /// Its id.
    pub(super) theme: String,
    pub(super) name: String,
    /// The number of the revision that was seen.
    pub(super) rev: i64,
    /// What the files were.
    pub(super) files: Prints,
}

/// Files by their paths, as prints of what they say.
pub(super) type Prints = BTreeMap<String, String>;

impl Memory {
    /// What a folder remembers, if anything.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).context(format!("{} cannot be read", path.display())),
        };
        let wrong = || format!("{} is not as it was written", path.display());
        let read: Self = toml::from_str(&text).with_context(wrong)?;
        // It becomes a part of addresses.
        read.theme.parse::<ThemeId>().ok().with_context(wrong)?;
        Ok(Some(read))
    }

    /// The same, after folder and installation have become alike.
    pub(super) fn of(server: &Server, there: &There, files: Prints) -> Self {
        Self {
            server: server.origin.to_string(),
            theme: there.id.clone(),
            name: there.name().to_owned(),
            rev: there.rev(),
            files,
        }
    }

    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let path: FilePath = FILE.parse().context("the name is a constant")?;
        let text = format!("{HEAD}{}", toml::to_string(self)?);
        let written = folder::put_below(folder, &path, text.as_bytes());
        written.with_context(|| format!("{}/{FILE} cannot be written", folder.display()))
    }
}

/// What the files of a theme say. One that is as its template has it says nothing: it is the theme's own nowhere.
pub(super) fn prints(raw: &Files, read: &Read) -> Prints {
    let inherited = read.template.files(read.base).unwrap_or_default();
    let own = raw.iter().filter(|(path, content)| inherited.get(*path) != Some(*content));
    own.map(|(path, content)| (path.clone(), print(path, content))).collect()
}

/// What a file says: of manifest and settings the values, however they are written down.
pub(super) fn print(path: &str, content: &Bytes) -> String {
    let said = match path {
        "manifest.toml" => std::str::from_utf8(content)
            .ok()
            .and_then(|text| toml::from_str::<toml::Table>(text).ok())
            .map(|table| table.to_string().into_bytes()),
        "settings.json" => serde_json::from_slice::<BTreeMap<String, serde_json::Value>>(content)
            .ok()
            .and_then(|values| serde_json::to_vec(&values).ok()),
        _ => None,
    };
    HEXLOWER.encode(&Sha256::digest(said.as_deref().unwrap_or(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t5_how_values_are_written_down_is_no_change() {
        let same = |path: &str, one: &'static str, other: &'static str| {
            print(path, &Bytes::from_static(one.as_bytes()))
                == print(path, &Bytes::from_static(other.as_bytes()))
        };
        assert!(same("manifest.toml", "# ours\nname = 'A'\napi = 1\n", "api = 1\nname = \"A\"\n"));
        assert!(!same("manifest.toml", "name = 'A'", "name = 'B'"));
        assert!(!same("manifest.toml", "name = ", "name =  "), "what is no manifest is its bytes");
        assert!(same("settings.json", "{\"b\": 1, \"a\": 2}", "{\n  \"a\": 2,\n  \"b\": 1\n}\n"));
        assert!(!same("parts/footer.html", "a", "a\n"));
    }
}
