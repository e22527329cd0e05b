//! The details that a knowledge base shows beside a conversation (P9), as its page writes them.

use desk::detail::{Called, Own, Shown, ShownValue};

use super::pages::{Detail, DetailValue};
use crate::upload::weight;

/// The markup around a row.
const FRAME: usize = 120;

/// The rows of the page.
pub(super) fn rows(shown: &[Shown]) -> Vec<Detail> {
    shown.iter().map(row).collect()
}

/// Whether the brand is among them, which the page else shows by itself where it is another one.
pub(super) fn shows_brand(shown: &[Shown]) -> bool {
    shown.iter().any(|shown| shown.called == Called::Own(Own::Brand))
}

/// About what they take of their page.
pub(super) fn bytes(shown: &[Shown]) -> usize {
    let texts = |shown: &Shown| match &shown.value {
        ShownValue::Texts(texts) => texts.iter().map(|text| weight(text)).sum(),
        // Once as what is read and once as where it leads.
        ShownValue::Url(url) => 2 * weight(url),
        ShownValue::Priority(_) | ShownValue::At(_) | ShownValue::Truth(_) => 0,
    };
    let name = |shown: &Shown| if let Called::Name(name) = &shown.called { weight(name) } else { 0 };
    shown.iter().map(|shown| FRAME + name(shown) + texts(shown)).sum()
}

fn row(shown: &Shown) -> Detail {
    let (name, key) = match &shown.called {
        Called::Name(name) => (Some(name.clone()), None),
        Called::Own(own) => (None, Some(format!("details-{}", own.name()))),
    };
    let value = match &shown.value {
        ShownValue::Texts(texts) => DetailValue::Texts(texts.clone()),
        ShownValue::Priority(level) => DetailValue::Priority(*level),
        ShownValue::At(at) => DetailValue::At(at.0),
        ShownValue::Truth(truth) => DetailValue::Truth(*truth),
        ShownValue::Url(url) => DetailValue::Url(url.clone()),
    };
    Detail { name, key, value }
}
