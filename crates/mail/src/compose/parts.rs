//! The body: text, HTML and files in their multiparts.

use lettre::message::header::{ContentDisposition, ContentId, ContentTransferEncoding, ContentType};
use lettre::message::{Body, MaybeString, Message, MessageBuilder, MultiPart, MultiPartKind, SinglePart};

use super::{Outgoing, Refused};
use crate::{Line, MessageId};

/// A file sent along.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, as the receiver will see it.
    pub name: Line,
    /// Its media type; what is none becomes `application/octet-stream`.
    pub media_type: String,
    /// Where it goes.
    pub placement: Placement,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Where a file stands in a mail.
#[derive(Clone, Debug)]
pub enum Placement {
    /// Beside the text.
    Attached,
    /// Within the HTML, which refers to it by this id (`cid:`, RFC 2392).
    Inline(MessageId),
}

/// What separates the parts of a mail. Whoever knows it beforehand can write a part of their own into a text, so it
/// is made of random letters and digits.
#[derive(Clone, Debug)]
pub struct Boundary(String);

impl Boundary {
    /// A boundary of 16 to 60 letters and digits.
    pub fn new(text: &str) -> Result<Self, Refused> {
        let fits = (16..=60).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned())).ok_or(Refused::Boundary)
    }

    fn multipart(&self, kind: MultiPartKind) -> MultiPart {
        let level = match kind {
            MultiPartKind::Mixed => "mixed",
            MultiPartKind::Related => "related",
            _ => "text",
        };
        MultiPart::builder().kind(kind).boundary(format!("{level}-{}", self.0)).build()
    }

    /// A text as a body: with one kind of line end and no control character but tab, for servers refuse NUL and bare
    /// CR. One that quotes the boundary is hidden in base64, which has no hyphen.
    fn encoded(&self, text: &str) -> Body {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.replace(|char: char| char.is_control() && !matches!(char, '\n' | '\t'), "");
        if text.contains(&self.0) { base64(text) } else { Body::new(text) }
    }
}

pub(super) fn body(
    builder: MessageBuilder,
    mail: &Outgoing,
    boundary: &Boundary,
) -> Result<Message, lettre::error::Error> {
    let (inline, attached): (Vec<&File>, Vec<&File>) =
        mail.files.iter().partition(|file| matches!(file.placement, Placement::Inline(_)));
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(boundary.encoded(&mail.text));
    let mixed = || boundary.multipart(MultiPartKind::Mixed);
    match &mail.html {
        None if mail.files.is_empty() => builder.singlepart(text),
        None => builder.multipart(with_files(mixed().singlepart(text), &mail.files)),
        Some(html) if attached.is_empty() => builder.multipart(alternatives(text, html, inline, boundary)),
        Some(html) => {
            let texts = alternatives(text, html, inline, boundary);
            builder.multipart(with_files(mixed().multipart(texts), attached))
        }
    }
}

fn with_files<'a>(multipart: MultiPart, files: impl IntoIterator<Item = &'a File>) -> MultiPart {
    files.into_iter().map(part).fold(multipart, MultiPart::singlepart)
}

fn alternatives(text: SinglePart, html: &str, inline: Vec<&File>, boundary: &Boundary) -> MultiPart {
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(boundary.encoded(html));
    let texts = boundary.multipart(MultiPartKind::Alternative).singlepart(text);
    if inline.is_empty() {
        return texts.singlepart(html);
    }
    let related = boundary.multipart(MultiPartKind::Related).singlepart(html);
    texts.multipart(with_files(related, inline))
}

fn part(file: &File) -> SinglePart {
    let media_type = ContentType::parse(&file.media_type).ok().filter(|_| is_media_type(&file.media_type));
    let builder = SinglePart::builder().header(media_type.unwrap_or_else(octets));
    let builder = match &file.placement {
        Placement::Attached => builder.header(ContentDisposition::attachment(file.name.as_str())),
        Placement::Inline(id) => builder
            .header(ContentDisposition::inline_with_name(file.name.as_str()))
            .header(ContentId::from(id.to_string())),
    };
    // Always base64: text files too arrive byte for byte.
    builder.body(base64(file.bytes.clone()))
}

fn base64(content: impl Into<MaybeString>) -> Body {
    let encoded = Body::new_with_encoding(content, ContentTransferEncoding::Base64);
    encoded.expect("every byte fits into base64")
}

/// Type and subtype alone: a multipart or a parameter would change how the mail is read.
fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let ours = |main: &str| !matches!(main.to_ascii_lowercase().as_str(), "multipart" | "message");
    text.split_once('/').is_some_and(|(main, sub)| is_token(main) && is_token(sub) && ours(main))
}

fn octets() -> ContentType {
    ContentType::parse("application/octet-stream").expect("the text is a constant")
}
