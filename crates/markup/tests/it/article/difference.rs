use markup::{ArticleHtml, ChangedLines};
use proptest::prelude::*;

use super::soup;

fn difference(old: &str, new: &str) -> String {
    ArticleHtml::clean(old).difference(&ArticleHtml::clean(new)).into_string()
}

#[test]
fn k2_a_difference_marks_words_items_cells_and_blocks() {
    let cases = [
        ("<p>a b c</p>", "<p>a x c</p>", "<p>a <del>b</del><ins>x</ins> c</p>"),
        ("<p>a b c</p>", "<p>a <b>b</b> c</p>", "<p>a <del>b</del><ins><strong>b</strong></ins> c</p>"),
        ("<p>a</p><p>b</p>", "<p>b</p>", "<del><p>a</p></del>\n<p>b</p>"),
        ("<p>a</p>", "<p>a</p><hr>", "<p>a</p>\n<ins><hr></ins>"),
        ("<h2>a b</h2>", "<h3>a b</h3>", "<del><h2>a b</h2></del>\n<ins><h3>a b</h3></ins>"),
        (
            "<p>entirely other words</p>",
            "<p>nothing of it</p>",
            "<del><p>entirely other words</p></del>\n<ins><p>nothing of it</p></ins>",
        ),
        (
            "<ul><li>a<li>b<li>c d e</ul>",
            "<ul><li>a<li>c d x<li>f</ul>",
            "<ul>\n<li>a</li>\n<li><del>b</del></li>\n<li>c d <del>e</del><ins>x</ins>\n</li>\n<li><ins>f</ins></li>\n</ul>",
        ),
        (
            "<table><tr><td>a<td>b c d</table>",
            "<table><tr><td>a<td>b c x<tr><td>e<td>f</table>",
            "<table>\n<tbody>\n<tr>\n<td>a\n</td>\n<td>b c <del>d</del><ins>x</ins>\n</td>\n</tr>\n<tr>\n<td><ins>e</ins></td>\n<td><ins>f</ins></td>\n</tr>\n</tbody>\n</table>",
        ),
        (
            "<pre>let a;\nlet b;\n</pre>",
            "<pre>let a;\nlet &lt;b&gt;;\n</pre>",
            "<pre><code>let a;\n<del>let b;</del>\n<ins>let &lt;b&gt;;</ins></code></pre>",
        ),
        (
            "<div class='callout callout-info'><p>a b c</p></div>",
            "<div class='callout callout-danger'><p>a b d</p></div>",
            "<div class=\"callout callout-danger\">\n<p>a b <del>c</del><ins>d</ins></p>\n</div>",
        ),
        ("<p>a</p>", "<p>a</p>", "<p>a</p>"),
        ("", "", ""),
    ];
    for (old, new, expected) in cases {
        assert_eq!(difference(old, new), expected, "{old} {new}");
    }
}

#[test]
fn k2_changed_lines_are_counted() {
    let changed = |old: &str, new: &str| ArticleHtml::clean(old).changed_lines(&ArticleHtml::clean(new));
    assert_eq!(
        changed("<p>a</p><p>b</p>", "<p>a</p><p>c</p><p>d</p>"),
        ChangedLines { added: 2, removed: 1 }
    );
    assert_eq!(changed("<p>a</p>", "<p>a</p>"), ChangedLines::default());
    assert_eq!(changed("", "<p>a</p>"), ChangedLines { added: 1, removed: 0 });
}

#[test]
fn k2_huge_differences_are_bounded() {
    let paragraphs = |word: &str| {
        let lines: String = (0..12_000)
            .flat_map(|nth| ["<p>", word, " ", if nth % 2 == 0 { "x" } else { "y" }, "</p>"])
            .collect();
        ArticleHtml::clean(&lines)
    };
    let (old, new) = (paragraphs("a"), paragraphs("b"));
    assert_eq!(old.changed_lines(&new), ChangedLines { added: 12_000, removed: 12_000 });
    let page = old.difference(&new);
    assert_eq!(page.as_str().matches("<ins>").count(), 12_000);

    let words = |word: &str| ArticleHtml::from_plain(&format!("same {}", word.repeat(20_000)));
    let page = words("a b ").difference(&words("c a ")).into_string();
    assert!(page.contains("<del>") && page.contains("<ins>"));
}

/// What is left of a difference when one side of it is taken away.
fn side(page: &str, gone: &str) -> String {
    let mut left = String::new();
    for (nth, part) in page.split(&format!("<{gone}>")).enumerate() {
        left.push_str(if nth == 0 { part } else { part.split_once(&format!("</{gone}>")).unwrap().1 });
    }
    left
}

proptest! {
    #![proptest_config(crate::soup::same_cases())]

    #[test]
    fn k2_a_difference_holds_both_texts(old in soup::html(), new in soup::html()) {
        let (old, new) = (ArticleHtml::clean(&old), ArticleHtml::clean(&new));
        let page = old.difference(&new).into_string();
        let text = |html: &str| ArticleHtml::clean(html).text().split_whitespace().collect::<String>();
        prop_assert_eq!(text(&side(&page, "del")), text(new.as_str()), "{}", page);
        prop_assert_eq!(ArticleHtml::clean(&old.difference(&old).into_string()), old);
    }
}
