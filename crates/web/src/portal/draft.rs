//! A message as it is being written: read from its form, checked, and drawn again as it was left.

use std::mem::take;

use desk::conversation::message::NewFile;
use desk::conversation::{ConversationId, MAX_SUBJECT, MAX_TEXT, Written};
use desk::file::{MAX_FILE_BYTES, Staged, accept as accepted_types};
use desk::{Act, Customer, code};
use http::StatusCode;
use kernel::{Code, Fault, Text, TextRefused};
use serde_json::json;

use super::pages::{Form, KeptFile, Problem};
use crate::cookie;
use crate::once;
use crate::upload::{self, MAX_FILES, Uploaded};
use crate::url;
use crate::visit::Visit;

/// A message as it is being written, with what is wrong with it.
#[derive(Default)]
pub(crate) struct Draft {
    once: String,
    pub(super) subject: String,
    pub(super) text: String,
    /// The good files: those kept since an earlier try, and those that came now.
    had: Vec<Staged>,
    fresh: Vec<NewFile>,
    /// The same once they are kept for the form that is drawn again.
    kept: Vec<KeptFile>,
    problems: Vec<Problem>,
}

impl Draft {
    /// A fresh form.
    pub(crate) fn new(visit: &Visit) -> Self {
        Self { once: once::fresh(&visit.web), ..Self::default() }
    }

    /// Reads a form; what can be sent comes beside it when nothing is wrong.
    pub(super) async fn receive(
        act: &mut Act<Customer>,
        visit: &Visit,
        uploaded: Uploaded,
        with_subject: bool,
    ) -> Result<(Self, Option<Written>), Fault> {
        let mut draft = Self::read(&uploaded, visit);
        let ticked = uploaded.fields("kept");
        let (fresh, problems) = upload::accept(visit.web.desk(), act.org(), uploaded.files).await?;
        draft.had = upload::wanted(act, &draft.once, &ticked).await?;
        draft.fresh = fresh;
        draft.problems.extend(problems);
        let files: Vec<NewFile> =
            draft.had.iter().map(|staged| &staged.file).chain(&draft.fresh).cloned().collect();
        let text = draft.check(&files, with_subject).filter(|_| draft.problems.is_empty());
        let written = text.map(|text| Written { once: draft.once.clone(), text, files });
        Ok((draft, written))
    }

    fn read(uploaded: &Uploaded, visit: &Visit) -> Self {
        let mut draft = Self {
            once: once::of_form(&visit.web, uploaded.field("once")),
            subject: uploaded.field("subject").to_owned(),
            text: uploaded.field("text").to_owned(),
            ..Self::default()
        };
        for field in ["subject", "text"].into_iter().filter(|field| uploaded.is_broken(field)) {
            draft.wrong(field, &code::TEXT_BROKEN, &[]);
        }
        draft
    }

    /// Keeps the good files for the form that is drawn again, and stores that. The message is not stored.
    pub(super) async fn keep(&mut self, mut act: Act<Customer>) -> Result<(), Fault> {
        let (had, fresh) = (take(&mut self.had), take(&mut self.fresh));
        self.kept = upload::keep(&mut act, &self.once, had, &fresh).await?;
        act.done(()).await
    }

    /// Whether there is something that must not be lost.
    pub(super) fn is_written(&self) -> bool {
        !self.text.is_empty() || !self.kept.is_empty()
    }

    /// What was typed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Names everything that is wrong with the texts and the number of files.
    fn check(&mut self, files: &[NewFile], with_subject: bool) -> Option<Text<MAX_TEXT>> {
        if with_subject {
            self.check_subject();
        }
        if files.len() > MAX_FILES {
            self.wrong("files", &code::FILES_TOO_MANY, &[("limit", json!(MAX_FILES))]);
        }
        match Text::new(&self.text) {
            Ok(text) if text.is_empty() && files.is_empty() => {
                self.wrong("text", &code::TEXT_EMPTY, &[]);
                None
            }
            Ok(text) => Some(text),
            Err(TextRefused::TooLong(over)) => {
                self.wrong("text", &code::TEXT_TOO_LONG, &[("over", json!(over))]);
                None
            }
            Err(TextRefused::Nul) => {
                self.wrong("text", &code::TEXT_BROKEN, &[]);
                None
            }
        }
    }

    /// The status of a message that was fine in itself but cannot be taken now, so that it is kept. Any other fault
    /// stays one.
    pub(super) fn refused(&mut self, fault: Fault) -> Result<StatusCode, Fault> {
        if fault.is(&code::REOPENING_OFF) {
            return Ok(StatusCode::CONFLICT);
        }
        if fault.is(&code::SEND_LIMIT) {
            self.wrong("form", &code::SEND_LIMIT, &[]);
            return Ok(StatusCode::TOO_MANY_REQUESTS);
        }
        Err(fault)
    }

    fn check_subject(&mut self) {
        match Text::<MAX_SUBJECT>::new(&self.subject) {
            Ok(subject) if subject.is_empty() => self.wrong("subject", &code::SUBJECT_EMPTY, &[]),
            Ok(_) => {}
            Err(TextRefused::TooLong(_)) => {
                self.wrong("subject", &code::SUBJECT_TOO_LONG, &[("limit", json!(MAX_SUBJECT))]);
            }
            Err(TextRefused::Nul) => self.wrong("subject", &code::TEXT_BROKEN, &[]),
        }
    }

    fn wrong(&mut self, field: &str, code: &Code, values: &[(&str, serde_json::Value)]) {
        self.problems.push(Problem::of(field, code, values));
    }

    /// The form as themes draw it: for a reply to a conversation, or for a new one.
    pub(super) fn form(
        &self,
        visit: &Visit,
        customer: &Customer,
        conversation: Option<ConversationId>,
    ) -> Form {
        let action_url = match conversation {
            Some(id) => format!("{}/messages", url::conversation(&visit.language, id)),
            None => url::conversations(&visit.language),
        };
        Form {
            action_url,
            once: self.once.clone(),
            subject: conversation.is_none().then(|| self.subject.clone()),
            text: self.text.clone(),
            kept_files: self.kept.clone(),
            problems: self.problems.clone(),
            draft_key: draft_key(visit, customer, conversation),
            accept: accepted_types(),
            max_characters: MAX_TEXT,
            max_files: MAX_FILES,
            max_file_bytes: MAX_FILE_BYTES,
        }
    }

    /// After a message was sent, the key under which the browser may forget its draft.
    pub(super) fn sent_key(visit: &Visit, customer: &Customer, id: ConversationId) -> Option<String> {
        let said = visit.cookies.get(&visit.site.origin, cookie::FLASH)?;
        match said {
            "flash-message-sent" => Some(draft_key(visit, customer, Some(id))),
            "flash-conversation-started" => Some(draft_key(visit, customer, None)),
            _ => None,
        }
    }
}

/// Names a draft in the browser: another one for every customer and conversation, and telling nothing of either.
fn draft_key(visit: &Visit, customer: &Customer, conversation: Option<ConversationId>) -> String {
    let of = conversation.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let key = visit.web.desk().keys().derive(&format!("draft {} {of}", customer.id));
    let mut start = [0; 8];
    start.copy_from_slice(&key.reveal()[..8]);
    format!("{:016x}", u64::from_be_bytes(start))
}
