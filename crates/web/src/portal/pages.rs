//! The pages of the portal: what each shows. Their samples are the theme's, read as these very types.

mod contact;
mod help;
mod own;
mod sign_in;
mod survey;

use desk::conversation::Status;
use serde::{Deserialize, Serialize};
use theme::Raw;

pub(crate) use contact::{
    Contact, ContactChoice, ContactDone, ContactField, ContactSender, ContactSuggestion, ContactSuggestions,
    ContactWhen,
};
pub(crate) use help::{
    Alternate, Article, ArticleAnswer, ArticleBody, ArticleLink, ArticleRequest, Category, CategoryCard,
    Crumb, FoundArticle, Head, Heading, Home, Search, SearchChoice, Tag, TagLink,
};
pub(crate) use own::{
    Addresses, Device, Devices, LanguageChoice, OwnAddress, Settings, ZoneChoice, ZoneChoices,
};
pub(crate) use sign_in::{Login, LoginConfirm, LoginLink, Logout};
pub(crate) use survey::{Survey, SurveyChoice};

use crate::marked::Marked;
use crate::shell::Arguments;

/// My Conversations.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conversations {
    pub(crate) action_url: String,
    pub(crate) q: String,
    pub(crate) status: String,
    pub(crate) order: Option<String>,
    pub(crate) clear_url: String,
    pub(crate) filters: Vec<Choice>,
    pub(crate) orders: Vec<Choice>,
    pub(crate) rows: Vec<Row>,
    pub(crate) newer_url: Option<String>,
    pub(crate) older_url: Option<String>,
    pub(crate) new_url: Option<String>,
}

/// One of several ways to see a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) key: String,
    pub(crate) url: String,
    pub(crate) current: bool,
}

/// A conversation in a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) url: String,
    pub(crate) number: i64,
    pub(crate) subject: Marked,
    pub(crate) status: String,
    pub(crate) unread: bool,
    pub(crate) channels: Vec<String>,
    pub(crate) activity_at: i64,
    pub(crate) brand: Option<String>,
    pub(crate) excerpt: Marked,
    pub(crate) excerpt_by_you: bool,
}

/// One conversation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conversation {
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) status: String,
    pub(crate) channels: Vec<String>,
    pub(crate) created_at: i64,
    pub(crate) brand: Option<String>,
    /// What the knowledge base shows beside these, in its order (P9).
    pub(crate) details: Vec<Detail>,
    pub(crate) back_url: String,
    pub(crate) self_url: String,
    pub(crate) older_url: Option<String>,
    pub(crate) print_url: Option<String>,
    pub(crate) live_url: String,
    pub(crate) done_url: Option<String>,
    pub(crate) new_url: Option<String>,
    pub(crate) entries: Vec<Entry>,
    /// For a reply; for a new conversation where a reply was refused because this one is closed.
    pub(crate) form: Option<Form>,
    /// Where to say how content they were.
    pub(crate) survey_url: Option<String>,
    pub(crate) closed: bool,
    pub(crate) reopens: bool,
    pub(crate) refused_text: Option<String>,
    pub(crate) sent_draft_key: Option<String>,
}

/// A row of the details: under a name of its own, or under the text of what every conversation has.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Detail {
    pub(crate) name: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) value: DetailValue,
}

/// What it says, to be written as its type is.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", content = "is", rename_all = "lowercase")]
pub(crate) enum DetailValue {
    Texts(Vec<String>),
    Priority(i64),
    At(i64),
    Truth(bool),
    Url(String),
}

/// One thing in a conversation.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Entry {
    Message(Message),
    Event(Event),
}

/// Something that happened between messages (P19): `opened`, `done`, `reopened` or `merged`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) at: i64,
    /// Of the conversation that was merged into this one.
    pub(crate) number: Option<i64>,
}

/// A message.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) direction: String,
    pub(crate) author: Author,
    pub(crate) channel: String,
    pub(crate) at: i64,
    pub(crate) body_html: Raw,
    pub(crate) quoted_html: Option<Raw>,
    pub(crate) redacted: bool,
    pub(crate) attachments: Vec<Attachment>,
}

/// Who wrote.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Author {
    pub(crate) name: String,
    pub(crate) initial: String,
}

/// A file of a message.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) size: i64,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) url: Option<String>,
    pub(crate) preview_url: Option<String>,
    pub(crate) redacted: bool,
}

/// The form a message is written in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    pub(crate) action_url: String,
    pub(crate) once: String,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) kept_files: Vec<KeptFile>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) draft_key: String,
    pub(crate) accept: String,
    pub(crate) max_characters: usize,
    pub(crate) max_files: usize,
    pub(crate) max_file_bytes: usize,
}

/// A good file of a refused form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptFile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) size: i64,
}

/// What is wrong at a field.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    pub(crate) field: String,
    pub(crate) key: String,
    pub(crate) args: Arguments,
}

impl Problem {
    /// What this code says at this field.
    pub(crate) fn of(field: &str, code: &kernel::Code, values: &[(&str, serde_json::Value)]) -> Self {
        let args = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Self { field: field.to_owned(), key: code.text_key.to_owned(), args }
    }
}

/// Asking whether to mark as done.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConversationDone {
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) action_url: String,
    pub(crate) back_url: String,
    pub(crate) can_reopen: bool,
}

/// Beginning a conversation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConversationNew {
    pub(crate) back_url: String,
    pub(crate) form: Form,
}

/// A sign-in that failed or is over.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotSignedIn {
    pub(crate) reason: String,
    pub(crate) retry_url: Option<String>,
    pub(crate) text: Option<String>,
}

/// Nothing here, or not for these eyes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotFound {}

/// Too often.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooMany {
    pub(crate) retry_minutes: i64,
    pub(crate) retry_url: Option<String>,
}

/// It cannot be taken as it is.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refused {}

/// Our mistake.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Broken {
    pub(crate) fault_id: String,
}

theme::pages! {
    Home => "pages/home.html",
    Article => "pages/article.html",
    Contact => "pages/contact.html",
    ContactDone => "pages/contact-done.html",
    ContactSuggestions => "pages/contact-suggestions.html",
    ArticleAnswer => "pages/article-answer.html",
    Category => "pages/category.html",
    Tag => "pages/tag.html",
    Search => "pages/search.html",
    Survey => "pages/survey.html",
    Login => "pages/login.html",
    LoginLink => "pages/login-link.html",
    LoginConfirm => "pages/login-confirm.html",
    Logout => "pages/logout.html",
    Conversations => "pages/conversations.html",
    Conversation => "pages/conversation.html",
    ConversationDone => "pages/conversation-done.html",
    ConversationNew => "pages/conversation-new.html",
    Settings => "pages/settings.html",
    Devices => "pages/devices.html",
    NotSignedIn => "pages/401.html",
    NotFound => "pages/404.html",
    TooMany => "pages/429.html",
    Refused => "pages/refused.html",
    Broken => "pages/500.html",
}

/// The status as themes see it: snoozed is shown as open.
pub(crate) fn status(status: Status) -> String {
    if status == Status::Done { "done" } else { "open" }.to_owned()
}
