//! A hit as people see it: what was looked for is marked, in whatever form it stands there.

use std::collections::BTreeMap;
use std::ops::Range;

use kernel::Language;
use markup::{Placed, marked, placed_words};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use crate::expand::Sought;
use crate::hits::Hit;
use crate::language::Analyser;
use crate::rank::weight;
use crate::schema::Fields;

/// How long an excerpt is, and a title at most, in grapheme clusters.
const EXCERPT: usize = 200;
const TITLE: usize = 300;

/// What stands further behind in a text, in bytes, is not looked at for the excerpt.
const READ: usize = 60_000;

/// What stands within so many bytes can be seen together in one excerpt.
const TOGETHER: usize = 130;

/// A word that is worth so much less than the best one for the same want is not marked: where `string` stands, `strong` was
/// not meant.
const WORSE: f32 = 0.25;

pub(crate) struct Shower<'a> {
    pub(crate) fields: &'a Fields,
    pub(crate) analyser: &'a Analyser,
    pub(crate) sought: &'a [Sought],
    pub(crate) documents: u64,
}

/// A place where a want is met.
#[derive(Clone)]
struct Mark {
    range: Range<usize>,
    want: usize,
    worth: f32,
}

impl Shower<'_> {
    pub(crate) fn hit(
        &self,
        row: &TantivyDocument,
        language: &Language,
        score: f32,
        with_excerpt: bool,
    ) -> Hit {
        let text = |field: Field| row.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let [title, _, body] = self.fields.shown.map(text);
        let body = if with_excerpt { &body[..body.floor_char_boundary(READ)] } else { "" };
        let (mut in_title, mut in_body) = (self.marks(title), self.marks(body));
        for want in 0..self.sought.len() {
            let of_want = in_title.iter().chain(&in_body).filter(|mark| mark.want == want);
            let best = of_want.map(|mark| mark.worth).fold(0.0, f32::max);
            for marks in [&mut in_title, &mut in_body] {
                marks.retain(|mark| mark.want != want || mark.worth >= best - WORSE);
            }
        }
        Hit {
            article: text(self.fields.article).to_owned(),
            language: language.clone(),
            score,
            title: marked(title, &ranges(&in_title), 0, TITLE),
            excerpt: marked(body, &ranges(&in_body), self.best_place(&in_body), EXCERPT),
        }
    }

    fn marks(&self, text: &str) -> Vec<Mark> {
        let words: Vec<_> = placed_words(text).collect();
        let mut known: BTreeMap<&str, Vec<(usize, f32)>> = BTreeMap::new();
        let mut marks = Vec::new();
        for (at, placed) in words.iter().enumerate() {
            let written = &text[placed.range.clone()];
            let met = known.entry(written).or_insert_with(|| self.met(text, placed));
            marks.extend(met.iter().map(|(want, worth)| Mark {
                range: placed.range.clone(),
                want: *want,
                worth: *worth,
            }));
            marks.extend(self.phrases(text, &words[at..]));
        }
        marks
    }

    /// The wants that a word meets, and how well.
    fn met(&self, text: &str, placed: &Placed) -> Vec<(usize, f32)> {
        let tokens = self.tokens(text, placed);
        let worth = |sought: &Sought| {
            tokens
                .iter()
                .filter_map(|token| sought.tokens.get(token))
                .map(|token| token.worth)
                .fold(0.0, f32::max)
        };
        self.sought.iter().map(worth).enumerate().filter(|(_, worth)| *worth > 0.0).collect()
    }

    /// The phrases that begin with the first of these words.
    fn phrases(&self, text: &str, words: &[Placed]) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (want, sought) in self.sought.iter().enumerate() {
            for (phrase, worth) in &sought.phrases {
                let there = words.get(..phrase.len()).unwrap_or_default();
                let is_there =
                    |(placed, token): (&Placed, &String)| self.tokens(text, placed).contains(token);
                if let [first, .., last] = there
                    && there.iter().zip(phrase).all(is_there)
                {
                    marks.push(Mark { range: first.range.start..last.range.end, want, worth: *worth });
                }
            }
        }
        marks
    }

    fn tokens(&self, text: &str, placed: &Placed) -> Vec<String> {
        let stems = self.analyser.stems(text, placed);
        let stems = stems.iter().map(|stem| self.analyser.stem(stem));
        std::iter::once(self.analyser.word(&placed.word)).chain(stems).collect()
    }

    /// Where the most of what was looked for can be seen together.
    fn best_place(&self, marks: &[Mark]) -> usize {
        let weights: Vec<f32> =
            self.sought.iter().map(|sought| weight(sought.documents, self.documents)).collect();
        let mut best = (0.0, 0);
        for (nth, first) in marks.iter().enumerate() {
            let mut seen = vec![0.0_f32; weights.len()];
            let together =
                marks[nth..].iter().take_while(|mark| mark.range.end <= first.range.start + TOGETHER);
            for mark in together {
                seen[mark.want] = seen[mark.want].max(mark.worth * weights[mark.want]);
            }
            let sum: f32 = seen.iter().sum();
            if sum > best.0 {
                best = (sum, first.range.start);
            }
        }
        best.1
    }
}

/// In their order, none overlapping another.
fn ranges(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = marks.iter().map(|mark| mark.range.clone()).collect();
    sorted.sort_by_key(|range| range.start);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match ranges.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}
