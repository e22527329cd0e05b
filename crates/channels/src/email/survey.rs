//! The mail that asks how content a customer was.

use desk::survey::SurveyMail;
use kernel::Fault;
use spine::Ticket;

use super::Post;
use super::mails::{Choice, SurveyQuestion};
use super::notice::Notice;
use crate::Host;

/// The question with a link for each answer. Nothing of the conversation but its number is in it.
pub(crate) async fn write_survey(host: &Host, ticket: &Ticket, asked: SurveyMail) -> Result<Post, Fault> {
    let choice = |rating: i64| Choice { rating, url: format!("{}?rating={rating}", asked.url) };
    let mail = SurveyQuestion {
        number: asked.number,
        introduction: asked.wording.introduction,
        question: asked.wording.question,
        choices: asked.scale.ratings().iter().map(|rating| choice(rating.number())).collect(),
        url: asked.url,
    };
    let subject = "mail-survey-subject";
    let notice = Notice { to: &asked.address, sender: asked.sender, language: &asked.language, subject };
    notice.themed(host, ticket, &mail).await
}
