//! Categories of both sides.

use std::collections::BTreeSet;

use folder::{Category as ToldCategory, FilePath, Flavour, Library, Problem, pages_of};
use kernel::Fault;

use super::meeting::Meeting;
use crate::article::WholeArticle;
use crate::moving::category::{Categories, differs};
use crate::moving::site::Site;
use crate::moving::{ImportReport, KbImport};

impl Meeting<'_> {
    /// Makes the categories that are new in the folder, and changes those that it changed and the app did not.
    pub(super) async fn categories(&mut self) -> Result<(), Fault> {
        let quiet = self.quiet();
        let mut import =
            KbImport::new((self.sync.org, self.sync.kb), self.shelf.source.clone(), self.name.clone());
        import.is_sync = true;
        let had = self.base.categories.keys().cloned().collect();
        let categories = Categories {
            import: &import,
            desk: self.desk,
            operator: self.operator,
            site: &self.site,
            quiet: &quiet,
            had: &had,
        };
        let mut report = ImportReport::default();
        self.shelved = categories.take_in(&self.told_categories, &mut report).await?;
        self.report.to_app.extend(report.done.iter().map(|done| done.place.clone()));
        self.report.problems.extend(report.problems);
        self.report.notes.extend(report.notes);
        let view = self.view().await?;
        self.site = Site::read(&view, self.sync.kb).await?;
        view.close();
        Ok(())
    }

    /// The categories that are only looked up: those that the folder has not changed, and those about which somebody decides.
    fn quiet(&mut self) -> BTreeSet<FilePath> {
        let mut quiet = BTreeSet::new();
        for told in &self.told_categories {
            let is_quiet = self.is_quiet(told);
            if !is_quiet && self.is_undecided(told) {
                let what = "the app has changed this category too; make both say the same";
                self.report.conflicts.push(Problem::of(&told.texts[0].file, what));
                self.undecided.insert(told.path.clone());
            }
            if is_quiet || self.undecided.contains(&told.path) {
                quiet.insert(told.path.clone());
            }
        }
        quiet
    }

    /// Whether the app says of a category what neither the folder says nor both had.
    fn is_undecided(&self, told: &ToldCategory) -> bool {
        let id = told.id.as_ref();
        let Some(there) = self.site.categories.iter().find(|own| Some(&own.category.hash) == id) else {
            return false;
        };
        let is_changed = |base: &ToldCategory| base.texts.iter().any(|text| differs(base, text, there));
        let base = id.and_then(|id| self.base.categories.get(id));
        told.texts.iter().any(|text| differs(told, text, there)) && base.is_none_or(is_changed)
    }

    /// Whether the folder says of a category what it said when both last met.
    fn is_quiet(&self, told: &ToldCategory) -> bool {
        let Some(base) = told.id.as_ref().and_then(|id| self.base.categories.get(id)) else { return false };
        told.icon == base.icon
            && told.is_published.is_none_or(|is_published| Some(is_published) == base.is_published)
            && told.texts.iter().all(|text| {
                base.texts.iter().any(|other| {
                    (&other.language, &other.title, &other.description, other.is_shown)
                        == (&text.language, &text.title, &text.description, text.is_shown)
                })
            })
    }

    /// Categories that the folder does not have as the app has them, as far as the folder did not change them itself.
    pub(super) fn category_pages(&self, categories: &[ToldCategory]) -> Vec<(FilePath, Vec<u8>)> {
        let mut pages = Vec::new();
        for category in categories {
            let there = self.told_categories.iter().find(|told| told.path == category.path);
            let is_same = there.is_some_and(|there| there.id == category.id && is_said(there, category));
            if !is_same && !self.undecided.contains(&category.path) {
                let library = Library { categories: vec![category.clone()], ..Library::default() };
                pages.extend(pages_of(&library, Flavour::Markdown));
            }
        }
        pages
    }

    /// The folders of categories that no folder has, while a file could not be read that may be theirs.
    pub(super) fn lost(&self, categories: &[ToldCategory]) -> BTreeSet<FilePath> {
        let is_had = |category: &&ToldCategory| {
            category.id.as_ref().is_some_and(|id| self.base.categories.contains_key(id))
        };
        let all = categories.iter().filter(|_| !self.report.problems.is_empty()).filter(is_had);
        let lost = all.map(|category| &category.path).filter(|path| !self.shelved.known.contains_key(*path));
        lost.cloned().collect()
    }

    /// Whether an article of the app stands in a category that no folder has, while a file could not be read that may be its.
    pub(super) fn is_homeless(&self, whole: &WholeArticle) -> bool {
        let mut own = whole.arrangement.categories.iter().filter(|id| self.site.is_own(**id));
        !self.report.problems.is_empty()
            && own.any(|id| !self.shelved.known.values().any(|known| known == id))
    }

    /// Categories as they are kept: each a folder of its hash. One that nobody has decided about is kept as it was, and one that
    /// was deleted in the app for as long as the folder has it: it is not made again.
    pub(super) fn kept_categories(
        &self,
        categories: &[ToldCategory],
        unwritten: &BTreeSet<FilePath>,
    ) -> Vec<ToldCategory> {
        let kept = |category: &ToldCategory| {
            let before = category.id.as_ref().and_then(|id| self.base.categories.get(id));
            if self.undecided.contains(&category.path) || unwritten.contains(&category.path) {
                return before.cloned();
            }
            let path: FilePath = category.id.as_deref()?.parse().ok()?;
            let mut category = ToldCategory { path: path.clone(), order: None, ..category.clone() };
            for (nth, text) in category.texts.iter_mut().enumerate() {
                let ending = if nth == 0 { String::new() } else { format!(".{}", text.language) };
                text.file = path.join(&format!("_category{ending}.html")).ok()?;
            }
            Some(category)
        };
        let gone = self.told_categories.iter().filter(|told| self.shelved.gone.contains(&told.path));
        let gone = gone.filter_map(|told| self.base.categories.get(told.id.as_ref()?).cloned());
        categories.iter().filter_map(kept).chain(gone).collect()
    }
}

/// Whether a folder says all that there is to say.
fn is_said(there: &ToldCategory, category: &ToldCategory) -> bool {
    category.texts.iter().all(|text| {
        there.texts.iter().any(|said| {
            (&said.language, &said.title, &said.description, said.is_shown)
                == (&text.language, &text.title, &text.description, text.is_shown)
        })
    })
}
