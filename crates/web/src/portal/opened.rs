//! A conversation as its page shows it.

use desk::conversation::message::Channel;
use desk::conversation::portal::{Entry as Told, File, Happened, Message as Said, Thread, What};
use desk::conversation::{Conversation as Noun, ConversationId, Status};
use desk::detail::Shown;
use desk::import::picture_place;
use desk::survey::SurveyLink;
use desk::{Customer, View};
use futures_util::future;
use kernel::{Fault, Language};
use markup::Html;

use super::conversations::Asked;
use super::detail;
use super::draft::Draft;
use super::pages::{Attachment, Author, Conversation, Entry, Event, Form, Message, status};
use crate::shell::initial;
use crate::upload::weight;
use crate::url;
use crate::visit::Visit;
use theme::Raw;

/// The bytes of a page that messages and the text being written share. All of it may be one MB (T4).
const ROOM: usize = 900 * 1024;
/// Of these, what stands around a message and around each of its files.
const FRAME: usize = 1_500;

/// From so many on no more are put together for printing (P19): the engine's steps must do for all that happened as well.
const MOST: usize = 400;

/// Which of its messages a page shows.
#[derive(Clone, Copy, Default)]
pub(super) struct Part {
    /// Those before this number; the newest without one.
    pub(super) before: Option<i64>,
    /// As many as there is room for.
    pub(super) whole: bool,
}

/// A conversation that was opened, with a page of its messages.
pub(super) struct Opened {
    pub(super) conversation: Noun,
    part: Part,
    thread: Thread,
    /// The brand's name, where it is another one than this site's.
    brand: Option<String>,
    details: Vec<Shown>,
    /// Where the customer says how content they were, while that is asked.
    survey: Option<SurveyLink>,
}

impl Opened {
    pub(super) async fn see(
        view: &View<Customer>,
        id: ConversationId,
        part: Part,
        language: &Language,
    ) -> Result<Self, Fault> {
        let (conversation, thread) = view.thread(id, part.before).await?;
        let (brand, details, survey) = future::try_join3(
            view.other_brand(&conversation),
            view.details_of(&conversation, language),
            view.survey_link(&conversation),
        )
        .await?;
        let mut opened = Self { conversation, part, thread, brand, details, survey };
        if part.whole {
            opened.fill(view).await?;
        }
        Ok(opened)
    }

    /// Reads older messages for as long as there is room.
    async fn fill(&mut self, view: &View<Customer>) -> Result<(), Fault> {
        let has_room =
            |messages: &[Said]| messages.len() < MOST && messages.iter().map(bytes).sum::<usize>() < ROOM;
        view.extend(&self.conversation, &mut self.thread, has_room).await
    }

    /// The page with a form as it was left, or a fresh one. Its ways out remember the list it was found in (P3).
    pub(super) fn page(
        mut self,
        visit: &Visit,
        customer: &Customer,
        mut draft: Draft,
        list: &Asked,
    ) -> Conversation {
        self.make_room(weight(&draft.text) + detail::bytes(&self.details));
        let (conversation, portal) = (&self.conversation, &visit.site.portal);
        let here = url::conversation(&visit.language, conversation.id);
        let is_done = conversation.status == Status::Done;
        let closed = is_done && !portal.reopen;
        let form = self.form(visit, customer, &mut draft, list);
        Conversation {
            number: conversation.number,
            subject: subject(conversation),
            status: status(conversation.status),
            channels: channel_names(conversation),
            created_at: conversation.made_at.0,
            brand: self.brand.clone().filter(|_| !detail::shows_brand(&self.details)),
            details: detail::rows(&self.details),
            back_url: list.remembered_by(&url::conversations(&visit.language)),
            self_url: list.remembered_by(&format!("{here}#latest")),
            older_url: self.thread.older.map(|seq| list.remembered_by(&self.part.address(&here, seq))),
            print_url: (!self.part.whole).then(|| list.remembered_by(&format!("{here}?whole"))),
            live_url: format!("{here}/live"),
            done_url: (!is_done && portal.mark_done).then(|| list.remembered_by(&format!("{here}/done"))),
            new_url: portal.new_conversation.then(|| url::new_conversation(&visit.language)),
            entries: self.entries(visit),
            survey_url: self.survey.as_ref().map(|link| url::survey(&visit.language, &link.to_string())),
            closed,
            reopens: is_done && portal.reopen,
            refused_text: (form.is_none() && !draft.text.is_empty()).then(|| draft.text.clone()),
            sent_draft_key: Draft::sent_key(visit, customer, conversation.id),
            form,
        }
    }

    /// For a reply. What can no longer be sent here can begin a new conversation (P8).
    fn form(&self, visit: &Visit, customer: &Customer, draft: &mut Draft, list: &Asked) -> Option<Form> {
        if visit.site.portal.reopen || self.conversation.status != Status::Done {
            let form = draft.form(visit, customer, Some(self.conversation.id));
            return Some(Form { action_url: list.remembered_by(&form.action_url), ..form });
        }
        draft.subject.clone_from(&self.conversation.subject);
        let is_offered = visit.site.portal.new_conversation && draft.is_written();
        is_offered.then(|| draft.form(visit, customer, None))
    }

    /// Leaves the oldest messages for the page before this one, where all of them are more than a page holds.
    fn make_room(&mut self, taken: usize) {
        let mut room = ROOM.saturating_sub(taken);
        let messages = &self.thread.messages;
        let fits = |shown: &&Said| {
            let rest = room.checked_sub(bytes(shown));
            room = rest.unwrap_or_default();
            rest.is_some()
        };
        let fitting = messages.iter().rev().take_while(fits).count().max(1);
        self.thread.leave_out(messages.len().saturating_sub(fitting));
    }

    fn entries(&self, visit: &Visit) -> Vec<Entry> {
        let entry = |told| match told {
            Told::Message(shown) => Entry::Message(self.message(shown, visit)),
            Told::Happened(happened) => Entry::Event(event(happened)),
        };
        self.thread.entries().into_iter().map(entry).collect()
    }

    fn message(&self, shown: &Said, visit: &Visit) -> Message {
        let id = self.conversation.id;
        let body =
            |html: &Html| Raw::from(html.clone().with_pictures(|part| picture(part, shown, id, visit)));
        let hides_name = !visit.site.portal.agent_names && shown.direction.name() == "out";
        let name = if shown.author_name.is_empty() || hides_name {
            self.brand.as_ref().unwrap_or(&visit.site.brand_title)
        } else {
            &shown.author_name
        };
        Message {
            id: format!("m{}", shown.seq),
            direction: shown.direction.name().to_owned(),
            author: Author { name: name.clone(), initial: initial(name) },
            channel: shown.channel.name().to_owned(),
            at: shown.made_at.0,
            body_html: body(&shown.html),
            quoted_html: (!shown.quoted.is_empty()).then(|| body(&shown.quoted)),
            redacted: shown.redacted,
            attachments: shown.files.iter().map(|file| attachment(file, id, visit)).collect(),
        }
    }
}

fn event(Happened { seq, what, at }: Happened) -> Event {
    let number = if let What::Merged(number) = what { Some(number) } else { None };
    Event { id: format!("e{seq}"), what: what.name().to_owned(), at: at.0, number }
}

pub(super) fn subject(conversation: &Noun) -> Option<String> {
    (!conversation.subject.is_empty()).then(|| conversation.subject.clone())
}

fn channel_names(conversation: &Noun) -> Vec<String> {
    let channels = Channel::of_bits(conversation.shown_channels);
    channels.iter().map(|channel| channel.name().to_owned()).collect()
}

impl Part {
    /// The address of the part before this one.
    fn address(self, here: &str, before: i64) -> String {
        let whole = if self.whole { "&whole" } else { "" };
        format!("{here}?before=m{before}{whole}")
    }
}

/// About what a message takes of its page.
fn bytes(shown: &Said) -> usize {
    shown.html.as_str().len() + shown.quoted.as_str().len() + FRAME * (1 + shown.files.len())
}

/// The address of a picture that a mail shows in its text, where it is still there to be shown.
fn picture(part: &str, shown: &Said, conversation: ConversationId, visit: &Visit) -> Option<String> {
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
