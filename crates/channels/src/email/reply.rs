//! An answer as a mail.

use desk::delivery::{Draft, DraftFile, Letter, Quote};
use kernel::{Fault, OrgId};
use mail::{File, Line, Mailbox, Outgoing, Placement};
use spine::Ticket;

use super::Post;
use super::mails::{Quoted, Reply};
use super::page::Drawn;
use super::shell::Manner;
use crate::Host;

/// Files of more bytes in all stay in the portal, where there is one: encoded they are a third larger, and many servers
/// refuse a mail of 25 MB.
const ATTACHED_BYTES: u64 = 15 * 1024 * 1024;

/// The letter as a mail with both parts, its files and its place in the thread.
pub(crate) async fn write_reply(host: &Host, ticket: &Ticket, letter: Letter) -> Result<Post, Fault> {
    let linked = letter.draft.portal_url.clone().filter(|_| is_heavy(&letter.draft.files));
    let files =
        if linked.is_some() { Vec::new() } else { read(host, ticket.org(), &letter.draft.files).await? };
    let (draft, subject) = (&letter.draft, subject(&letter.draft));
    let recipient = &draft.recipient;
    let now = host.desk().context().now();
    let manner = Manner { language: &recipient.language, zone: &recipient.zone, now };
    let drawn = host.draw(ticket, &draft.sender, &manner, &reply(draft, &subject, linked.as_deref())).await?;
    let mail = outgoing(letter, subject, drawn, files);
    host.post(mail).await
}

fn reply(draft: &Draft, subject: &Line, linked: Option<&str>) -> Reply {
    Reply {
        subject: subject.to_string(),
        number: draft.number,
        author: draft.sender.name.clone(),
        html: draft.html.clone().into(),
        files_url: linked.map(str::to_owned),
        files_count: draft.files.len(),
        portal_url: draft.portal_url.clone(),
        settings_url: draft.settings_url.clone(),
        quotes: draft.quote.iter().map(Quoted::of).collect(),
    }
}

fn outgoing(letter: Letter, subject: Line, drawn: Drawn, files: Vec<File>) -> Outgoing {
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
        text: drawn.text,
        html: Some(drawn.html),
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

impl Quoted {
    fn of(quote: &Quote) -> Self {
        Self { author: quote.author.clone(), at: quote.at.0, html: quote.html.clone().into() }
    }
}
