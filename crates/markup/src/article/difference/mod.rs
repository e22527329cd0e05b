//! What became of an article, by blocks and words, in `<ins>` and `<del>`.

mod edits;
mod part;
mod words;

use crate::article::ArticleHtml;
use crate::html::Html;

use edits::{Budget, Edit};
use part::Part;

/// Parts that change together are paired up to so many.
const MAX_PAIRED: usize = 2_000;

/// So far ahead a part is looked for that another became.
const LOOK_AHEAD: usize = 12;

/// How many lines of the stored text a change adds and takes away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangedLines {
    /// Lines that only the newer text has.
    pub added: usize,
    /// Lines that only the older text has.
    pub removed: usize,
}

impl ArticleHtml {
    /// The newer article with what is new in `<ins>` and what is gone in `<del>`, around words or around whole blocks.
    ///
    /// The work is bounded: in texts that are too long or too different, whole stretches are taken out and put in.
    pub fn difference(&self, newer: &ArticleHtml) -> Html {
        let mut page = Page { out: String::new(), budget: Budget::new() };
        page.parts(&self.blocks(), &newer.blocks());
        page.out.truncate(page.out.trim_end_matches('\n').len());
        Html::walled(page.out)
    }

    /// How much a newer article changes.
    pub fn changed_lines(&self, newer: &ArticleHtml) -> ChangedLines {
        let (old, new): (Vec<_>, Vec<_>) = (self.0.lines().collect(), newer.0.lines().collect());
        let mut changed = ChangedLines::default();
        for edit in Budget::new().edits(&old, &new) {
            if let Edit::Changed { old, new } = edit {
                changed.removed += old.len();
                changed.added += new.len();
            }
        }
        changed
    }
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    Added,
    Removed,
}

impl Fate {
    fn tags(self) -> (&'static str, &'static str) {
        match self {
            Fate::Same => ("", ""),
            Fate::Added => ("<ins>", "</ins>"),
            Fate::Removed => ("<del>", "</del>"),
        }
    }
}

struct Page {
    out: String,
    budget: Budget,
}

impl Page {
    /// Parts of one kind below each other.
    fn parts<P: Part>(&mut self, old: &[P], new: &[P]) {
        let keys = |parts: &[P]| parts.iter().map(Part::html).collect::<Vec<_>>();
        for edit in self.budget.edits(&keys(old), &keys(new)) {
            match edit {
                Edit::Same { new: same, .. } => self.all(&new[same], Fate::Same),
                Edit::Changed { old: gone, new: come } => self.changed(&old[gone], &new[come]),
            }
        }
    }

    fn all<P: Part>(&mut self, parts: &[P], fate: Fate) {
        for part in parts {
            part.whole(self, fate);
        }
    }

    /// Parts that changed: those that became others are compared, the others come and go.
    fn changed<P: Part>(&mut self, old: &[P], new: &[P]) {
        if old.len() + new.len() > MAX_PAIRED {
            self.all(old, Fate::Removed);
            return self.all(new, Fate::Added);
        }
        let words: Vec<_> = new.iter().map(|part| part::words(&part.html())).collect();
        let mut next = 0;
        for part in old {
            let before = part::words(&part.html());
            let ahead = next..new.len().min(next + LOOK_AHEAD);
            let became = ahead.into_iter().find(|at| {
                self.budget.take(before.len() + words[*at].len())
                    && part.is_kind_of(&new[*at])
                    && part::are_alike(&before, &words[*at])
            });
            let Some(at) = became else {
                part.whole(self, Fate::Removed);
                continue;
            };
            self.all(&new[next..at], Fate::Added);
            part.became(&new[at], self);
            next = at + 1;
        }
        self.all(&new[next..], Fate::Added);
    }
}
