//! The pages of themes.

use serde::{Deserialize, Serialize};

use super::{BrandChoice, FieldChoice, LanguageChoice};
use crate::inbox::pages::Problem;

/// The themes of a brand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Themes {
    pub(crate) action: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) rows: Vec<ThemeLine>,
    /// What a new one can begin from.
    pub(crate) templates: Vec<ThemeTemplate>,
    /// What was typed of a new one.
    pub(crate) name: String,
    pub(crate) archive_action: String,
    pub(crate) problems: Vec<Problem>,
}

/// A template in the list of those that a theme can begin from.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeTemplate {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) chosen: bool,
}

/// A theme in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeLine {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) state: ThemeState,
    pub(crate) activate_action: Option<String>,
    pub(crate) delete_action: Option<String>,
    /// Another name for it, and another one like it.
    pub(crate) namings: Vec<ThemeNaming>,
}

/// A name that is typed for a theme.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeNaming {
    /// `name` or `duplication`, the end of its texts' keys.
    pub(crate) act: String,
    pub(crate) action: String,
    pub(crate) name: String,
    pub(crate) problems: Vec<Problem>,
}

/// What a theme began from, and where it stands.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a label of its own")]
pub(crate) struct ThemeState {
    /// The name of its template for people.
    pub(crate) template: String,
    /// The version that it is laid over; nothing where nobody knows.
    pub(crate) base: Option<String>,
    /// Whether a file of it was edited or added.
    pub(crate) is_custom: bool,
    /// The newer version there is of its template, if there is one.
    pub(crate) newer: Option<String>,
    /// Why it could not go on to that by itself.
    pub(crate) not_followed: Option<String>,
    /// What is wrong with what visitors see of it.
    pub(crate) broken: Option<String>,
    pub(crate) is_active: bool,
    pub(crate) is_published: bool,
    /// Whether something was saved since it was published.
    pub(crate) has_draft: bool,
}

/// A theme as it is edited without code.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeEditor {
    pub(crate) head: ThemeHead,
    pub(crate) conflict: Option<ThemeConflict>,
    pub(crate) sections: Vec<ThemeSection>,
    pub(crate) preview: ThemePreview,
    pub(crate) problems: Vec<Problem>,
}

/// What two people changed of one revision.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeConflict {
    /// What was saved meanwhile.
    pub(crate) theirs: ThemeChange,
    /// What is typed.
    pub(crate) ours: ThemeChange,
}

/// What differs between two states of a theme.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeChange {
    pub(crate) settings: Vec<ChangedSetting>,
    pub(crate) files: Vec<FileDifference>,
}

/// What every page about one theme has.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeHead {
    pub(crate) name: String,
    pub(crate) brand: String,
    pub(crate) brand_title: String,
    pub(crate) state: ThemeState,
    /// The revision that is shown, and its number.
    pub(crate) seen: String,
    pub(crate) number: i64,
    /// The revision that is live.
    pub(crate) live: String,
    pub(crate) action: String,
    pub(crate) publish_action: String,
    pub(crate) back_url: String,
    pub(crate) editor_url: String,
    pub(crate) files_url: String,
    pub(crate) history_url: String,
    pub(crate) link_action: String,
    /// The way to the newest version, where the theme is laid over an older one.
    pub(crate) upgrade_url: Option<String>,
    /// One step back, where it was upgraded.
    pub(crate) back_action: Option<String>,
    /// The versions to choose from where nobody knows what it is laid over, the newest first.
    pub(crate) bases: Vec<String>,
    pub(crate) base_action: String,
    /// The link for a colleague, once it was asked for.
    pub(crate) link: Option<String>,
    pub(crate) upload_action: String,
    pub(crate) archive_url: String,
}

/// Settings that belong together.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeSection {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) is_open: bool,
    pub(crate) settings: Vec<ThemeSetting>,
}

/// A setting with its value, or a field of an item.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeSetting {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) checked: bool,
    pub(crate) choices: Vec<FieldChoice>,
    pub(crate) range: Option<ThemeRange>,
    /// The rows of a list, the last of them empty.
    pub(crate) items: Vec<Vec<ThemeSetting>>,
}

/// What a slider goes through.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeRange {
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) step: i64,
    pub(crate) unit: String,
}

/// What of a theme is shown beside its editor, and how.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemePreview {
    pub(crate) action: String,
    /// The frame's own address, of what was saved last.
    pub(crate) url: String,
    pub(crate) pages: Vec<ThemePage>,
    /// Whether the site's own page is drawn where there is one, and no example.
    pub(crate) is_real: bool,
    /// Where the code of the page is changed, if here.
    pub(crate) files_url: Option<String>,
    /// Which example of the page, from 1.
    pub(crate) example: usize,
    pub(crate) languages: Vec<LanguageChoice>,
    pub(crate) width: String,
    pub(crate) scheme: String,
}

/// A page in the list of those that can be looked at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemePage {
    /// The end of its text's key.
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) examples: usize,
    /// The example that shows most of it.
    pub(crate) best: usize,
    pub(crate) chosen: bool,
}

/// What stands in the frame of a page that cannot be drawn.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeFault {
    pub(crate) file: String,
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

/// A theme as its files are edited.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeFiles {
    pub(crate) head: ThemeHead,
    pub(crate) conflict: Option<ThemeConflict>,
    pub(crate) groups: Vec<ThemeFileGroup>,
    pub(crate) shown: Option<ThemeFile>,
    /// What is wrong with the theme as it was saved last.
    pub(crate) findings: Vec<ThemeFault>,
    pub(crate) preview: ThemePreview,
    pub(crate) problems: Vec<Problem>,
}

/// Files of one kind: the first part of their path, or nothing.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeFileGroup {
    pub(crate) name: String,
    pub(crate) is_open: bool,
    pub(crate) rows: Vec<ThemeFileLine>,
}

/// A file in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeFileLine {
    pub(crate) url: String,
    pub(crate) name: String,
    /// `inherited`, `changed` or `added`, the end of its text's key.
    pub(crate) origin: String,
    pub(crate) current: bool,
}

/// A file that is edited.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeFile {
    pub(crate) path: String,
    pub(crate) origin: String,
    /// What it holds; nothing of what is no text.
    pub(crate) text: Option<String>,
    pub(crate) size: usize,
    /// `html`, `css`, `js` or `text`.
    pub(crate) syntax: String,
    /// Where the editor's script asks what can be written, and what is wrong.
    pub(crate) words_url: String,
    pub(crate) check_action: String,
}

/// What a theme was, revision by revision.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeHistory {
    pub(crate) head: ThemeHead,
    pub(crate) restore_action: String,
    pub(crate) rows: Vec<ThemeRevisionLine>,
    pub(crate) shown: Option<ShownRevision>,
}

/// A revision in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeRevisionLine {
    pub(crate) url: String,
    pub(crate) number: i64,
    /// What made it, the end of its text's key.
    pub(crate) kind: String,
    pub(crate) made_by: Option<String>,
    pub(crate) made_at: i64,
    pub(crate) published_at: Option<i64>,
    pub(crate) is_draft: bool,
    pub(crate) is_live: bool,
    pub(crate) current: bool,
}

/// A revision beside the one before it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShownRevision {
    pub(crate) id: String,
    pub(crate) number: i64,
    /// The number of the one it is compared with.
    pub(crate) before: Option<i64>,
    pub(crate) can_restore: bool,
    /// The versions of the template, where they differ.
    pub(crate) bases: Option<(String, String)>,
    pub(crate) change: ThemeChange,
}

/// A setting that differs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedSetting {
    pub(crate) label: String,
    pub(crate) was: String,
    pub(crate) is: String,
}

/// A file that differs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileDifference {
    pub(crate) path: String,
    /// `added`, `changed` or `removed`, the end of its text's key.
    pub(crate) change: String,
    /// The places; nothing of what is no text, or too long.
    pub(crate) hunks: Option<Vec<Vec<DifferenceLine>>>,
}

/// A line of a difference.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DifferenceLine {
    /// `same`, `added` or `removed`.
    pub(crate) kind: String,
    pub(crate) old: Option<usize>,
    pub(crate) new: Option<usize>,
    pub(crate) text: String,
}

/// Going on to the newest version of a theme's template.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeUpgrade {
    pub(crate) head: ThemeHead,
    pub(crate) action: String,
    pub(crate) publish_action: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) files: Vec<UpgradedFile>,
    /// What else the version brings.
    pub(crate) brings: Vec<FileDifference>,
    pub(crate) pages: Vec<ComparedPage>,
    pub(crate) before_url: String,
    pub(crate) preview: ThemePreview,
    pub(crate) findings: Vec<ComparedFinding>,
    pub(crate) problems: Vec<Problem>,
}

/// What some page has wrong, and whether it had that before.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComparedFinding {
    pub(crate) file: String,
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
    /// `new`, `still` or `gone`, the end of its text's key.
    pub(crate) when: String,
}

/// What becomes of a file of a theme's own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpgradedFile {
    pub(crate) path: String,
    /// `inherits`, `kept`, `left`, `merged` or `conflict`, the end of its text's key.
    pub(crate) fate: String,
    /// Why it is in conflict, the end of its text's key.
    pub(crate) conflict: Option<String>,
    /// What somebody decides in, with the marks of the conflict; nothing where the file is in conflict as a whole.
    pub(crate) marked: Option<String>,
    /// Which side was chosen of a file that is in conflict as a whole: `own` or `newer`.
    pub(crate) side: String,
    /// What the theme changed of the version it was laid over.
    pub(crate) own: FileDifference,
    /// What the newer version changed.
    pub(crate) newer: FileDifference,
}

/// A page before and after.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComparedPage {
    pub(crate) name: String,
    pub(crate) examples: usize,
    /// The examples that look different, by number.
    pub(crate) changed: Vec<usize>,
    /// Those that cannot be drawn.
    pub(crate) broken: Vec<usize>,
}
