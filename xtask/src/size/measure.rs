//! Finds what `size` holds limits for, and measures it.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::files::{self, has_extension};
use crate::rust::{self, Token};

/// A thing of some length.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    pub(crate) path: String,
    /// Its name, when it is a function.
    pub(crate) function: Option<String>,
    /// Where it begins.
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A shipped Rust file without its in-file tests.
    File,
    Function,
    /// What a handler holds between its braces.
    Handler,
    Template,
    Script,
    /// Of testkit and xtask.
    ToolFile,
    ToolFunction,
}

/// Lines of the whole repository.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// Of shipped Rust, its docs and comments with it.
    pub(crate) code: usize,
    pub(crate) tests: usize,
    pub(crate) docs: usize,
    pub(crate) comments: usize,
}

/// Where the handlers are: one folder a face.
const FACES: &[&str] = &["portal", "help", "inbox", "admin", "api", "hook"];

pub(crate) fn everything() -> Result<(Vec<Found>, Totals)> {
    let (mut found, mut totals) = (Vec::new(), Totals::default());
    for path in files::ours()? {
        match Part::of(&path) {
            None => {}
            Some(Part::Tests) => totals.tests += files::read(&path)?.lines().count(),
            Some(Part::Text(kind)) => {
                let lines = files::read(&path)?.lines().count();
                found.push(Found { kind, path, function: None, line: 1, lines });
            }
            Some(Part::Product) => found.extend(product(&path, &files::read(&path)?, &mut totals)),
            Some(Part::Tool) => found.extend(tool(&path, &files::read(&path)?)),
        }
    }
    Ok((found, totals))
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Product,
    Tool,
    Tests,
    Text(Kind),
}

impl Part {
    fn of(path: &str) -> Option<Self> {
        let within = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
        if within(&["assets/vendor/"]) {
            None
        } else if has_extension(path, "rs") {
            Self::of_rust(path)
        } else if has_extension(path, "html") && within(&["templates/", "themes/"]) {
            Some(Self::Text(Kind::Template))
        } else if has_extension(path, "js") && within(&["assets/", "themes/"]) {
            Some(Self::Text(Kind::Script))
        } else {
            None
        }
    }

    fn of_rust(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.contains(&"tests") || parts.ends_with(&["tests.rs"]) {
            return Some(Self::Tests);
        }
        match parts[..] {
            ["crates", _, "src", ..] => Some(Self::Product),
            ["testkit" | "xtask", ..] => Some(Self::Tool),
            _ => None,
        }
    }
}

/// A Rust file taken apart.
struct Source<'a> {
    lines: usize,
    comments: Vec<Token<'a>>,
    code: Vec<Token<'a>>,
    tests: BTreeSet<usize>,
}

impl<'a> Source<'a> {
    fn read(text: &'a str) -> Self {
        let (comments, code): (Vec<_>, Vec<_>) = rust::tokens(text).into_iter().partition(Token::is_comment);
        let tests = rust::test_lines(&code).into_iter().flatten().collect();
        Self { lines: text.lines().count(), comments, code, tests }
    }

    fn product_lines(&self) -> usize {
        self.lines - self.tests.len()
    }

    fn functions(&self) -> impl Iterator<Item = rust::Function> {
        rust::functions(&self.code).into_iter().filter(|function| !self.tests.contains(&function.line))
    }

    /// Lines outside tests that comments of one kind stand on.
    fn commented(&self, kind: rust::Kind) -> usize {
        let of_kind = self.comments.iter().filter(|comment| comment.kind == kind);
        let lines: BTreeSet<usize> = of_kind.flat_map(|comment| comment.line..=comment.last_line).collect();
        lines.difference(&self.tests).count()
    }
}

fn product(path: &str, text: &str, totals: &mut Totals) -> Vec<Found> {
    let source = Source::read(text);
    totals.code += source.product_lines();
    totals.tests += source.tests.len();
    totals.docs += source.commented(rust::Kind::Doc);
    totals.comments += source.commented(rust::Kind::Comment);
    let mut found = of_source(path, &source, Kind::File, Kind::Function);
    if is_face(path) {
        let handlers = source.functions().filter(|function| function.public && function.asynchronous);
        found.extend(handlers.map(|function| Found {
            lines: function.body_lines,
            ..of_function(path, Kind::Handler, function)
        }));
    }
    found
}

fn is_face(path: &str) -> bool {
    let within = path.strip_prefix("crates/web/src/").unwrap_or_default();
    FACES
        .iter()
        .any(|face| within.strip_prefix(face).is_some_and(|rest| rest.starts_with('/') || rest == ".rs"))
}

fn tool(path: &str, text: &str) -> Vec<Found> {
    of_source(path, &Source::read(text), Kind::ToolFile, Kind::ToolFunction)
}

fn of_source(path: &str, source: &Source<'_>, file: Kind, function: Kind) -> Vec<Found> {
    let whole =
        Found { kind: file, path: path.to_owned(), function: None, line: 1, lines: source.product_lines() };
    let functions = source.functions().map(|one| of_function(path, function, one));
    std::iter::once(whole).chain(functions).collect()
}

fn of_function(path: &str, kind: Kind, function: rust::Function) -> Found {
    let (line, lines) = (function.line, function.lines);
    Found { kind, path: path.to_owned(), function: Some(function.name), line, lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_is_what_it_is() {
        let of = |path| Part::of(path);
        assert_eq!(of("crates/desk/src/conversation/verbs/reply.rs"), Some(Part::Product));
        assert_eq!(of("crates/desk/src/conversation/tests.rs"), Some(Part::Tests));
        assert_eq!(of("crates/desk/src/conversation/tests/reply.rs"), Some(Part::Tests));
        assert_eq!(of("crates/db/tests/it/main.rs"), Some(Part::Tests));
        assert_eq!(of("tests/browser/main.rs"), Some(Part::Tests));
        assert_eq!(of("xtask/src/test.rs"), Some(Part::Tool));
        assert_eq!(of("themes/midtown/pages/conversation.html"), Some(Part::Text(Kind::Template)));
        assert_eq!(of("assets/js/live.js"), Some(Part::Text(Kind::Script)));
        assert_eq!(of("assets/vendor/htmx.js"), None);
    }

    #[test]
    fn tests_in_a_file_are_not_its_length_and_not_its_functions() {
        let text =
            "//! Doc\n\n/// One\nfn one() {} // why\n\n#[cfg(test)]\nmod tests {\n    fn two() {}\n}\n";
        let mut totals = Totals::default();
        let found = product("crates/a/src/lib.rs", text, &mut totals);
        assert_eq!(totals, Totals { code: 5, tests: 4, docs: 2, comments: 1 });
        let told: Vec<_> = found.iter().map(|one| (one.function.as_deref(), one.lines)).collect();
        assert_eq!(told, [(None, 5), (Some("one"), 1)]);
    }

    #[test]
    fn handlers_are_what_a_face_makes_public() {
        let text = "pub(crate) async fn show() -> Page {\n    one();\n    two()\n}\nasync fn help() {}\npub fn no() {}";
        let handlers = |path: &str| {
            let found = product(path, text, &mut Totals::default());
            found.into_iter().filter(|one| one.kind == Kind::Handler).map(|one| one.lines).collect::<Vec<_>>()
        };
        assert_eq!(handlers("crates/web/src/portal/conversations.rs"), [2]);
        assert!(handlers("crates/web/src/door.rs").is_empty());
    }
}
