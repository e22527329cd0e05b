//! What one side says of an article, and how two of them become one.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Language;

use crate::article::{Arrangement, Audience, Placed, ReaderKind, Typed, WholeArticle};
use crate::category::CategoryId;
use crate::kb::KbId;

/// An article as the app, the folder, or both when they last met have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Side {
    pub(super) head: Head,
    pub(super) texts: BTreeMap<Language, Typed>,
}

/// What counts at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Head {
    pub(super) audience: Audience,
    pub(super) readers: BTreeSet<(ReaderKind, String)>,
    pub(super) is_featured: bool,
    pub(super) tags: BTreeSet<String>,
    pub(super) categories: BTreeSet<CategoryId>,
}

/// What becomes of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// Both sides are to have this.
    Both(Typed),
    /// Both sides changed the same, each otherwise.
    Conflict,
    /// It is gone from the folder, and the app has not changed it since; or the other way round.
    GoneFromFolder,
    GoneFromApp,
}

impl Side {
    /// What the app has: what is written, or else read.
    pub(super) fn of_app(kb: KbId, whole: &WholeArticle, is_own: &dyn Fn(&CategoryId) -> bool) -> Self {
        let texts = whole
            .texts
            .iter()
            .filter_map(|text| Some((text.language.clone(), text.current()?.typed.clone())));
        Self { head: Head::of(kb, &whole.arrangement, is_own), texts: texts.collect() }
    }

    /// The same with links as `translate` says them.
    #[must_use]
    pub(super) fn with_links(mut self, translate: &dyn Fn(&str) -> Option<String>) -> Self {
        for typed in self.texts.values_mut() {
            *typed = typed.clone().with_links(translate);
        }
        self
    }
}

impl Head {
    pub(super) fn of(kb: KbId, arrangement: &Arrangement, is_own: &dyn Fn(&CategoryId) -> bool) -> Self {
        Self {
            audience: arrangement.audience,
            readers: arrangement.readers.clone(),
            is_featured: arrangement.places.iter().any(|placed| placed.kb == kb && placed.is_featured),
            tags: arrangement.tags.clone(),
            categories: arrangement.categories.iter().copied().filter(|id| is_own(id)).collect(),
        }
    }

    /// What only one side changed is as that side has it; of lists, each thing by itself.
    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let Some(base) = base else { return Self::both(ours, theirs) };
        Self {
            audience: if base.audience == ours.audience { theirs.audience } else { ours.audience },
            readers: merged(&base.readers, &ours.readers, &theirs.readers),
            is_featured: if base.is_featured == ours.is_featured {
                theirs.is_featured
            } else {
                ours.is_featured
            },
            tags: merged(&base.tags, &ours.tags, &theirs.tags),
            categories: merged(&base.categories, &ours.categories, &theirs.categories),
        }
    }

    /// What either side has, where nothing tells which of them changed it; internal, where only one of them is.
    fn both(ours: &Self, theirs: &Self) -> Self {
        let is_public = [ours, theirs].iter().all(|side| side.audience == Audience::Public);
        Self {
            audience: if is_public { Audience::Public } else { Audience::Internal },
            readers: if ours.readers.is_empty() { theirs.readers.clone() } else { ours.readers.clone() },
            is_featured: ours.is_featured || theirs.is_featured,
            tags: ours.tags.union(&theirs.tags).cloned().collect(),
            categories: ours.categories.union(&theirs.categories).copied().collect(),
        }
    }

    /// As it is stored, beside what other brands have of it.
    pub(super) fn arrangement(
        &self,
        kb: KbId,
        there: Option<&Arrangement>,
        is_own: &dyn Fn(&CategoryId) -> bool,
    ) -> Arrangement {
        let elsewhere =
            there.iter().flat_map(|there| there.places.iter().filter(|placed| placed.kb != kb).copied());
        let others = there.iter().flat_map(|there| there.categories.iter().filter(|id| !is_own(id)).copied());
        let here = Placed { kb, is_featured: self.is_featured };
        Arrangement {
            audience: self.audience,
            readers: self.readers.clone(),
            places: elsewhere.chain([here]).collect(),
            categories: self.categories.iter().copied().chain(others).collect(),
            tags: self.tags.clone(),
        }
    }
}

fn merged<T: Ord + Clone>(base: &BTreeSet<T>, ours: &BTreeSet<T>, theirs: &BTreeSet<T>) -> BTreeSet<T> {
    let is_kept = |one: &&T| !base.contains(*one) || (ours.contains(*one) && theirs.contains(*one));
    ours.union(theirs).filter(is_kept).cloned().collect()
}

/// What becomes of each text of an article that both sides have.
pub(super) fn settle(base: Option<&Side>, ours: &Side, theirs: &Side) -> (Head, BTreeMap<Language, Fate>) {
    let head = Head::merge(base.map(|base| &base.head), &ours.head, &theirs.head);
    let languages: BTreeSet<&Language> = ours.texts.keys().chain(theirs.texts.keys()).collect();
    let fates = languages.into_iter().map(|language| {
        let base = base.and_then(|base| base.texts.get(language));
        let fate = fate(base, ours.texts.get(language), theirs.texts.get(language));
        (language.clone(), fate)
    });
    (head, fates.collect())
}

/// An edit is never lost to a deletion.
fn fate(base: Option<&Typed>, ours: Option<&Typed>, theirs: Option<&Typed>) -> Fate {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Typed::merge(base, ours, theirs).map_or(Fate::Conflict, Fate::Both),
        (Some(ours), None) if base == Some(ours) => Fate::GoneFromFolder,
        (None, Some(theirs)) if base == Some(theirs) => Fate::GoneFromApp,
        (Some(one), None) | (None, Some(one)) => Fate::Both(one.clone()),
        (None, None) => Fate::GoneFromApp,
    }
}
