//! A drawn page as a browser reads it: nothing inline that could run, nothing that leads where it must not, and what whoever
//! does not see the page needs to find their way.

use html5ever::tokenizer::Tag;

use super::tags::{self, Part};
use crate::manifest::is_link;

/// Elements that no page of a theme has.
const REFUSED: [&str; 6] = ["base", "style", "object", "embed", "applet", "frame"];
/// Attributes with an address in them.
const ADDRESSES: [&str; 8] = ["href", "src", "action", "formaction", "poster", "data", "xlink:href", "ping"];
/// Types of scripts that are data.
const DATA: [&str; 2] = ["application/ld+json", "importmap"];
/// What a picture may hold in its own address.
const PICTURES: &str = "data:image/";

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The theme cannot be published.
    Refused,
    /// Some readers cannot use the page (WCAG 2.2).
    Barrier,
}

/// Something about a drawn page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// The line of the drawn page.
    pub line: u64,
    /// What it is, for the theme's author, in English. It may hold what the page was given.
    pub message: String,
    /// The rule that it breaks, with nothing that the page was given.
    pub rule: &'static str,
}

/// Everything that is wrong with a drawn page, each once.
pub fn check_page(html: &str) -> Vec<Finding> {
    let mut seen = Seen::default();
    tags::read(html, |part, line| {
        if let Part::Open(tag) = part {
            seen.look(tag, line);
        }
    });
    seen.check_landmarks();
    seen.findings
}

/// What was seen of a page.
#[derive(Default)]
struct Seen {
    findings: Vec<Finding>,
    has_language: bool,
    titles: usize,
    mains: usize,
    headings: usize,
}

impl Seen {
    fn look(&mut self, tag: &Tag, line: u64) {
        let name = &*tag.name;
        let value = |wanted: &str| {
            tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted).map(|found| &*found.value)
        };
        match name {
            "html" => self.has_language |= value("lang").is_some_and(|lang| !lang.trim().is_empty()),
            "title" => self.titles += 1,
            "main" => self.mains += 1,
            "h1" => self.headings += 1,
            "script" if value("src").is_none() && !value("type").is_some_and(|kind| DATA.contains(&kind)) => {
                self.refuse(line, "a script stands in a file of its own".to_owned());
            }
            "img" if value("alt").is_none() => {
                self.find(Severity::Barrier, line, "a picture says what it shows: alt is missing".to_owned());
            }
            _ if REFUSED.contains(&name) => self.refuse(line, format!("there is no <{name}> in a theme")),
            _ => {}
        }
        for attribute in &tag.attrs {
            self.look_at(name, (&attribute.name.local, &attribute.value), line);
        }
    }

    fn look_at(&mut self, element: &str, (name, value): (&str, &str), line: u64) {
        if name == "style" || name == "srcdoc" || name.starts_with("on") {
            self.refuse(line, format!("{name} stands in no tag: styles and scripts stand in files"));
        } else if ADDRESSES.contains(&name) && !leads_well(element, value) {
            self.refuse(line, format!("{name} leads to {:?}", value.chars().take(60).collect::<String>()));
        }
    }

    fn check_landmarks(&mut self) {
        for (is_missing, what) in [
            (!self.has_language, "the page says no language: <html lang>"),
            (self.titles == 0, "the page has no title"),
            (self.mains != 1, "the page has one <main>, no more and no less"),
            (self.headings == 0, "the page has no heading: <h1>"),
        ] {
            if is_missing {
                self.find(Severity::Barrier, 1, what.to_owned());
            }
        }
    }

    fn refuse(&mut self, line: u64, message: String) {
        self.find(Severity::Refused, line, message);
    }

    fn find(&mut self, severity: Severity, line: u64, message: String) {
        if !self.findings.iter().any(|known| known.message == message) {
            let rule = "a page keeps the rules of themes";
            self.findings.push(Finding { severity, line, message, rule });
        }
    }
}

/// Whether an address is one that a page may have: a link, one that is read from where the page is, or a picture in itself.
fn leads_well(element: &str, address: &str) -> bool {
    let address = address.trim();
    let is_relative = address.split(['/', '?', '#']).next().is_some_and(|first| !first.contains(':'));
    let is_picture = element == "img" && address.to_ascii_lowercase().starts_with(PICTURES);
    address.is_empty() || is_picture || (is_relative && !address.starts_with("//")) || is_link(address)
}
