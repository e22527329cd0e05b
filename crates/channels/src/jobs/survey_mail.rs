//! Mailing the question how content a customer was.

use desk::conversation::Conversation;
use desk::survey::{ASK, Ask, SurveyMail, SurveyWork};
use desk::{System, View};
use kernel::{Fault, base_codes};
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_survey;

/// Sends the question about one conversation, and notes that it left. Where mail is not set up it is not kept for later: the
/// portal asks as well.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendSurvey(Ask);

impl Job<Host> for SendSurvey {
    const KIND: &'static str = ASK;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Ok(());
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some(mail) = wanted? else { return Ok(()) };
        let about = mail.conversation;
        let post = write_survey(&host, &ticket, mail).await?;
        host.send(&post).await?;
        let mut act = host.desk().act_system(&ticket);
        act.open::<SurveyWork, Conversation>(about).await?.offered(&mut act, &self.0).await?;
        Ok(act.done(()).await?)
    }
}

impl SendSurvey {
    async fn wanted(&self, view: &View<System>) -> Result<Option<SurveyMail>, Fault> {
        match SurveyMail::open(view, &self.0).await {
            // The conversation was deleted meanwhile.
            Err(fault) if fault.is(&base_codes::NOT_FOUND) => Ok(None),
            opened => opened,
        }
    }
}
