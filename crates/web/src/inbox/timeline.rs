//! What is in a conversation, as the page shows it.

use desk::conversation::inbox::{self, Head, Timeline};
use desk::conversation::message::Direction;
use desk::conversation::portal::File;
use desk::conversation::{ConversationId, MARK};
use desk::file::Kind;
use desk::import::picture_place;
use markup::Html;

use super::pages::{Attachment, Author, Entry, Event, Message, Note, Redacted};
use super::shell::initials;
use super::{AppVisit, delivery, url};
use theme::Raw;

/// What entries need to know of the conversation they are in.
pub(super) struct Around<'a> {
    visit: &'a AppVisit,
    id: ConversationId,
    brand: &'a str,
    customer: &'a str,
    may_redact: bool,
    pub(super) may_send_again: bool,
}

impl<'a> Around<'a> {
    pub(super) fn of(visit: &'a AppVisit, head: &'a Head, customer: &'a str) -> Self {
        Self {
            visit,
            id: head.conversation.id,
            brand: &head.brand,
            customer,
            may_redact: head.may.contains(&"redact"),
            may_send_again: head.may.contains(&"send_again"),
        }
    }

    /// An address below the conversation's that keeps the list beside it.
    pub(super) fn address(&self, below: &str) -> String {
        format!("{}{below}{}", url::conversation(self.id), self.visit.asked.beside())
    }

    pub(super) fn entries(&self, timeline: &Timeline) -> Vec<Entry> {
        let entry = |entry: &inbox::Entry| match entry {
            inbox::Entry::Message(message) => Entry::Message(Box::new(self.message(message))),
            inbox::Entry::Note(note) => Entry::Note(self.note(note)),
            inbox::Entry::Event(event) => Entry::Event(happened(event)),
        };
        timeline.entries.iter().map(entry).collect()
    }

    /// Stored HTML is sanitised again on its way to the page: the allow-list of today holds for yesterday's mail.
    fn message(&self, message: &inbox::Message) -> Message {
        let has_file = message.files.iter().any(|file| !file.redacted);
        let has_details = !message.address.is_empty() || !matches!(message.author_name.as_str(), "" | MARK);
        let is_there = !message.html.is_empty() || has_file || has_details;
        let id = message.id.to_string();
        Message {
            direction: message.direction.name().to_owned(),
            channel: message.channel.name().to_owned(),
            author: author(self.author_of(message)),
            at: message.made_at.0,
            automatic: message.is_automatic,
            address: (!message.address.is_empty()).then(|| message.address.clone()),
            html: self.body(&message.html, message),
            quoted_html: self.body(&message.quoted, message),
            redacted: message.redacted.as_ref().map(redacted),
            redact_url: self.redact_url(is_there, "messages", &id),
            files: message.files.iter().map(|file| self.file(file)).collect(),
            delivery: delivery::shown(self, message),
            id,
        }
    }

    /// The name under which a message is shown.
    pub(super) fn author_of<'b>(&'b self, message: &'b inbox::Message) -> &'b str {
        match message.author_name.as_str() {
            "" if message.direction == Direction::Out => self.brand,
            "" => self.customer,
            name => name,
        }
    }

    fn note(&self, note: &inbox::Note) -> Note {
        let id = note.id.to_string();
        Note {
            author: author(&note.author_name),
            at: note.made_at.0,
            html: (!note.text.is_empty()).then(|| Raw::from(Html::from_plain(&note.text))),
            redacted: note.redacted.as_ref().map(redacted),
            redact_url: self.redact_url(!note.text.is_empty(), "notes", &id),
            id,
        }
    }

    /// A mail's text, with the pictures in it as the copies we made of them.
    fn body(&self, html: &Html, message: &inbox::Message) -> Option<Raw> {
        let picture = |part: &str| {
            let file = message.files.get(picture_place(part)?)?;
            (file.has_preview && !file.redacted).then(|| url::preview(self.id, file.id))
        };
        (!html.is_empty()).then(|| Raw::from(html.clone().with_pictures(picture)))
    }

    fn redact_url(&self, is_there: bool, what: &str, id: &str) -> Option<String> {
        let url = || format!("{}{}", url::redaction(self.id, what, id), self.visit.asked.beside());
        (self.may_redact && is_there).then(url)
    }

    fn file(&self, file: &File) -> Attachment {
        let address = url::file(self.id, file.id);
        let extension = file.name.rsplit_once('.').map_or("", |(_, extension)| extension);
        Attachment {
            id: file.id.to_string(),
            name: file.name.clone(),
            kind: extension.to_uppercase(),
            bytes: file.size,
            preview_url: (file.has_preview && !file.redacted).then(|| url::preview(self.id, file.id)),
            url: (!file.redacted).then_some(address),
            danger: !Kind::all().any(|facts| facts.media_type == file.media_type),
        }
    }
}

fn happened(event: &inbox::Event) -> Event {
    Event {
        id: event.seq.to_string(),
        name: event.kind.name().to_owned(),
        at: event.at.0,
        who: event.who.clone(),
        what: event.what.clone(),
        until: event.until.map(|until| until.0),
    }
}

fn author(name: &str) -> Author {
    Author { name: name.to_owned(), initials: initials(name) }
}

fn redacted(mark: &inbox::Redacted) -> Redacted {
    Redacted { who: mark.who.clone(), at: mark.at.map(|at| at.0) }
}
