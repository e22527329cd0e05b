//! How far an answer has come, in the reader's words, and another try for one that failed.

use axum::extract::Path;
use desk::conversation::inbox::Message;
use desk::conversation::message::{Direction, State};
use desk::conversation::{Conversation, SendAgain};
use desk::delivery::Reason;
use desk::{Act, User, code};
use serde::Deserialize;

use super::AppVisit;
use super::change::settle;
use super::pages::Delivery;
use super::timeline::Around;
use crate::answer::Answer;

/// What a server's words mean: the first line one of whose marks is in them. Enhanced codes (RFC 3463) go before the
/// plain ones, which mean less.
static MEANINGS: &[(&str, &[&str])] = &[
    ("unknown", &["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4"]),
    ("full", &["5.2.2", "4.2.2"]),
    ("large", &["5.2.3", "5.3.4", "(552)"]),
    ("unwanted", &["5.7.", "(554)"]),
    ("unknown", &["(550)", "(551)", "(553)"]),
    ("put-off", &["4.7.", "(450)", "(451)"]),
    ("unreachable", &["onnection", "too long", "(421)"]),
];

/// The parameters of the address.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
    message: String,
}

pub(crate) async fn send_again(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let (id, message) = (place.id.parse()?, place.message.parse()?);
    let outcome = async {
        let conversation = act.open::<SendAgain, Conversation>(id).await?;
        conversation.send_again(&mut act, message).await
    };
    let outcome = outcome.await;
    settle(act, &visit, id, outcome, "inbox-said-sent-again").await
}

/// Nothing for what does not leave by itself.
pub(super) fn shown(around: &Around<'_>, message: &Message) -> Option<Delivery> {
    let leaves = message.direction == Direction::Out && message.state != State::Stored;
    let again = || around.address(&format!("/messages/{}/delivery", message.id));
    let reason = Reason::of_stored(&message.failure);
    leaves.then(|| Delivery {
        state: message.state.name().to_owned(),
        at: message.state_at.0,
        reason: reason.as_ref().and_then(meaning).map(str::to_owned),
        said: match reason {
            Some(Reason::Said(said)) => Some(said),
            Some(Reason::Code(_)) | None => None,
        },
        retry_url: (message.state == State::Failed && around.may_send_again).then(again),
    })
}

/// The name of the text that says why.
fn meaning(reason: &Reason) -> Option<&'static str> {
    match reason {
        Reason::Code(code) if **code == code::MAIL_OFF => Some("mail-off"),
        Reason::Code(code) if **code == code::NO_ADDRESS => Some("no-address"),
        Reason::Code(code) if **code == code::MAILS_UNWANTED => Some("mails-unwanted"),
        Reason::Code(_) => Some("our-side"),
        Reason::Said(said) => {
            let has = |marks: &[&str]| marks.iter().any(|mark| said.contains(mark));
            MEANINGS.iter().find(|(_, marks)| has(marks)).map(|(meaning, _)| *meaning)
        }
    }
}

#[cfg(test)]
mod tests {
    use desk::delivery::Reason;

    use super::meaning;

    #[test]
    fn w7_what_a_server_said_is_told_in_the_readers_words_where_they_are_known() {
        for (said, told) in [
            ("permanent error (550): 5.1.1 no such user", Some("unknown")),
            ("permanent error (550): no such person here", Some("unknown")),
            ("permanent error (550): 5.7.1 looks like spam", Some("unwanted")),
            ("permanent error (552): 5.2.2 mailbox is full", Some("full")),
            ("permanent error (552): message too big", Some("large")),
            ("transient error (451): greylisted, come back", Some("put-off")),
            ("Connection error: Connection refused (os error 111)", Some("unreachable")),
            ("the server took too long", Some("unreachable")),
            ("permanent error (503): bad sequence", None),
        ] {
            assert_eq!(meaning(&Reason::Said(said.to_owned())), told, "{said}");
        }
        assert_eq!(meaning(&Reason::Code(&desk::code::MAIL_OFF)), Some("mail-off"));
    }
}
