//! The agents' face: the inbox and the way into it.

mod asked;
mod attribute;
mod broken;
mod by_link;
mod change;
mod composer;
mod customer;
mod deletion;
mod delivery;
mod draw;
mod file;
mod finder;
mod first;
mod forgot;
mod head;
mod held;
mod invitation;
mod knowledge_base;
mod list;
mod live;
mod merging;
mod notice;
pub(crate) mod pages;
mod password;
mod presence;
mod quote;
mod received;
mod redaction;
pub(crate) mod said;
mod samples;
mod saved_search;
mod second_factor;
mod shell;
mod shortcut;
mod show;
mod sign_in;
mod snooze;
mod timeline;
pub(crate) mod url;
mod visit;
mod write;

pub(crate) use broken::broken;
pub(crate) use draw::draw_in;
pub(crate) use pages::PAGES;
pub(crate) use said::{Flash, flashes};
pub(crate) use shell::{Shell, initials};
pub(crate) use sign_in::too_often;
pub(crate) use visit::AppVisit;

use crate::face::Face;

/// The inbox's routes.
pub(crate) fn face(face: Face) -> Face {
    let face = customer::face(face)
        .get(url::SIGN_IN, sign_in::show)
        .post(url::SIGN_IN, sign_in::enter)
        .get(url::SECOND_FACTOR, second_factor::show)
        .post(url::SECOND_FACTOR, second_factor::enter)
        .post(url::SIGN_OUT, sign_in::leave)
        .get(url::FORGOT, forgot::show)
        .post(url::FORGOT, forgot::ask)
        .get("/app/password/{token}", password::show)
        .post("/app/password/{token}", password::set)
        .get("/app/first/{token}", first::show)
        .post("/app/first/{token}", first::begin)
        .get("/app/invitation/{token}", invitation::show)
        .post("/app/invitation/{token}", invitation::join)
        .get(url::HOME, list::home)
        .get(url::CONVERSATIONS, list::show)
        .get(url::LIST, list::parts)
        .get(url::LIVE, live::listen)
        .get(url::NOTICES, notice::show)
        .post(url::SEARCHES, saved_search::save)
        .post("/app/searches/{search}/removal", saved_search::remove)
        .get(url::KNOWLEDGE_BASE, knowledge_base::list)
        .get(url::ARTICLE_WINDOW, knowledge_base::open)
        .get("/app/knowledge-base/{article}", knowledge_base::read)
        .get(url::SHORTCUTS, shortcut::show)
        .post(url::SHORTCUTS, shortcut::save)
        .post("/app/shortcuts/{shortcut}/removal", shortcut::remove);
    conversation(face)
}

/// What is done in one conversation.
fn conversation(face: Face) -> Face {
    face.get("/app/conversations/{id}", show::show)
        .get("/app/conversations/{id}/parts", show::parts)
        .get("/app/conversations/{id}/presence", presence::show)
        .post("/app/conversations/{id}/presence", presence::write)
        .post("/app/conversations/{id}/reply", write::reply)
        .post("/app/conversations/{id}/held/{answer}/back", held::take_back)
        .post("/app/conversations/{id}/note", write::note)
        .post("/app/conversations/{id}/subject", change::subject)
        .post("/app/conversations/{id}/assign", change::assign)
        .post("/app/conversations/{id}/tags", change::tags)
        .post("/app/conversations/{id}/priority", change::priority)
        .post("/app/conversations/{id}/snooze", change::snooze)
        .post("/app/conversations/{id}/done", change::mark_done)
        .post("/app/conversations/{id}/reopen", change::reopen)
        .get("/app/conversations/{id}/attributes", attribute::show)
        .post("/app/conversations/{id}/attributes", attribute::save)
        .get("/app/conversations/{id}/merging", merging::choose)
        .get("/app/conversations/{id}/merging/{into}", merging::confirm)
        .post("/app/conversations/{id}/merging/{into}", merging::merge)
        .get("/app/conversations/{id}/deletion", deletion::ask)
        .post("/app/conversations/{id}/deletion", deletion::delete)
        .post("/app/conversations/{id}/messages/{message}/delivery", delivery::send_again)
        .get("/app/conversations/{id}/messages/{message}/redaction", redaction::ask)
        .post("/app/conversations/{id}/messages/{message}/redaction", redaction::redact)
        .get("/app/conversations/{id}/notes/{note}/redaction", redaction::ask)
        .post("/app/conversations/{id}/notes/{note}/redaction", redaction::redact)
        .get("/app/conversations/{id}/files/{file}", file::whole)
        .get("/app/conversations/{id}/files/{file}/preview", file::preview)
}
