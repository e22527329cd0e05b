//! What the help centres tell and ask: categories, the articles in them, and forms.

use std::collections::BTreeMap;

use desk::article::{Arrangement, Article, Audience, NewArticle, Placed, Typed, Write};
use desk::brand::BrandId;
use desk::category::{CategoryId, CategoryText, NewCategory};
use desk::conversation::history::Batch;
use desk::form::{self, Beginning, Design, Edit, Form, Languages, TypedField};
use desk::kb::{Kb, KbId};
use desk::page_path::PagePath;
use desk::setting::{Scope, Setting};
use desk::{Act, System};
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::house::missing;
use crate::content::{self, Content};
use crate::guide;

type Brands = BTreeMap<String, (BrandId, Kb)>;

/// Writes all of it. The people inside may read what is internal.
pub(super) async fn fill(batch: &mut Batch, content: &Content, brands: &Brands) -> Result<(), Fault> {
    Setting::find("knowledge-base.internal")?.set(batch.act(), Scope::Org, "on").await?;
    let mut categories = BTreeMap::new();
    for new in &content.articles.category {
        categories.insert(new.key.as_str(), category(batch.act(), new, kb_of(brands, &new.brand)?).await?);
        batch.stored().await?;
    }
    for new in &content.articles.article {
        article(batch.act(), new, (kb_of(brands, &new.brand)?, &categories)).await?;
        batch.stored().await?;
    }
    for new in &content.articles.form {
        form(batch.act(), new, kb_of(brands, &new.brand)?).await?;
        batch.stored().await?;
    }
    Ok(())
}

fn kb_of(brands: &Brands, key: &str) -> Result<KbId, Fault> {
    brands.get(key).map(|(_, kb)| kb.id).ok_or_else(|| missing(key))
}

fn language(name: &str) -> Result<Language, Fault> {
    guide::language_code(name).parse().map_err(Fault::internal)
}

async fn category(act: &mut Act<System>, new: &content::Category, kb: KbId) -> Result<CategoryId, Fault> {
    let text = CategoryText::new(&new.title, "", &new.description)?;
    let (language, icon) = (language(&new.language)?, new.icon.clone());
    act.make_category(kb, &NewCategory { parent: None, language, text, icon, is_published: true }).await
}

async fn article(
    act: &mut Act<System>,
    new: &content::Article,
    (kb, categories): (KbId, &BTreeMap<&str, CategoryId>),
) -> Result<(), Fault> {
    let typed = Typed::new(&new.title, ArticleHtml::from_markdown(&new.text))?;
    let begun = NewArticle::new(language(&new.language)?, typed).published();
    let audience = if new.internal { Audience::Internal } else { Audience::Public };
    let begun = if new.internal { begun.internal() } else { begun };
    let id = act.make_article(kb, &begun).await?;
    let in_these =
        new.categories.iter().map(|key| categories.get(key.as_str()).copied().ok_or_else(|| missing(key)));
    let arrangement = Arrangement {
        audience,
        readers: [].into(),
        places: [Placed { kb, is_featured: new.featured }].into(),
        categories: in_these.collect::<Result<_, _>>()?,
        tags: new.tags.iter().cloned().collect(),
    };
    let open = act.open::<Write, Article>(id).await?;
    let revision = open.revision;
    open.arrange(act, (&arrangement, revision)).await
}

/// A form, to which the contact link of its help centre leads.
async fn form(act: &mut Act<System>, new: &content::Form, kb: KbId) -> Result<(), Fault> {
    let own = language(&new.language)?;
    let begun = Beginning { language: &own, title: &new.title, subject: "", message: "" };
    let id = act.make_form(kb, &begun).await?;
    let open = act.open::<Edit, Form>(id).await?;
    let design = Design::read(&typed(new), &[], None)
        .map_err(|wrong| Fault::internal(format!("{} cannot be asked: {wrong:?}", new.title)))?;
    let languages = Languages { own: &own, said: &own };
    open.change(act, languages, &design, open.revision).await?;
    open.publish(act).await?;
    let path = PagePath { slug: "contact-us".to_owned(), hash: open.hash.clone() };
    Setting::find("portal.contact-url")?.set(act, Scope::Kb(kb), &format!("/contact/{path}")).await
}

fn typed(new: &content::Form) -> form::Typed {
    let field = |field: &content::Field| TypedField {
        name: field.name.clone(),
        kind: field.kind.clone(),
        is_required: field.required,
        target: field.target.clone(),
        when_field: field.when[0].clone(),
        when_is: field.when[1].clone(),
        choices: field.choices.clone(),
        label: field.label.clone(),
        hint: field.hint.clone(),
        ..TypedField::default()
    };
    form::Typed {
        name: new.title.clone(),
        title: new.title.clone(),
        introduction: new.introduction.clone(),
        thanks: new.thanks.clone(),
        fields: new.field.iter().map(field).collect(),
        suggests: true,
        ..form::Typed::default()
    }
}
