//! What whoever manages content sees of categories: all of them, in every language.

use db::{params, sql};
use kernel::{Fault, Language};

use super::{Category, CategoryId, ManagesContent};
use crate::act::View;
use crate::kb::KbId;

sql! {
    ALL = "select c.id, c.kb_id, c.parent_id, c.hash, c.icon, c.published, c.revision from category c
        where c.org_id = $1 and c.kb_id = $2 order by c.place, c.id";
    TEXTS = "select t.category_id, t.language, t.slug, t.title, t.description, t.shown from category_text t
        join category c on c.org_id = t.org_id and c.id = t.category_id
        where t.org_id = $1 and c.kb_id = $2 order by t.language";
    COUNTS = "select c.id, (select count(*) from article_category i
        join article a on a.org_id = i.org_id and a.id = i.article_id || ''
        where i.org_id = $1 and i.category_id = c.id and a.deleted_at is null) from category c
        where c.org_id = $1 and c.kb_id = $2";
}

/// A category with everything it says.
#[derive(Clone, Debug)]
pub struct ManagedCategory {
    /// The category.
    pub category: Category,
    /// Its texts, by language.
    pub texts: Vec<ManagedText>,
    /// How many articles stand in it itself, in whatever state.
    pub articles: i64,
}

/// What a category says in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ManagedText {
    category: CategoryId,
    /// The language.
    pub language: Language,
    /// The slug.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// Whether readers of this language see the category.
    pub is_shown: bool,
}

impl ManagedCategory {
    /// What it is called in this language, or else in the first there is.
    pub fn title(&self, language: &Language) -> &str {
        let said = self.texts.iter().find(|text| text.language == *language).or(self.texts.first());
        said.map_or("", |text| &text.title)
    }
}

impl<W: ManagesContent> View<W> {
    /// Every category of a knowledge base in its order, for whoever manages content.
    pub async fn managed_categories(&self, kb: KbId) -> Result<Vec<ManagedCategory>, Fault> {
        self.who().manages()?;
        let of = || params![self.org(), kb];
        let categories: Vec<Category> = self.reader().all(ALL.with(of())).await?;
        let mut texts: Vec<ManagedText> = self.reader().all(TEXTS.with(of())).await?;
        let counts: Vec<(CategoryId, i64)> = self.reader().all(COUNTS.with(of())).await?;
        let whole = categories.into_iter().map(|category| {
            let own = texts.extract_if(.., |text| text.category == category.id).collect();
            let articles = counts.iter().find(|(id, _)| *id == category.id).map_or(0, |(_, count)| *count);
            ManagedCategory { category, texts: own, articles }
        });
        Ok(whole.collect())
    }
}

db::columns!(ManagedText: category, language, slug, title, description, is_shown);
