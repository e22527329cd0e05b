//! One page at a time as the gate draws it, for whoever makes a theme and looks at it on their own machine (T5).

use theme::{Bundle, PageEntry, RenderFault};

use super::frame::{Frame, LANGUAGES, name};
use crate::page::runs_scripts;

/// A page or mail with one of its examples, in one language, for one reader.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    page: &'static PageEntry,
    /// Counts a page's examples, from 1.
    number: usize,
    language: &'static str,
    frame: Frame,
}

impl Sample {
    /// Every page with each of its examples, for every reader for whom the gate draws it.
    pub fn all() -> Vec<Self> {
        let mut samples = Vec::new();
        for language in LANGUAGES {
            for (frame, pages) in Frame::all() {
                for page in pages {
                    let numbers = 1..=(page.samples)().len();
                    samples.extend(numbers.map(|number| Self { page, number, language, frame }));
                }
            }
        }
        samples
    }

    /// Its name, by which [`Report::of_each`](super::Report::of_each) gives it too: `de/signed-in/home-2.html`.
    pub fn name(&self) -> String {
        name(self.page, (self.language, self.frame), self.number)
    }

    /// Whether it runs scripts that a theme brought (T4).
    pub fn runs_scripts(&self) -> bool {
        runs_scripts(self.page.template)
    }

    /// Whether it is a mail.
    pub fn is_mail(&self) -> bool {
        self.frame == Frame::Mail
    }

    /// Draws it.
    pub fn draw(&self, bundle: &Bundle) -> Result<String, RenderFault> {
        let frame = self.frame.shell(bundle, self.language, self.page);
        let (mut number, mut drawn) = (0, None);
        (self.page.each_sample)(&bundle.engine, &frame, &mut |drawing| {
            number += 1;
            if number == self.number {
                drawn = Some(drawing());
            }
        });
        drawn.expect("samples are counted where they are made")
    }
}
