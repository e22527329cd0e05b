//! An answer as a mail.

use std::borrow::Cow;

use desk::delivery::{Draft, DraftFile, Letter, Quote};
use kernel::{Fault, OrgId};
use mail::{File, Line, Mailbox, Outgoing, Placement};
use markup::{Html, html_to_mail_text};
use serde::Serialize;
use theme::Raw;

use super::Post;
use super::page::{BrandFace, Manner, Parts};
use crate::Host;

/// Files of more bytes in all stay in the portal, where there is one: encoded they are a third larger, and many servers
/// refuse a mail of 25 MB.
const ATTACHED_BYTES: u64 = 15 * 1024 * 1024;
/// Lines of a quoted text.
const QUOTED_LINES: usize = 200;

#[derive(Serialize)]
struct Page<'a> {
    brand: BrandFace<'a>,
    subject: &'a str,
    number: i64,
    author: &'a str,
    html: Raw,
    text: Cow<'a, str>,
    files_url: Option<&'a str>,
    files_count: usize,
    portal_url: Option<&'a str>,
    settings_url: Option<&'a str>,
    quotes: Vec<Quoted<'a>>,
}

#[derive(Serialize)]
struct Quoted<'a> {
    author: &'a str,
    at: i64,
    html: Raw,
    lines: Vec<&'a str>,
}

/// The letter as a mail with both parts, its files and its place in the thread.
pub(crate) async fn write_reply(host: &Host, org: OrgId, letter: Letter) -> Result<Post, Fault> {
    let linked = letter.draft.portal_url.clone().filter(|_| is_heavy(&letter.draft.files));
    let files = if linked.is_some() { Vec::new() } else { read(host, org, &letter.draft.files).await? };
    let subject = subject(&letter.draft);
    let parts = render(host, &letter.draft, &subject, linked.as_deref())?;
    let mail = outgoing(letter, subject, parts, files);
    host.post(mail).await
}

fn render(host: &Host, draft: &Draft, subject: &Line, linked: Option<&str>) -> Result<Parts, Fault> {
    let recipient = &draft.recipient;
    let now = host.desk().context().now();
    let manner = Manner { language: &recipient.language, zone: &recipient.zone, now };
    let page = Page {
        brand: BrandFace::new(&draft.sender.brand, &draft.sender.accent),
        subject: subject.as_str(),
        number: draft.number,
        author: &draft.sender.name,
        html: draft.html.clone().into(),
        text: text_part(draft),
        files_url: linked,
        files_count: draft.files.len(),
        portal_url: draft.portal_url.as_deref(),
        settings_url: draft.settings_url.as_deref(),
        quotes: draft.quote.iter().map(Quoted::of).collect(),
    };
    host.pages().render("reply", &manner, &page)
}

/// A text part keeps the addresses of links, which a formatted answer shows by their words alone.
fn text_part(draft: &Draft) -> Cow<'_, str> {
    if Html::from_plain(&draft.text) == draft.html {
        Cow::Borrowed(&draft.text)
    } else {
        Cow::Owned(html_to_mail_text(draft.html.as_str()))
    }
}

fn outgoing(letter: Letter, subject: Line, parts: Parts, files: Vec<File>) -> Outgoing {
    let Letter { draft, id, reply_to } = letter;
    let sender_name = Line::clean(&draft.sender.name);
    Outgoing {
        from: Mailbox::named(sender_name.clone(), draft.sender.address),
        reply_to: Some(Mailbox::named(sender_name, reply_to)),
        to: vec![Mailbox::named(Line::clean(&draft.recipient.name), draft.recipient.address)],
        cc: Vec::new(),
        bcc: Vec::new(),
        subject,
        message_id: id,
        in_reply_to: draft.in_reply_to,
        references: draft.references,
        date_ms: draft.made_at.0,
        text: parts.text,
        html: Some(parts.html),
        files,
        auto_submitted: false,
        extra: Vec::new(),
    }
}

/// `Re: Tent pole snapped [#1418]` (P17).
fn subject(draft: &Draft) -> Line {
    let (subject, number) = (Line::clean(&draft.subject), format!("[#{}]", draft.number));
    let bare = subject.as_str();
    let is_reply = bare.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    let words = [if is_reply { "" } else { "Re:" }, bare, if bare.contains(&number) { "" } else { &number }];
    let filled: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    Line::clean(&filled.join(" "))
}

fn is_heavy(files: &[DraftFile]) -> bool {
    files.iter().map(|file| file.size).sum::<u64>() > ATTACHED_BYTES
}

async fn read(host: &Host, org: OrgId, files: &[DraftFile]) -> Result<Vec<File>, Fault> {
    let mut read = Vec::new();
    for file in files {
        read.push(File {
            name: Line::clean(&file.name),
            media_type: file.media_type.clone(),
            placement: Placement::Attached,
            bytes: host.desk().files().read_all(org, file.hash, file.size).await?,
        });
    }
    Ok(read)
}

impl<'a> Quoted<'a> {
    fn of(quote: &'a Quote) -> Self {
        Self {
            author: &quote.author,
            at: quote.at.0,
            html: quote.html.clone().into(),
            lines: quote.text.lines().take(QUOTED_LINES).collect(),
        }
    }
}
