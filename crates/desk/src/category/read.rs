//! The tree as one reader sees it.

use db::{params, sql};
use kernel::{Fault, Language};

use super::CategoryId;
use crate::act::View;
use crate::article::{Audience, ReadsArticles};
use crate::page_path::PagePath;

// $3 and $4 are the reader's language and the site's own. A category without a text in either is said in any.
sql! {
    SHOWN = "select c.id, c.parent_id, c.hash, c.icon, c.published, c.public_count, c.internal_count,
        t.slug, t.language, t.title, t.description, t.shown
        from category c join category_text t on t.org_id = c.org_id and t.category_id = c.id and t.language = (
            select l.language from category_text l where l.org_id = c.org_id and l.category_id = c.id
            order by case l.language when $3 then 0 when $4 then 1 else 2 end, l.language limit 1)
        where c.org_id = $1 and /*see*/c.kb_id = $2/*end*/ order by c.place, c.id";
    SLUGS = "select t.language, t.slug from category_text t join category c on c.org_id = t.org_id and c.id = t.category_id
        where t.org_id = $1 and t.category_id = $2 and /*see*/c.kb_id = $3/*end*/ and t.shown order by t.language";
}

/// A category as a reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryRow {
    /// The id.
    pub id: CategoryId,
    /// What it stands in.
    pub parent: Option<CategoryId>,
    hash: String,
    /// The name of its drawing; may be empty.
    pub icon: String,
    is_published: bool,
    public: i64,
    internal: i64,
    slug: String,
    /// What it is shown in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// What is in it; may be empty.
    pub description: String,
    is_shown: bool,
}

/// The categories that a reader sees, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    rows: Vec<CategoryRow>,
}

impl CategoryRow {
    /// Its name in addresses.
    pub fn path(&self) -> PagePath {
        PagePath { slug: self.slug.clone(), hash: self.hash.clone() }
    }

    /// How many articles of these audiences stand in it itself.
    pub fn count(&self, audiences: [Audience; 2]) -> i64 {
        let public = if audiences.contains(&Audience::Public) { self.public } else { 0 };
        let internal = if audiences.contains(&Audience::Internal) { self.internal } else { 0 };
        public + internal
    }
}

impl Tree {
    /// Drops what is hidden or a draft, and whatever stands in it.
    fn of(rows: Vec<CategoryRow>) -> Self {
        let mut open: Vec<CategoryRow> = rows;
        open.retain(|row| row.is_published && row.is_shown);
        loop {
            let there: Vec<CategoryId> = open.iter().map(|row| row.id).collect();
            open.retain(|row| row.parent.is_none_or(|parent| there.contains(&parent)));
            if open.len() == there.len() {
                return Self { rows: open };
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All of them.
    pub fn all(&self) -> &[CategoryRow] {
        &self.rows
    }

    /// Those that stand in this one, or at the top.
    pub fn within(&self, parent: Option<CategoryId>) -> impl Iterator<Item = &CategoryRow> {
        self.rows.iter().filter(move |row| row.parent == parent)
    }

    /// The one of this id.
    pub fn get(&self, id: CategoryId) -> Option<&CategoryRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The one of this path.
    pub fn at(&self, path: &PagePath) -> Option<&CategoryRow> {
        self.rows.iter().find(|row| row.hash == path.hash)
    }

    /// From the top down to this one.
    pub fn way_to(&self, id: CategoryId) -> Vec<&CategoryRow> {
        let mut way: Vec<&CategoryRow> =
            std::iter::successors(self.get(id), |row| row.parent.and_then(|parent| self.get(parent)))
                .collect();
        way.reverse();
        way
    }

    /// How many articles of these audiences stand in it and below it. One that stands in several is counted in each.
    pub fn count(&self, id: CategoryId, audiences: [Audience; 2]) -> i64 {
        let own = self.get(id).map_or(0, |row| row.count(audiences));
        own + self.within(Some(id)).map(|row| self.count(row.id, audiences)).sum::<i64>()
    }
}

impl<W: ReadsArticles> View<W> {
    /// The categories of this knowledge base, in this language as far as they are said in it.
    pub async fn categories(&self, language: &Language) -> Result<Tree, Fault> {
        let site = self.who().site();
        let call = SHOWN.with(params![self.org(), site.kb, language, site.default_language()]);
        Ok(Tree::of(self.reader().all(call).await?))
    }

    /// The languages in which a category is shown, with its slug in each.
    pub async fn category_languages(&self, id: CategoryId) -> Result<Vec<(Language, String)>, Fault> {
        self.reader().all(SLUGS.with(params![self.org(), id, self.who().site().kb])).await
    }
}

db::columns!(CategoryRow: id, parent, hash, icon, is_published, public, internal, slug, language, title, description, is_shown);
