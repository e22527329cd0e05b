//! What one side says of an article, and how two of them become one.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Language;

use crate::article::{Typed, WholeArticle};
use crate::category::CategoryId;
use crate::kb::KbId;
use crate::moving::head::Head;

/// An article as the app, the folder, or both when they last met have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Side {
    pub(super) head: Head,
    pub(super) texts: BTreeMap<Language, Typed>,
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
