//! The mail that says that a page of a theme cannot be drawn.

use desk::delivery::Sender;
use desk::theme::BrokenMail;
use kernel::{Fault, Language};
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use crate::Host;

#[derive(Serialize)]
struct Page<'a> {
    theme: &'a str,
    at: i64,
    why: &'a str,
}

/// Which theme, and what is wrong with it.
pub(crate) async fn write_theme_broken(
    host: &Host,
    ticket: &Ticket,
    told: &BrokenMail,
    sender: Sender,
) -> Result<Post, Fault> {
    let language = told.language.clone().unwrap_or_else(english);
    let page = Page { theme: &told.theme, at: told.broken.at.0, why: &told.broken.why };
    let subject = "app-mail-theme-broken-subject";
    let notice = Notice { to: &told.address, sender, language: &language, subject };
    notice.plain(host, ticket, ("theme-broken", &page)).await
}

fn english() -> Language {
    "en_us".parse().expect("en_us is a language code")
}
