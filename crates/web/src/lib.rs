//! The faces: portal, help centre and inbox over HTTP. Handlers open a proof, call one verb and answer; nothing here
//! can reach a database.

mod answer;
mod api;
mod asset;
mod cache;
mod came;
mod compress;
mod cookie;
mod door;
mod download;
mod error;
mod face;
mod flash;
mod form;
mod gate;
mod head;
mod inbox;
mod live;
mod local_time;
mod look;
mod mailbox;
mod marked;
mod once;
mod page;
mod place;
mod portal;
mod presence;
mod settings;
mod shell;
mod tail;
mod upload;
mod url;
mod visit;
mod web;
mod writing;

pub use answer::Refused;
pub use face::Route;
pub use gate::{
    ChildGate, Each, HereGate, Report, Sample, ServedGate, limit as limit_gate, serve as serve_gate,
};
pub use head::LONGEST as LONGEST_HEAD;
pub use live::Hub;
pub use web::{Options, Web, router, routes};

/// The description of the API, as it is served.
pub fn api_document() -> serde_json::Value {
    api::document()
}

/// Every page that a theme draws, for the start and for tests.
pub fn pages() -> &'static [theme::PageEntry] {
    portal::pages::PAGES
}

/// Every mail that a theme draws, likewise.
pub fn mails() -> &'static [theme::PageEntry] {
    channels::email::MAILS
}

/// What every mail of a theme is given beside its own, `shell` in its templates.
pub fn mail_shell_fields(look: &theme::Bundle) -> Vec<theme::fields::Field> {
    theme::fields::of_values("shell", &[gate::mail_shell_values(look)])
}

/// What every page of a theme is given beside its own, `shell` in its templates.
pub fn shell_fields() -> Vec<theme::fields::Field> {
    theme::fields::of_values("shell", &shell::Shell::examples())
}

/// Every page of the inbox and of the settings, likewise.
pub fn app_pages() -> impl Iterator<Item = &'static theme::PageEntry> {
    inbox::PAGES.iter().chain(settings::PAGES)
}

/// The keys of everything that the app's pages say once, for tests.
pub fn app_flashes() -> impl Iterator<Item = &'static str> {
    inbox::flashes()
}

/// The page of the built-in mailbox.
pub fn mailbox_pages() -> &'static [theme::PageEntry] {
    mailbox::pages::PAGES
}
