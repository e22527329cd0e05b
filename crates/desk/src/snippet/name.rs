//! Names of snippets: `sn.org.parcel.late`.

use std::fmt;
use std::str::FromStr;

use kernel::Fault;

use crate::code;

/// The name of a snippet: `sn` and at least one more part, of letters, digits and hyphens, joined by dots; at most
/// 80 characters. Names that differ in case alone are one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnippetName(String);

/// The most characters of a name.
const LONGEST: usize = 80;

impl SnippetName {
    /// One that was checked before it was stored.
    pub(super) fn stored(name: String) -> Self {
        Self(name)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which names are the same.
    pub(super) fn key(&self) -> String {
        key(&self.0)
    }
}

/// The form by which names are the same, of whatever somebody asks for.
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl FromStr for SnippetName {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let name = typed.trim();
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let parts = name.strip_prefix("sn.");
        let is_name = name.len() <= LONGEST && parts.is_some_and(|parts| parts.split('.').all(is_part));
        if is_name { Ok(Self(name.to_owned())) } else { Err(Fault::new(&code::SNIPPET_NAME)) }
    }
}

impl fmt::Display for SnippetName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SnippetName;

    #[test]
    fn a_snippets_name_is_parts_joined_by_dots() {
        for good in ["sn.parcel", " sn.org.parcel-late.2 ", "sn.kustomer.Login"] {
            assert_eq!(good.parse::<SnippetName>().unwrap().as_str(), good.trim());
        }
        let long = format!("sn.{}", "a".repeat(78));
        for bad in ["", "sn", "sn.", "parcel", "sn..a", "sn.a.", "sn.a b", "sn.ä", "sn.{{x}}", "SN.a", &long]
        {
            assert_eq!(bad.parse::<SnippetName>().unwrap_err().code().name, "snippet_name", "{bad}");
        }
    }
}
