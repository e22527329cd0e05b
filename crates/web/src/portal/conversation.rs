//! One conversation: reading it, marking it as done.

use axum::extract::{Path, Query};
use desk::conversation::{Conversation, ConversationId, Finish};
use desk::{Act, Customer, View, code};
use kernel::Fault;
use serde::Deserialize;

use super::conversations;
use super::draft::Draft;
use super::opened::{Opened, Part, subject};
use super::pages::ConversationDone;
use crate::answer::{Answer, see_other};
use crate::flash;
use crate::page::draw;
use crate::url;
use crate::visit::{Visit, expect};

/// Where older messages begin, whether all of them are wanted, and the list it was found in.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    before: Option<String>,
    whole: Option<String>,
    #[serde(flatten)]
    list: conversations::Asked,
}

impl Asked {
    fn part(&self) -> Part {
        let before = self.before.as_ref().and_then(|before| before.trim_start_matches('m').parse().ok());
        Part { before, whole: self.whole.is_some() }
    }
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
    let id = place.id()?;
    let opened = Opened::see(&view, id, asked.part(), &visit.language).await?;
    view.note_read(opened.conversation.id, opened.conversation.shown_seq);
    let customer = view.close();
    if opened.conversation.id != id {
        // It was merged (P14).
        let there = url::conversation(&visit.language, opened.conversation.id);
        return Ok(see_other(&asked.list.cleaned().remembered_by(&there)));
    }
    let page = opened.page(&visit, &customer, Draft::new(&visit), &asked.list.cleaned());
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn ask_done(
    view: View<Customer>,
    visit: Visit,
    Path(place): Path<Place>,
    Query(list): Query<conversations::Asked>,
) -> Answer {
    visit.expect_language(&place.language)?;
    expect(visit.site.portal.mark_done)?;
    let (conversation, list): (Conversation, _) = (view.see(place.id()?).await?, list.cleaned());
    let customer = view.close();
    let here = url::conversation(&visit.language, conversation.id);
    let page = ConversationDone {
        number: conversation.number,
        subject: subject(&conversation),
        action_url: list.remembered_by(&format!("{here}/completion")),
        back_url: list.remembered_by(&here),
        can_reopen: visit.site.portal.reopen,
    };
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn finish(
    mut act: Act<Customer>,
    visit: Visit,
    Path(place): Path<Place>,
    Query(list): Query<conversations::Asked>,
) -> Answer {
    let id = place.id()?;
    let said = match mark_done(&mut act, id).await {
        Ok(()) => "flash-conversation-done",
        // In another tab, or by an agent: what was asked for is so.
        Err(fault) if fault.is(&code::STATE_CHANGED) => "flash-conversation-already-done",
        Err(fault) => return Err(fault.into()),
    };
    let here = list.cleaned().remembered_by(&url::conversation(&visit.language, id));
    let done = act.done(see_other(&here)).await?;
    Ok(flash::say(done, &visit, said))
}

async fn mark_done(act: &mut Act<Customer>, id: ConversationId) -> Result<(), Fault> {
    act.reach::<Finish>(id).await?.finish(act).await
}
