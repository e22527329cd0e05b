//! The pages of forms.

use serde::{Deserialize, Serialize};

use super::{ArticleChoice, BrandChoice, LanguageChoice};
use crate::inbox::pages::Problem;

/// The forms of a brand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forms {
    pub(crate) action: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) rows: Vec<FormLine>,
    /// What was typed of a new one.
    pub(crate) title: String,
    pub(crate) problems: Vec<Problem>,
}

/// A form in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormLine {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) is_published: bool,
    pub(crate) sent: i64,
    pub(crate) closed: i64,
    pub(crate) held: i64,
}

/// One of them, as it is designed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "boxes of a page, each with its own")]
pub(crate) struct FormEditor {
    pub(crate) action: String,
    pub(crate) preview_action: String,
    pub(crate) publish_action: String,
    pub(crate) unpublish_action: String,
    pub(crate) delete_action: String,
    pub(crate) back_url: String,
    pub(crate) brand: String,
    pub(crate) heading: String,
    pub(crate) revision: i64,
    pub(crate) language: String,
    pub(crate) languages: Vec<LanguageChoice>,
    /// Whether this is the language in which it is designed; in others it only says something.
    pub(crate) is_own: bool,
    pub(crate) is_outdated: bool,
    pub(crate) texts: FormTexts,
    pub(crate) fields: Vec<EditedField>,
    pub(crate) kinds: Vec<String>,
    pub(crate) is_for_customers: bool,
    pub(crate) suggests: bool,
    pub(crate) tag: String,
    pub(crate) teams: Vec<ArticleChoice>,
    pub(crate) priority: i64,
    pub(crate) hook: FormHook,
    pub(crate) is_published: bool,
    pub(crate) public_url: String,
    pub(crate) preview: FormPreview,
    pub(crate) counts: Vec<SuggestedLine>,
    pub(crate) problems: Vec<Problem>,
}

/// What it says in one language.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormTexts {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) introduction: String,
    pub(crate) thanks: String,
}

/// What other sites can do with it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormHook {
    pub(crate) is_on: bool,
    pub(crate) returns: String,
    pub(crate) url: String,
    /// The fields of an example to copy: name and label.
    pub(crate) example: Vec<(String, String)>,
}

/// A field as it is designed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "boxes of a page, each with its own")]
pub(crate) struct EditedField {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) is_required: bool,
    pub(crate) is_half: bool,
    pub(crate) targets: Vec<FieldChoice>,
    pub(crate) whens: Vec<FieldChoice>,
    pub(crate) chooses: bool,
    /// Whether an attribute says what there is to choose from.
    pub(crate) is_given: bool,
    pub(crate) choices: String,
    pub(crate) value: String,
    pub(crate) is_open: bool,
}

/// One of several: an attribute or an answer by its own name, anything else by the end of its text's key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldChoice {
    pub(crate) value: String,
    pub(crate) key: Option<String>,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// The form as it will look.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormPreview {
    pub(crate) title: String,
    pub(crate) introduction: String,
    pub(crate) direction: String,
    pub(crate) html_language: String,
    pub(crate) fields: Vec<PreviewField>,
}

/// A field as it will look.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewField {
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) is_required: bool,
    pub(crate) is_half: bool,
    pub(crate) is_conditional: bool,
    pub(crate) choices: Vec<String>,
}

/// What came of suggesting an article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuggestedLine {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) offered: i64,
    pub(crate) visited: i64,
    pub(crate) closed: i64,
    pub(crate) sent: i64,
}
