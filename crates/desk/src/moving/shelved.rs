//! What a folder has changed of a category since it was taken in last.

use folder::{Category as Told, CategoryText as ToldText, FilePath};

use super::category::find_text;
use super::said::{SaidCategory, SaidOfCategory};
use crate::category::{ManagedCategory, ManagedText};

/// The category as far as the folder has changed it: the rest may have changed in the app, and stays. Where nothing tells what
/// it said last, that is what it says in languages which are new.
pub(super) fn since(told: &Told, said: Option<&SaidCategory>, there: &ManagedCategory) -> Told {
    let mut told = told.clone();
    if said.is_none_or(|said| said.icon == told.icon) {
        told.icon.clear();
    }
    if said.is_none_or(|said| said.is_published == told.is_published) {
        told.is_published = None;
    }
    told.texts.retain_mut(|text| {
        let was = said.and_then(|said| said.text(&text.language));
        match (was, find_text(there, &text.language)) {
            (Some(was), Some(now)) => change(text, was, now),
            // In one that was taken away in the app, it stays away; one that was written there is its own.
            (was, now) => was.is_none() && now.is_none(),
        }
    });
    told
}

/// Leaves what the folder has not changed as the app has it; whether there is anything else.
fn change(text: &mut ToldText, was: &SaidOfCategory, now: &ManagedText) -> bool {
    if *was == SaidOfCategory::of(text) {
        return false;
    }
    for (said, was, now) in [
        (&mut text.title, &was.title, &now.title),
        (&mut text.slug, &was.slug, &now.slug),
        (&mut text.description, &was.description, &now.description),
    ] {
        if said == was {
            said.clone_from(now);
        }
    }
    if text.is_shown == was.is_shown {
        text.is_shown = now.is_shown;
    }
    true
}

/// A text as the app has it, as if a file said it.
pub(super) fn as_it_is(text: &ManagedText, file: &FilePath) -> ToldText {
    ToldText {
        file: file.clone(),
        language: text.language.clone(),
        title: text.title.clone(),
        slug: text.slug.clone(),
        description: text.description.clone(),
        is_shown: text.is_shown,
    }
}
