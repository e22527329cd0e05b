use markup::ArticleHtml;
use proptest::prelude::*;

use super::soup;

fn article(html: &str) -> ArticleHtml {
    ArticleHtml::clean(html)
}

#[test]
fn k2_edits_of_two_people_are_put_together() {
    let base = article("<h2>a</h2><p>b</p><p>c</p><p>d</p><ul><li>e<li>f</ul>");
    let ours = article("<h2>a</h2><p>b ours</p><p>c</p><p>d</p><ul><li>e<li>f</ul>");
    let theirs = article("<h2>a</h2><p>b</p><p>c</p><p>d</p><ul><li>e<li>f theirs</ul>");
    let both = article("<h2>a</h2><p>b ours</p><p>c</p><p>d</p><ul><li>e<li>f theirs</ul>");
    assert_eq!(base.merge(&ours, &theirs), Ok(both.clone()));
    assert_eq!(base.merge(&theirs, &ours), Ok(both));
    assert_eq!(base.merge(&base, &theirs), Ok(theirs.clone()));
    assert_eq!(base.merge(&ours, &base), Ok(ours.clone()));
    assert_eq!(base.merge(&ours, &ours), Ok(ours));
}

#[test]
fn k2_edits_of_one_line_are_a_conflict_with_both() {
    let conflict = article("<p>a</p>").merge(&article("<p>b</p>"), &article("<p>c</p>")).unwrap_err();
    let marked = conflict.marked.unwrap();
    assert!(marked.contains("<p>b</p>") && marked.contains("<p>c</p>"), "{marked}");
}

#[test]
fn k2_lines_that_are_no_article_together_are_a_conflict() {
    let base = article("<ul><li>a<li>b<li>c<li>d<li>e</ul><p>f</p><p>g</p><p>h</p>");
    let without_begin = article("<p>f</p><p>g</p><p>h</p>");
    let with_more = article("<ul><li>a<li>b<li>c<li>d<li>e</ul><p>f</p><p>g</p><p>h</p><p>i</p>");
    let merged = base.merge(&without_begin, &with_more);
    assert_eq!(merged, Ok(article("<p>f</p><p>g</p><p>h</p><p>i</p>")));
    let deeper =
        article("<blockquote><ul><li>a<li>b<li>c<li>d<li>e</ul></blockquote><p>f</p><p>g</p><p>h</p>");
    let split = article("<ul><li>a<li>b</ul><p>new</p><ul><li>c<li>d<li>e</ul><p>f</p><p>g</p><p>h</p>");
    let merged = base.merge(&deeper, &split);
    assert!(merged.as_ref().map_or(true, |merged| article(merged.as_str()) == *merged), "{merged:?}");
}

#[test]
fn k2_long_texts_that_changed_everywhere_are_a_conflict() {
    let lines = |word: &str| article(&["<p>", word, "</p>"].concat().repeat(20_000));
    let conflict = lines("a").merge(&lines("b"), &lines("c")).unwrap_err();
    assert_eq!(conflict.marked, None);
}

proptest! {
    #![proptest_config(crate::soup::same_cases())]

    #[test]
    fn k2_what_is_merged_is_clean(base in soup::html(), ours in soup::html(), theirs in soup::html()) {
        let base = article(&base);
        let ours = article(&[base.as_str(), "<p>one</p><p>two</p>", &ours].concat());
        let theirs = article(&[&theirs, base.as_str()].concat());
        if let Ok(merged) = base.merge(&ours, &theirs) {
            prop_assert_eq!(article(merged.as_str()), merged);
        }
    }
}
