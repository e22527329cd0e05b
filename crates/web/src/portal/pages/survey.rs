//! What the page of a satisfaction survey shows.

use serde::{Deserialize, Serialize};

use super::Problem;

/// How content a customer was with a conversation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Survey {
    /// `rate`; `why` once there is a rating; `done` with words; `over` where nothing can be answered any more.
    pub(crate) step: String,
    pub(crate) action_url: String,
    /// Where another rating is chosen.
    pub(crate) again_url: String,
    pub(crate) home_url: String,
    pub(crate) choices: Vec<SurveyChoice>,
    /// What the company says itself; the theme's own texts are said where it does not.
    pub(crate) introduction: Option<String>,
    pub(crate) question: Option<String>,
    pub(crate) follow_up: Option<String>,
    /// Whether the rating says that the customer was content.
    pub(crate) is_content: bool,
    pub(crate) text: String,
    pub(crate) max_characters: usize,
    pub(crate) problems: Vec<Problem>,
}

/// One answer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyChoice {
    /// From 1 to 5.
    pub(crate) rating: i64,
    pub(crate) chosen: bool,
}
