//! The gate before a theme is published: every page with every sample in every language, as strictly as our own (T4).

mod child;
mod draw;
mod frame;
mod meter;
mod parent;
mod quick;
mod sample;

use desk::theme::Gate;
use serde::{Deserialize, Serialize};
use theme::{Package, Values};

pub use child::{limit, serve};
pub use parent::ChildGate;
pub use sample::Sample;

use draw::Drawer;
pub(crate) use frame::{check, mail_shell, mail_shell_values};
use meter::Meter;

/// The most that is told of a theme.
const MOST_TOLD: usize = 100;
/// The longest of it, in characters.
const LONGEST_TOLD: usize = 1000;

/// Draws the pages in this process, on a thread of its own: for tests and for whoever checks their own theme.
#[derive(Clone, Copy, Debug, Default)]
pub struct HereGate;

/// The gate of a program that serves.
#[derive(Clone, Debug)]
pub enum ServedGate {
    /// In this process.
    Here(HereGate),
    /// In a process of its own, which may take so much and no more.
    Child(ChildGate),
}

/// What was found of a theme, for its author, in English; each thing once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// How many pages were drawn.
    pub drawn: usize,
    /// What keeps it from being published.
    pub wrong: Vec<String>,
    /// What some readers cannot use (WCAG 2.2).
    pub barriers: Vec<String>,
}

impl Gate for HereGate {
    async fn check(&self, package: &Package, values: &Values) -> Result<(), String> {
        let (package, values) = (package.clone(), values.clone());
        let examined = tokio::task::spawn_blocking(move || Report::of(&package, &values)).await;
        examined.map_err(|_| STOPPED.to_owned())?.verdict()
    }
}

impl Gate for ServedGate {
    async fn check(&self, package: &Package, values: &Values) -> Result<(), String> {
        match self {
            Self::Here(gate) => gate.check(package, values).await,
            Self::Child(gate) => gate.check(package, values).await,
        }
    }
}

/// What is done with each page that was drawn, and its name.
pub type Each<'a> = &'a mut dyn FnMut(&str, &str);

/// What is said of a theme whose drawing ended in a way that nobody foresaw.
const STOPPED: &str = "the theme stopped the gate";

impl Report {
    /// Examines a theme with these values of its settings. Takes seconds, and the processor all the while.
    pub fn of(package: &Package, values: &Values) -> Self {
        Self::measured(package, values, None)
    }

    /// The same, and gives away each page that was drawn with its name: `de/signed-in/home-2.html`.
    pub fn of_each(package: &Package, values: &Values, each: Each<'_>) -> Self {
        Self::looked(package, values, None, Some(each))
    }

    fn measured(package: &Package, values: &Values, meter: Option<Meter>) -> Self {
        Self::looked(package, values, meter, None)
    }

    fn looked(package: &Package, values: &Values, meter: Option<Meter>, mut each: Option<Each<'_>>) -> Self {
        let mut report = Self::default();
        let bundle = package.lint().and_then(|()| package.strict_bundle_as(values));
        match bundle {
            Ok(bundle) => {
                let mut give = |name: &str, text: &str| {
                    if let Some(each) = &mut each {
                        each(name, text);
                    }
                };
                Drawer::new(&mut report, &bundle, (meter, &mut give)).draw_all();
            }
            Err(fault) => report.refuse(&fault.to_string()),
        }
        report
    }

    /// Whether it can be published: else the first of what is wrong.
    pub fn verdict(self) -> Result<(), String> {
        self.wrong.into_iter().next().map_or(Ok(()), Err)
    }

    fn refuse(&mut self, message: &str) {
        note(&mut self.wrong, message);
    }

    /// Whether more would be said than anybody reads.
    fn is_full(&self) -> bool {
        self.wrong.len() >= MOST_TOLD
    }
}

fn note(list: &mut Vec<String>, message: &str) {
    let message: String = message.chars().take(LONGEST_TOLD).collect();
    if list.len() < MOST_TOLD && !list.contains(&message) {
        list.push(message);
    }
}
