//! Words and lines that changed inside a block.

use unicode_segmentation::UnicodeSegmentation;

use super::edits::Edit;
use super::{Fate, Page};
use crate::article::block::Code;
use crate::article::inline::{self, Atom, Run};
use crate::article::write;
use crate::escape;

impl Page {
    /// An element with words that changed.
    pub(super) fn element(&mut self, [open, close]: [&str; 2], old: &[Run], new: &[Run]) {
        self.out.push_str(open);
        let (old, new) = (single(old), single(new));
        for edit in self.budget.edits(&old, &new) {
            match edit {
                Edit::Same { new: same, .. } => self.words(&new[same], Fate::Same),
                Edit::Changed { old: gone, new: come } => {
                    self.words(&old[gone], Fate::Removed);
                    self.words(&new[come], Fate::Added);
                }
            }
        }
        self.out.push_str(close);
    }

    fn words(&mut self, words: &[Run], fate: Fate) {
        if words.is_empty() {
            return;
        }
        let mut joined = Vec::new();
        for word in words {
            inline::push(&mut joined, word.clone());
        }
        let (open, close) = fate.tags();
        self.out.push_str(open);
        inline::write(&joined, &mut self.out);
        self.out.push_str(close);
    }

    /// Code, by its lines.
    pub(super) fn code(&mut self, old: &Code, new: &Code) {
        write::code_tag(new, &mut self.out);
        let lines = |code: &Code| code.text.split('\n').map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (lines(old), lines(new));
        for edit in self.budget.edits(&old, &new) {
            match edit {
                Edit::Same { new: same, .. } => self.lines(&new[same], Fate::Same),
                Edit::Changed { old: gone, new: come } => {
                    self.lines(&old[gone], Fate::Removed);
                    self.lines(&new[come], Fate::Added);
                }
            }
        }
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push_str("</code></pre>\n");
    }

    fn lines(&mut self, lines: &[String], fate: Fate) {
        let (open, close) = fate.tags();
        for line in lines {
            self.out.push_str(open);
            escape::text(line, &mut self.out);
            self.out.extend([close, "\n"]);
        }
    }
}

/// Runs of one word or one space each.
fn single(runs: &[Run]) -> Vec<Run> {
    let mut single = Vec::new();
    for run in runs {
        let Atom::Text(text) = &run.atom else {
            single.push(run.clone());
            continue;
        };
        let words =
            text.split_word_bounds().map(|word| Run { atom: Atom::Text(word.to_owned()), ..run.clone() });
        single.extend(words);
    }
    single
}
