//! One conversation: reading it, marking it as done.

use axum::extract::{Path, Query};
use desk::conversation::message::Channel;
use desk::conversation::portal::{File, Message as Shown, Thread};
use desk::conversation::{Conversation as Noun, ConversationId, Finish, Status};
use desk::import::picture_place;
use desk::{Act, Customer, View, code};
use kernel::Fault;
use markup::Html;
use serde::Deserialize;

use super::conversations;
use super::pages::{Attachment, Author, Body, Conversation, ConversationDone, Form, Message, status};
use super::reply::Draft;
use crate::answer::{Answer, see_other};
use crate::flash;
use crate::page::draw;
use crate::shell::initial;
use crate::url;
use crate::visit::{Visit, expect};

/// Where older messages begin, and the list it was found in.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    before: Option<String>,
    #[serde(flatten)]
    list: conversations::Asked,
}

/// The parameters of a conversation's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) language: String,
    pub(crate) id: String,
}

impl Place {
    pub(crate) fn id(&self) -> Result<ConversationId, Fault> {
        self.id.parse()
    }
}

pub(crate) async fn show(
    view: View<Customer>,
    visit: Visit,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.expect_language(&place.language)?;
    let before = asked.before.and_then(|before| before.trim_start_matches('m').parse().ok());
    let (conversation, thread) = view.thread(place.id()?, before).await?;
    view.note_read(conversation.id, conversation.shown_seq);
    let customer = view.close().await;
    let form = Draft::new(&visit);
    let mut page = page(&conversation, &thread, &visit, &customer, &form);
    page.leads_back_to(&asked.list.cleaned());
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn ask_done(view: View<Customer>, visit: Visit, Path(place): Path<Place>) -> Answer {
    visit.expect_language(&place.language)?;
    expect(visit.site.portal.mark_done)?;
    let conversation: Noun = view.see(place.id()?).await?;
    let customer = view.close().await;
    let here = url::conversation(&visit.language, conversation.id);
    let page = ConversationDone {
        number: conversation.number,
        subject: subject(&conversation),
        action_url: format!("{here}/completion"),
        back_url: here,
        can_reopen: visit.site.portal.reopen,
    };
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn finish(mut act: Act<Customer>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let id = place.id()?;
    let said = match mark_done(&mut act, id).await {
        Ok(()) => "flash-conversation-done",
        // In another tab, or by an agent: what was asked for is so.
        Err(fault) if fault.is(&code::STATE_CHANGED) => "flash-conversation-already-done",
        Err(fault) => return Err(fault.into()),
    };
    let done = act.done(see_other(&url::conversation(&visit.language, id))).await?;
    Ok(flash::say(done, &visit, said))
}

async fn mark_done(act: &mut Act<Customer>, id: ConversationId) -> Result<(), Fault> {
    act.open::<Finish, Noun>(id).await?.finish(act).await
}

/// The page with a form as it was left, or a fresh one.
pub(super) fn page(
    conversation: &Noun,
    thread: &Thread,
    visit: &Visit,
    customer: &Customer,
    draft: &Draft,
) -> Conversation {
    let (here, portal) = (url::conversation(&visit.language, conversation.id), &visit.site.portal);
    let is_done = conversation.status == Status::Done;
    let takes_reply = !is_done || portal.reopen;
    let form: Option<Form> = takes_reply.then(|| draft.form(visit, customer, Some(conversation.id)));
    Conversation {
        number: conversation.number,
        subject: subject(conversation),
        status: status(conversation.status),
        channels: Channel::of_bits(conversation.shown_channels)
            .iter()
            .map(|channel| channel.name().to_owned())
            .collect(),
        created_at: conversation.made_at.0,
        brand: None,
        attributes: Vec::new(),
        back_url: url::conversations(&visit.language),
        self_url: format!("{here}#latest"),
        older_url: thread.older.map(|seq| format!("{here}?before=m{seq}")),
        live_url: Some(format!("{here}/live")),
        done_url: (!is_done && portal.mark_done).then(|| format!("{here}/done")),
        new_url: portal.new_conversation.then(|| url::new_conversation(&visit.language)),
        messages: thread.messages.iter().map(|shown| message(shown, conversation.id, visit)).collect(),
        reopens: is_done && takes_reply,
        refused_text: (!takes_reply && !draft.text.is_empty()).then(|| draft.text.clone()),
        sent_draft_key: Draft::sent_key(visit, customer, conversation.id),
        form,
    }
}

impl Conversation {
    /// Has the ways out of the page remember the list it was found in (P3).
    fn leads_back_to(&mut self, list: &conversations::Asked) {
        let pairs = list.pairs();
        let with = |address: &str| url::with_query(address, &pairs);
        self.back_url = with(&self.back_url);
        self.self_url = with(&self.self_url);
        self.older_url = self.older_url.as_deref().map(with);
    }
}

fn subject(conversation: &Noun) -> Option<String> {
    (!conversation.subject.is_empty()).then(|| conversation.subject.clone())
}

fn message(shown: &Shown, conversation: ConversationId, visit: &Visit) -> Message {
    let body =
        |html: &Html| Body(html.clone().with_pictures(|part| picture(part, shown, conversation, visit)));
    let hides_name = !visit.site.portal.agent_names && shown.direction.name() == "out";
    let name =
        if shown.author_name.is_empty() || hides_name { &visit.site.brand_title } else { &shown.author_name };
    Message {
        id: format!("m{}", shown.seq),
        direction: shown.direction.name().to_owned(),
        author: Author { name: name.clone(), initial: initial(name) },
        channel: shown.channel.name().to_owned(),
        at: shown.made_at.0,
        body_html: body(&shown.html),
        quoted_html: (!shown.quoted.is_empty()).then(|| body(&shown.quoted)),
        state: "sent".to_owned(),
        redacted: shown.redacted,
        attachments: shown.files.iter().map(|file| attachment(file, conversation, visit)).collect(),
    }
}

/// The address of a picture that a mail shows in its text, where it is still there to be shown.
fn picture(part: &str, shown: &Shown, conversation: ConversationId, visit: &Visit) -> Option<String> {
    let file = picture_place(part).and_then(|place| shown.files.get(place))?;
    let address = url::file(&visit.language, conversation, file.id);
    (file.has_preview && !file.redacted).then(|| format!("{address}/preview"))
}

fn attachment(file: &File, conversation: ConversationId, visit: &Visit) -> Attachment {
    let address = url::file(&visit.language, conversation, file.id);
    let kind = file.name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    Attachment {
        name: file.name.clone(),
        size: file.size,
        kind,
        preview_url: (file.has_preview && !file.redacted).then(|| format!("{address}/preview")),
        url: (!file.redacted).then_some(address),
        redacted: file.redacted,
    }
}
