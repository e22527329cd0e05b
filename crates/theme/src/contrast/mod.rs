//! Whether what a style sheet says in custom properties can be read (WCAG 2.2, 1.4.3 and 1.4.11), in both colour schemes.

mod color;
mod ink;
mod sheet;
mod value;

use std::fmt;

pub use ink::{ink_on, solid};
use sheet::Properties;
use value::Reading;

/// Text of ordinary size on its ground.
const TEXT: f64 = 4.5;
/// Edges of fields, and what a control is told by.
const CONTROL: f64 = 3.0;

/// Custom properties that stand on each other, by the names that templates give them.
const PAIRS: [(&str, &str, f64); 15] = [
    ("--text", "--ground", TEXT),
    ("--text", "--surface", TEXT),
    ("--text", "--sunken", TEXT),
    ("--text", "--accent-soft", TEXT),
    ("--muted", "--ground", TEXT),
    ("--muted", "--surface", TEXT),
    ("--muted", "--sunken", TEXT),
    ("--accent-text", "--ground", TEXT),
    ("--accent-text", "--surface", TEXT),
    ("--accent-text", "--accent-soft", TEXT),
    ("--on-accent", "--accent-fill", TEXT),
    ("--danger", "--surface", TEXT),
    ("--danger", "--danger-soft", TEXT),
    ("--edge", "--surface", CONTROL),
    ("--edge", "--ground", CONTROL),
];

/// A scheme of colours, as a reader's browser asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How one custom property is read on another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// What is read: `--text`.
    pub front: &'static str,
    /// What it stands on: `--ground`.
    pub ground: &'static str,
    /// In which scheme.
    pub scheme: Scheme,
    /// From 1 to 21; nothing where a colour is written in a way that is not understood here.
    pub ratio: Option<f64>,
    /// What it has to be at least.
    pub at_least: f64,
}

impl Contrast {
    /// Whether it is too little, as far as is known.
    pub fn is_too_little(&self) -> bool {
        self.ratio.is_some_and(|ratio| ratio < self.at_least)
    }
}

impl fmt::Display for Contrast {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, ground, at_least, .. } = self;
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        // Cut and not rounded: 4.499 is not 4.5.
        let ratio = (self.ratio.unwrap_or_default() * 100.0).floor() / 100.0;
        write!(
            formatter,
            "{front} on {ground} has a contrast of {ratio:.2} : 1 in the {scheme} scheme, and needs {at_least} : 1"
        )
    }
}

/// The contrast of every pair of colours that a style sheet has, in both schemes. `accent` takes the place of `--accent` where
/// the sheet leaves that to the brand.
pub fn of_sheet(sheet: &str, accent: Option<&str>) -> Vec<Contrast> {
    let properties = Properties::of(sheet, accent);
    let pairs = PAIRS.iter().filter(|(front, ground, _)| properties.has(front) && properties.has(ground));
    let contrast = |scheme| {
        let reading = Reading { properties: &properties, scheme };
        move |(front, ground, at_least): &(&'static str, &'static str, f64)| Contrast {
            front,
            ground,
            scheme,
            ratio: ratio(&reading, front, ground),
            at_least: *at_least,
        }
    };
    [Scheme::Light, Scheme::Dark].into_iter().flat_map(|scheme| pairs.clone().map(contrast(scheme))).collect()
}

fn ratio(reading: &Reading<'_>, front: &str, ground: &str) -> Option<f64> {
    let ground = reading.property(ground).filter(|ground| ground.alpha >= 1.0)?;
    Some(reading.property(front)?.over(&ground).contrast(&ground))
}
