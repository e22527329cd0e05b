//! The structure of a mail, found in one pass over its lines (RFC 2046 §5.1).

use std::ops::Range;

use mail_parser::{ContentType, HeaderName};

use super::head::line_length;
use super::{Broken, Head, Limits};
use crate::Line;

/// A part of a mail, in the order in which they begin; the first is the mail itself.
pub(super) struct Part {
    pub(super) label: Label,
    /// Where its body lies in the raw mail.
    pub(super) body: Range<usize>,
    /// The parts it directly holds. Those of an attached mail are counted, not read.
    pub(super) children: Vec<usize>,
    /// Whether it is a multipart whose end was missing.
    pub(super) unended: bool,
}

impl Part {
    fn end(&mut self, at: usize) {
        self.body.end = at.max(self.body.start);
    }
}

/// What a part says about itself.
pub(super) struct Label {
    /// In lower case, without parameters.
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    pub(super) boundary: Option<String>,
    pub(super) report_type: Option<String>,
    pub(super) name: Option<Line>,
    pub(super) content_id: Option<String>,
    /// The transfer encoding in lower case; empty where there is none.
    pub(super) encoding: String,
    pub(super) is_attachment: bool,
    pub(super) is_inline: bool,
}

impl Label {
    fn read(head: &Head, within_digest: bool) -> Self {
        let kind = head.content(&HeaderName::ContentType);
        let disposition = head.content(&HeaderName::ContentDisposition);
        let parameter = |name| kind.and_then(|kind| kind.attribute(name)).map(str::to_owned);
        let name = disposition
            .and_then(|field| field.attribute("filename"))
            .or(kind.and_then(|kind| kind.attribute("name")));
        Self {
            media_type: media_type(kind, within_digest),
            charset: parameter("charset"),
            boundary: parameter("boundary")
                .map(|text| text.trim_end().to_owned())
                .filter(|text| !text.is_empty()),
            report_type: parameter("report-type").map(|text| text.to_ascii_lowercase()),
            name: name.and_then(file_name),
            content_id: head
                .line(&HeaderName::ContentId)
                .map(|id| id.as_str().trim_matches(['<', '>']).to_owned()),
            encoding: head
                .line(&HeaderName::ContentTransferEncoding)
                .map_or_else(String::new, |line| line.as_str().to_ascii_lowercase()),
            is_attachment: disposition.is_some_and(ContentType::is_attachment),
            is_inline: disposition.is_some_and(ContentType::is_inline),
        }
    }

    fn is_multipart(&self) -> bool {
        self.media_type.starts_with("multipart/")
    }

    /// Whether the body is a mail that can be read where it lies.
    fn is_open_mail(&self) -> bool {
        self.media_type == "message/rfc822"
            && matches!(self.encoding.as_str(), "" | "7bit" | "8bit" | "binary")
    }
}

fn media_type(kind: Option<&ContentType<'_>>, within_digest: bool) -> String {
    let Some(kind) = kind else {
        return if within_digest { "message/rfc822" } else { "text/plain" }.to_owned();
    };
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    match (kind.ctype(), kind.subtype()) {
        (main, Some(sub)) if is_token(main) && is_token(sub) => format!("{main}/{sub}").to_ascii_lowercase(),
        ("text", None) => "text/plain".to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// A file name without its path, and without the characters that turn the direction of what follows them: with those,
/// `exe.gpj` is shown as a picture.
fn file_name(text: &str) -> Option<Line> {
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    Line::clean(&name.replace(turns, "")).filled()
}

/// Finds the parts of a mail, and stops at the first limit that is passed.
pub(super) fn scan(raw: &[u8], limits: &Limits) -> Result<(Head, Vec<Part>), Broken> {
    let mut scan =
        Scan { raw, limits, at: first_field(raw), parts: Vec::new(), open: Vec::new(), leaf: None };
    let head = scan.begin()?;
    while scan.at < raw.len() {
        let line = scan.next_line();
        if let Some((depth, is_end)) = scan.boundary(&raw[line.clone()]) {
            scan.close(depth, is_end, line.start);
            if !is_end {
                scan.begin()?;
            }
        }
    }
    for open in scan.open.iter().filter(|open| open.boundary.is_some()) {
        scan.parts[open.part].unended = true;
    }
    Ok((head, scan.parts))
}

/// Behind empty lines and the line with which a mailbox file begins a mail.
fn first_field(raw: &[u8]) -> usize {
    let start = raw.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(raw.len());
    let first = &raw[start..];
    let is_mbox_line = first.starts_with(b"From ") || first.starts_with(b">From ");
    if is_mbox_line { start + line_length(first) } else { start }
}

struct Scan<'a> {
    raw: &'a [u8],
    limits: &'a Limits,
    at: usize,
    parts: Vec<Part>,
    /// The multiparts and attached mails that the current line lies in, the outermost first.
    open: Vec<Open>,
    /// The part without parts that the current line belongs to.
    leaf: Option<usize>,
}

struct Open {
    part: usize,
    /// None for an attached mail.
    boundary: Option<Vec<u8>>,
}

impl Scan<'_> {
    /// Reads the head of a part and remembers what its body will be; of an attached mail also the mail's own head.
    fn begin(&mut self) -> Result<Head, Broken> {
        let (head, part) = self.begin_part()?;
        let mut inner = part;
        while self.parts[inner].label.is_open_mail() {
            self.open.push(Open { part: inner, boundary: None });
            inner = self.begin_part()?.1;
        }
        let label = &self.parts[inner].label;
        match label.boundary.as_ref().filter(|_| label.is_multipart()) {
            Some(boundary) => {
                let boundary = Some(boundary.clone().into_bytes());
                self.open.push(Open { part: inner, boundary });
            }
            None => self.leaf = Some(inner),
        }
        Ok(head)
    }

    fn begin_part(&mut self) -> Result<(Head, usize), Broken> {
        if self.open.len() > self.limits.levels {
            return Err(Broken::TooDeep);
        }
        if self.parts.len() > self.limits.parts {
            return Err(Broken::TooManyParts);
        }
        let head = Head::read(&self.raw[self.head()?]);
        let parent = self.open.last().map(|open| open.part);
        let within_digest =
            parent.is_some_and(|parent| self.parts[parent].label.media_type == "multipart/digest");
        let part = self.parts.len();
        let (label, body) = (Label::read(&head, within_digest), self.at..self.raw.len());
        self.parts.push(Part { label, body, children: Vec::new(), unended: false });
        if let Some(parent) = parent {
            self.parts[parent].children.push(part);
        }
        Ok((head, part))
    }

    /// Passes over a head: up to its empty line, or to a boundary or a line of text where that comes first.
    fn head(&mut self) -> Result<Range<usize>, Broken> {
        let start = self.at;
        let mut fields = 0;
        while self.at < self.raw.len() {
            let line = self.next_line();
            let text = &self.raw[line.clone()];
            if text == b"\n" || text == b"\r\n" {
                return Ok(start..line.start);
            }
            if self.boundary(text).is_some() || !self.is_of_head(text) {
                self.at = line.start;
                break;
            }
            fields += usize::from(!matches!(text[0], b' ' | b'\t'));
            if fields > self.limits.header_fields || line.end - start > self.limits.header_bytes {
                return Err(Broken::TooManyHeaders);
            }
        }
        Ok(start..self.at)
    }

    /// Whether a line belongs to a head: it is or continues a field, or is followed by one, as where a mailer broke a
    /// field without a space.
    fn is_of_head(&self, line: &[u8]) -> bool {
        let next = &self.raw[self.at..];
        is_field(line) || is_field(&next[..line_length(next)])
    }

    fn next_line(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += line_length(&self.raw[start..]);
        start..self.at
    }

    /// Which open multipart the line separates the parts of, and whether it ends that multipart. The whole line must
    /// fit: one boundary often begins with another.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let text = line.strip_prefix(b"--")?.trim_ascii_end();
        let fits = |open: &Open| {
            let behind = text.strip_prefix(open.boundary.as_deref()?)?;
            (behind.is_empty() || behind == b"--").then_some(!behind.is_empty())
        };
        self.open.iter().enumerate().rev().find_map(|(depth, open)| Some((depth, fits(open)?)))
    }

    /// Ends what lies in the open multipart at `depth`, and that one too if `is_end`. The line break before a boundary
    /// belongs to the boundary.
    fn close(&mut self, depth: usize, is_end: bool, line_start: usize) {
        let before = &self.raw[..line_start];
        let before = before.strip_suffix(b"\n").unwrap_or(before);
        let end = before.strip_suffix(b"\r").unwrap_or(before).len();
        for open in self.open.drain(depth + 1..) {
            let part = &mut self.parts[open.part];
            part.end(end);
            part.unended = open.boundary.is_some();
        }
        if let Some(ended) = is_end.then(|| self.open.pop()).flatten() {
            self.parts[ended.part].end(end);
        }
        if let Some(leaf) = self.leaf.take() {
            self.parts[leaf].end(end);
        }
    }
}

/// Whether the line begins with a field name or continues a field, or is one that a mailbox file begins a mail with.
fn is_field(line: &[u8]) -> bool {
    let is_name = |name: &[u8]| !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    let colon = line.iter().position(|&byte| byte == b':');
    matches!(line.first(), Some(b' ' | b'\t'))
        || colon.is_some_and(|colon| is_name(line[..colon].trim_ascii_end()))
        || line.starts_with(b"From ")
        || line.starts_with(b">From ")
}
