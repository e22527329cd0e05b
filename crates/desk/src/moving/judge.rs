//! What is to be done to an article, so that it is as a folder tells it; and when nothing may be done.

use kernel::{Language, Time};
use net::ContentHash;

use super::head::Head;
use super::identity::Identity;
use super::said::{self, Said, SaidText};
use crate::article::{
    Arrangement, Article, Schedule, TakenFrom, Told, ToldText, Typed, WholeArticle, WholeText, WholeVersion,
};
use crate::category::CategoryId;
use crate::kb::KbId;

/// An article as it is to be.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) arrangement: Arrangement,
    /// Its place in the first of its categories, where it says that.
    pub(super) order: Option<i64>,
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
    /// This; and what is left as the app has it.
    Store(Box<Told>, Vec<String>),
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
    /// What is to be done to an article, given what there is of it: what the folder has changed since it was taken in last, and
    /// nothing else, since the rest may have changed in the app.
    pub(super) fn judge(&self, wanted: Wanted, identity: &Identity, there: Option<&WholeArticle>) -> Verdict {
        let from = TakenFrom {
            origin: identity.origin.clone(),
            told: ContentHash::of(format!("{wanted:?}").as_bytes()).to_string(),
            said: said::written(&Said::of(self.kb, &wanted)),
        };
        let Some(there) = there else {
            let texts = wanted.texts.into_iter().map(|text| self.changed(text, None)).collect();
            let told = told(identity, (from, None), Some((wanted.arrangement, 1)), texts);
            return Verdict::Store(told, Vec::new());
        };
        if identity.told.as_ref() == Some(&from.told) {
            return Verdict::Same;
        }
        if let Some(reason) = self.untouchable(&there.article, &there.arrangement) {
            return Verdict::Left(reason);
        }
        let mut notes = Vec::new();
        let arrangement = self.arrangement(&wanted.arrangement, (identity, there), &mut notes);
        let differ = self.differ(wanted.texts, (identity, there), &mut notes);
        if differ.iter().any(|(_, there)| there.is_some_and(is_somebodys)) {
            return Verdict::Left(
                "somebody has written at it in the app since; kb sync brings both together",
            );
        }
        let texts = differ.into_iter().map(|(text, there)| self.changed(text, there)).collect();
        Verdict::Store(told(identity, (from, Some(there)), arrangement, texts), notes)
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

    /// What counts at once, where it is to change. Other brands, and the categories there, are none of a folder's business.
    fn arrangement(
        &self,
        wanted: &Arrangement,
        (identity, there): (&Identity, &WholeArticle),
        notes: &mut Vec<String>,
    ) -> Option<(Arrangement, i64)> {
        let (ours, theirs) =
            (Head::of(self.kb, &there.arrangement, self.is_own), Head::of(self.kb, wanted, &|_| true));
        let Some(before) = identity.said.as_ref().and_then(Said::head) else {
            if ours != theirs {
                let what = "for whom it is, its tags and its categories are left as the app has them";
                notes.push(what.to_owned());
            }
            return None;
        };
        let head = Head::merge(Some(&before), &ours, &theirs);
        let to = head.arrangement(self.kb, Some(&there.arrangement), self.is_own);
        (to != there.arrangement).then_some((to, there.article.revision))
    }

    /// The texts that are to change, with what there is of them.
    fn differ<'a>(
        &self,
        wanted: Vec<WantedText>,
        (identity, there): (&Identity, &'a WholeArticle),
        notes: &mut Vec<String>,
    ) -> Vec<(WantedText, Option<&'a WholeText>)> {
        let mut differ = Vec::new();
        for text in wanted {
            let there = there.text(&text.language);
            let was = identity.said.as_ref().and_then(|said| said.text(&text.language));
            let Some(text) = since(text, (was, there), notes) else { continue };
            if there.is_none_or(|there| !self.is_same(&text, there)) {
                differ.push((text, there));
            }
        }
        differ
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
}

/// A text as far as the folder has changed it since it was taken in last; nothing where it has not.
fn since(
    mut text: WantedText,
    (was, there): (Option<&SaidText>, Option<&WholeText>),
    notes: &mut Vec<String>,
) -> Option<WantedText> {
    let says = SaidText::of(&text);
    if was == Some(&says) {
        return None;
    }
    let Some(there) = there else {
        if was.is_some() {
            notes.push(format!("{} was taken away in the app, and stays away", text.language));
        }
        return was.is_none().then_some(text);
    };
    if let Some(was) = was {
        text.is_outdated &= !was.is_outdated;
        if was.schedule == says.schedule {
            text.schedule = Schedule::default();
        }
    }
    if there.live.is_none()
        && was.is_none_or(|was| was.is_live)
        && let Some(live) = text.live.take()
    {
        notes.push(format!("{} is read no more in the app, and stays a draft there", text.language));
        text.draft.get_or_insert(live);
        text.schedule.unpublish_at = None;
    }
    Some(text)
}

/// Whether somebody wrote it in the app, and no import.
fn is_somebodys(text: &WholeText) -> bool {
    text.current().is_some_and(|version| version.saved_by.starts_with("user:"))
}

fn told(
    identity: &Identity,
    (from, there): (TakenFrom, Option<&WholeArticle>),
    arrangement: Option<(Arrangement, i64)>,
    texts: Vec<ToldText>,
) -> Box<Told> {
    Box::new(Told {
        known: there.map(|there| there.article.id),
        hash: identity.hash.clone(),
        from,
        arrangement,
        files: Vec::new(),
        texts,
    })
}
