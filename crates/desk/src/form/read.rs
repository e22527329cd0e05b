//! A form as whoever fills it sees it: published, in the best language it has, with what there is to choose from.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Language, base_codes};

use super::{Field, Form, FormText, Submits};
use crate::act::View;
use crate::attribute::{self, Attribute, AttributeId};
use crate::page_path::PagePath;

// $3, $4 are the reader's language and the site's own.
sql! {
    SHOWN = "select f.id, f.kb_id, f.hash, f.name, f.fields, f.published, f.audience, f.suggests, f.hooked, f.returns, f.tag,
        f.team_id, f.priority, f.told, f.revision, t.language, t.slug, t.title, t.introduction, t.thanks, t.words, t.told
        from form f join form_text t on t.org_id = f.org_id and t.form_id = f.id
        where f.org_id = $1 and f.hash = $2 and /*see*/f.kb_id = $5/*end*/ and /*see*/f.published/*end*/
        order by case t.language when $3 then 0 when $4 then 1 else 2 end, t.language";
}

/// A form as it is filled.
#[derive(Clone, Debug)]
pub struct ShownForm {
    /// The form.
    pub form: Form,
    /// What it says.
    pub text: FormText,
    /// Whether it says more in the knowledge base's own language by now.
    pub is_outdated: bool,
    /// What it asks.
    pub fields: Vec<ShownField>,
    /// The attributes that answers go to, as far as they are there.
    pub(super) attributes: Vec<Attribute>,
}

/// A field as it is filled.
#[derive(Clone, Debug)]
pub struct ShownField {
    /// The field.
    pub field: Field,
    /// The label.
    pub label: String,
    /// The hint; may be empty.
    pub hint: String,
    /// What there is to choose from, by path, those below behind the one they are below of, each by its own name.
    pub choices: Vec<(String, String)>,
}

impl ShownForm {
    /// Its name in addresses.
    pub fn path(&self) -> PagePath {
        PagePath { slug: self.text.slug.clone(), hash: self.form.hash.clone() }
    }

    /// The best of these texts, which come in the order of how good they are.
    pub(super) fn of(
        form: Form,
        texts: &[FormText],
        own: &Language,
        attributes: Vec<Attribute>,
    ) -> Option<Self> {
        let text = texts.first()?.clone();
        let said_own = texts.iter().find(|text| text.language == *own).unwrap_or(&text).clone();
        let shown = |field: &Field| {
            let either = |said: &str, otherwise: &str| {
                if said.is_empty() { otherwise.to_owned() } else { said.to_owned() }
            };
            let named = |(path, name): (String, String)| {
                let name = text.choice(&field.name, &path).map_or(name, str::to_owned);
                (path, name)
            };
            ShownField {
                label: either(text.label(&field.name), said_own.label(&field.name)),
                hint: either(text.hint(&field.name), said_own.hint(&field.name)),
                choices: field.offered(&attributes).entries().into_iter().map(named).collect(),
                field: field.clone(),
            }
        };
        let fields = form.fields.iter().map(shown).collect();
        let is_outdated = text.language != *own && text.told < form.told;
        Some(Self { form, text, is_outdated, fields, attributes })
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&ShownField> {
        self.fields.iter().find(|shown| shown.field.name == name)
    }
}

impl Form {
    /// The attributes that its answers go to.
    pub(super) fn attribute_ids(&self) -> Vec<AttributeId> {
        self.fields.iter().filter_map(|field| field.target.attribute()).collect()
    }
}

impl<W: Submits> View<W> {
    /// A form of this knowledge base that can be filled, in this language as far as it is said in it; `not_found` otherwise.
    pub async fn form(&self, hash: &str, language: &Language) -> Result<ShownForm, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let site = self.who().site();
        let own = site.default_language().clone();
        let values = params![self.org(), hash, language, &own, site.kb];
        let rows: Vec<Told> = self.reader().all(SHOWN.with(values)).await?;
        let form = rows.first().ok_or_else(gone)?.form.clone();
        let ids = form.attribute_ids();
        let mut attributes = Vec::new();
        if !ids.is_empty() {
            attributes = self.reader().all(attribute::of_ids(self.org(), &ids)).await?;
        }
        let texts: Vec<FormText> = rows.into_iter().map(|row| row.text).collect();
        ShownForm::of(form, &texts, &own, attributes).ok_or_else(gone)
    }
}

/// A form with one of its texts.
struct Told {
    form: Form,
    text: FormText,
}

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { form: Form::read_columns(row)?, text: FormText::read_columns(row, 15)? })
    }
}
