//! What the help centres tell: categories, and the articles in them.

use std::collections::BTreeMap;

use desk::article::{Arrangement, Article, Audience, NewArticle, Placed, Typed, Write};
use desk::brand::BrandId;
use desk::category::{CategoryId, CategoryText, NewCategory};
use desk::conversation::history::Batch;
use desk::kb::{Kb, KbId};
use desk::setting::{Scope, Setting};
use desk::{Act, System};
use kernel::{Fault, Language};
use markup::ArticleHtml;

use super::house::missing;
use crate::content::{self, Content};
use crate::guide;

type Brands = BTreeMap<String, (BrandId, Kb)>;

/// Writes all of it. The people inside may read what is internal.
pub(super) async fn fill(mut batch: Batch, content: &Content, brands: &Brands) -> Result<(), Fault> {
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
    batch.done().await
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
