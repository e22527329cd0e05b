//! What the mails to customers show: each a file of the theme, with samples like a page (T1).

use serde::{Deserialize, Serialize};
use theme::{Raw, pages, samples};

/// An answer, and what it answers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    pub(super) subject: String,
    pub(super) number: i64,
    /// The agent's name, or the brand's where agents' names are not shown (P4).
    pub(super) author: String,
    pub(super) html: Raw,
    /// Where its files are, where they were too heavy for a mail.
    pub(super) files_url: Option<String>,
    pub(super) files_count: usize,
    pub(super) portal_url: Option<String>,
    pub(super) settings_url: Option<String>,
    pub(super) quotes: Vec<Quoted>,
}

/// What it answers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quoted {
    pub(super) author: String,
    pub(super) at: i64,
    pub(super) html: Raw,
}

/// The code and link by which somebody signs in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignInCode {
    pub(super) code: String,
    pub(super) url: String,
    pub(super) minutes: i64,
}

/// The code by which somebody proves another address.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddressCode {
    pub(super) code: String,
    pub(super) minutes: i64,
}

/// That a form was received.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormReceived {
    /// Where whoever gets it proves that the address is theirs, where they can.
    pub(super) url: Option<String>,
    pub(super) is_held: bool,
}

/// The question how content a customer was.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SurveyQuestion {
    pub(super) number: i64,
    pub(super) introduction: Option<String>,
    pub(super) question: Option<String>,
    pub(super) url: String,
    pub(super) choices: Vec<Choice>,
}

/// One answer. Its link opens the page with it chosen; only the page's button sends it, because mail programs follow links.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) rating: i64,
    pub(super) url: String,
}

pages! {
    Reply => "mail/reply.html",
    SignInCode => "mail/code.html",
    AddressCode => "mail/address.html",
    FormReceived => "mail/form.html",
    SurveyQuestion => "mail/survey.html",
}

samples! {
    "themes/midtown/samples/":
    Reply: "mail-reply.plain", "mail-reply.brand", "mail-reply.rtl";
    SignInCode: "mail-code.plain";
    AddressCode: "mail-address.plain";
    FormReceived: "mail-form.prove", "mail-form.plain", "mail-form.held";
    SurveyQuestion: "mail-survey.plain", "mail-survey.own", "mail-survey.two";
}
