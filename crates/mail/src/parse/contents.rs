//! What of a mail is its text, and what is attached.

use std::collections::BTreeSet;

use super::scan::Part;
use super::{Attachment, Oddity, decode};

#[derive(Default)]
pub(super) struct Contents {
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) oddities: BTreeSet<Oddity>,
}

/// A text in one or both of its forms.
#[derive(Default)]
struct Body {
    text: Option<String>,
    html: Option<String>,
}

impl Body {
    fn is_empty(&self) -> bool {
        self.text.is_none() && self.html.is_none()
    }
}

pub(super) fn read(raw: &[u8], parts: &[Part]) -> Contents {
    let mut reader = Reader { raw, parts, contents: Contents::default(), has_text: false };
    let body = reader.body(0, "");
    Contents { text: body.text, html: body.html, ..reader.contents }
}

struct Reader<'a> {
    raw: &'a [u8],
    parts: &'a [Part],
    contents: Contents,
    /// Whether some text was found; a named text behind it is a file.
    has_text: bool,
}

impl Reader<'_> {
    /// The text that a part holds. What it holds beside it is attached.
    fn body(&mut self, index: usize, parent: &str) -> Body {
        let part = &self.parts[index];
        let kind = part.label.media_type.as_str();
        if part.unended {
            self.contents.oddities.insert(Oddity::BrokenStructure);
        }
        match kind {
            "multipart/alternative" if !part.children.is_empty() => best(self.bodies(index)),
            _ if kind.starts_with("multipart/") && !part.children.is_empty() => joined(self.bodies(index)),
            _ if kind.starts_with("multipart/") => {
                self.contents.oddities.insert(Oddity::BrokenStructure);
                Body { text: Some(self.text(part)), html: None }
            }
            "text/html" if self.is_text(part) => Body { text: None, html: Some(self.text(part)) },
            "text/plain" if self.is_text(part) => Body { text: Some(self.text(part)), html: None },
            _ => {
                self.attach(part, parent);
                Body::default()
            }
        }
    }

    fn bodies(&mut self, index: usize) -> Vec<Body> {
        let part = &self.parts[index];
        part.children.iter().map(|&child| self.body(child, &part.label.media_type)).collect()
    }

    fn is_text(&self, part: &Part) -> bool {
        !part.label.is_attachment && (part.label.name.is_none() || !self.has_text)
    }

    fn text(&mut self, part: &Part) -> String {
        self.has_text = true;
        let bytes = self.bytes(part);
        let (text, sound) = decode::text(&bytes, part.label.charset.as_deref());
        if !sound {
            self.contents.oddities.insert(Oddity::WrongCharset);
        }
        text
    }

    fn bytes(&mut self, part: &Part) -> Vec<u8> {
        let (bytes, sound) = decode::bytes(&self.raw[part.body.clone()], &part.label.encoding);
        if !sound {
            self.contents.oddities.insert(Oddity::BrokenEncoding);
        }
        bytes.into_owned()
    }

    fn attach(&mut self, part: &Part, parent: &str) {
        let bytes = self.bytes(part);
        let label = &part.label;
        let is_related = parent == "multipart/related" && label.content_id.is_some();
        self.contents.attachments.push(Attachment {
            name: label.name.clone(),
            media_type: label.media_type.clone(),
            content_id: label.content_id.clone(),
            inline: label.is_inline || is_related,
            bytes,
        });
    }
}

/// Of alternatives, the last of each form (RFC 2046 §5.1.4).
fn best(bodies: Vec<Body>) -> Body {
    bodies.into_iter().fold(Body::default(), |best, body| Body {
        text: body.text.or(best.text),
        html: body.html.or(best.html),
    })
}

/// Texts that follow each other. Where one is HTML all become HTML, so that none is lost.
fn joined(bodies: Vec<Body>) -> Body {
    let mut bodies: Vec<Body> = bodies.into_iter().filter(|body| !body.is_empty()).collect();
    if bodies.len() < 2 {
        return bodies.pop().unwrap_or_default();
    }
    let html = bodies.iter().any(|body| body.html.is_some()).then(|| {
        let html = |body: &Body| {
            body.html.clone().unwrap_or_else(|| preformatted(body.text.as_deref().unwrap_or_default()))
        };
        bodies.iter().map(html).collect::<Vec<_>>().join("\n")
    });
    let texts: Option<Vec<String>> = bodies.into_iter().map(|body| body.text).collect();
    Body { text: texts.map(|texts| texts.join("\n")), html }
}

fn preformatted(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<pre>{text}</pre>")
}
