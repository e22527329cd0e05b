//! What the pages about a theme show.

use desk::theme::{Template, Theme, Values, Version};
use serde_json::Value;
use theme::{Field, Kind, Section, Texts};

use super::super::article::choose;
use super::super::pages::{
    FieldChoice, ThemeEditor, ThemeHead, ThemePreview, ThemeRange, ThemeSection, ThemeSetting, ThemeState,
};
use super::super::url;
use super::example::{self, Shown};
use super::found::Found;
use crate::inbox::pages::Problem;

/// What a theme began from, and where it stands.
pub(super) fn state(theme: &Theme, base: Option<Version>, is_custom: bool) -> ThemeState {
    let template = Template::named(&theme.template).unwrap_or(Template::first());
    let newer = base.filter(|base| *base < template.newest()).map(|_| template.newest().to_string());
    ThemeState {
        template: template.title.to_owned(),
        base: base.map(|base| base.to_string()),
        is_custom,
        newer,
        not_followed: None,
        broken: None,
        is_active: theme.is_active,
        is_published: theme.live.is_some(),
        has_draft: theme.live.is_some_and(|live| live != theme.draft),
    }
}

/// What every page about this theme has.
pub(super) fn head(found: &Found) -> ThemeHead {
    let (theme, draft) = (&found.managed.theme, &found.managed.draft);
    let act = |act| url::theme_act(theme.id, act);
    let template = Template::named(&theme.template).unwrap_or(Template::first());
    let (newest, versions) = (template.newest(), template.versions().iter());
    ThemeHead {
        name: theme.name.clone(),
        brand: found.centre.site.name.clone(),
        brand_title: found.centre.site.brand_title.clone(),
        state: state(theme, draft.base, found.managed.is_custom()),
        seen: draft.id.to_string(),
        number: draft.number,
        live: theme.live.map(|live| live.to_string()).unwrap_or_default(),
        action: url::theme(theme.id),
        publish_action: act("publish"),
        back_url: url::of_brand(url::THEMES, &found.centre.site.name),
        editor_url: url::theme(theme.id),
        files_url: act("files"),
        history_url: act("history"),
        link_action: act("link"),
        upgrade_url: draft.base.filter(|base| *base < newest).map(|_| act("upgrade")),
        back_action: theme.before.is_some().then(|| act("step-back")),
        bases: if draft.base.is_some() {
            Vec::new()
        } else {
            versions.rev().map(ToString::to_string).collect()
        },
        base_action: act("base"),
        link: None,
        upload_action: act("uploads"),
        archive_url: act("archive"),
    }
}

/// The editor with these values of the settings.
pub(super) fn editor(found: &Found, values: &Values, shown: &Shown, problems: Vec<Problem>) -> ThemeEditor {
    let form = Form { found, values, problems: &problems };
    let sections = found.package.manifest().sections.iter().enumerate();
    ThemeEditor {
        head: head(found),
        conflict: None,
        sections: sections.map(|(number, section)| form.section(number, section)).collect(),
        preview: preview(found, shown),
        problems,
    }
}

pub(super) fn preview(found: &Found, shown: &Shown) -> ThemePreview {
    let id = found.managed.theme.id;
    ThemePreview {
        action: url::theme_act(id, "preview"),
        url: format!("{}{}", url::theme_act(id, "preview"), shown.query()),
        pages: example::pages(shown),
        is_real: shown.is_real(),
        files_url: Some(url::theme_act(id, "files")),
        example: shown.number() + 1,
        languages: choose::languages(&found.centre.languages, shown.language(&found.centre.languages)),
        width: shown.width().to_owned(),
        scheme: shown.scheme().to_owned(),
    }
}

/// The form of a theme's settings.
struct Form<'a> {
    found: &'a Found,
    values: &'a Values,
    problems: &'a [Problem],
}

impl Form<'_> {
    fn section(&self, number: usize, section: &Section) -> ThemeSection {
        let begin = format!("{}.", section.name);
        let is_wrong =
            |problem: &Problem| problem.field.as_ref().is_some_and(|field| field.starts_with(&begin));
        let settings = section.settings.iter().map(|setting| {
            let name = format!("{begin}{}", setting.name);
            let value = self.values.0.get(&name).cloned().unwrap_or_else(|| setting.default());
            self.setting(name, &setting.label, &setting.kind, &value)
        });
        ThemeSection {
            name: section.name.clone(),
            label: self.say(&section.label),
            is_open: number == 0 || self.problems.iter().any(is_wrong),
            settings: settings.collect(),
        }
    }

    fn setting(&self, name: String, label: &str, kind: &Kind, value: &Value) -> ThemeSetting {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
            other => other.to_string(),
        };
        ThemeSetting {
            label: self.say(label),
            kind: kind.name().to_owned(),
            checked: *value == Value::Bool(true),
            choices: self.choices(label, kind, &text),
            range: range(kind),
            items: self.items(&name, kind, value),
            name,
            value: text,
        }
    }

    /// The rows of a list, and empty ones up to the most that it takes.
    fn items(&self, name: &str, kind: &Kind, value: &Value) -> Vec<Vec<ThemeSetting>> {
        let Kind::List { max, fields, .. } = kind else { return Vec::new() };
        let given = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let row = |number: usize| {
            let item = given.get(number).unwrap_or(&Value::Null);
            let field = |field: &Field| {
                let name = format!("{name}.{number}.{}", field.name);
                self.setting(name, &field.label, &field.kind, item.get(&field.name).unwrap_or(&Value::Null))
            };
            fields.iter().map(field).collect()
        };
        (0..given.len().max(*max)).map(row).collect()
    }

    fn choices(&self, label: &str, kind: &Kind, chosen: &str) -> Vec<FieldChoice> {
        let choice = |value: &str, label: String| FieldChoice {
            chosen: value == chosen,
            value: value.to_owned(),
            key: None,
            label,
        };
        let package = &self.found.package;
        match kind {
            Kind::Select { choices } => choices
                .iter()
                .map(|value| choice(value, self.say(&format!("{label}-{}", key_end(value)))))
                .collect(),
            Kind::Icon => package.glyphs().map(|name| choice(name, name.to_owned())).collect(),
            Kind::File => {
                let pictures =
                    package.pictures().filter(|path| path.starts_with("uploads/") || *path == chosen);
                pictures.map(|path| choice(path, path.trim_start_matches("uploads/").to_owned())).collect()
            }
            _ => Vec::new(),
        }
    }

    fn say(&self, key: &str) -> String {
        let texts: &Texts = &self.found.texts;
        texts.text(self.found.language.as_str(), key, &[]).into_owned()
    }
}

/// The end of the key of a choice's text: its letters and digits.
fn key_end(choice: &str) -> String {
    choice.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn range(kind: &Kind) -> Option<ThemeRange> {
    match kind {
        Kind::Slider { min, max, step, unit } => {
            Some(ThemeRange { min: *min, max: *max, step: *step, unit: unit.clone() })
        }
        _ => None,
    }
}
