//! The samples that stand beside the templates, as contexts: a sample that does not fit its type is found by the tests,
//! and so is a type that lost a field its pages show.

use serde::Deserialize;
use theme::Samples;

use super::pages as page;

/// A sample file; the shell in it is for whoever looks at pages without the program.
#[derive(Deserialize)]
struct Sample<P> {
    page: P,
}

fn read<P: for<'de> Deserialize<'de>>(files: &[&str]) -> Vec<P> {
    let read = |file: &&str| serde_json::from_str::<Sample<P>>(file).map(|sample| sample.page);
    files
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .expect("the samples fit their contexts: a test reads them all")
}

macro_rules! samples {
    ($($context:ty: $($name:literal),+;)*) => {
        $(impl Samples for $context {
            fn samples() -> Vec<Self> {
                read(&[$(include_str!(concat!("../../../../templates/samples/", $name, ".json"))),+])
            }
        })*
    };
}

samples! {
    page::SignIn: "sign-in.empty", "sign-in.problems";
    page::Forgot: "forgot.empty", "forgot.problems";
    page::SetPassword: "set-password.empty", "set-password.over", "set-password.problems";
    page::Conversations: "conversations.busy", "conversations.empty", "conversations.german", "conversations.no-hits", "conversations.search";
    page::ListParts: "conversations.busy", "conversations.empty", "conversations.german", "conversations.no-hits", "conversations.search";
    page::Conversation: "conversation.busy", "conversation.german", "conversation.new", "conversation.problems", "conversation.read-only", "conversation.snoozed-collaborator";
    page::ConversationParts: "conversation.busy", "conversation.german", "conversation.new", "conversation.problems", "conversation.read-only", "conversation.snoozed-collaborator";
    page::Redact: "redact.files", "redact.problems", "redact.text";
    page::Notice: "notice.assigned", "notice.failed", "notice.message";
    page::Forbidden: "403.plain";
    page::NotFound: "404.plain";
    page::Broken: "500.plain";
}
