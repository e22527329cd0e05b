//! Two ways a theme may look, beside each other: what some readers could not use in either, page by page (T2).

use std::collections::{BTreeMap, BTreeSet};

use theme::contrast::{Contrast, Scheme, of_sheet};
use theme::{Bundle, Package, Values};

use crate::gate::Report;

/// What was found of a theme, and whether it was so before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// By the template of the page, and by the style sheet for what is so on every page.
    pub pages: BTreeMap<String, Vec<Found>>,
}

/// Something about a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Found {
    /// What it is, for the theme's author, in English.
    pub message: String,
    /// How much it matters.
    pub weight: Weight,
    /// Whether it is so now, before, or both.
    pub when: When,
}

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// It keeps the theme from being published.
    Wrong,
    /// Some readers cannot use it.
    Barrier,
}

/// When something is so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum When {
    /// It came with the change.
    New,
    /// It is as it was.
    Still,
    /// It went with the change.
    Gone,
}

type Told = BTreeSet<(String, String, Weight)>;

impl Comparison {
    /// Examines a theme before and after a change, its pages and its colours; `accent` is the brand's. Takes seconds, and the
    /// processor all the while.
    pub fn of(before: (&Package, &Values), after: (&Package, &Values), accent: Option<&str>) -> Self {
        let (before, after) = (told(before, accent), told(after, accent));
        let mut comparison = Self::default();
        for (page, message, weight) in before.union(&after) {
            let one = (page.clone(), message.clone(), *weight);
            let when = match (before.contains(&one), after.contains(&one)) {
                (false, _) => When::New,
                (true, true) => When::Still,
                (true, false) => When::Gone,
            };
            let found = Found { message: message.clone(), weight: *weight, when };
            comparison.pages.entry(page.clone()).or_default().push(found);
        }
        comparison
    }
}

fn told((package, values): (&Package, &Values), accent: Option<&str>) -> Told {
    let report = Report::of(package, values);
    let lists = [(&report.wrong, Weight::Wrong), (&report.barriers, Weight::Barrier)];
    let found = lists.into_iter().flat_map(|(list, weight)| list.iter().map(move |found| (found, weight)));
    let mut told: Told = found
        .map(|(found, weight)| {
            let (page, message) = found.split_once(": ").unwrap_or(("", found));
            (page.to_owned(), message.to_owned(), weight)
        })
        .collect();
    if let Ok(bundle) = package.bundle_as(values) {
        let wrong = colours(&bundle, accent).into_iter();
        told.extend(wrong.map(|message| (bundle.sheet.clone(), message, Weight::Barrier)));
    }
    told
}

/// The pairs of colours of a theme's sheet that some readers cannot tell apart, in words.
pub(crate) fn colours(bundle: &Bundle, accent: Option<&str>) -> Vec<String> {
    let colours = of_sheet(&sheet(bundle), accent);
    colours.iter().filter(|contrast| contrast.is_too_little()).map(say).collect()
}

/// The style sheet of every page, as it is served.
fn sheet(bundle: &Bundle) -> String {
    let address = bundle.assets.url(&bundle.sheet).unwrap_or_default();
    let mut parts = address.splitn(4, '/').skip(2);
    let (hash, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let found = bundle.assets.get(hash, name);
    found.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default()
}

fn say(contrast: &Contrast) -> String {
    let Contrast { front, ground, at_least, .. } = contrast;
    let scheme = match contrast.scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    // Cut and not rounded: 4.499 is not 4.5.
    let ratio = (contrast.ratio.unwrap_or_default() * 100.0).floor() / 100.0;
    format!(
        "{front} on {ground} has a contrast of {ratio:.2} : 1 in the {scheme} scheme, and needs {at_least} : 1"
    )
}
