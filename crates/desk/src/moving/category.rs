//! Categories of a folder become those of the knowledge base.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Category as Told, CategoryText as ToldText, FilePath, Problem};
use kernel::{Fault, Language};

use super::site::Site;
use super::{Done, ImportReport, KbImport, What, words};
use crate::act::Act;
use crate::category::{
    Category, CategoryId, CategoryText, Edit, ManagedCategory, ManagedText, NewCategory, Place,
};
use crate::code;
use crate::door::{Desk, Operator};
use crate::page_path;
use crate::who::System;

/// The categories of folders, as far as they could be had.
pub(super) type Known = BTreeMap<FilePath, CategoryId>;

/// Takes the categories of a folder in, each in an act of its own, those above first.
pub(super) struct Categories<'a> {
    pub(super) import: &'a KbImport,
    pub(super) desk: &'a Desk,
    pub(super) operator: &'a Operator,
    pub(super) site: &'a Site,
    /// Those that are only looked up, with what they say left as it is.
    pub(super) quiet: &'a BTreeSet<FilePath>,
}

impl Categories<'_> {
    pub(super) async fn take_in(&self, all: &[Told], report: &mut ImportReport) -> Result<Known, Fault> {
        let mut known = Known::new();
        for told in all {
            let parent = told.path.parent();
            let above = parent.as_ref().map(|parent| known.get(parent).copied());
            if above == Some(None) {
                continue;
            }
            match self.category(told, above.flatten(), report).await? {
                Ok(id) => _ = known.insert(told.path.clone(), id),
                Err(what) => report.problems.push(Problem::of(&told.texts[0].file, what)),
            }
        }
        if !self.import.is_dry && !self.import.is_sync {
            self.order(all, &known).await?;
        }
        Ok(known)
    }

    /// The category that it is, made or changed where that is needed.
    async fn category(
        &self,
        told: &Told,
        parent: Option<CategoryId>,
        report: &mut ImportReport,
    ) -> Result<Result<CategoryId, String>, Fault> {
        let there = self.find(told, parent);
        if self.quiet.contains(&told.path) {
            let gone = || "it was deleted in the app; its folder is left as it is".to_owned();
            return Ok(there.map(|there| there.category.id).ok_or_else(gone));
        }
        let stored = match there {
            None if self.import.is_dry => self.room(report.count(What::Category, true)),
            None => self.make(told, parent).await,
            Some(there) if self.is_as_told(told, there, parent) => return Ok(Ok(there.category.id)),
            Some(there) => self.change(told, there, parent).await,
        };
        if stored.is_ok() {
            report.done.push(Done {
                what: What::Category,
                is_new: there.is_none(),
                place: told.path.to_string(),
                title: told.texts[0].title.clone(),
            });
        }
        stored.map_or_else(|fault| words::refused(fault).map(Err), |id| Ok(Ok(id)))
    }

    /// Whether one more could be made, for which nothing is done.
    fn room(&self, made: usize) -> Result<CategoryId, Fault> {
        let is_room = self.site.categories.len() + made < self.site.most_categories;
        if is_room { Ok(self.desk.context().new_id()) } else { Err(Fault::new(&code::CATEGORIES_MANY)) }
    }

    fn is_as_told(&self, told: &Told, there: &ManagedCategory, parent: Option<CategoryId>) -> bool {
        !told.texts.iter().any(|text| differs(told, text, there)) && !self.moves(there, parent)
    }

    fn moves(&self, there: &ManagedCategory, parent: Option<CategoryId>) -> bool {
        there.category.parent != parent && !self.import.is_sync
    }

    /// By its id, or else by its title beside the same others.
    pub(super) fn find(&self, told: &Told, parent: Option<CategoryId>) -> Option<&ManagedCategory> {
        let all = &self.site.categories;
        let by_id = all.iter().find(|there| Some(&there.category.hash) == told.id.as_ref());
        by_id.or_else(|| {
            let is_called = |there: &ManagedCategory| told.texts.iter().any(|text| has_title(there, text));
            all.iter().find(|there| there.category.parent == parent && is_called(there))
        })
    }

    async fn make(&self, told: &Told, parent: Option<CategoryId>) -> Result<CategoryId, Fault> {
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        let first = &told.texts[0];
        let new = NewCategory {
            parent,
            language: first.language.clone(),
            text: text(first)?,
            icon: told.icon.clone(),
            is_published: told.is_published.unwrap_or(true),
        };
        let is_free = |hash: &&String| {
            page_path::is_hash(hash) && self.site.categories.iter().all(|there| there.category.hash != **hash)
        };
        let id = match told.id.as_ref().filter(is_free) {
            Some(hash) => act.make_category_at(self.import.kb, &new, hash).await?,
            None => act.make_category(self.import.kb, &new).await?,
        };
        for more in &told.texts[1..] {
            say(&mut act, (told, id), more).await?;
        }
        act.done(id).await
    }

    async fn change(
        &self,
        told: &Told,
        there: &ManagedCategory,
        parent: Option<CategoryId>,
    ) -> Result<CategoryId, Fault> {
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        let id = there.category.id;
        for text in told.texts.iter().filter(|text| differs(told, text, there)) {
            say(&mut act, (told, id), text).await?;
        }
        if self.moves(there, parent) {
            let category = act.open::<Edit, Category>(id).await?;
            category.place(&mut act, Place { parent, before: None }).await?;
        }
        act.done(id).await
    }

    /// Puts those that say their order into it, where they stand in another.
    async fn order(&self, all: &[Told], known: &Known) -> Result<(), Fault> {
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let there = view.managed_categories(self.import.kb).await?;
        view.close();
        let parents: BTreeSet<Option<FilePath>> =
            all.iter().filter(|told| told.order.is_some()).map(|told| told.path.parent()).collect();
        for parent in parents {
            let told = all.iter().filter(|told| told.path.parent() == parent);
            let wanted: Vec<CategoryId> = told.filter_map(|told| known.get(&told.path).copied()).collect();
            let now = there.iter().map(|there| there.category.id).filter(|id| wanted.contains(id));
            if now.eq(wanted.iter().copied()) {
                continue;
            }
            let parent = parent.and_then(|parent| known.get(&parent).copied());
            let mut act = self.desk.act_operator(self.operator, self.import.org);
            for id in wanted {
                let category = act.open::<Edit, Category>(id).await?;
                category.place(&mut act, Place { parent, before: None }).await?;
            }
            act.done(()).await?;
        }
        Ok(())
    }
}

fn text(told: &ToldText) -> Result<CategoryText, Fault> {
    let text = CategoryText::new(&told.title, &told.slug, &told.description)?;
    Ok(if told.is_shown { text } else { text.hidden() })
}

async fn say(
    act: &mut Act<System>,
    (told, id): (&Told, CategoryId),
    text_told: &ToldText,
) -> Result<(), Fault> {
    let category = act.open::<Edit, Category>(id).await?;
    let (icon, is_published) =
        (icon(told, &category.icon), told.is_published.unwrap_or(category.is_published));
    let seen = category.revision;
    category.change(act, (&text_told.language, &text(text_told)?), (&icon, is_published), seen).await
}

/// A folder that says no icon takes none away.
fn icon(told: &Told, there: &str) -> String {
    if told.icon.is_empty() { there.to_owned() } else { told.icon.clone() }
}

fn find_text<'a>(there: &'a ManagedCategory, language: &Language) -> Option<&'a ManagedText> {
    there.texts.iter().find(|text| text.language == *language)
}

fn has_title(there: &ManagedCategory, told: &ToldText) -> bool {
    find_text(there, &told.language).is_some_and(|text| text.title == told.title)
}

/// Whether a file says something else than what is there. A folder without a file says its name alone.
pub(super) fn differs(told: &Told, text: &ToldText, there: &ManagedCategory) -> bool {
    if text.file == told.path {
        return false;
    }
    let category = &there.category;
    let is_other = told.is_published.is_some_and(|is_published| is_published != category.is_published)
        || icon(told, &category.icon) != category.icon;
    let Some(said) = find_text(there, &text.language) else { return true };
    let is_slug_other = !text.slug.is_empty() && text.slug != said.slug;
    is_other
        || is_slug_other
        || (&text.title, &text.description, text.is_shown) != (&said.title, &said.description, said.is_shown)
}
