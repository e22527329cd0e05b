//! Import maps: from the names by which scripts import each other to their hashed addresses.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// The folder whose own scripts most pages do with.
const FIRST: &str = "js/";

/// What a page with scripts can import.
#[derive(Debug, Default)]
pub(super) struct ImportMaps {
    pub(super) whole: String,
    /// Only the scripts directly in `js`: whole tools in folders of their own and bundles of others stand on few pages, and
    /// each page carries its map.
    pub(super) first: String,
    pub(super) policy: String,
}

impl ImportMaps {
    pub(super) fn of(scripts: &BTreeMap<&str, &str>) -> Self {
        let is_first = |name: &str| name.strip_prefix(FIRST).is_some_and(|rest| !rest.contains('/'));
        let whole = json(scripts);
        let first = json(
            &scripts.iter().filter(|(name, _)| is_first(name)).map(|(name, url)| (*name, *url)).collect(),
        );
        let policy =
            if whole == first { source(&whole) } else { format!("{} {}", source(&whole), source(&first)) };
        Self { whole, first, policy }
    }
}

fn json(imports: &BTreeMap<&str, &str>) -> String {
    serde_json::json!({ "imports": imports }).to_string()
}

fn source(map: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(map.as_bytes())))
}
