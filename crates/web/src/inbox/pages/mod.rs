//! The pages of the inbox: what each shows. Their samples stand beside the templates, read as these very types.

mod attribute;
mod conversation;
mod customer;
mod ending;
mod knowledge_base;
mod list;
mod shortcut;

use serde::{Deserialize, Serialize};

pub(crate) use attribute::{
    AttributeField, AttributeOption, AttributeRow, AttributeRows, AttributeValue, Attributes,
};
pub(crate) use conversation::{
    ArticleChoice, ArticleFinder, Attachment, Author, Choices, Composer, Conversation, ConversationParts,
    Delivery, Draft, Entry, Event, Head, Held, Message, Note, Onlooker, Other, Presence, Redacted,
    Satisfaction, SnoozeChoice, TagChoice, TeamChoice, Urls, UserChoice, WayChoice,
};
pub(crate) use customer::{
    AboutAddress, Address, ConfirmAddress, Customer, CustomerChoice, CustomerSide, MergeCustomers,
    MergeCustomersConfirm, PartAddress, Reached, Selects, SignOut, UsedConversation,
};
pub(crate) use ending::{Delete, Merge, MergeChoice, MergeConfirm, MergeSide};
pub(crate) use knowledge_base::{Article, ArticleLink, KnowledgeBase};
pub(crate) use list::{
    Conversations, FilterOption, Finder, FinderField, List, ListParts, Person, Row, SavedChoice, ViewChoice,
};

pub(crate) use shortcut::{ShortcutChoice, ShortcutForm, ShortcutRow, Shortcuts, SnippetChoice};

use crate::shell::Arguments;

/// Signing in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) action: String,
    pub(crate) return_to: String,
    pub(crate) email: String,
    pub(crate) forgot_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// Signed in, on the way to another host.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoOn {
    pub(crate) url: String,
}

/// Asking for a link, the password being forgotten.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forgot {
    pub(crate) action: String,
    pub(crate) email: String,
    /// How long the link lives.
    pub(crate) minutes: i64,
    pub(crate) sign_in_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// Setting a password through a link.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPassword {
    pub(crate) valid: bool,
    pub(crate) action: String,
    pub(crate) token: String,
    pub(crate) email: String,
    pub(crate) min_length: usize,
    pub(crate) sign_in_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// The first Administrator.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstAdministrator {
    pub(crate) valid: bool,
    pub(crate) action: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) min_length: usize,
    pub(crate) sign_in_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// The second factor, after the password.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecondFactor {
    pub(crate) action: String,
    pub(crate) return_to: String,
    pub(crate) sign_in_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// Joining through an invitation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Join {
    pub(crate) valid: bool,
    pub(crate) action: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) min_length: usize,
    pub(crate) sign_in_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// What is wrong: at a field, or with the whole form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    pub(crate) field: Option<String>,
    pub(crate) key: String,
    pub(crate) args: Arguments,
}

/// Redacting a message or note.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redact {
    pub(crate) back_url: String,
    pub(crate) action: String,
    pub(crate) author: String,
    pub(crate) at: i64,
    pub(crate) text: Option<String>,
    pub(crate) typed: String,
    pub(crate) files: Vec<RedactFile>,
    /// What stands about a message and is left of it; nothing for a note.
    pub(crate) details: Option<RedactDetails>,
    pub(crate) problems: Vec<Problem>,
}

/// What stands about a message.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedactDetails {
    pub(crate) name: Option<String>,
    pub(crate) address: Option<String>,
    /// Of the whole conversation.
    pub(crate) subject: Option<String>,
    /// What the conversation has values of, by name.
    pub(crate) values: Option<String>,
    /// What the customer wrote about their rating of the conversation.
    pub(crate) survey: Option<String>,
}

/// A file that can be redacted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedactFile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) bytes: i64,
}

/// A toast that leads to a conversation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    pub(crate) conversation_id: String,
    pub(crate) kind: String,
    pub(crate) channel: String,
    pub(crate) who: String,
    pub(crate) subject: Option<String>,
    pub(crate) url: String,
    pub(crate) excerpt: Option<String>,
}

macro_rules! fault_pages {
    ($($(#[$doc:meta])* $page:ident;)*) => {
        $($(#[$doc])*
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $page {
            pub(crate) home_url: String,
            pub(crate) fault_id: Option<String>,
        })*
    };
}

fault_pages! {
    /// The right is missing.
    Forbidden;
    /// Nothing here, or not for these eyes.
    NotFound;
    /// It cannot be taken as it is.
    Refused;
    /// Our mistake.
    Broken;
}

theme::pages! {
    SignIn => "inbox/sign-in.html",
    GoOn => "inbox/go-on.html",
    Forgot => "inbox/forgot.html",
    SetPassword => "inbox/set-password.html",
    Join => "inbox/join.html",
    FirstAdministrator => "inbox/first.html",
    SecondFactor => "inbox/second-factor.html",
    Conversations => "inbox/conversations.html",
    ListParts => "inbox/fragments/list.html",
    Conversation => "inbox/conversation/show.html",
    ConversationParts => "inbox/fragments/conversation.html",
    Redact => "inbox/conversation/redact.html",
    Merge => "inbox/conversation/merge.html",
    MergeConfirm => "inbox/conversation/merge-confirm.html",
    Attributes => "inbox/conversation/attributes.html",
    Delete => "inbox/conversation/delete.html",
    SignOut => "inbox/customer/sign-out.html",
    MergeCustomers => "inbox/customer/merge.html",
    MergeCustomersConfirm => "inbox/customer/merge-confirm.html",
    ConfirmAddress => "inbox/customer/confirm.html",
    PartAddress => "inbox/customer/part.html",
    Notice => "inbox/fragments/notice.html",
    KnowledgeBase => "inbox/knowledge-base.html",
    Article => "inbox/article.html",
    Shortcuts => "inbox/shortcuts.html",
    Presence => "inbox/fragments/presence.html",
    Forbidden => "inbox/403.html",
    NotFound => "inbox/404.html",
    Refused => "inbox/refused.html",
    Broken => "inbox/500.html",
}

impl Problem {
    /// Something wrong at a field.
    pub(crate) fn at(field: &str, key: &str) -> Self {
        Self { field: Some(field.to_owned()), key: key.to_owned(), args: Arguments::new() }
    }

    /// Something wrong with the whole form.
    pub(crate) fn of_form(key: &str) -> Self {
        Self { field: None, key: key.to_owned(), args: Arguments::new() }
    }

    /// With a value for its text.
    pub(crate) fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}
