//! One page at a time as the gate draws it, for whoever makes a theme and looks at it on their own machine (T5).

use theme::{Bundle, PageEntry, RenderFault};

use super::draw::{LANGUAGES, shell};
use crate::page::runs_scripts;

/// A page with one of its examples, in one language, for a stranger or somebody who is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    page: &'static PageEntry,
    /// Counts a page's examples, from 1.
    number: usize,
    language: &'static str,
    is_signed_in: bool,
}

impl Sample {
    /// Every page with each of its examples, for every reader for whom the gate draws it.
    pub fn all() -> Vec<Self> {
        let counted: Vec<_> = crate::pages().iter().map(|page| (page, (page.samples)().len())).collect();
        let ways = LANGUAGES.iter().flat_map(|language| [(*language, false), (*language, true)]);
        let of_way = |(language, is_signed_in)| {
            let of_page = |(page, many): (&'static PageEntry, usize)| {
                (1..=many).map(move |number| Self { page, number, language, is_signed_in })
            };
            counted.iter().copied().flat_map(of_page).collect::<Vec<_>>()
        };
        ways.flat_map(of_way).collect()
    }

    /// Its name, by which [`Report::of_each`](super::Report::of_each) gives it too: `de/signed-in/home-2.html`.
    pub fn name(&self) -> String {
        let reader = if self.is_signed_in { "signed-in" } else { "stranger" };
        format!("{}/{reader}/{}-{}.html", self.language, self.title(), self.number)
    }

    fn title(&self) -> &'static str {
        self.page.template.trim_start_matches("pages/").trim_end_matches(".html")
    }

    /// Whether it runs scripts that a theme brought (T4).
    pub fn runs_scripts(&self) -> bool {
        runs_scripts(self.page.template)
    }

    /// Draws it.
    pub fn draw(&self, bundle: &Bundle) -> Result<String, RenderFault> {
        let frame = shell(bundle, self.language, self.is_signed_in, self.runs_scripts());
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
