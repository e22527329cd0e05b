//! Style sheets: one request each, and every address in them hashed.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::fault::TemplateFault;

type Files = BTreeMap<String, Bytes>;
type Hashed<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Sheets that import sheets that import sheets.
const DEPTH: usize = 16;

/// The sheet with its imports in their place and its addresses replaced by `hashed`.
pub(super) fn flatten(name: &str, files: &Files, hashed: Hashed<'_>) -> Result<String, TemplateFault> {
    let mut out = String::new();
    Flattener { files, hashed }.write(name, &mut out, DEPTH)?;
    Ok(out)
}

struct Flattener<'a> {
    files: &'a Files,
    hashed: Hashed<'a>,
}

impl Flattener<'_> {
    fn write(&self, name: &str, out: &mut String, depth: usize) -> Result<(), TemplateFault> {
        let source =
            self.files.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok()).ok_or_else(|| {
                TemplateFault::new(name, None, "there is no such style sheet, or it is not UTF-8")
            })?;
        let mut rest = source;
        while !rest.is_empty() {
            let fault = |message: String| {
                let line = source[..source.len() - rest.len()].matches('\n').count() + 1;
                TemplateFault::new(name, Some(line), message)
            };
            let (piece, length) = next(rest).map_err(|why| fault(why.to_owned()))?;
            match piece {
                Piece::Plain(text) => out.push_str(text),
                Piece::Address(address) => {
                    let address = self.address(name, address).map_err(fault)?;
                    out.extend(["url(\"", &address, "\")"]);
                }
                Piece::Import { address, conditions } => {
                    let depth = depth.checked_sub(1).ok_or_else(|| fault("imports go round".to_owned()))?;
                    let target = resolve(name, address).filter(|target| self.files.contains_key(target));
                    let target = target.ok_or_else(|| fault(format!("there is no {address:?} to import")))?;
                    let end = open(conditions, out);
                    self.write(&target, out, depth)?;
                    out.push_str(&end);
                }
            }
            rest = &rest[length..];
        }
        Ok(())
    }

    /// Fragments and embedded data stay; another host's file is refused, for it would tell that host who reads what.
    fn address(&self, name: &str, address: &str) -> Result<String, String> {
        if address.starts_with('#') || address.starts_with("data:") {
            return Ok(address.replace('"', "%22"));
        }
        let (file, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
        resolve(name, file)
            .and_then(|file| (self.hashed)(&file))
            .map(|url| url + fragment)
            .ok_or_else(|| format!("there is no {address:?} among the assets"))
    }
}

/// The name that `address` has seen from the sheet `name`; nothing when it leads outside.
fn resolve(name: &str, address: &str) -> Option<String> {
    if address.starts_with('/') || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Opens what an import's conditions mean (CSS Cascade 5 §2), and returns what closes it.
fn open(conditions: &str, out: &mut String) -> String {
    let (layer, rest) = condition(conditions, "layer");
    let (supports, media) = condition(rest, "supports");
    let mut openings = Vec::new();
    if !media.trim().is_empty() {
        openings.push(format!("@media {} {{\n", media.trim()));
    }
    if let Some(supports) = supports {
        openings.push(format!("@supports ({supports}) {{\n"));
    }
    if let Some(layer) = layer {
        openings.push(format!("@layer {layer} {{\n"));
    }
    out.extend(openings.iter().map(String::as_str));
    "\n}".repeat(openings.len())
}

/// `layer(base) print` as `base` and ` print`.
fn condition<'a>(conditions: &'a str, word: &str) -> (Option<&'a str>, &'a str) {
    let Some(rest) = conditions.trim_start().strip_prefix(word) else { return (None, conditions) };
    match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inside, rest)) => (Some(inside), rest),
        None => (Some(""), rest),
    }
}

enum Piece<'a> {
    Plain(&'a str),
    Address(&'a str),
    Import { address: &'a str, conditions: &'a str },
}

/// The next piece of a sheet and its length: a comment, a string, an address, an import, or what is before the next.
fn next(rest: &str) -> Result<(Piece<'_>, usize), &'static str> {
    if rest.starts_with("/*") {
        let length = rest.find("*/").ok_or("a comment is not closed")? + 2;
        return Ok((Piece::Plain(&rest[..length]), length));
    }
    if rest.starts_with(['"', '\'']) {
        let length = quoted(rest)?.len() + 2;
        return Ok((Piece::Plain(&rest[..length]), length));
    }
    if starts_with(rest, "@import") {
        let (address, conditions, length) = import(rest)?;
        return Ok((Piece::Import { address, conditions }, length));
    }
    if starts_with(rest, "url(") {
        let (address, length) = url(rest)?;
        return Ok((Piece::Address(address), length));
    }
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let length = rest[first..].find(['/', '"', '\'', '@', 'u', 'U']).map_or(rest.len(), |at| at + first);
    Ok((Piece::Plain(&rest[..length]), length))
}

fn starts_with(rest: &str, word: &str) -> bool {
    rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn import(rest: &str) -> Result<(&str, &str, usize), &'static str> {
    let target = rest["@import".len()..].trim_start();
    let (address, length) = if starts_with(target, "url(") {
        url(target)?
    } else {
        let address = quoted(target)?;
        (address, address.len() + 2)
    };
    let conditions = target[length..].split(';').next().unwrap_or_default();
    let whole = rest.len() - target.len() + length + conditions.len();
    Ok((address, conditions, (whole + 1).min(rest.len())))
}

fn url(rest: &str) -> Result<(&str, usize), &'static str> {
    let inside = rest["url(".len()..].trim_start();
    let (address, behind) = if inside.starts_with(['"', '\'']) {
        let address = quoted(inside)?;
        (address, &inside[address.len() + 2..])
    } else {
        let end = inside.find(')').ok_or("an address is not closed")?;
        (inside[..end].trim_end(), &inside[end..])
    };
    let close = behind.find(')').ok_or("an address is not closed")?;
    Ok((address, rest.len() - behind.len() + close + 1))
}

/// The inside of the quoted text at the start.
fn quoted(rest: &str) -> Result<&str, &'static str> {
    let quote =
        rest.chars().next().filter(|quote| ['"', '\''].contains(quote)).ok_or("an address is missing")?;
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return Ok(&rest[1..at]),
            _ => {}
        }
    }
    Err("a quote is not closed")
}
