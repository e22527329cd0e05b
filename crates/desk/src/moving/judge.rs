//! What is to be done to an article, so that it is as a folder tells it; and when nothing may be done.

use kernel::{Language, Time};
use net::ContentHash;

use super::identity::Identity;
use crate::article::{
    Arrangement, Article, Placed, Schedule, Told, ToldText, Typed, WholeArticle, WholeText, WholeVersion,
};
use crate::category::CategoryId;
use crate::kb::KbId;

/// An article as it is to be.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) arrangement: Arrangement,
    /// The source first.
    pub(super) texts: Vec<WantedText>,
}

/// A text as it is to be.
#[derive(Clone, Debug)]
pub(super) struct WantedText {
    pub(super) language: Language,
    pub(super) live: Option<Typed>,
    pub(super) draft: Option<Typed>,
    pub(super) is_outdated: bool,
    pub(super) schedule: Schedule,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Nothing.
    Same,
    /// This.
    Store(Box<Told>),
    /// It may not be touched, for this reason.
    Left(&'static str),
}

/// Whose the knowledge base is, and when.
pub(super) struct Judge<'a> {
    pub(super) kb: KbId,
    pub(super) is_own: &'a dyn Fn(&CategoryId) -> bool,
    pub(super) now: Time,
}

impl Judge<'_> {
    /// What is to be done to an article, given what there is of it.
    pub(super) fn judge(&self, wanted: Wanted, identity: &Identity, there: Option<&WholeArticle>) -> Verdict {
        let print = ContentHash::of(format!("{wanted:?}").as_bytes()).to_string();
        let is_told = identity.told.as_ref() == Some(&print);
        let Wanted { arrangement, texts } = wanted;
        let Some(there) = there else {
            let texts = texts.into_iter().map(|text| self.changed(text, None)).collect();
            return store(identity, (print, None), Some((arrangement, 1)), texts);
        };
        if is_told {
            return Verdict::Same;
        }
        if let Some(reason) = self.untouchable(&there.article, &there.arrangement) {
            return Verdict::Left(reason);
        }
        let differ: Vec<(WantedText, Option<&WholeText>)> = texts
            .into_iter()
            .map(|text| {
                let there = there.text(&text.language);
                (text, there)
            })
            .filter(|(text, there)| there.is_none_or(|there| !self.is_same(text, there)))
            .collect();
        if differ.iter().any(|(_, there)| there.is_some_and(is_somebodys)) {
            return Verdict::Left(
                "somebody has written at it in the app since; kb sync brings both together",
            );
        }
        let texts = differ.into_iter().map(|(text, there)| self.changed(text, there)).collect();
        let arrangement = self.merged(arrangement, &there.arrangement);
        let arrangement = (arrangement != there.arrangement).then_some((arrangement, there.article.revision));
        store(identity, (print, Some(there)), arrangement, texts)
    }

    fn untouchable(&self, article: &Article, arrangement: &Arrangement) -> Option<&'static str> {
        if article.deleted_at.is_some() {
            return Some(
                "it was deleted in the app; bring it back there, or take its id out to make another",
            );
        }
        let is_here = arrangement.places.iter().any(|placed| placed.kb == self.kb);
        (!is_here)
            .then_some("its id is that of an article of another knowledge base; take it out to make another")
    }

    fn is_same(&self, wanted: &WantedText, there: &WholeText) -> bool {
        let is = |wanted: &Option<Typed>, there: &Option<WholeVersion>| {
            wanted.as_ref() == there.as_ref().map(|version| &version.typed)
        };
        // What is read already need not be written again.
        let is_read = wanted.live.is_none() && there.draft.is_none() && is(&wanted.draft, &there.live);
        let is_written =
            is(&wanted.live, &there.live) && (wanted.draft.is_none() || is(&wanted.draft, &there.draft));
        let is_outdated = wanted.is_outdated && !there.is_outdated;
        (is_read || is_written) && !is_outdated && self.schedule(wanted, Some(there)).is_none()
    }

    fn changed(&self, wanted: WantedText, there: Option<&WholeText>) -> ToldText {
        let schedule = self.schedule(&wanted, there);
        let is = |wanted: &Option<Typed>, there: Option<&WholeVersion>| {
            wanted.as_ref() == there.map(|version| &version.typed)
        };
        let is_live = there.is_some_and(|there| is(&wanted.live, there.live.as_ref()));
        let is_draft = there.is_some_and(|there| is(&wanted.draft, there.draft.as_ref()));
        ToldText {
            language: wanted.language,
            seen: there.and_then(WholeText::seen),
            live: wanted.live.filter(|_| !is_live),
            draft: wanted.draft.filter(|_| !is_draft || !is_live),
            is_outdated: wanted.is_outdated,
            schedule,
        }
    }

    /// What is still to come of what is to happen, where that is something else than what is to happen already.
    fn schedule(&self, wanted: &WantedText, there: Option<&WholeText>) -> Option<Schedule> {
        let to_come = |at: Option<Time>| at.filter(|at| *at > self.now);
        let Schedule { publish_at, unpublish_at } = wanted.schedule;
        let schedule = Schedule { publish_at: to_come(publish_at), unpublish_at: to_come(unpublish_at) };
        let known = there.map(|there| there.schedule).unwrap_or_default();
        (schedule != Schedule::default() && schedule != known).then_some(schedule)
    }

    /// Other brands, and the categories there, are none of a folder's business.
    fn merged(&self, wanted: Arrangement, there: &Arrangement) -> Arrangement {
        let elsewhere = there.places.iter().filter(|placed| placed.kb != self.kb).copied();
        let places: Vec<Placed> = wanted.places.iter().copied().chain(elsewhere).collect();
        let others = there.categories.iter().filter(|id| !(self.is_own)(id)).copied();
        let categories = wanted.categories.iter().copied().chain(others).collect();
        Arrangement { places: places.into_iter().collect(), categories, ..wanted }
    }
}

/// Whether somebody wrote it in the app, and no import.
fn is_somebodys(text: &WholeText) -> bool {
    text.current().is_some_and(|version| version.saved_by.starts_with("user:"))
}

fn store(
    identity: &Identity,
    (print, there): (String, Option<&WholeArticle>),
    arrangement: Option<(Arrangement, i64)>,
    texts: Vec<ToldText>,
) -> Verdict {
    Verdict::Store(Box::new(Told {
        known: there.map(|there| there.article.id),
        hash: identity.hash.clone(),
        origin: (identity.origin.clone(), print),
        arrangement,
        files: Vec::new(),
        texts,
    }))
}
