//! Categories of a folder become those of the knowledge base.

use std::collections::{BTreeMap, BTreeSet};

use folder::{Category as Told, CategoryText as ToldText, FilePath, Problem};
use kernel::{Fault, Language};
use net::ContentHash;

use super::order::placed;
use super::said::{self, SaidCategory};
use super::shelved::{as_it_is, since};
use super::site::Site;
use super::{Done, ImportReport, KbImport, What, words};
use crate::act::Act;
use crate::category::{
    Category, CategoryId, CategoryOrigin, CategoryText, Edit, ManagedCategory, ManagedText, NewCategory,
    Place,
};
use crate::code;
use crate::door::{Desk, Operator};
use crate::page_path;
use crate::who::System;

/// The categories of folders, as far as they could be had.
pub(super) type Known = BTreeMap<FilePath, CategoryId>;

/// What became of the folders.
#[derive(Default)]
pub(super) struct Shelved {
    pub(super) known: Known,
    /// Folders whose categories were deleted in the app.
    pub(super) gone: BTreeSet<FilePath>,
    /// Those that are new, or whose order has changed in the folder.
    moved: BTreeSet<FilePath>,
}

/// Takes the categories of a folder in, each in an act of its own, those above first.
pub(super) struct Categories<'a> {
    pub(super) import: &'a KbImport,
    pub(super) desk: &'a Desk,
    pub(super) operator: &'a Operator,
    pub(super) site: &'a Site,
    /// Those that are only looked up, with what they say left as it is.
    pub(super) quiet: &'a BTreeSet<FilePath>,
    /// The ids of those that were in the app when both sides last met.
    pub(super) had: &'a BTreeSet<String>,
}

/// What a folder stands in.
enum Above {
    /// The category of the nearest folder above that was not deleted in the app; at the top, where there is none.
    Stands(Option<CategoryId>),
    /// A folder whose category could not be made.
    Unmade,
}

/// A category of the folder with where it stands, and what is known of it from before.
struct Asked<'a> {
    told: &'a Told,
    parent: Option<CategoryId>,
    origin: String,
    before: Option<&'a CategoryOrigin>,
    said: Option<SaidCategory>,
}

impl Categories<'_> {
    pub(super) async fn take_in(&self, all: &[Told], report: &mut ImportReport) -> Result<Shelved, Fault> {
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let origins = view.category_origins(self.import.kb).await?;
        view.close();
        let mut shelved = Shelved::default();
        for told in all {
            let Above::Stands(parent) = shelved.above(&told.path) else {
                // Nothing is made where what it stands in could not be; what is there stays where it is.
                let there = self.by_id(told).map(|there| (told.path.clone(), there.category.id));
                shelved.known.extend(there);
                continue;
            };
            let asked = self.asked(told, parent, &origins);
            self.category(&asked, report, &mut shelved).await?;
        }
        if !self.import.is_dry && !self.import.is_sync {
            self.order(all, &shelved).await?;
        }
        Ok(shelved)
    }

    /// What is known of it from before: by its place, or else by its id.
    fn asked<'a>(
        &self,
        told: &'a Told,
        parent: Option<CategoryId>,
        origins: &'a [CategoryOrigin],
    ) -> Asked<'a> {
        let origin = format!("{}\n{}", self.import.name, told.path);
        let origin = ContentHash::of(origin.as_bytes()).to_string();
        let by_id = self.by_id(told).map(|there| there.category.id);
        let is_its = |known: &&CategoryOrigin| by_id.is_none_or(|id| known.category == id);
        let before = origins.iter().find(|known| known.origin == origin).filter(is_its);
        let before = before.or_else(|| origins.iter().find(|known| Some(known.category) == by_id));
        let said = before.and_then(|before| said::read(&before.said));
        Asked { told, parent, origin, before, said }
    }

    /// The category that it is, made or changed where that is needed.
    async fn category(
        &self,
        asked: &Asked<'_>,
        report: &mut ImportReport,
        shelved: &mut Shelved,
    ) -> Result<(), Fault> {
        let told = asked.told;
        let there = self.find(asked);
        let was_had = told.id.as_ref().is_some_and(|id| self.had.contains(id));
        if there.is_none() && (asked.before.is_some() || was_had) {
            shelved.gone.insert(told.path.clone());
            let what = "it was deleted in the app; its folder is left as it is";
            report.notes.push(Problem::of(&told.texts[0].file, what));
            return Ok(());
        }
        let stored = match there {
            None if self.import.is_dry => self.room(report.count(What::Category, true)).map(|id| (id, true)),
            None => self.make(asked).await.map(|id| (id, true)),
            Some(there) if self.quiet.contains(&told.path) => Ok((there.category.id, false)),
            Some(there) => self.change(asked, there).await.map(|changed| (there.category.id, changed)),
        };
        match stored {
            Ok((id, is_changed)) => {
                shelved.know(asked, id, there.is_none());
                report.done.extend(is_changed.then(|| done(told, there.is_none())));
            }
            Err(fault) => {
                shelved.known.extend(there.map(|there| (told.path.clone(), there.category.id)));
                report.problems.push(Problem::of(&told.texts[0].file, words::refused(fault)?));
            }
        }
        Ok(())
    }

    /// Whether one more could be made, for which nothing is done.
    fn room(&self, made: usize) -> Result<CategoryId, Fault> {
        let is_room = self.site.categories.len() + made < self.site.most_categories;
        if is_room { Ok(self.desk.context().new_id()) } else { Err(Fault::new(&code::CATEGORIES_MANY)) }
    }

    fn by_id(&self, told: &Told) -> Option<&ManagedCategory> {
        self.site.categories.iter().find(|there| Some(&there.category.hash) == told.id.as_ref())
    }

    /// By its id, or else by where it was taken in from, or else by its title beside the same others.
    fn find(&self, asked: &Asked<'_>) -> Option<&ManagedCategory> {
        let all = &self.site.categories;
        let by_origin = || {
            let before = asked.before?;
            all.iter().find(|there| there.category.id == before.category)
        };
        let is_called = |there: &ManagedCategory| asked.told.texts.iter().any(|text| has_title(there, text));
        let by_title = || all.iter().find(|there| there.category.parent == asked.parent && is_called(there));
        self.by_id(asked.told).or_else(by_origin).or_else(by_title)
    }

    async fn make(&self, asked: &Asked<'_>) -> Result<CategoryId, Fault> {
        let told = asked.told;
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        let first = &told.texts[0];
        let new = NewCategory {
            parent: asked.parent,
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
        self.remember(&mut act, asked, id).await?;
        act.done(id).await
    }

    /// Brings what the folder has changed; whether that was anything.
    async fn change(&self, asked: &Asked<'_>, there: &ManagedCategory) -> Result<bool, Fault> {
        let id = there.category.id;
        let told = self.wanted(asked, there);
        let texts: Vec<&ToldText> = told.texts.iter().filter(|text| differs(&told, text, there)).collect();
        let moves = self.moves(asked, there);
        let is_changed = !texts.is_empty() || moves;
        if self.import.is_dry || !(is_changed || self.is_news(asked, id)) {
            return Ok(is_changed);
        }
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        for text in texts {
            say(&mut act, (&told, id), text).await?;
        }
        if moves {
            let category = act.open::<Edit, Category>(id).await?;
            category.place(&mut act, Place { parent: asked.parent, before: None }).await?;
        }
        self.remember(&mut act, asked, id).await?;
        act.done(is_changed).await
    }

    /// What is to be brought of it: both sides of a sync were compared already.
    fn wanted(&self, asked: &Asked<'_>, there: &ManagedCategory) -> Told {
        if self.import.is_sync {
            return asked.told.clone();
        }
        let mut told = since(asked.told, asked.said.as_ref(), there);
        if told.texts.is_empty() {
            // What it says in no language, its icon and its state, is said with one that it has.
            told.texts.extend(there.texts.first().map(|text| as_it_is(text, &asked.told.texts[0].file)));
        }
        told
    }

    fn moves(&self, asked: &Asked<'_>, there: &ManagedCategory) -> bool {
        let above = asked.told.path.parent().map_or(String::new(), |above| above.to_string());
        let has_moved = asked.said.as_ref().is_some_and(|said| said.above != above);
        !self.import.is_sync && has_moved && there.category.parent != asked.parent
    }

    /// Whether the folder says something else than it said last.
    fn is_news(&self, asked: &Asked<'_>, id: CategoryId) -> bool {
        let is_known =
            asked.before.is_some_and(|before| before.origin == asked.origin && before.category == id);
        let is_said = asked.said.as_ref() == Some(&SaidCategory::of(asked.told));
        !(self.import.is_sync || is_known && is_said)
    }

    async fn remember(&self, act: &mut Act<System>, asked: &Asked<'_>, id: CategoryId) -> Result<(), Fault> {
        let said =
            if self.import.is_sync { String::new() } else { said::written(&SaidCategory::of(asked.told)) };
        let from = CategoryOrigin { origin: asked.origin.clone(), category: id, said };
        act.remember_category(self.import.kb, &from).await
    }

    /// Puts those whose order the folder has changed where it has them, beside the others as the app has those.
    async fn order(&self, all: &[Told], shelved: &Shelved) -> Result<(), Fault> {
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let there = view.managed_categories(self.import.kb).await?;
        view.close();
        let is_moved = |told: &&Told| told.order.is_some() && shelved.moved.contains(&told.path);
        let parents: BTreeSet<Option<FilePath>> =
            all.iter().filter(is_moved).map(|told| told.path.parent()).collect();
        for folder in parents {
            let parent = folder.as_ref().and_then(|folder| shelved.known.get(folder).copied());
            let now = there.iter().filter(|there| there.category.parent == parent);
            let now: Vec<CategoryId> = now.map(|there| there.category.id).collect();
            let told = all.iter().filter(|told| told.path.parent() == folder);
            let told = told.filter_map(|told| {
                let id = shelved.known.get(&told.path).filter(|id| now.contains(id))?;
                Some((*id, shelved.moved.contains(&told.path)))
            });
            let wanted = placed(&now, &told.collect::<Vec<_>>());
            if wanted == now {
                continue;
            }
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

impl Shelved {
    fn above(&self, path: &FilePath) -> Above {
        let mut next = path.parent();
        while let Some(folder) = next {
            if let Some(id) = self.known.get(&folder) {
                return Above::Stands(Some(*id));
            }
            if !self.gone.contains(&folder) {
                return Above::Unmade;
            }
            next = folder.parent();
        }
        Above::Stands(None)
    }

    fn know(&mut self, asked: &Asked<'_>, id: CategoryId, is_new: bool) {
        let path = &asked.told.path;
        self.known.insert(path.clone(), id);
        if is_new || asked.said.as_ref().is_some_and(|said| said.order != asked.told.order) {
            self.moved.insert(path.clone());
        }
    }
}

fn done(told: &Told, is_new: bool) -> Done {
    let (place, title) = (told.path.to_string(), told.texts[0].title.clone());
    Done { what: What::Category, is_new, place, title }
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

pub(super) fn find_text<'a>(there: &'a ManagedCategory, language: &Language) -> Option<&'a ManagedText> {
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
