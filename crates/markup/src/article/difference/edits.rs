use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of two rows, in their order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Edit {
    Same {
        old: Range<usize>,
        new: Range<usize>,
    },
    /// One of the two may be empty.
    Changed {
        old: Range<usize>,
        new: Range<usize>,
    },
}

/// How much comparing may cost, in steps. What would cost more is one change.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Budget {
        Budget(100_000_000)
    }

    /// Takes what something costs, if there is so much.
    pub(super) fn take(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// How one row becomes another.
    pub(super) fn edits<T: Hash + Eq + Ord>(&mut self, old: &[T], new: &[T]) -> Vec<Edit> {
        let begin = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
        let end =
            old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
        let (old_end, new_end) = (old.len() - end, new.len() - end);
        let mut edits = Edits(Vec::new());
        edits.same(0, 0, begin);
        let size = old_end - begin + new_end - begin;
        if old_end == begin || new_end == begin || !self.take(size.saturating_mul(size)) {
            edits.changed(begin..old_end, begin..new_end);
        } else {
            let steps = capture_diff_slices(Algorithm::Myers, &old[begin..old_end], &new[begin..new_end]);
            edits.add(&steps, begin);
        }
        edits.same(old_end, new_end, end);
        edits.0
    }
}

struct Edits(Vec<Edit>);

impl Edits {
    fn same(&mut self, old: usize, new: usize, count: usize) {
        if count > 0 {
            self.0.push(Edit::Same { old: old..old + count, new: new..new + count });
        }
    }

    fn changed(&mut self, old: Range<usize>, new: Range<usize>) {
        match self.0.last_mut() {
            _ if old.is_empty() && new.is_empty() => {}
            Some(Edit::Changed { old: before, new: new_before }) => {
                (before.end, new_before.end) = (old.end, new.end);
            }
            _ => self.0.push(Edit::Changed { old, new }),
        }
    }

    fn add(&mut self, steps: &[DiffOp], offset: usize) {
        for step in steps {
            let (_, old, new) = step.as_tag_tuple();
            let (old, new) = (old.start + offset..old.end + offset, new.start + offset..new.end + offset);
            match step {
                DiffOp::Equal { .. } => self.same(old.start, new.start, old.len()),
                _ => self.changed(old, new),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(old: &str, new: &str, budget: usize) -> Vec<String> {
        let (old, new): (Vec<_>, Vec<_>) = (old.chars().collect(), new.chars().collect());
        let said = |edit| match edit {
            Edit::Same { new: range, .. } => new[range].iter().collect(),
            Edit::Changed { old: range, new: other } => {
                let (old, new): (String, String) = (old[range].iter().collect(), new[other].iter().collect());
                format!("-{old}+{new}")
            }
        };
        Budget(budget).edits(&old, &new).into_iter().map(said).collect()
    }

    #[test]
    fn edits_tell_both_rows() {
        assert_eq!(read("abcde", "abxde", 100), ["ab", "-c+x", "de"]);
        assert_eq!(read("abcdef", "xbcdey", 200), ["-a+x", "bcde", "-f+y"]);
        assert_eq!(read("abab", "ab", 100), ["ab", "-ab+"]);
        assert_eq!(read("", "ab", 0), ["-+ab"]);
        assert_eq!(read("ab", "ab", 0), ["ab"]);
        assert!(read("", "", 0).is_empty());
    }

    #[test]
    fn what_costs_too_much_is_one_change() {
        assert_eq!(read("abcdef", "axcdyf", 63), ["a", "-bcde+xcdy", "f"]);
    }
}
