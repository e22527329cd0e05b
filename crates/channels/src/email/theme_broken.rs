//! The mail that says that a page of a theme cannot be drawn.

use desk::delivery::Sender;
use desk::theme::BrokenMail;
use kernel::{Fault, Language};
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use super::page::{BrandFace, Manner};
use crate::Host;

#[derive(Serialize)]
struct Page<'a> {
    brand: BrandFace<'a>,
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
    let page = Page {
        brand: BrandFace::new(&sender.brand, &sender.accent),
        theme: &told.theme,
        at: told.broken.at.0,
        why: &told.broken.why,
    };
    let manner = Manner { language: &language, zone: "UTC", now: host.desk().context().now() };
    let parts = host.pages().render("theme-broken", &manner, &page)?;
    let subject = host.pages().text(&language, "app-mail-theme-broken-subject", &sender.brand);
    Notice { to: told.address.clone(), sender, subject, parts }.post(host, ticket).await
}

fn english() -> Language {
    "en_us".parse().expect("en_us is a language code")
}
