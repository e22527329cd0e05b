//! The order of our own crates, as a table.

use std::collections::BTreeSet;

/// What a crate of ours may name in its `[dependencies]`; tests may name anything.
struct Layer {
    name: &'static str,
    /// Crates of ours it may name, and no other.
    ours: &'static [&'static str],
    /// Crates of others it must not name.
    never: &'static [&'static str],
}

const DATABASE: &[&str] = &["rusqlite", "tokio-postgres", "deadpool-postgres", "refinery"];
const IO: &[&str] = &["tokio", "axum", "hyper", "rusqlite", "tokio-postgres", "lettre"];
const HTTP: &[&str] =
    &["axum", "axum-server", "http", "hyper", "hyper-util", "tower", "tower-http", "minijinja"];

const LAYERS: &[Layer] = &[
    Layer { name: "kernel", ours: &[], never: IO },
    Layer { name: "db", ours: &["kernel"], never: HTTP },
    Layer { name: "spine", ours: &["kernel", "db"], never: HTTP },
    Layer { name: "markup", ours: &["kernel"], never: IO },
    Layer { name: "identity", ours: &["kernel"], never: IO },
    Layer { name: "search", ours: &["kernel", "markup"], never: IO },
    Layer { name: "net", ours: &["kernel"], never: DATABASE },
    Layer { name: "mail", ours: &["kernel", "net"], never: DATABASE },
    Layer { name: "folder", ours: &["kernel", "markup"], never: DATABASE },
    Layer { name: "theme", ours: &["kernel", "markup"], never: IO },
    Layer { name: "wire", ours: &["kernel"], never: DATABASE },
    Layer {
        name: "desk",
        ours: &["kernel", "db", "spine", "markup", "mail", "identity", "net", "theme", "search", "folder"],
        never: HTTP,
    },
    Layer {
        name: "channels",
        ours: &["kernel", "spine", "desk", "mail", "markup", "net", "theme"],
        never: DATABASE,
    },
    Layer { name: "demo", ours: &["kernel", "desk", "markup", "identity"], never: DATABASE },
    Layer {
        name: "web",
        ours: &["kernel", "spine", "identity", "net", "desk", "channels", "theme", "markup", "mail", "wire"],
        never: DATABASE,
    },
    Layer {
        name: "portico",
        ours: &[
            "kernel", "db", "spine", "markup", "mail", "identity", "net", "theme", "search", "folder",
            "wire", "desk", "channels", "web", "demo",
        ],
        never: &["rusqlite", "tokio-postgres"],
    },
];

/// Crates that are not shipped and may name any of ours.
const TOOLS: &[&str] = &[
    "testkit",
    "testkit-desk",
    "testkit-macros",
    "journeys",
    "xtask",
    "bench",
    "fuzz-themes",
    "looks",
    "relevance",
    "yardstick",
];

/// What a crate names that it must not.
pub(crate) fn faults(name: &str, dependencies: &[&str], ours: &BTreeSet<&str>) -> Vec<String> {
    if TOOLS.contains(&name) {
        return Vec::new();
    }
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        return vec![format!("{name} has no line in xtask/src/layers.rs; what rule would it enforce?")];
    };
    let refused = |other: &&&str| {
        layer.never.contains(*other) || (ours.contains(**other) && !layer.ours.contains(*other))
    };
    dependencies.iter().filter(refused).map(|other| format!("{name} must not depend on {other}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_sees_neither_our_database_nor_anyone_elses() {
        let ours = BTreeSet::from(["kernel", "db", "desk", "web"]);
        let found = faults("web", &["kernel", "desk", "db", "rusqlite", "serde"], &ours);
        assert_eq!(found, ["web must not depend on db", "web must not depend on rusqlite"]);
    }

    #[test]
    fn a_crate_without_a_line_is_a_fault() {
        assert_eq!(faults("helpers", &[], &BTreeSet::new()).len(), 1);
    }
}
