//! What counts at once of an article, and how two of them become one.

use std::collections::BTreeSet;

use crate::article::{Arrangement, Audience, Placed, ReaderKind};
use crate::category::CategoryId;
use crate::kb::KbId;

/// Those who alone read an internal article.
pub(super) type Readers = BTreeSet<(ReaderKind, String)>;

/// What counts at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Head {
    pub(super) audience: Audience,
    pub(super) readers: Readers,
    pub(super) is_featured: bool,
    pub(super) tags: BTreeSet<String>,
    pub(super) categories: BTreeSet<CategoryId>,
}

impl Head {
    pub(super) fn of(kb: KbId, arrangement: &Arrangement, is_own: &dyn Fn(&CategoryId) -> bool) -> Self {
        Self {
            audience: arrangement.audience,
            readers: arrangement.readers.clone(),
            is_featured: arrangement.places.iter().any(|placed| placed.kb == kb && placed.is_featured),
            tags: arrangement.tags.clone(),
            categories: arrangement.categories.iter().copied().filter(|id| is_own(id)).collect(),
        }
    }

    /// What only one side changed is as that side has it; of lists, each thing by itself. Where nothing tells which of them
    /// changed it, what either has.
    pub(super) fn merge(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let (audience, readers) = Self::whom(base, ours, theirs);
        let nothing = BTreeSet::new();
        let (tags, categories) = base.map_or((&nothing, None), |base| (&base.tags, Some(&base.categories)));
        let is_featured = match base {
            Some(base) if base.is_featured == ours.is_featured => theirs.is_featured,
            Some(_) => ours.is_featured,
            None => ours.is_featured || theirs.is_featured,
        };
        Self {
            audience,
            readers,
            is_featured,
            tags: merged(tags, &ours.tags, &theirs.tags),
            categories: merged(categories.unwrap_or(&BTreeSet::new()), &ours.categories, &theirs.categories),
        }
    }

    /// For whom: where both sides changed it, or nothing tells which did, for no more people than the narrower says.
    fn whom(base: Option<&Self>, ours: &Self, theirs: &Self) -> (Audience, Readers) {
        let of = |head: &Self| (head.audience, head.readers.clone());
        if base.is_some_and(|base| of(base) == of(theirs)) {
            return of(ours);
        }
        if base.is_some_and(|base| of(base) == of(ours)) || ours.is_wider(theirs) {
            return of(theirs);
        }
        if theirs.is_wider(ours) {
            return of(ours);
        }
        let readers = base.map(|base| merged(&base.readers, &ours.readers, &theirs.readers));
        // Nobody left would be everybody inside.
        let readers = readers.filter(|readers| !readers.is_empty());
        (ours.audience, readers.unwrap_or_else(|| ours.readers.clone()))
    }

    /// Whether it is for everybody and the other is not, or for everybody inside and the other for some.
    fn is_wider(&self, other: &Self) -> bool {
        let width = |head: &Self| (head.audience == Audience::Public, head.readers.is_empty());
        width(self) > width(other)
    }

    /// As it is stored, beside what other brands have of it.
    pub(super) fn arrangement(
        &self,
        kb: KbId,
        there: Option<&Arrangement>,
        is_own: &dyn Fn(&CategoryId) -> bool,
    ) -> Arrangement {
        let elsewhere =
            there.iter().flat_map(|there| there.places.iter().filter(|placed| placed.kb != kb).copied());
        let others = there.iter().flat_map(|there| there.categories.iter().filter(|id| !is_own(id)).copied());
        let here = Placed { kb, is_featured: self.is_featured };
        Arrangement {
            audience: self.audience,
            readers: self.readers.clone(),
            places: elsewhere.chain([here]).collect(),
            categories: self.categories.iter().copied().chain(others).collect(),
            tags: self.tags.clone(),
        }
    }
}

fn merged<T: Ord + Clone>(base: &BTreeSet<T>, ours: &BTreeSet<T>, theirs: &BTreeSet<T>) -> BTreeSet<T> {
    let is_kept = |one: &&T| !base.contains(*one) || (ours.contains(*one) && theirs.contains(*one));
    ours.union(theirs).filter(is_kept).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{Audience, Head, ReaderKind, Readers};

    fn head(audience: Audience, readers: &[&str]) -> Head {
        let readers: Readers = readers.iter().map(|id| (ReaderKind::Team, (*id).to_owned())).collect();
        let (tags, categories) = ([].into(), [].into());
        Head { audience, readers, is_featured: false, tags, categories }
    }

    #[test]
    fn k7_two_edits_together_are_for_no_more_people_than_the_narrower_of_them() {
        let (everybody, inside) = (head(Audience::Public, &[]), head(Audience::Internal, &[]));
        let some = |readers: &[&str]| head(Audience::Internal, readers);
        for (base, ours, theirs, expected) in [
            (None, &inside, &everybody, &inside),
            (None, &everybody, &inside, &inside),
            (None, &some(&["a"]), &inside, &some(&["a"])),
            (None, &inside, &some(&["a"]), &some(&["a"])),
            (None, &some(&["a"]), &some(&["b"]), &some(&["a"])),
            (Some(&inside), &inside, &everybody, &everybody),
            (Some(&everybody), &inside, &everybody, &inside),
            (Some(&inside), &everybody, &some(&["a"]), &some(&["a"])),
            (Some(&some(&["a"])), &everybody, &inside, &inside),
            (Some(&some(&["a", "b"])), &some(&["a"]), &some(&["b"]), &some(&["a"])),
            (Some(&some(&["a"])), &some(&["a", "b"]), &some(&["a", "c"]), &some(&["a", "b", "c"])),
            (Some(&some(&["a"])), &some(&["a", "b"]), &inside, &some(&["a", "b"])),
        ] {
            assert_eq!(&Head::merge(base, ours, theirs), expected, "{base:?} {ours:?} {theirs:?}");
        }
    }
}
