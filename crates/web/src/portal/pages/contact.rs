//! The pages of forms: to fill one, what is suggested before it is sent, and what is said behind it.

use serde::{Deserialize, Serialize};

use super::{ArticleLink, KeptFile, Problem};

/// A form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    pub(crate) title: String,
    pub(crate) introduction: String,
    pub(crate) language: String,
    pub(crate) direction: String,
    /// The name of the language it is shown in, where it is not the reader's.
    pub(crate) foreign: Option<String>,
    pub(crate) outdated: bool,
    pub(crate) action_url: String,
    pub(crate) once: String,
    pub(crate) stamp: String,
    /// How hard a stranger's browser is to work; nothing for whoever is known.
    pub(crate) work_bits: Option<u32>,
    /// Who sends, where that is known.
    pub(crate) sender: Option<ContactSender>,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) fields: Vec<ContactField>,
    pub(crate) kept_files: Vec<KeptFile>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) accept: String,
    pub(crate) max_files: usize,
    pub(crate) max_file_bytes: usize,
    /// Whether it will be held until the sender's address is proven, where the browser does no work.
    pub(crate) holds: bool,
}

/// Who sends.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactSender {
    pub(crate) name: String,
    pub(crate) address: String,
}

/// A field.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactField {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) required: bool,
    pub(crate) half: bool,
    pub(crate) value: String,
    pub(crate) max: usize,
    pub(crate) choices: Vec<ContactChoice>,
    pub(crate) when: Option<ContactWhen>,
}

/// One of several answers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactChoice {
    pub(crate) path: String,
    pub(crate) name: String,
    /// How deep it stands, as a list without levels shows it.
    pub(crate) indent: String,
    pub(crate) chosen: bool,
}

/// On which answer a field depends.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactWhen {
    pub(crate) field: String,
    pub(crate) is: String,
    /// The label of that field.
    pub(crate) label: String,
    /// What the answer is called; nothing for a box that is ticked.
    pub(crate) answer: Option<String>,
}

/// What may answer it, before it is sent.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactSuggestions {
    pub(crate) title: String,
    pub(crate) subject: String,
    pub(crate) articles: Vec<ContactSuggestion>,
    pub(crate) send_url: String,
}

/// An article that may be the answer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactSuggestion {
    pub(crate) article: ArticleLink,
    pub(crate) read_url: String,
}

/// What is said when it is sent, or closed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactDone {
    pub(crate) title: String,
    /// `sent`, `held` or `closed`.
    pub(crate) said: String,
    /// What the form itself says.
    pub(crate) thanks: String,
    /// Where the address is proven, while it can be.
    pub(crate) login_url: Option<String>,
    pub(crate) home_url: String,
}
