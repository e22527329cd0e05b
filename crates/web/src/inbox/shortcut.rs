//! Shortcuts: the page where they are kept, and putting one into an answer.

use axum::extract::Path;
use desk::conversation::{ConversationId, MAX_TEXT};
use desk::right::Right;
use desk::shortcut::{Edit, Filling, MAX_NAME, NewShortcut, PLACES, Shortcut, ShortcutId, text_of};
use desk::snippet::{Label, Snippet, SnippetId};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::draw::draw_saying;
use super::pages::{Problem, ShortcutChoice, ShortcutForm, ShortcutRow, Shortcuts, SnippetChoice};
use super::received::Received;
use super::said::Flash;
use super::show::redraw;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::upload::Uploaded;

/// The form that keeps one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    id: String,
    name: String,
    text: String,
    shared: String,
}

/// The parameter of a shortcut's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    shortcut: String,
}

const SAVED: &str = "inbox-said-shortcut-saved";
const REMOVED: &str = "inbox-said-shortcut-removed";

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let shortcuts = view.shortcuts().await?;
    let edited = visit.asked.edit.parse().ok();
    let edited = shortcuts.iter().find(|shortcut| Some(shortcut.id) == edited).map(ShortcutForm::of);
    draw(view, &visit, StatusCode::OK, (shortcuts, edited.unwrap_or_default()))
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let outcome = async {
        let new = typed.parsed()?;
        typed.keep(&mut act, &new).await.map_err(|fault| (fault, ""))
    };
    let problem = match outcome.await {
        Ok(()) => return Ok(said::say(act.done(see_other(url::SHORTCUTS)).await?, &visit, SAVED)),
        Err((fault, field)) => problem(fault, field)?,
    };
    drop(act);
    let view = visit.view().await?;
    let (shortcuts, form) = (view.shortcuts().await?, typed.form(vec![problem]));
    draw(view, &visit, StatusCode::UNPROCESSABLE_ENTITY, (shortcuts, form))
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    act.open::<Edit, Shortcut>(place.shortcut.parse()?).await?.remove(&mut act).await?;
    Ok(said::say(act.done(see_other(url::SHORTCUTS)).await?, &visit, REMOVED))
}

/// Whether the form asks for one, or for a snippet.
pub(super) fn is_asked(form: &Uploaded) -> bool {
    !form.field("shortcut").is_empty() || !form.field("snippet").is_empty()
}

/// The answer that is being written, with a shortcut behind what is there. Nothing is sent.
pub(super) async fn insert(
    mut act: Act<User>,
    visit: &AppVisit,
    id: ConversationId,
    form: Uploaded,
) -> Answer {
    let text = match form.field("snippet") {
        "" => filled(visit, id, form.field("shortcut").parse()?).await,
        snippet => spoken(visit, id, snippet.parse()?).await,
    };
    let received = Received::take(&mut act, visit, form).await?;
    let (status, received) = match text {
        Ok(text) => (StatusCode::OK, received.followed_by(&text)),
        // Somebody has just removed it.
        Err(fault) if fault.is(&base_codes::NOT_FOUND) => {
            (StatusCode::CONFLICT, received.with(Problem::at("text", "inbox-problem-shortcut-gone")))
        }
        Err(fault) => return Err(fault.into()),
    };
    let left = received.left(&mut act, None).await?;
    act.done(()).await?;
    redraw(visit, id, (status, ""), left).await
}

async fn filled(visit: &AppVisit, id: ConversationId, shortcut: ShortcutId) -> Result<String, Fault> {
    let view = visit.view().await?;
    let (shortcut, head) = (view.see::<Shortcut>(shortcut).await?, view.conversation(id).await?);
    let customer = view.customer(head.conversation.customer).await?;
    let user = view.close();
    Ok(shortcut.filled(&Filling {
        customer: customer.name,
        subject: head.conversation.subject,
        number: head.conversation.number,
        brand: head.brand,
        user: user.name,
    }))
}

/// A snippet as the customer reads it, or else as the site does.
async fn spoken(visit: &AppVisit, id: ConversationId, snippet: SnippetId) -> Result<String, Fault> {
    let view = visit.view().await?;
    let (snippet, head) = (view.see::<Snippet>(snippet).await?, view.conversation(id).await?);
    let customer = view.customer(head.conversation.customer).await?;
    let of_site = view.language_of(head.conversation.brand).await?;
    let languages: Vec<Language> = customer.language.into_iter().chain(of_site).collect();
    let label = Label::Snippet(snippet.id);
    let said = view.say([&label].into_iter(), &languages).await?;
    view.close();
    label.say(&said).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

/// The snippets that the box offers.
pub(super) fn snippet_choices(snippets: Vec<Snippet>) -> Vec<SnippetChoice> {
    let choice =
        |snippet: Snippet| SnippetChoice { id: snippet.id.to_string(), name: snippet.name.to_string() };
    snippets.into_iter().map(choice).collect()
}

/// What the box offers.
pub(super) fn choices(shortcuts: Vec<Shortcut>) -> Vec<ShortcutChoice> {
    let choice = |shortcut: Shortcut| ShortcutChoice {
        id: shortcut.id.to_string(),
        name: shortcut.name,
        shared: shortcut.is_shared,
    };
    shortcuts.into_iter().map(choice).collect()
}

fn draw(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    shown: (Vec<Shortcut>, ShortcutForm),
) -> Answer {
    let user = view.close();
    let (shortcuts, form) = shown;
    let row = |shortcut: Shortcut| ShortcutRow {
        edit_url: format!("{}?edit={}#shortcut", url::SHORTCUTS, shortcut.id),
        remove_url: format!("{}/{}/removal", url::SHORTCUTS, shortcut.id),
        name: shortcut.name,
        text: shortcut.text,
        shared: shortcut.is_shared,
    };
    let page = Shortcuts {
        action: url::SHORTCUTS.to_owned(),
        back_url: url::HOME.to_owned(),
        may_share: user.may(Right::ManageContent),
        places: PLACES.iter().map(|(name, _)| (*name).to_owned()).collect(),
        rows: shortcuts.into_iter().map(row).collect(),
        form,
    };
    Ok(draw_saying(status, visit, &user, Flash::read(visit), &page)?)
}

impl ShortcutForm {
    fn of(shortcut: &Shortcut) -> Self {
        Self {
            id: shortcut.id.to_string(),
            name: shortcut.name.clone(),
            text: shortcut.text.clone(),
            shared: shortcut.is_shared,
            problems: Vec::new(),
        }
    }
}

impl Typed {
    fn parsed(&self) -> Result<NewShortcut, (Fault, &'static str)> {
        let name = self.name.parse().map_err(|fault| (fault, "name"))?;
        let text = text_of(&self.text).map_err(|fault| (fault, "text"))?;
        Ok(NewShortcut { name, text })
    }

    /// In the place of the one that is being changed, or as a new one.
    async fn keep(&self, act: &mut Act<User>, new: &NewShortcut) -> Result<(), Fault> {
        if self.id.is_empty() {
            return act.add_shortcut(new, self.shared == "yes").await;
        }
        act.open::<Edit, Shortcut>(self.id.parse()?).await?.change(act, new).await
    }

    fn form(self, problems: Vec<Problem>) -> ShortcutForm {
        let Self { id, name, text, shared } = self;
        ShortcutForm { id, name, text, shared: shared == "yes", problems }
    }
}

/// What is wrong, at its field.
fn problem(fault: Fault, field: &'static str) -> Result<Problem, Fault> {
    let field = if fault.is(&code::NAME_TAKEN) { "name" } else { field };
    let key = match fault.code() {
        code if *code == code::NAME_TAKEN => "error-name-taken",
        code if *code == code::SHORTCUTS_MANY => return Ok(Problem::of_form("error-shortcuts-many")),
        code if *code == code::TEXT_EMPTY => "inbox-problem-required",
        code if *code == code::TEXT_BROKEN => "inbox-problem-text-broken",
        code if *code == code::TEXT_TOO_LONG => "inbox-problem-subject-long",
        _ => return Err(fault),
    };
    let max = if field == "name" { MAX_NAME } else { MAX_TEXT };
    let problem = Problem::at(field, key);
    Ok(if key == "inbox-problem-subject-long" { problem.with("max", max) } else { problem })
}
