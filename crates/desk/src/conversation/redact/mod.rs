//! Redaction: a text, a message or a file taken away for ever (product W3). Everything that shows it loses it in the
//! same transaction; a job then makes the bytes vanish from the files of the database and the file store.

mod cut;
mod details;
mod find;
mod pieces;
mod scrub;
pub(super) mod store;

use db::Statement;
use kernel::{Fault, Text};
use markup::{Html, html_to_text};
use serde_json::json;

pub use cut::MARK;
pub use details::Details;
pub use scrub::Scrub;
pub(crate) use scrub::{forget_unused, scrub_job};

use super::note::NoteId;
use super::portal::FileId;
use super::verbs::MAX_TEXT;
use super::{Conversation, MessageId, Redact, again, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::User;
use find::Wanted;
use store::Stored;

/// Where else the redacted text stands: offered to be redacted next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quoting {
    /// Later messages that quote it, oldest first.
    pub messages: Vec<MessageId>,
    /// Notes that hold it.
    pub notes: Vec<NoteId>,
}

impl Allowed<Conversation, Redact> {
    /// Takes every occurrence of a text out of a message; `not_in_text` when there is none.
    pub async fn redact_text(
        &self,
        act: &mut Act<User>,
        message: MessageId,
        exact: &Text<MAX_TEXT>,
    ) -> Result<Quoting, Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let stored = store::message(act.writer().await?, org, self.id, message).await?;
        let wanted = Wanted::new(exact.as_str());
        let left = stored.without(&wanted).ok_or_else(|| Fault::new(&code::NOT_IN_TEXT))?;
        store::set_message(act.writer().await?, org, message, &left, false).await?;
        self.settle(act, message, left.seq, "text").await?;
        self.quoting(act, stored.seq, &wanted).await
    }

    /// Takes a message's text and files; of the message only that it was there is left. One that waits to leave stays.
    pub async fn redact_message(&self, act: &mut Act<User>, message: MessageId) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let Stored { seq, .. } = store::message(act.writer().await?, org, self.id, message).await?;
        let left = Stored { seq, text: String::new(), html: String::new(), quoted: String::new() };
        store::set_message(act.writer().await?, org, message, &left, true).await?;
        for file in store::files_of(act.writer().await?, org, self.id, message).await? {
            store::drop_file(act, file).await?;
        }
        self.settle(act, message, seq, "message").await
    }

    /// Takes a file: name, bytes and preview.
    pub async fn redact_file(&self, act: &mut Act<User>, file: FileId) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let (message, seq) = store::file(act.writer().await?, org, self.id, file).await?;
        store::drop_file(act, file).await?;
        store::mark_message(act.writer().await?, org, message).await?;
        self.settle(act, message, seq, "file").await
    }

    /// Takes every occurrence of a text out of a note, or all of it.
    pub async fn redact_note(
        &self,
        act: &mut Act<User>,
        note: NoteId,
        exact: Option<&Text<MAX_TEXT>>,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let text = store::note(act.writer().await?, org, self.id, note).await?;
        let left = match exact {
            Some(exact) => cut::from_plain(&text, &Wanted::new(exact.as_str()))
                .ok_or_else(|| Fault::new(&code::NOT_IN_TEXT))?,
            None => String::new(),
        };
        store::set_note(act.writer().await?, org, note, &left).await?;
        store::mark(act, self.id, note.to_string(), "note").await?;
        act.announce(facts::REDACTED, self.id.to_string(), json!({ "note": note, "what": "note" })).await?;
        Ok(())
    }

    /// What follows every redaction of a message: words, excerpts, the mark and the fact.
    async fn settle(
        &self,
        act: &mut Act<User>,
        message: MessageId,
        seq: i64,
        what: &'static str,
    ) -> Result<(), Fault> {
        let place = (act.org(), act.desk().db().dialect());
        let writer = act.writer().await?;
        again::index_one(writer, place, self, seq).await?;
        store::show(writer, place.0, self).await?;
        store::mark(act, self.id, message.to_string(), what).await?;
        let payload = json!({ "message": message, "seq": seq, "what": what });
        act.announce(facts::REDACTED, self.id.to_string(), payload).await?;
        Ok(())
    }

    async fn quoting(&self, act: &mut Act<User>, seq: i64, exact: &Wanted) -> Result<Quoting, Fault> {
        let org = act.org();
        let writer = act.writer().await?;
        let later = store::later(writer, org, self.id, seq).await?;
        let notes = store::notes(writer, org, self.id).await?;
        let says =
            |(_, text, html, quoted): &(_, String, String, String)| cut::says(text, &[html, quoted], exact);
        Ok(Quoting {
            messages: later.into_iter().filter(says).map(|(id, ..)| id).collect(),
            notes: notes
                .into_iter()
                .filter(|(_, text)| cut::says(text, &[], exact))
                .map(|(id, _)| id)
                .collect(),
        })
    }
}

impl Stored {
    /// Text, HTML and quotation without `exact`. Text and HTML say the same: where only one of them can be cut, the
    /// other is made from it.
    fn without(&self, exact: &Wanted) -> Option<Self> {
        let text = cut::from_plain(&self.text, exact);
        let html = cut::from_html(&self.html, exact);
        let quoted = cut::from_html(&self.quoted, exact);
        if text.is_none() && html.is_none() && quoted.is_none() {
            return None;
        }
        let (text, html) = match (text, html) {
            (None, None) => (self.text.clone(), self.html.clone()),
            (Some(text), None) => {
                let html = Html::from_plain(&text).into_string();
                (text, html)
            }
            (None, Some(html)) => (html_to_text(html.as_str()), html.into_string()),
            (Some(text), Some(html)) => (text, html.into_string()),
        };
        let quoted = quoted.map_or_else(|| self.quoted.clone(), Html::into_string);
        Some(Self { seq: self.seq, text, html, quoted })
    }
}

/// Every statement about redaction.
pub(super) fn statements() -> Vec<&'static Statement> {
    [details::STATEMENTS, store::STATEMENTS, scrub::STATEMENTS].concat()
}
