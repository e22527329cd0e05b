//! What a style sheet says of the custom properties of its root.

use std::collections::BTreeMap;

/// Blocks deeper than this hold nothing that counts for every page.
const DEEPEST: usize = 8;
/// A longer value is no colour that anybody wrote.
const LONGEST: usize = 2_000;

/// Custom properties as they are written.
#[derive(Debug, Default)]
pub(super) struct Properties(BTreeMap<String, Said>);

#[derive(Debug)]
struct Said {
    /// The layer it stands in, the weakest first; what stands in none is the strongest.
    strength: usize,
    value: String,
}

/// Where a declaration stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In `:root`, where it counts for every page.
    Root,
    /// In the definition of a property: its initial value.
    Definition,
}

impl Properties {
    pub(super) fn of(sheet: &str, accent: Option<&str>) -> Self {
        let (mut properties, mut layers) = (Self::default(), Vec::new());
        properties.read(&without_comments(sheet), &mut layers, (usize::MAX, 0));
        if let Some(accent) = accent {
            let said = properties.0.get("--accent");
            if said.is_none_or(|said| said.strength == 0) {
                properties.say("--accent", accent, 0);
            }
        }
        properties
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|said| said.value.as_str())
    }

    fn say(&mut self, name: &str, value: &str, strength: usize) {
        let value = if value.len() > LONGEST { "" } else { value };
        let is_weaker = self.0.get(name).is_some_and(|said| said.strength > strength);
        if !is_weaker {
            self.0.insert(name.to_owned(), Said { strength, value: value.trim().to_owned() });
        }
    }

    /// Rules one after the other.
    fn read<'a>(&mut self, mut sheet: &'a str, layers: &mut Vec<&'a str>, (strength, depth): (usize, usize)) {
        while let Some(end) = sheet.find(['{', ';']) {
            let head = sheet[..end].trim();
            if sheet[end..].starts_with(';') {
                head.strip_prefix("@layer").into_iter().flat_map(|names| names.split(',')).for_each(|name| {
                    place(layers, name.trim());
                });
                sheet = &sheet[end + 1..];
                continue;
            }
            let (body, rest) = block(&sheet[end + 1..]);
            if let Some(name) = head.strip_prefix("@layer") {
                let strength = place(layers, name.trim());
                if depth < DEEPEST {
                    self.read(body, layers, (strength, depth + 1));
                }
            } else if head == ":root" {
                self.declare(body, (Place::Root, ""), strength);
            } else if let Some(name) = head.strip_prefix("@property") {
                self.declare(body, (Place::Definition, name.trim()), 0);
            }
            sheet = rest;
        }
    }

    fn declare(&mut self, body: &str, (place, property): (Place, &str), strength: usize) {
        for declaration in body.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            match (place, name.trim()) {
                (Place::Root, name) if name.starts_with("--") => self.say(name, value, strength),
                (Place::Definition, "initial-value") => self.say(property, value, strength),
                _ => {}
            }
        }
    }
}

/// How strong a layer is: later ones are stronger, and 0 is for initial values.
fn place<'a>(layers: &mut Vec<&'a str>, name: &'a str) -> usize {
    let at = layers.iter().position(|layer| *layer == name).unwrap_or_else(|| {
        layers.push(name);
        layers.len() - 1
    });
    at + 1
}

/// The inside of a block that has just begun, and what follows it.
fn block(sheet: &str) -> (&str, &str) {
    let (mut depth, mut quote) = (1, None);
    for (at, sign) in sheet.char_indices() {
        match (quote, sign) {
            (Some(begun), _) if begun == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, '{') => depth += 1,
            (None, '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&sheet[..at], &sheet[at + 1..]);
        }
    }
    (sheet, "")
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| told + part.split_once("*/").map_or("", |(_, rest)| rest))
}
