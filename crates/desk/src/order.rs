//! Lists that people put in order, one step at a time.

/// A step in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Before the one above.
    Up,
    /// Behind the one below.
    Down,
}

/// Who gets which place when one goes a step; only those whose place is another one than before. Places may have gaps, and
/// two may have one place; the list is in order.
pub(crate) fn moved<T: Copy + PartialEq>(list: &[(T, i64)], one: T, step: Step) -> Vec<(T, i64)> {
    let Some(from) = list.iter().position(|(other, _)| *other == one) else { return Vec::new() };
    let to = match step {
        Step::Up => from.saturating_sub(1),
        Step::Down => (from + 1).min(list.len() - 1),
    };
    let mut order: Vec<(T, i64)> = list.to_vec();
    order.swap(from, to);
    let seated = order.into_iter().zip(1..).filter(|((_, before), place)| before != place);
    seated.map(|((other, _), place)| (other, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Step, moved};

    #[test]
    fn one_step_changes_two_places() {
        let list = [('a', 1), ('b', 2), ('c', 3)];
        assert_eq!(moved(&list, 'b', Step::Up), [('b', 1), ('a', 2)]);
        assert_eq!(moved(&list, 'b', Step::Down), [('c', 2), ('b', 3)]);
        assert_eq!(moved(&list, 'a', Step::Up), []);
        assert_eq!(moved(&list, 'c', Step::Down), []);
        assert_eq!(moved(&list, 'x', Step::Down), []);
        assert_eq!(moved(&[('a', 1), ('b', 1), ('c', 7)], 'c', Step::Up), [('c', 2), ('b', 3)]);
    }
}
