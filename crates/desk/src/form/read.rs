//! A form as whoever fills it sees it: published, in the best language it has, with what there is to choose from.

use db::{params, sql};
use kernel::{Fault, Language, base_codes};

use super::{Field, FieldKind, Form, FormText, Submits, Target};
use crate::act::View;
use crate::attribute::{self, Attribute, AttributeId, Object};
use crate::kb::{Host, KbId, Origin};
use crate::page_path::PagePath;
use crate::who::ApiPublic;

// $3, $4 are the reader's language and the site's own.
sql! {
    TEXTS = "select t.language, t.slug, t.title, t.introduction, t.thanks, t.words, t.told from form_text t
        where t.org_id = $1 and t.form_id = $2
        order by case t.language when $3 then 0 when $4 then 1 else 2 end, t.language";
    HOOKED = "select f.kb_id from form f
        where f.org_id = $1 and f.hash = $2 and /*see*/f.published/*end*/ and /*see*/f.hooked/*end*/";
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

    /// The fields that are asked: of a stranger none whose answer would be kept nowhere, and none that depends on such a one.
    pub fn asked(&self, is_known: bool) -> Vec<&ShownField> {
        let mut asked: Vec<&ShownField> = Vec::new();
        for shown in &self.fields {
            let when = shown.field.when.as_ref();
            let can_be = when.is_none_or(|when| asked.iter().any(|other| other.field.name == when.field));
            if can_be && (is_known || !self.is_for_customers_alone(&shown.field)) {
                asked.push(shown);
            }
        }
        asked
    }

    /// Whether its answer is a sensitive word about a customer: a stranger's is not theirs to say, and stands in no message.
    fn is_for_customers_alone(&self, field: &Field) -> bool {
        let Target::Attribute(Object::Customer, id) = &field.target else { return false };
        let is_sensitive = self.attributes.iter().any(|known| known.id == *id && known.is_sensitive);
        is_sensitive && field.kind != FieldKind::Hidden
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

impl View<ApiPublic> {
    /// Where the hook of this form is: at the registered address of its knowledge base. `not_found` where it is not published, or
    /// no other site may send it.
    pub async fn hooked_at(&self, hash: &str) -> Result<Origin, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let found: Option<(KbId,)> = self.reader().maybe(HOOKED.with(params![self.org(), hash])).await?;
        let (kb,) = found.ok_or_else(gone)?;
        let host = Host::of_kb(self.reader(), self.org(), kb).await?.ok_or_else(gone)?;
        Ok(host.origin)
    }
}

impl<W: Submits> View<W> {
    /// A form of this knowledge base that can be filled, in this language as far as it is said in it; `not_found` otherwise.
    pub async fn form(&self, hash: &str, language: &Language) -> Result<ShownForm, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let site = self.who().site();
        let own = site.default_language().clone();
        let call = Form::at(self.org(), hash, site.kb);
        let form: Form = self.reader().maybe(call).await?.ok_or_else(gone)?;
        let ids = form.attribute_ids();
        let mut attributes = Vec::new();
        if !ids.is_empty() {
            attributes = self.reader().all(attribute::of_ids(self.org(), &ids)).await?;
        }
        let call = TEXTS.with(params![self.org(), form.id, language, &own]);
        let texts: Vec<FormText> = self.reader().all(call).await?;
        ShownForm::of(form, &texts, &own, attributes).ok_or_else(gone)
    }
}
