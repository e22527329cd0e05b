use markup::ArticleHtml;
use proptest::prelude::*;

use super::soup;

fn from(markdown: &str) -> String {
    ArticleHtml::from_markdown(markdown).into_string()
}

proptest! {
    #![proptest_config(crate::soup::same_cases())]

    #[test]
    fn k5_markdown_of_an_article_is_that_article(raw in soup::html()) {
        let article = ArticleHtml::clean(&raw);
        let markdown = article.to_markdown();
        prop_assert_eq!(from(&markdown), article.as_str(), "{}", markdown);
    }

    #[test]
    fn k2_cleaning_an_article_twice_is_cleaning_it_once(raw in soup::html()) {
        let once = ArticleHtml::clean(&raw);
        prop_assert_eq!(&ArticleHtml::clean(once.as_str()), &once);
    }
}

/// Every block that Markdown has signs for, written as people write it.
const READABLE: &str = "## Setting up

Take *the* **lamp** and ~~not~~ `its box`, see [the box](https://example.com/box \"Box\") or [below](#section-parts).\\
It is 2 m high. ![A lamp](/files/lamp.png)

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>

### Parts

- Shade
- Foot
  1. heavy
  2. round
- Cable

  of 3 m

<!-- -->

- [x] Unpack
- [ ] Plug in

| Part | Count |
| --- | --- |
| Shade \\| lid | **1** |

> Light is all.

> [!WARNING]
> Hot!

```rust
fn main() {

    light();
}
```

<details>
<summary>More</summary>

Press H<sub>2</sub>O or <kbd>Ctrl</kbd>.

</details>

---

Snake_case, 5 * 5 and a_b\\_ stay.";

#[test]
fn k5_ordinary_markdown_stays_as_it_was_written() {
    let markdown = READABLE.replace("5 * 5", "5 \\* 5");
    assert_eq!(ArticleHtml::from_markdown(&markdown).to_markdown(), markdown);
    assert_eq!(from(READABLE), from(&markdown));
}

#[test]
fn k5_what_markdown_cannot_say_is_html() {
    for html in [
        "<p>see https://example.com as <strong>it</strong> is</p>",
        "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>",
        "<ul>\n<li>\n<pre><code>a\n\n\n\nb</code></pre>\n</li>\n</ul>",
        "<figure><img src=\"/files/a.png\" alt=\"\">\n<figcaption>a</figcaption>\n</figure>",
        "<p>in<strong>side</strong>word<em>.</em>x</p>",
        "<pre><code>```\n````</code></pre>",
    ] {
        let article = ArticleHtml::clean(html);
        assert_eq!(article.as_str(), html);
        assert_eq!(from(&article.to_markdown()), html);
    }
}

#[test]
fn k5_callouts_and_tasks_come_from_githubs_signs() {
    let cases = [
        ("> [!NOTE]\n> a", "<div class=\"callout callout-info\">\n<p>a</p>\n</div>"),
        ("> [!TIP]\n> a", "<div class=\"callout callout-success\">\n<p>a</p>\n</div>"),
        ("> [!IMPORTANT]\n> a", "<div class=\"callout callout-warning\">\n<p>a</p>\n</div>"),
        (
            "> [!CAUTION] Mind\n> a",
            "<div class=\"callout callout-danger\">\n<p><strong>Mind</strong></p>\n<p>a</p>\n</div>",
        ),
        ("- [x] a\n- b", "<ul class=\"tasks\">\n<li class=\"done\">a</li>\n<li class=\"open\">b</li>\n</ul>"),
        ("# a\n\n## b", "<h2>a</h2>\n<h3>b</h3>"),
        (
            "https://example.com",
            "<p><a href=\"https://example.com\" rel=\"noopener noreferrer nofollow\">https://example.com</a></p>",
        ),
    ];
    for (markdown, html) in cases {
        assert_eq!(from(markdown), html, "{markdown}");
    }
}
