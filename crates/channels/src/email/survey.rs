//! The mail that asks how content a customer was.

use desk::survey::SurveyMail;
use kernel::Fault;
use serde::Serialize;
use spine::Ticket;

use super::Post;
use super::notice::Notice;
use super::page::{BrandFace, Manner};
use crate::Host;

#[derive(Serialize)]
struct Page<'a> {
    brand: BrandFace<'a>,
    number: i64,
    introduction: Option<&'a str>,
    question: Option<&'a str>,
    url: &'a str,
    choices: Vec<Choice>,
}

/// One answer. Its link opens the page with it chosen; only the page's button sends it, because mail programs follow links.
#[derive(Serialize)]
struct Choice {
    rating: i64,
    url: String,
}

/// The question with a link for each answer. Nothing of the conversation but its number is in it.
pub(crate) async fn write_survey(host: &Host, ticket: &Ticket, asked: SurveyMail) -> Result<Post, Fault> {
    let choice = |rating: i64| Choice { rating, url: format!("{}?rating={rating}", asked.url) };
    let page = Page {
        brand: BrandFace::new(&asked.sender.brand, &asked.sender.accent),
        number: asked.number,
        introduction: asked.wording.introduction.as_deref(),
        question: asked.wording.question.as_deref(),
        url: &asked.url,
        choices: asked.scale.ratings().iter().map(|rating| choice(rating.number())).collect(),
    };
    let manner = Manner { language: &asked.language, zone: "UTC", now: host.desk().context().now() };
    let parts = host.pages().render("survey", &manner, &page)?;
    let subject = host.pages().text(&asked.language, "app-mail-survey-subject", &asked.sender.brand);
    Notice { to: asked.address, sender: asked.sender, subject, parts }.post(host, ticket).await
}
