//! The theme's samples as contexts: a sample that does not fit its type is found by the tests, and so is a type that
//! lost a field its pages show.

use serde::Deserialize;
use theme::Samples;

use super::pages as page;

/// A sample file: the theme's preview has a shell in it too, which each reader makes anew.
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
        .expect("the theme's samples fit their contexts: a test reads them all")
}

macro_rules! samples {
    ($($context:ty: $($name:literal),+;)*) => {
        $(impl Samples for $context {
            fn samples() -> Vec<Self> {
                read(&[$(include_str!(concat!("../../../../themes/midtown/samples/", $name, ".json"))),+])
            }
        })*
    };
}

samples! {
    page::Home: "home.branded", "home.customer", "home.portal-off", "home.rtl", "home.signed-out", "home.stranger";
    page::Login: "login.address", "login.address-problem", "login.code", "login.code-problem", "login.mail-off", "login.rtl";
    page::LoginLink: "login-link.other-browser", "login-link.same-browser";
    page::Logout: "logout.confirm";
    page::Conversations: "conversations.empty", "conversations.empty-no-new", "conversations.filter-empty", "conversations.filter-empty-done", "conversations.full", "conversations.long", "conversations.paged", "conversations.rtl", "conversations.search", "conversations.search-empty";
    page::Conversation: "conversation.closed", "conversation.done", "conversation.long", "conversation.no-subject", "conversation.open", "conversation.problems", "conversation.rtl", "conversation.sent", "conversation.started";
    page::ConversationDone: "conversation-done.final", "conversation-done.reopens";
    page::ConversationNew: "conversation-new.blank", "conversation-new.problems";
    page::Devices: "devices.one", "devices.several";
    page::NotSignedIn: "401.ended", "401.failed";
    page::NotFound: "404.customer", "404.stranger";
    page::TooMany: "429.read", "429.text";
    page::Broken: "500.fault";
}
