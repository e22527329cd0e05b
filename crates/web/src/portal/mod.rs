//! The signed-in part of a knowledge base, and the way into it.

mod addresses;
mod contact;
mod conversation;
mod conversations;
mod detail;
mod devices;
mod draft;
mod file;
mod help;
mod home;
mod login;
pub(crate) mod look;
mod opened;
pub(crate) mod pages;
pub(crate) mod reader;
mod reply;
mod samples;
mod settings;
mod sign_on;
mod survey;
mod team;
mod zone;

pub(crate) use contact::{is_json, is_of_any_site, preflight, take_json};
pub(crate) use conversation::Place as ConversationPlace;
pub(crate) use help::{Look, TOPICS, look};

use crate::face::Face;
use crate::url;

/// The portal's routes.
pub(crate) fn face(face: Face) -> Face {
    look::face(contact::face(help::face(face)))
        .get("/", home::without_language)
        .get("/{language}", home::show)
        .get("/login", login::show)
        .post("/login", login::ask)
        .post("/login/code", login::enter)
        .get("/login/link/{token}", login::look)
        .post("/login/link", login::follow)
        .get("/login/sign-on", sign_on::leave)
        .get("/login/confirm", sign_on::ask)
        .post("/login/confirm", sign_on::confirm)
        .get("/login/refused", sign_on::refused)
        .get(url::TEAM_LOGIN, team::enter)
        .get(url::TEAM_LOGOUT, team::ask)
        .post(url::TEAM_LOGOUT, team::log_out)
        .get("/logout", devices::ask)
        .post("/logout", devices::log_out)
        .get("/{language}/settings", settings::show)
        .post("/{language}/settings", settings::change)
        .post("/{language}/settings/addresses", addresses::ask)
        .post("/{language}/settings/addresses/code", addresses::enter)
        .post("/{language}/settings/addresses/other", addresses::forget)
        .post("/{language}/settings/addresses/{address}/removal", addresses::remove)
        .get("/{language}/survey/{link}", survey::show)
        .post("/{language}/survey/{link}", survey::answer)
        .get("/{language}/devices", devices::list)
        .post("/{language}/devices/sign-out", devices::log_out_everywhere)
        .post("/{language}/devices/{device}/sign-out", devices::end)
        .get("/{language}/conversations", conversations::list)
        .post("/{language}/conversations", reply::begin)
        .get("/{language}/conversations/new", conversations::new)
        .get("/{language}/conversations/{id}", conversation::show)
        .get("/{language}/conversations/{id}/done", conversation::ask_done)
        .post("/{language}/conversations/{id}/completion", conversation::finish)
        .post("/{language}/conversations/{id}/messages", reply::reply)
        .get("/{language}/conversations/{id}/live", crate::live::of_conversation)
        .get("/{language}/conversations/{id}/files/{file}", file::download)
        .get("/{language}/conversations/{id}/files/{file}/preview", file::preview)
}
