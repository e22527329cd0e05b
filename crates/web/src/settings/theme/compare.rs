//! Every page with every example before and after: which look different, and what is wrong with them.

use std::collections::BTreeSet;

use desk::configuration::HelpCentre;
use kernel::{Fault, Time};
use theme::contrast::of_sheet;
use theme::{Bundle, Package, PageEntry, RenderFault, Shell, Told};

use super::super::pages::{ComparedFinding, ComparedPage};
use super::example::{self, Shown};
use super::found::Found;
use crate::gate::check;

/// A moment at which examples are drawn.
const NOW: Time = Time(1_773_200_000_000);

/// What is wrong: a file, a line of it, and what.
type Wrong = BTreeSet<(String, Option<usize>, String)>;

/// What came of it.
pub(super) struct Compared {
    pub(super) pages: Vec<ComparedPage>,
    /// What cannot be drawn, and what some readers could not use (WCAG 2.2).
    pub(super) findings: Vec<ComparedFinding>,
}

/// One state of a theme.
struct Side {
    bundle: Option<Bundle>,
    wrong: Wrong,
}

/// Draws everything twice, away from whoever answers.
pub(super) async fn all(found: &Found, after: Package) -> Result<Compared, Fault> {
    let (before, values) = (found.package.clone(), found.managed.draft.values.clone());
    let centre = found.centre.clone();
    let drawn = tokio::task::spawn_blocking(move || {
        let accent = Some(centre.site.accent.as_str());
        let side = |package: &Package| Side::of(package.bundle_as(&values), accent);
        let (mut before, mut after) = (side(&before), side(&after));
        let each = example::each();
        let pages =
            each.map(|(name, shown)| page(name, &shown, &centre, (&mut before, &mut after))).collect();
        Compared { pages, findings: findings(&before.wrong, &after.wrong) }
    });
    drawn.await.map_err(Fault::internal)
}

impl Side {
    fn of(bundle: Result<Bundle, theme::TemplateFault>, accent: Option<&str>) -> Self {
        let mut wrong = Wrong::new();
        match bundle {
            Ok(bundle) => {
                let told = colours(&bundle, accent).into_iter();
                wrong.extend(told.map(|message| (bundle.sheet.clone(), None, message)));
                Self { bundle: Some(bundle), wrong }
            }
            Err(fault) => {
                wrong.insert((fault.name, fault.line, fault.message));
                Self { bundle: None, wrong }
            }
        }
    }

    fn shell(&self, shown: &Shown, centre: &HelpCentre) -> Option<Shell> {
        self.bundle.as_ref().map(|bundle| shown.shell(centre, bundle, NOW))
    }

    fn draw(&mut self, entry: &PageEntry, shell: Option<&Shell>, number: usize) -> Option<String> {
        match render(entry, shell?, self.bundle.as_ref()?, number) {
            Ok(page) => {
                let found = check(entry.template, &page).into_iter();
                self.wrong.extend(found.map(|found| (entry.template.to_owned(), None, found.message)));
                Some(page)
            }
            Err(fault) => {
                self.wrong.insert((fault.template, fault.line, fault.message));
                None
            }
        }
    }
}

fn page(
    name: &str,
    shown: &Shown,
    centre: &HelpCentre,
    (before, after): (&mut Side, &mut Side),
) -> ComparedPage {
    let entry = shown.page();
    let (then, now) = (before.shell(shown, centre), after.shell(shown, centre));
    let examples = (entry.samples)().len();
    let mut page = ComparedPage { name: name.to_owned(), examples, changed: Vec::new(), broken: Vec::new() };
    for number in 0..examples {
        let (was, is) = (before.draw(entry, then.as_ref(), number), after.draw(entry, now.as_ref(), number));
        if is.is_none() {
            page.broken.push(number + 1);
        } else if was != is {
            page.changed.push(number + 1);
        }
    }
    page
}

fn render(entry: &PageEntry, shell: &Shell, bundle: &Bundle, number: usize) -> Result<String, RenderFault> {
    let told = Told::new(&bundle.settled.told(&|_| None), &());
    (entry.render_sample)(&bundle.engine, shell, &told, number)
}

/// The pairs of colours of a theme's sheet that some readers cannot tell apart, in words.
fn colours(bundle: &Bundle, accent: Option<&str>) -> Vec<String> {
    let Some(sheet) = bundle.assets.named(&bundle.sheet) else { return Vec::new() };
    let contrasts = of_sheet(&String::from_utf8_lossy(&sheet.bytes), accent);
    contrasts.iter().filter(|contrast| contrast.is_too_little()).map(ToString::to_string).collect()
}

/// What is wrong on either side, what is new first.
fn findings(before: &Wrong, after: &Wrong) -> Vec<ComparedFinding> {
    let finding = |(file, line, message): &(String, Option<usize>, String), when: &str| ComparedFinding {
        file: file.clone(),
        line: *line,
        message: message.clone(),
        when: when.to_owned(),
    };
    let new = after.difference(before).map(|wrong| finding(wrong, "new"));
    let still = after.intersection(before).map(|wrong| finding(wrong, "still"));
    let gone = before.difference(after).map(|wrong| finding(wrong, "gone"));
    new.chain(still).chain(gone).collect()
}
