//! Drawing every page with every sample in every language, as strictly as our own (T4).

use theme::lint::{Finding, Severity};
use theme::{Bundle, Drawing, PageEntry};

use super::frame::{Frame, LANGUAGES, check, name};
use super::meter::Meter;
use super::{Each, Report, note};
use crate::page::runs_scripts;

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
        for language in LANGUAGES {
            for (frame, pages) in Frame::all() {
                for page in pages {
                    self.draw_page(page, (language, frame));
                }
            }
        }
    }

    fn draw_page(&mut self, page: &PageEntry, (language, frame): (&str, Frame)) {
        let (bundle, mut number) = (self.bundle, 0);
        let shell = frame.shell(bundle, language, page);
        (page.each_sample)(&bundle.engine, &shell, &mut |drawing| {
            number += 1;
            if let Some(text) = self.draw(page, drawing) {
                (self.each)(&name(page, (language, frame), number), &text);
            }
        });
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
                for found in &check(page.template, &text) {
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
