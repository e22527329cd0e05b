//! Writing: a reply, or a new conversation. What was typed is kept whatever happens.

use axum::extract::Path;
use axum::response::Response;
use desk::conversation::message::NewFile;
use desk::conversation::{Conversation, ConversationId, MAX_SUBJECT, MAX_TEXT, Reply, Written};
use desk::file::{MAX_FILE_BYTES, accept as accepted_types};
use desk::{Act, Customer, code};
use http::StatusCode;
use kernel::{Code, Fault, Text, TextRefused};
use serde_json::json;

use super::conversation::{self, Place};
use super::pages::{ConversationNew, Form, KeptFile, Problem};
use crate::answer::{Answer, Refused, see_other};
use crate::cookie;
use crate::error::not_signed_in;
use crate::flash;
use crate::once;
use crate::page::draw_with;
use crate::upload::{self, MAX_FILES, Uploaded};
use crate::url;
use crate::visit::Visit;

/// A message as it is being written, with what is wrong with it.
#[derive(Default)]
pub(crate) struct Draft {
    once: String,
    subject: String,
    pub(super) text: String,
    kept: Vec<KeptFile>,
    problems: Vec<Problem>,
}

pub(crate) async fn reply(
    act: Result<Act<Customer>, Refused>,
    visit: Visit,
    Path(place): Path<Place>,
    uploaded: Uploaded,
) -> Answer {
    let mut act = match act {
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, &uploaded)?),
        act => act?,
    };
    let id = place.id()?;
    let (mut draft, written) = Draft::receive(&mut act, &visit, uploaded, false).await?;
    let Some(written) = written else {
        return refuse(act, &visit, id, draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if let Err(fault) = send(&mut act, id, &written).await {
        let status = draft.refused(fault)?;
        return refuse(act, &visit, id, draft, status).await;
    }
    let sent = act.done(see_other(&format!("{}#latest", url::conversation(&visit.language, id)))).await?;
    Ok(flash::say(sent, &visit, "flash-message-sent"))
}

pub(crate) async fn begin(act: Result<Act<Customer>, Refused>, visit: Visit, uploaded: Uploaded) -> Answer {
    let mut act = match act {
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, &uploaded)?),
        act => act?,
    };
    let subject = Text::<MAX_SUBJECT>::new(uploaded.field("subject"));
    let (mut draft, written) = Draft::receive(&mut act, &visit, uploaded, true).await?;
    let (Some(written), Ok(subject)) = (written, subject) else {
        return refuse_new(act, &visit, &draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let id = match Conversation::begin(&mut act, &subject, &written).await {
        Ok(id) => id,
        Err(fault) => {
            let status = draft.refused(fault)?;
            return refuse_new(act, &visit, &draft, status).await;
        }
    };
    let begun = act.done(see_other(&url::conversation(&visit.language, id))).await?;
    Ok(flash::say(begun, &visit, "flash-conversation-started"))
}

async fn send(act: &mut Act<Customer>, id: ConversationId, written: &Written) -> Result<(), Fault> {
    act.open::<Reply, Conversation>(id).await?.reply(act, written).await
}

/// The session is over: the text stands beside the way to sign in.
fn give_back(visit: &Visit, uploaded: &Uploaded) -> Result<Response, Fault> {
    let page = not_signed_in(visit, Some(uploaded.field("text")));
    draw_with(StatusCode::UNAUTHORIZED, visit, None, &page)
}

/// The conversation again, with the form as it was left. The good files are stored, the message is not.
async fn refuse(
    act: Act<Customer>,
    visit: &Visit,
    id: ConversationId,
    draft: Draft,
    status: StatusCode,
) -> Answer {
    act.done(()).await?;
    let token = visit.cookies.get(&visit.site.origin, cookie::CUSTOMER).unwrap_or_default();
    let view = visit.web.desk().view_customer(visit.site.clone(), token).await?;
    let found: Conversation = view.see(id).await?;
    let thread = view.messages(&found, None).await?;
    let customer = view.close().await;
    let page = conversation::page(&found, &thread, visit, &customer, &draft);
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}

/// The form of a new conversation again, as it was left. Its good files are stored, the message is not.
async fn refuse_new(act: Act<Customer>, visit: &Visit, draft: &Draft, status: StatusCode) -> Answer {
    let customer = act.who().clone();
    act.done(()).await?;
    let form = draft.form(visit, &customer, None);
    let page = ConversationNew { back_url: url::conversations(&visit.language), form };
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}

impl Draft {
    /// A fresh form.
    pub(crate) fn new(visit: &Visit) -> Self {
        Self { once: once::fresh(&visit.web), ..Self::default() }
    }

    /// Reads a form; what can be sent comes beside it when nothing is wrong. Good files of a refused form are kept.
    async fn receive(
        act: &mut Act<Customer>,
        visit: &Visit,
        uploaded: Uploaded,
        with_subject: bool,
    ) -> Result<(Self, Option<Written>), Fault> {
        let mut draft = Self::read(&uploaded, visit);
        let ticked = uploaded.fields("kept");
        let (files, problems) = upload::accept(visit.web.desk(), act.org(), uploaded.files).await?;
        let kept = upload::wanted(act, &draft.once, &ticked).await?;
        let mut all: Vec<NewFile> = kept.iter().map(|staged| staged.file.clone()).collect();
        all.extend(files.iter().cloned());
        draft.problems.extend(problems);
        let text = draft.check(&all, with_subject);
        match text {
            Some(text) if draft.problems.is_empty() => {
                let written = Written { once: draft.once.clone(), text, files: all };
                Ok((draft, Some(written)))
            }
            _ => {
                draft.kept = upload::keep(act, &draft.once, kept, &files).await?;
                Ok((draft, None))
            }
        }
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

    /// The status of a message that was fine in itself but cannot be taken now, so that its text is kept. Any other
    /// fault stays one.
    fn refused(&mut self, fault: Fault) -> Result<StatusCode, Fault> {
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
