//! Drawing every page with every sample in every language, as strictly as our own (T4).

use kernel::{Language, Time};
use theme::lint::{Finding, Severity, check_page};
use theme::{Bundle, Drawing, PageEntry, Shell as PageShell};

use super::meter::Meter;
use super::{Each, Report, note};
use crate::page::runs_scripts;
use crate::shell::{Example, Looker, Shell};

/// A moment at which samples are drawn.
const NOW: Time = Time(1_773_200_000_000);
/// The languages in which Midtown comes, one of them from right to left.
pub(super) const LANGUAGES: [&str; 3] = ["en_us", "de", "ar"];

/// Draws, and notes what it finds.
pub(super) struct Drawer<'a> {
    report: &'a mut Report,
    bundle: &'a Bundle,
    meter: Option<Meter>,
    each: Each<'a>,
}

impl<'a> Drawer<'a> {
    pub(super) fn new(
        report: &'a mut Report,
        bundle: &'a Bundle,
        (meter, each): (Option<Meter>, Each<'a>),
    ) -> Self {
        let meter = meter.map(Meter::at_rest);
        Self { report, bundle, meter, each }
    }

    pub(super) fn draw_all(&mut self) {
        let ways = LANGUAGES.iter().flat_map(|language| [(*language, false), (*language, true)]);
        for (language, is_signed_in) in ways {
            for page in crate::pages() {
                let frame = shell(self.bundle, language, is_signed_in, runs_scripts(page.template));
                let folder = format!("{language}/{}", if is_signed_in { "signed-in" } else { "stranger" });
                let mut number = 0;
                (page.each_sample)(&self.bundle.engine, &frame, &mut |drawing| {
                    number += 1;
                    let drawn = self.draw(page, drawing);
                    if let Some(text) = drawn {
                        let name = page.template.trim_start_matches("pages/").trim_end_matches(".html");
                        (self.each)(&format!("{folder}/{name}-{number}.html"), &text);
                    }
                });
            }
        }
    }

    fn draw(&mut self, page: &PageEntry, drawing: &Drawing<'_>) -> Option<String> {
        if self.report.is_full() || self.meter.as_ref().is_some_and(Meter::is_over) {
            return None;
        }
        let (drawn, cost) = match &mut self.meter {
            Some(meter) => meter.measure(drawing),
            None => (drawing(), None),
        };
        if let Some(cost) = cost {
            self.report.refuse(&format!("{}: {cost}", page.template));
        }
        match drawn {
            Ok(text) => {
                self.report.drawn += 1;
                for found in &check_page(&text) {
                    self.note(page, found);
                }
                self.look_for_scripts(page, &text);
                Some(text)
            }
            Err(fault) => {
                self.report.refuse(&fault.to_string());
                None
            }
        }
    }

    fn note(&mut self, page: &PageEntry, found: &Finding) {
        let list = match found.severity {
            Severity::Refused => &mut self.report.wrong,
            Severity::Barrier => &mut self.report.barriers,
        };
        note(list, &format!("{}: {}", page.template, found.message));
    }

    /// The content policy keeps them from running there; whoever wrote the theme is to know.
    fn look_for_scripts(&mut self, page: &PageEntry, text: &str) {
        let is_named = |name: &&str| self.bundle.assets.url(name).is_some_and(|url| text.contains(url));
        let named = self.bundle.assets.own_scripts().find(is_named);
        if let Some(name) = named.filter(|_| !runs_scripts(page.template)) {
            let why = format!(
                "{}: {name} runs on no page of this kind: {{% if shell.own_scripts %}}",
                page.template
            );
            self.report.refuse(&why);
        }
    }
}

/// The frame in which samples stand: a shell as pages have it, whose names have signs that mean something to HTML.
pub(super) fn shell(bundle: &Bundle, language: &str, is_signed_in: bool, runs: bool) -> PageShell {
    let languages: Vec<Language> = LANGUAGES.iter().filter_map(|code| code.parse().ok()).collect();
    let language = languages.iter().find(|known| known.as_str() == language).unwrap_or(&languages[0]);
    PageShell::new(&Shell::of_example(&Example {
        brand: "Acme <&> \"Söhne\"",
        name: "Ana <&> \"Söhne\"",
        css_url: bundle.assets.url(&bundle.sheet).unwrap_or_default(),
        language,
        languages: &languages,
        now: NOW,
        looker: if is_signed_in { Looker::Customer } else { Looker::Nobody },
        says_something: true,
        own_scripts: runs && bundle.assets.own_scripts().next().is_some(),
    }))
}
