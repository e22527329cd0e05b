//! Taking texts and files away for ever (W3): asked on a page of its own, or in a dialog that sends the same form.

use axum::extract::Path;
use desk::attribute::Held;
use desk::conversation::inbox::{Head, Message};
use desk::conversation::{
    Conversation, ConversationId, Details, MARK, MAX_TEXT, MessageId, NoteId, Quoting, Redact,
};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Text, base_codes};
use serde::Deserialize;

use super::draw::draw_saying;
use super::pages::{Problem, Redact as Page, RedactDetails, RedactFile};
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;

/// The parameters of the address: the conversation, and a message or a note.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
    message: Option<String>,
    note: Option<String>,
}

/// What is redacted.
enum Subject {
    Message(MessageId),
    Note(NoteId),
}

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub(crate) struct Typed {
    /// `text`, `message` for all of it, `file`, or `details` for those that are ticked.
    what: String,
    text: String,
    file: String,
    name: bool,
    address: bool,
    subject: bool,
    values: bool,
    survey: bool,
    sure: String,
}

pub(crate) async fn ask(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let page = place.page(&view, &visit, &Typed::default(), None).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn redact(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    if typed.sure != "yes" {
        return refuse(act, &visit, &place, &typed, Problem::of_form("inbox-problem-sure")).await;
    }
    if typed.what == "details" && typed.details() == Details::default() {
        let problem = Problem::of_form("inbox-problem-redact-details");
        return refuse(act, &visit, &place, &typed, problem).await;
    }
    let quoting = match place.redact(&mut act, &typed).await {
        Ok(quoting) => quoting,
        Err(fault) if fault.is(&code::NOT_IN_TEXT) => {
            let problem = Problem::at("text", "inbox-problem-redact-not-found");
            return refuse(act, &visit, &place, &typed, problem).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let redacted = act.done(see_other(&place.back(&visit)?)).await?;
    Ok(said::say(redacted, &visit, &words(&quoting)))
}

/// What the next page says: that it was done, and where else the text stands.
fn words(quoting: &Quoting) -> String {
    match quoting.messages.len() + quoting.notes.len() {
        0 => "inbox-said-redacted".to_owned(),
        count => format!("inbox-said-quoted.{count}"),
    }
}

/// The page again, with what was typed. Nothing is redacted.
async fn refuse(act: Act<User>, visit: &AppVisit, place: &Place, typed: &Typed, problem: Problem) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let page = place.page(&view, visit, typed, Some(problem)).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, None, &page)?)
}

impl Place {
    fn conversation(&self) -> Result<ConversationId, Fault> {
        self.id.parse()
    }

    fn subject(&self) -> Result<Subject, Fault> {
        match (&self.message, &self.note) {
            (Some(message), _) => Ok(Subject::Message(message.parse()?)),
            (None, Some(note)) => Ok(Subject::Note(note.parse()?)),
            (None, None) => Err(Fault::new(&base_codes::NOT_FOUND)),
        }
    }

    /// The conversation's page.
    fn back(&self, visit: &AppVisit) -> Result<String, Fault> {
        Ok(format!("{}{}", url::conversation(self.conversation()?), visit.asked.beside()))
    }

    async fn redact(&self, act: &mut Act<User>, typed: &Typed) -> Result<Quoting, Fault> {
        let subject = self.subject()?;
        let conversation = act.open::<Redact, Conversation>(self.conversation()?).await?;
        let none = Quoting::default();
        match (subject, typed.what.as_str()) {
            (Subject::Message(id), "text") => conversation.redact_text(act, id, &typed.exact()?).await,
            (Subject::Message(id), "message") => conversation.redact_message(act, id).await.map(|()| none),
            (Subject::Message(_), "file") => {
                conversation.redact_file(act, typed.file.parse()?).await.map(|()| none)
            }
            (Subject::Message(id), "details") => {
                conversation.redact_details(act, id, typed.details()).await.map(|()| none)
            }
            (Subject::Note(id), "text") => {
                conversation.redact_note(act, id, Some(&typed.exact()?)).await.map(|()| none)
            }
            (Subject::Note(id), "message") => conversation.redact_note(act, id, None).await.map(|()| none),
            _ => Err(Fault::new(&base_codes::INVALID)),
        }
    }

    async fn page(
        &self,
        view: &View<User>,
        visit: &AppVisit,
        typed: &Typed,
        problem: Option<Problem>,
    ) -> Result<Page, Fault> {
        let head = view.conversation(self.conversation()?).await?;
        if !head.may.contains(&"redact") {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let (what, of) = match self.subject()? {
            Subject::Message(id) => {
                let message = view.message(head.conversation.id, id).await?;
                let details = details(view, &head, &message).await?;
                (of_message(&head, &message, details), id.to_string())
            }
            Subject::Note(id) => {
                let note = view.remark(head.conversation.id, id).await?;
                let page = Page { author: note.author_name, at: note.made_at.0, ..empty(&note.text) };
                (page, id.to_string())
            }
        };
        let kind = if self.message.is_some() { "messages" } else { "notes" };
        let beside = visit.asked.beside();
        Ok(Page {
            back_url: self.back(visit)?,
            action: format!("{}{beside}", url::redaction(head.conversation.id, kind, &of)),
            typed: typed.text.clone(),
            problems: problem.into_iter().collect(),
            ..what
        })
    }
}

/// The attributes of which there is something.
fn names(held: &[Held]) -> Option<String> {
    let there = held.iter().filter(|held| held.is_there());
    let names: Vec<String> = there.map(|held| held.attribute.name.in_words()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn of_message(head: &Head, message: &Message, details: Option<RedactDetails>) -> Page {
    let files = message.files.iter().filter(|file| !file.redacted);
    let file = |file: &desk::conversation::portal::File| RedactFile {
        id: file.id.to_string(),
        name: file.name.clone(),
        bytes: file.size,
    };
    let author = if message.author_name.is_empty() { &head.brand } else { &message.author_name };
    Page {
        author: author.clone(),
        at: message.made_at.0,
        files: files.map(file).collect(),
        details,
        ..empty(&message.text)
    }
}

/// What is left of the details of a message; those that we wrote ourselves, its brand's name for one, are none.
async fn details(view: &View<User>, head: &Head, message: &Message) -> Result<Option<RedactDetails>, Fault> {
    let left = |detail: &String| (!detail.is_empty() && detail != MARK).then(|| detail.clone());
    let values = view.attributes_of(&head.conversation).await?;
    let survey = view.survey_of(&head.conversation).await?;
    let details = RedactDetails {
        name: left(&message.author_name),
        address: left(&message.address),
        subject: left(&head.conversation.subject),
        values: names(&values),
        survey: survey.and_then(|survey| left(&survey.comment)),
    };
    let all = [&details.name, &details.address, &details.subject, &details.values, &details.survey];
    Ok(all.iter().any(|detail| detail.is_some()).then_some(details))
}

fn empty(text: &str) -> Page {
    Page {
        back_url: String::new(),
        action: String::new(),
        author: String::new(),
        at: 0,
        text: (!text.is_empty()).then(|| text.to_owned()),
        typed: String::new(),
        files: Vec::new(),
        details: None,
        problems: Vec::new(),
    }
}

impl Typed {
    fn details(&self) -> Details {
        Details {
            name: self.name,
            address: self.address,
            subject: self.subject,
            values: self.values,
            survey: self.survey,
        }
    }

    /// What is to go; a text that cannot be in a message is not in it.
    fn exact(&self) -> Result<Text<MAX_TEXT>, Fault> {
        let text = Text::new(&self.text).ok().filter(|text: &Text<MAX_TEXT>| !text.is_empty());
        text.ok_or_else(|| Fault::new(&code::NOT_IN_TEXT))
    }
}
