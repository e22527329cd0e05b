//! One conversation with everything around it.

use serde::{Deserialize, Serialize};

use super::Problem;
use super::attribute::AttributeRows;
use super::customer::Customer;
use super::list::{List, Person, SavedChoice, ViewChoice};
use super::shortcut::{ShortcutChoice, SnippetChoice};
use crate::marked::Marked;
use crate::portal::pages::KeptFile;
use theme::Raw;

/// An open conversation beside the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conversation {
    pub(crate) live_url: String,
    pub(crate) notice_url: String,
    pub(crate) views: Vec<ViewChoice>,
    pub(crate) saved: Vec<SavedChoice>,
    pub(crate) list: List,
    #[serde(rename = "conversation")]
    pub(crate) head: Head,
    /// A subject that was refused, as it was typed.
    pub(crate) subject_typed: Option<String>,
    pub(crate) subject_problems: Vec<Problem>,
    pub(crate) older_url: Option<String>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) held: Vec<Held>,
    pub(crate) onlookers: Vec<Onlooker>,
    pub(crate) composer: Composer,
    pub(crate) customer: Customer,
    /// What it has of custom attributes.
    pub(crate) values: AttributeRows,
    pub(crate) others: Vec<Other>,
    pub(crate) others_url: Option<String>,
    pub(crate) survey: Option<Satisfaction>,
}

/// How content the customer was, if they are asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Satisfaction {
    /// `planned`, `asked` or `rated`.
    pub(crate) state: String,
    /// From 1 to 5.
    pub(crate) rating: Option<i64>,
    pub(crate) comment: String,
}

/// What of it comes again while it is looked at: everything but the box where people write.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ConversationParts(pub(crate) Conversation);

/// Who else is there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Presence {
    pub(crate) onlookers: Vec<Onlooker>,
}

/// Somebody who looks at it, or writes there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Onlooker {
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) writes: bool,
}

/// What stands above it, and what can be done with it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) status: String,
    pub(crate) snoozed_until: Option<i64>,
    pub(crate) priority: i64,
    pub(crate) brand: String,
    pub(crate) channels: Vec<String>,
    pub(crate) created_at: i64,
    /// Changes with the subject, so that nobody edits one that is not there any more.
    pub(crate) revision: i64,
    pub(crate) assignee: Option<Person>,
    pub(crate) team: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) may: Vec<String>,
    pub(crate) me: String,
    pub(crate) may_take: bool,
    pub(crate) urls: Urls,
    pub(crate) choices: Choices,
}

/// Where each verb is asked for.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Urls {
    #[serde(rename = "self")]
    pub(crate) own: String,
    pub(crate) fragment: String,
    pub(crate) presence: String,
    pub(crate) reply: String,
    pub(crate) note: String,
    pub(crate) subject: String,
    pub(crate) assign: String,
    pub(crate) tags: String,
    pub(crate) priority: String,
    pub(crate) snooze: String,
    pub(crate) done: String,
    pub(crate) reopen: String,
    pub(crate) merging: String,
    pub(crate) deletion: String,
}

/// What the menus offer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choices {
    pub(crate) users: Vec<UserChoice>,
    pub(crate) teams: Vec<TeamChoice>,
    pub(crate) tags: Vec<TagChoice>,
    pub(crate) snoozes: Vec<SnoozeChoice>,
}

/// Somebody it can be handed to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserChoice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) current: bool,
}

/// A team it can be handed to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamChoice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) current: bool,
}

/// A tag, set or not.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagChoice {
    pub(crate) name: String,
    pub(crate) on: bool,
}

/// A proposed end of a snooze.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnoozeChoice {
    pub(crate) key: String,
    pub(crate) at: i64,
}

/// One thing in the timeline.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Entry {
    Message(Box<Message>),
    Note(Note),
    Event(Event),
}

/// A communication with the customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) direction: String,
    pub(crate) channel: String,
    pub(crate) author: Author,
    pub(crate) at: i64,
    pub(crate) automatic: bool,
    pub(crate) address: Option<String>,
    pub(crate) html: Option<Raw>,
    pub(crate) quoted_html: Option<Raw>,
    pub(crate) redacted: Option<Redacted>,
    pub(crate) redact_url: Option<String>,
    pub(crate) files: Vec<Attachment>,
    pub(crate) delivery: Option<Delivery>,
}

/// A remark inside.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    pub(crate) id: String,
    pub(crate) author: Author,
    pub(crate) at: i64,
    pub(crate) html: Option<Raw>,
    pub(crate) redacted: Option<Redacted>,
    pub(crate) redact_url: Option<String>,
}

/// Something that happened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) id: String,
    /// What, by its name.
    #[serde(rename = "event")]
    pub(crate) name: String,
    pub(crate) at: i64,
    pub(crate) who: Option<String>,
    pub(crate) what: Option<String>,
    pub(crate) until: Option<i64>,
}

/// An answer that can still be taken back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Held {
    pub(crate) id: String,
    pub(crate) author: Author,
    pub(crate) channel: String,
    pub(crate) html: Raw,
    pub(crate) files: Vec<String>,
    /// What becomes of the conversation with it.
    pub(crate) then: String,
    /// Seconds until it leaves.
    pub(crate) seconds: i64,
    /// Where its author takes it back.
    pub(crate) back_url: Option<String>,
}

/// Who wrote.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Author {
    pub(crate) name: String,
    pub(crate) initials: String,
}

/// Who redacted and when, as far as it is known.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redacted {
    pub(crate) who: Option<String>,
    pub(crate) at: Option<i64>,
}

/// A file of a message.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attachment {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) bytes: i64,
    pub(crate) url: Option<String>,
    pub(crate) preview_url: Option<String>,
    pub(crate) danger: bool,
}

/// How far an answer has come.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Delivery {
    pub(crate) state: String,
    pub(crate) at: i64,
    /// Why it has not left, by the name of its text.
    pub(crate) reason: Option<String>,
    /// What the other server said, in its own words.
    pub(crate) said: Option<String>,
    pub(crate) retry_url: Option<String>,
}

/// The box where people write.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Composer {
    pub(crate) kind: String,
    pub(crate) files_max: usize,
    pub(crate) bytes_max: usize,
    pub(crate) channels: Vec<WayChoice>,
    pub(crate) reply: Draft,
    pub(crate) note: Draft,
    /// Whom a note may name.
    pub(crate) names: Vec<String>,
    pub(crate) shortcuts: Vec<ShortcutChoice>,
    /// Texts that are put into an answer in the customer's language.
    pub(crate) snippets: Vec<SnippetChoice>,
    pub(crate) shortcuts_url: String,
    /// Articles that can be put into an answer.
    pub(crate) articles: ArticleFinder,
}

/// Articles that were looked for beside an answer.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleFinder {
    pub(crate) q: String,
    pub(crate) is_asked: bool,
    pub(crate) rows: Vec<ArticleChoice>,
}

/// One of them. One that is not for customers can only be read.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleChoice {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: Marked,
    pub(crate) excerpt: Marked,
    pub(crate) language: String,
    pub(crate) internal: bool,
}

/// A way by which an answer can go.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WayChoice {
    pub(crate) key: String,
    pub(crate) address: Option<String>,
    pub(crate) limit: usize,
    pub(crate) current: bool,
}

/// A text as it is being written, with what is wrong with it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) once: String,
    pub(crate) text: String,
    pub(crate) kept_files: Vec<KeptFile>,
    pub(crate) problems: Vec<Problem>,
    /// How it will look, where that was asked for.
    pub(crate) preview: Option<Raw>,
    /// The ids of articles that were put into it.
    #[serde(default)]
    pub(crate) used: Vec<String>,
}

/// Another conversation of the customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Other {
    pub(crate) url: String,
    pub(crate) subject: Option<String>,
    pub(crate) number: i64,
    pub(crate) status: String,
    pub(crate) activity_at: i64,
}
