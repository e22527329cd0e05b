//! Trees: values on several levels, one under another. Written down as an outline:
//!
//! ```text
//! Returns | returns
//! - Damaged | damaged
//! - Wrong size
//! Delivery
//! ```
//!
//! A line is an entry, hyphens at its beginning say how deep it stands, and behind the bar is its id. An entry without
//! one gets it from its name, so that a name can be changed later and values stay.

use kernel::Fault;
use serde::{Deserialize, Serialize};

use crate::code;
use crate::line::line;

/// The most levels of a tree.
pub const LEVELS: usize = 5;
/// The most entries of a tree.
pub const MOST_ENTRIES: usize = 500;
/// The most characters of an entry's id.
const MAX_ID: usize = 60;
/// The most characters of an entry's name.
const MAX_NAME: usize = 120;

/// An entry with those below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The id among those beside it: letters, digits, hyphens and underscores.
    pub id: String,
    /// The name people read.
    pub display_name: String,
    /// The entries below.
    #[serde(default)]
    pub children: Vec<Self>,
}

/// The entries on its first level.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(Vec<Node>);

impl Tree {
    /// Reads an outline: `tree_deep` below the fifth level, `tree_many` from the 501st entry on, `tree_entry` where a
    /// line is no entry, leaves a level out or has the id of another beside it.
    pub fn parse(outline: &str) -> Result<Self, Fault> {
        let mut tree = Self::default();
        let lines = outline.lines().map(str::trim).filter(|line| !line.is_empty());
        for (number, typed) in lines.enumerate() {
            if number >= MOST_ENTRIES {
                return Err(Fault::new(&code::TREE_MANY));
            }
            let name = typed.trim_start_matches(['-', ' ']);
            let level = typed[..typed.len() - name.len()].matches('-').count();
            if level >= LEVELS {
                return Err(Fault::new(&code::TREE_DEEP));
            }
            let beside = tree.beside(level).ok_or_else(|| wrong(typed))?;
            let entry = Node::parse(name, beside).ok_or_else(|| wrong(typed))?;
            beside.push(entry);
        }
        Ok(tree)
    }

    /// A tree of one level with these names.
    pub(crate) fn of_names(names: &[String]) -> Self {
        let mut tree = Self::default();
        for name in names {
            let id = id_of(name, |id| tree.0.iter().all(|other| other.id != id)).unwrap_or_default();
            tree.0.push(Node { id, display_name: name.clone(), children: Vec::new() });
        }
        tree
    }

    /// The outline that reads back as this tree.
    pub fn outline(&self) -> String {
        self.entries().into_iter().map(|(path, name)| outlined(&path, &name)).collect()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries on its first level.
    pub fn roots(&self) -> &[Node] {
        &self.0
    }

    /// Every entry by its path, those below behind the one they are below of: `returns.damaged`, `Damaged`.
    pub fn entries(&self) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        list(&self.0, "", &mut entries);
        entries
    }

    /// The names on the way to an entry; nothing where there is none at this path.
    pub fn names(&self, path: &str) -> Option<Vec<&str>> {
        let mut level = &self.0;
        let mut names = Vec::new();
        for id in path.split('.') {
            let node = level.iter().find(|node| node.id == id)?;
            names.push(node.display_name.as_str());
            level = &node.children;
        }
        Some(names)
    }

    /// Where an entry of this level goes that comes next.
    fn beside(&mut self, level: usize) -> Option<&mut Vec<Node>> {
        (0..level).try_fold(&mut self.0, |nodes, _| nodes.last_mut().map(|last| &mut last.children))
    }
}

impl Node {
    fn parse(typed: &str, beside: &[Self]) -> Option<Self> {
        let (name, id) = typed.rsplit_once('|').map_or((typed, None), |(name, id)| (name, Some(id.trim())));
        let display_name = line::<MAX_NAME>(name).ok()?;
        let is_free = |id: &str| beside.iter().all(|other| other.id != id);
        let id = match id {
            Some(id) => Some(id.to_owned()).filter(|id| is_id(id) && is_free(id)),
            None => id_of(&display_name, is_free),
        };
        Some(Self { id: id?, display_name, children: Vec::new() })
    }
}

fn wrong(typed: &str) -> Fault {
    let shown = typed.chars().take(MAX_NAME).collect();
    Fault::new(&code::TREE_ENTRY).at("options", &code::TREE_ENTRY, vec![("line", shown)])
}

fn is_id(id: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=MAX_ID).contains(&id.len()) && id.bytes().all(is_sign)
}

/// The name in small letters, or else a number, whichever is free.
fn id_of(name: &str, is_free: impl Fn(&str) -> bool) -> Option<String> {
    let folded = markup::fold(name).to_lowercase();
    let words = folded.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("_");
    id.truncate(MAX_ID - 4);
    let numbered = (1..=MOST_ENTRIES).map(|number| match (number, id.as_str()) {
        (1, id) if !id.is_empty() => id.to_owned(),
        (number, "") => format!("entry_{number}"),
        (number, id) => format!("{id}_{number}"),
    });
    numbered.into_iter().find(|id| is_free(id))
}

fn list(nodes: &[Node], above: &str, entries: &mut Vec<(String, String)>) {
    for node in nodes {
        let path = if above.is_empty() { node.id.clone() } else { format!("{above}.{}", node.id) };
        entries.push((path.clone(), node.display_name.clone()));
        list(&node.children, &path, entries);
    }
}

fn outlined(path: &str, name: &str) -> String {
    let level = path.matches('.').count();
    let id = path.rsplit('.').next().unwrap_or(path);
    let hyphens = "-".repeat(level);
    let space = if level > 0 { " " } else { "" };
    format!("{hyphens}{space}{name} | {id}\n")
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, MOST_ENTRIES, Tree};

    const OUTLINE: &str =
        "Returns | returns\n- Damaged\n-- Box | box\n- Wrong size\nÄrger & Co.\nReturns\n日本\n";

    #[test]
    fn an_outline_is_read_and_written_with_ids_that_stay() {
        let tree = Tree::parse(OUTLINE).unwrap();
        let paths: Vec<String> = tree.entries().into_iter().map(|(path, _)| path).collect();
        assert_eq!(
            paths,
            [
                "returns",
                "returns.damaged",
                "returns.damaged.box",
                "returns.wrong_size",
                "arger_co",
                "returns_2",
                "entry_1"
            ]
        );
        assert_eq!(tree.names("returns.damaged.box").unwrap(), ["Returns", "Damaged", "Box"]);
        assert_eq!(tree.names("returns.box"), None);
        let written = tree.outline();
        assert_eq!(Tree::parse(&written).unwrap(), tree);
        let renamed = written.replace("Wrong size", "Too small");
        assert_eq!(
            Tree::parse(&renamed).unwrap().names("returns.wrong_size").unwrap(),
            ["Returns", "Too small"]
        );
    }

    #[test]
    fn a_tree_too_deep_or_too_long_is_refused() {
        let deep: Vec<String> = (0..LEVELS).map(|level| format!("{} Level", "-".repeat(level))).collect();
        let deep = deep.join("\n");
        assert_eq!(Tree::parse(&deep).unwrap().entries().len(), LEVELS);
        let deeper = format!("{deep}\n{} Level", "-".repeat(LEVELS));
        assert_eq!(Tree::parse(&deeper).unwrap_err().code().name, "tree_deep");
        let long: Vec<String> = (0..MOST_ENTRIES).map(|number| format!("Entry {number}")).collect();
        let long = long.join("\n");
        assert_eq!(Tree::parse(&long).unwrap().entries().len(), MOST_ENTRIES);
        assert_eq!(Tree::parse(&format!("{long}\nOne more")).unwrap_err().code().name, "tree_many");
    }

    #[test]
    fn a_line_that_is_no_entry_is_shown() {
        for bad in [
            "- Begins too deep",
            "A\n-- Leaves a level out",
            "A | a\nB | a",
            "A | a b",
            "A | ",
            " | a",
            "A | ../a",
            "A | a.b",
        ] {
            let fault = Tree::parse(bad).unwrap_err();
            assert_eq!(fault.code().name, "tree_entry", "{bad}");
            assert_eq!(fault.problems()[0].values[0].1, bad.lines().last().unwrap().trim());
        }
    }
}
