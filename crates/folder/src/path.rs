//! Names of files below a root: none leads out of it, and each is one on every system.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The most bytes of a whole name, of one part of it, and the most parts.
const LONGEST: usize = 1_000;
const LONGEST_PART: usize = 255;
const DEEPEST: usize = 32;

/// Names of devices, whatever ending they have, on systems that have them (Win32 file names).
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// A file below a root, its parts joined by `/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FilePath(String);

/// Why a name is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PathRefused {
    /// It is absolute, with a drive or without.
    #[error("its name begins at the root of a disk")]
    Absolute,
    /// It goes up.
    #[error("its name leads out of the folder")]
    Slip,
    /// It is a device.
    #[error("its name is that of a device")]
    Device,
    /// It has signs that a name has not.
    #[error("its name is empty or has signs that not every system can write")]
    Signs,
    /// It is too long or too deep.
    #[error("its name is too long or too deep")]
    Long,
}

impl FilePath {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in; nothing at the root.
    pub fn parent(&self) -> Option<FilePath> {
        self.0.rsplit_once('/').map(|(parent, _)| FilePath(parent.to_owned()))
    }

    /// Its last part.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Its parts.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// A file or folder in this one.
    pub fn join(&self, name: &str) -> Result<FilePath, PathRefused> {
        format!("{}/{name}", self.0).parse()
    }

    /// How it is written where case does not matter.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// The last part without its ending, and the ending in small letters.
    pub fn stem(&self) -> (&str, String) {
        let (stem, ending) = self.name().rsplit_once('.').unwrap_or((self.name(), ""));
        (stem, ending.to_ascii_lowercase())
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for FilePath {
    type Err = PathRefused;

    fn from_str(name: &str) -> Result<Self, PathRefused> {
        let is_drive = name.as_bytes().get(1) == Some(&b':');
        if name.starts_with(['/', '\\']) || is_drive {
            return Err(PathRefused::Absolute);
        }
        // A backslash parts names on some systems, so a name with one is looked at as both.
        if name.split(['/', '\\']).any(|part| part == "..") {
            return Err(PathRefused::Slip);
        }
        if name.len() > LONGEST || name.split('/').count() > DEEPEST {
            return Err(PathRefused::Long);
        }
        name.split('/').try_for_each(check_part)?;
        Ok(Self(name.to_owned()))
    }
}

fn check_part(part: &str) -> Result<(), PathRefused> {
    let is_sign = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if part.is_empty() || part == "." || part.ends_with(['.', ' ']) || part.contains(is_sign) {
        return Err(PathRefused::Signs);
    }
    if part.len() > LONGEST_PART {
        return Err(PathRefused::Long);
    }
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    if DEVICES.contains(&stem.as_str()) { Err(PathRefused::Device) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{FilePath, PathRefused};

    #[test]
    fn th43_a_name_leads_nowhere_but_below_the_root() {
        for (name, refused) in [
            ("/etc/passwd", PathRefused::Absolute),
            ("\\\\host\\share", PathRefused::Absolute),
            ("C:/a", PathRefused::Absolute),
            ("c:a", PathRefused::Absolute),
            ("../a", PathRefused::Slip),
            ("a/../../b", PathRefused::Slip),
            ("a\\..\\b", PathRefused::Slip),
            ("a/..", PathRefused::Slip),
            ("nul", PathRefused::Device),
            ("a/CON.md", PathRefused::Device),
            ("com1.tar.gz", PathRefused::Device),
            ("", PathRefused::Signs),
            ("a//b", PathRefused::Signs),
            ("a/./b", PathRefused::Signs),
            ("a\\b", PathRefused::Signs),
            ("a\0b", PathRefused::Signs),
            ("ab:c", PathRefused::Signs),
            ("a. ", PathRefused::Signs),
        ] {
            assert_eq!(name.parse::<FilePath>(), Err(refused), "{name:?}");
        }
        assert_eq!("a/".repeat(40).parse::<FilePath>(), Err(PathRefused::Long));
        assert_eq!("a".repeat(256).parse::<FilePath>(), Err(PathRefused::Long));
        for name in ["a", "a/b.md", "..a/b..c", "Größe (2).png", "console/nuls.md", ".a"] {
            assert_eq!(name.parse::<FilePath>().unwrap().as_str(), name);
        }
    }
}
