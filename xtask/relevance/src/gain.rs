//! How good a list of hits is: the normalised discounted cumulative gain of its first five, with gains of 2^grade - 1
//! (Burges and others, "Learning to Rank using Gradient Descent", 2005).

use std::collections::BTreeMap;

/// How many hits people look at.
pub(crate) const DEPTH: usize = 5;

/// From 0 for none that is worth anything to 1 for the best order there is.
pub(crate) fn ndcg(hits: &[String], grades: &BTreeMap<&str, u32>) -> f64 {
    let found = hits.iter().map(|id| grades.get(id.as_str()).copied().unwrap_or(0));
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|one, other| other.cmp(one));
    let ideal = discounted(best.into_iter());
    if ideal > 0.0 { discounted(found) / ideal } else { 0.0 }
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    let ranks = (2..).take(DEPTH).map(|rank: u32| f64::from(rank).log2());
    grades.zip(ranks).map(|(grade, discount)| (f64::from(grade).exp2() - 1.0) / discount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn the_best_order_is_one_and_an_answer_further_down_is_less() {
        let grades = BTreeMap::from([("a", 2), ("b", 1)]);
        assert!((ndcg(&hits(&["a", "b", "c"]), &grades) - 1.0).abs() < 1e-9);
        let second = ndcg(&hits(&["c", "a"]), &grades);
        // 3 / log2(3), of 3 + 1 / log2(3).
        assert!((second - 0.5213).abs() < 1e-4, "{second}");
    }

    #[test]
    fn what_stands_sixth_is_not_seen() {
        let grades = BTreeMap::from([("a", 2)]);
        assert!(ndcg(&hits(&["1", "2", "3", "4", "5", "a"]), &grades).abs() < 1e-9);
    }
}
