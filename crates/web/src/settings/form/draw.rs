//! What the page shows on which a form is designed.

use desk::attribute::{Attribute, Object};
use desk::form::{Field, FieldKind, ShownField, ShownForm, SuggestedCounts, Target, Typed, TypedField};
use desk::page_path::PagePath;
use desk::snippet::Said;
use desk::user::Team;

use super::super::article::choose;
use super::super::pages::{
    ArticleChoice, EditedField, FieldChoice, FormEditor, FormHook, FormPreview, FormTexts, PreviewField,
    SuggestedLine,
};
use super::super::url;
use super::edit::Found;
use crate::inbox::pages::Problem;
use crate::url as portal;

pub(super) fn editor(
    found: &Found,
    typed: &Typed,
    shown: Option<&ShownForm>,
    problems: Vec<Problem>,
) -> FormEditor {
    let form = &found.managed.form;
    let act = |act| url::form_act(form.id, act);
    let is_outdated = found.managed.text(&found.said).is_some_and(|text| text.told < form.told);
    FormEditor {
        action: format!("{}/{}", url::FORMS, form.id),
        preview_action: act("preview"),
        publish_action: act("publication"),
        unpublish_action: act("withdrawal"),
        delete_action: act("deletion"),
        back_url: url::of_brand(url::FORMS, &found.centre.site.name),
        brand: found.centre.site.name.clone(),
        heading: form.name.clone(),
        revision: form.revision,
        language: found.said.to_string(),
        languages: choose::languages(&found.centre.languages, &found.said),
        is_own: found.is_own(),
        is_outdated: !found.is_own() && is_outdated,
        texts: texts(typed),
        fields: fields(found, typed, &problems),
        kinds: FieldKind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
        is_for_customers: typed.audience == "customers",
        suggests: typed.suggests,
        tag: typed.tag.clone(),
        teams: teams(&found.teams, &typed.team),
        priority: typed.priority.parse().unwrap_or(3),
        hook: hook(found, typed),
        is_published: form.is_published,
        public_url: public_url(found),
        preview: shown.map_or_else(nothing, fragment),
        counts: found.counts.iter().map(|counts| line(found, counts)).collect(),
        problems,
    }
}

fn texts(typed: &Typed) -> FormTexts {
    FormTexts {
        name: typed.name.clone(),
        title: typed.title.clone(),
        slug: typed.slug.clone(),
        introduction: typed.introduction.clone(),
        thanks: typed.thanks.clone(),
    }
}

fn fields(found: &Found, typed: &Typed, problems: &[Problem]) -> Vec<EditedField> {
    let each = typed.fields.iter().enumerate();
    each.map(|(number, field)| {
        let begin = format!("fields.{number}.");
        let kind = FieldKind::from_name(&field.kind).unwrap_or(FieldKind::Text);
        let attributes = &found.managed.attributes;
        let given = attributes.iter().find(|known| field.target.ends_with(&known.id.to_string()));
        EditedField {
            name: field.name.clone(),
            kind: field.kind.clone(),
            label: field.label.clone(),
            hint: field.hint.clone(),
            is_required: field.is_required,
            is_half: field.is_half,
            targets: targets(attributes, &field.target),
            whens: whens(found, &typed.fields[..number], field),
            chooses: kind.chooses(),
            is_given: given.is_some_and(|known| !known.offer.typed().is_empty()),
            choices: field.choices.clone(),
            value: field.value.clone(),
            is_open: problems
                .iter()
                .filter_map(|problem| problem.field.as_deref())
                .any(|field| field.starts_with(&begin)),
        }
    })
    .collect()
}

/// Where an answer can go.
fn targets(attributes: &[Attribute], chosen: &str) -> Vec<FieldChoice> {
    let fixed = [Target::Told, Target::Subject, Target::Message].map(|target| FieldChoice {
        key: Some(target.typed()),
        chosen: target.typed() == chosen,
        value: target.typed(),
        label: String::new(),
    });
    let attribute = |known: &Attribute| {
        let value = Target::Attribute(known.object, known.id).typed();
        let key = if known.object == Object::Customer { "customer" } else { "conversation" };
        let (chosen, label) = (value == chosen, known.title(&Said::default()));
        FieldChoice { key: Some(key.to_owned()), label, chosen, value }
    };
    fixed.into_iter().chain(attributes.iter().map(attribute)).collect()
}

/// On which answers it can depend: those of fields above it.
fn whens(found: &Found, above: &[TypedField], field: &TypedField) -> Vec<FieldChoice> {
    let chosen = format!("{}={}", field.when_field, field.when_is);
    let choice = |other: &TypedField, is: &str, answer: Option<&str>| {
        let value = format!("{}={is}", other.name);
        let label = answer.map_or_else(|| other.label.clone(), |answer| format!("{}: {answer}", other.label));
        let key = answer.is_none().then(|| "ticked".to_owned());
        FieldChoice { chosen: value == chosen, value, key, label }
    };
    let each = above.iter().flat_map(|other| match FieldKind::from_name(&other.kind) {
        Some(FieldKind::Checkbox) => vec![choice(other, "true", None)],
        Some(kind) if kind.chooses() => {
            let named = offered(found, other);
            named.iter().map(|(path, name)| choice(other, path, Some(name))).collect()
        }
        _ => Vec::new(),
    });
    each.collect()
}

/// What a field offers as it is typed.
fn offered(found: &Found, typed: &TypedField) -> Vec<(String, String)> {
    let stored = found.managed.form.fields.iter().find(|field| field.name == typed.name);
    let tree = desk::attribute::Tree::parse(&typed.choices).unwrap_or_default();
    let of =
        |field: &Field| Field { choices: tree.clone(), ..field.clone() }.offered(&found.managed.attributes);
    stored.map_or_else(|| tree.clone(), of).entries()
}

fn teams(teams: &[Team], chosen: &str) -> Vec<ArticleChoice> {
    let choice = |team: &Team| ArticleChoice {
        value: team.id.to_string(),
        title: team.name.clone(),
        depth: 0,
        indent: String::new(),
        chosen: team.id.to_string() == chosen,
    };
    teams.iter().map(choice).collect()
}

fn hook(found: &Found, typed: &Typed) -> FormHook {
    let origin = found.configuration.origins.first().map(ToString::to_string).unwrap_or_default();
    let is_typed = |field: &&TypedField| matches!(field.kind.as_str(), "text" | "area" | "phone");
    let example = typed.fields.iter().filter(is_typed).map(|field| (field.name.clone(), field.label.clone()));
    FormHook {
        is_on: typed.is_hooked,
        returns: typed.returns.clone(),
        url: format!("{origin}/hooks/form/{}", found.managed.form.hash),
        example: example.collect(),
    }
}

fn public_url(found: &Found) -> String {
    let origin = found.configuration.origins.first().map(ToString::to_string).unwrap_or_default();
    let text = found.managed.text(&found.said).or(found.managed.text(&found.own));
    let slug = text.map_or_else(|| "form".to_owned(), |text| text.slug.clone());
    let path = PagePath { slug, hash: found.managed.form.hash.clone() };
    format!("{origin}{}", portal::form(&found.said, &path))
}

fn line(found: &Found, counts: &SuggestedCounts) -> SuggestedLine {
    SuggestedLine {
        url: url::article(counts.article, &found.own),
        title: counts.title.clone(),
        offered: counts.offered,
        visited: counts.visited,
        closed: counts.closed,
        sent: counts.sent,
    }
}

/// The form as it will look.
pub(super) fn fragment(shown: &ShownForm) -> FormPreview {
    let field = |ShownField { field, label, hint, choices }: &ShownField| PreviewField {
        kind: field.kind.name().to_owned(),
        label: label.clone(),
        hint: hint.clone(),
        is_required: field.is_required,
        is_half: field.is_half,
        is_conditional: field.when.is_some(),
        choices: choices.iter().map(|(_, name)| name.clone()).collect(),
    };
    FormPreview {
        title: shown.text.title.clone(),
        introduction: shown.text.introduction.clone(),
        direction: if shown.text.language.is_right_to_left() { "rtl" } else { "ltr" }.to_owned(),
        html_language: shown.text.language.tag(),
        fields: shown.fields.iter().map(field).collect(),
    }
}

fn nothing() -> FormPreview {
    FormPreview {
        title: String::new(),
        introduction: String::new(),
        direction: "ltr".to_owned(),
        html_language: String::new(),
        fields: Vec::new(),
    }
}
