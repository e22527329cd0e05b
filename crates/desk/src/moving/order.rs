//! Things in their order, some of which are to stand elsewhere.

use std::collections::BTreeSet;

/// The order there will be: what is to stand elsewhere comes behind what it was told behind, and the rest stays as it is.
pub(super) fn placed<T: Copy + Ord>(now: &[T], told: &[(T, bool)]) -> Vec<T> {
    let moved: BTreeSet<T> = told.iter().filter(|(_, moves)| *moves).map(|(one, _)| *one).collect();
    if told.iter().all(|(_, moves)| *moves) {
        // All of them in the places that they have.
        let mut next = told.iter().map(|(one, _)| *one);
        return now
            .iter()
            .filter_map(|one| if moved.contains(one) { next.next() } else { Some(*one) })
            .collect();
    }
    let mut order: Vec<T> = now.iter().filter(|one| !moved.contains(one)).copied().collect();
    for (nth, (one, _)) in told.iter().enumerate().filter(|(_, (_, moves))| *moves) {
        let place = |(before, _): &(T, bool)| order.iter().position(|other| other == before);
        let at = told[..nth].iter().rev().find_map(place).map_or(0, |before| before + 1);
        order.insert(at, *one);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn what_was_told_elsewhere_stands_there_and_the_rest_stays() {
        assert_eq!(placed(&[1, 2, 3, 9], &[(3, true), (2, true), (1, true)]), [3, 2, 1, 9]);
        assert_eq!(
            placed(&[3, 1, 2, 9, 4], &[(1, false), (2, false), (4, true), (3, false)]),
            [3, 1, 2, 4, 9]
        );
        assert_eq!(placed(&[1, 2, 3], &[(3, true), (1, false), (2, false)]), [3, 1, 2]);
        assert_eq!(placed(&[1, 2], &[(1, false), (2, false)]), [1, 2]);
    }
}
