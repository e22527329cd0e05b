//! A form as its page has it typed: read from what was sent, changed by one of the page's buttons, and made of what is stored.

use desk::form::{FieldKind, ManagedForm, Typed, TypedField};
use kernel::Language;

use crate::form::Pairs;
use crate::inbox::AppVisit;

/// What a button does to the fields besides storing them.
pub(super) enum Step {
    /// Nothing.
    Save,
    /// Another field of this kind, the last.
    Add(FieldKind),
    /// This field before the one above it.
    Up(usize),
    /// This field behind the one below it.
    Down(usize),
    /// Without this field.
    Remove(usize),
}

impl Step {
    /// What the button says that was pressed: `add`, `up:2`, ….
    pub(super) fn of(sent: &Pairs) -> Self {
        let (what, which) = sent.first("do").split_once(':').unwrap_or((sent.first("do"), ""));
        let number = which.parse().ok();
        match (what, number) {
            ("add", _) => FieldKind::from_name(sent.first("kind")).map_or(Self::Save, Self::Add),
            ("up", Some(number)) => Self::Up(number),
            ("down", Some(number)) => Self::Down(number),
            ("remove", Some(number)) => Self::Remove(number),
            _ => Self::Save,
        }
    }

    /// Changes the fields; the number of the one that is to be looked at next.
    pub(super) fn take(&self, fields: &mut Vec<TypedField>, texts: impl Fn(&str) -> String) -> Option<usize> {
        match *self {
            Self::Save => None,
            Self::Add(kind) => {
                fields.push(fresh(kind, fields, texts));
                Some(fields.len() - 1)
            }
            Self::Up(at) => swap(fields, at.checked_sub(1), Some(at)).map(|(above, _)| above),
            Self::Down(at) => swap(fields, Some(at), at.checked_add(1)).map(|(_, below)| below),
            Self::Remove(at) => {
                if at < fields.len() {
                    fields.remove(at);
                }
                None
            }
        }
    }
}

fn swap(fields: &mut [TypedField], first: Option<usize>, second: Option<usize>) -> Option<(usize, usize)> {
    let (first, second) = (first?, second.filter(|second| *second < fields.len())?);
    fields.swap(first, second);
    Some((first, second))
}

/// A field nobody has said anything about, under a name that is free.
fn fresh(kind: FieldKind, fields: &[TypedField], texts: impl Fn(&str) -> String) -> TypedField {
    let is_free = |name: &String| fields.iter().all(|field| field.name != *name);
    let mut names = (1..).map(|number| format!("{}_{number}", kind.name()));
    let choices = if kind.chooses() {
        texts("settings-form-first-choices").replace(" / ", "\n")
    } else {
        String::new()
    };
    TypedField {
        name: names.find(is_free).unwrap_or_default(),
        kind: kind.name().to_owned(),
        target: "told".to_owned(),
        label: texts(&format!("settings-form-kind-{}", kind.name())),
        choices,
        ..TypedField::default()
    }
}

/// What was sent.
pub(super) fn read(sent: &Pairs) -> Typed {
    let text = |name: &str| sent.first(name).to_owned();
    let fields = (0..).take_while(|number| !sent.first(&format!("fields.{number}.kind")).is_empty());
    Typed {
        name: text("name"),
        title: text("title"),
        slug: text("slug"),
        introduction: text("introduction"),
        thanks: text("thanks"),
        fields: fields.map(|number| field(sent, number)).collect(),
        audience: text("audience"),
        suggests: sent.first("suggests") == "on",
        is_hooked: sent.first("hooked") == "on",
        returns: text("returns"),
        tag: text("tag"),
        team: text("team"),
        priority: text("priority"),
    }
}

fn field(sent: &Pairs, number: usize) -> TypedField {
    let text = |part: &str| sent.first(&format!("fields.{number}.{part}"));
    let (when_field, when_is) = text("when").split_once('=').unwrap_or_default();
    TypedField {
        name: text("name").to_owned(),
        kind: text("kind").to_owned(),
        is_required: text("required") == "on",
        is_half: text("half") == "on",
        target: text("target").to_owned(),
        when_field: when_field.to_owned(),
        when_is: when_is.to_owned(),
        choices: text("choices").to_owned(),
        value: text("value").to_owned(),
        label: text("label").to_owned(),
        hint: text("hint").to_owned(),
    }
}

/// What is stored, in this language. In one that is not its own the choices are what they are called in it.
pub(super) fn stored(managed: &ManagedForm, language: &Language, own: &Language) -> Typed {
    let (form, text) = (&managed.form, managed.text(language));
    let said = |of: fn(&desk::form::FormText) -> &String| text.map(of).cloned().unwrap_or_default();
    let each = form.fields.iter().map(|field| TypedField {
        name: field.name.clone(),
        kind: field.kind.name().to_owned(),
        is_required: field.is_required,
        is_half: field.is_half,
        target: field.target.typed(),
        when_field: field.when.as_ref().map(|when| when.field.clone()).unwrap_or_default(),
        when_is: field.when.as_ref().map(|when| when.is.clone()).unwrap_or_default(),
        choices: match text {
            Some(text) if language != own => text.outline(&field.name, &field.offered(&managed.attributes)),
            None if language != own => String::new(),
            _ => field.choices.outline(),
        },
        value: field.value.clone(),
        label: text.map(|text| text.label(&field.name).to_owned()).unwrap_or_default(),
        hint: text.map(|text| text.hint(&field.name).to_owned()).unwrap_or_default(),
    });
    Typed {
        name: form.name.clone(),
        title: said(|text| &text.title),
        slug: said(|text| &text.slug),
        introduction: said(|text| &text.introduction),
        thanks: said(|text| &text.thanks),
        fields: each.collect(),
        audience: form.manner.audience.name().to_owned(),
        suggests: form.manner.suggests,
        is_hooked: form.manner.is_hooked,
        returns: form.manner.returns.join("\n"),
        tag: form.manner.tag.clone(),
        team: form.manner.team.map(|team| team.to_string()).unwrap_or_default(),
        priority: form.manner.priority.number().to_string(),
    }
}

/// In a language that is not its own a form keeps all but what it says: the rest is as it is stored, whatever was sent.
pub(super) fn said_only(sent: Typed, stored: Typed) -> Typed {
    let Typed { title, slug, introduction, thanks, fields, .. } = sent;
    let words = |kept: TypedField| {
        let said = fields.iter().find(|said| said.name == kept.name).cloned().unwrap_or_default();
        TypedField { label: said.label, hint: said.hint, choices: said.choices, ..kept }
    };
    let fields = stored.fields.into_iter().map(words).collect();
    Typed { title, slug, introduction, thanks, fields, ..stored }
}

/// The texts of a form's own language.
pub(super) fn texts_in<'a>(visit: &'a AppVisit, language: &'a Language) -> impl Fn(&str) -> String + 'a {
    move |key| visit.text_in(language, key)
}
