use markup::ArticleHtml;
use proptest::prelude::*;

use crate::soup;

fn clean(raw: &str) -> String {
    ArticleHtml::clean(raw).into_string()
}

#[test]
fn k2_what_an_article_may_hold_stays_as_it_is() {
    let cases = [
        "<h2>One</h2>\n<h3>Two</h3>\n<h4>Three</h4>\n<p>Words</p>",
        "<p><strong>a</strong> <em>b</em> <u>c</u> <s>d</s> <mark>e</mark> H<sub>2</sub>O m<sup>2</sup> <kbd>Ctrl</kbd> <code>f</code></p>",
        "<p>one<br>two</p>\n<hr>\n<p>three</p>",
        "<ul>\n<li>one</li>\n<li>two\n<ol start=\"3\">\n<li>three</li>\n</ol>\n</li>\n</ul>",
        "<ul>\n<li>\n<p>one</p>\n<p>more</p>\n</li>\n</ul>",
        "<ul class=\"tasks\">\n<li class=\"done\">one</li>\n<li class=\"open\">two</li>\n</ul>",
        "<blockquote>\n<p>said</p>\n</blockquote>",
        "<pre><code class=\"language-rust\">fn main() {\n\n    a &lt; b;\n}</code></pre>",
        "<pre><code>\na</code></pre>",
        "<table>\n<caption>c</caption>\n<thead>\n<tr>\n<th scope=\"col\" colspan=\"2\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<th scope=\"row\">b</th>\n<td>\n<p>c</p>\n<p>d</p>\n</td>\n</tr>\n</tbody>\n</table>",
        "<div class=\"callout callout-warning\">\n<p>Mind</p>\n<ul>\n<li>this</li>\n</ul>\n</div>",
        "<details>\n<summary>More</summary>\n<p>of it</p>\n</details>",
        "<figure><img src=\"/files/a.png\" alt=\"A\" width=\"3\" height=\"4\">\n<figcaption>Words</figcaption>\n</figure>",
        "<div class=\"video\" data-video=\"https://player.vimeo.com/video/76979871?dnt=1\"><a href=\"https://vimeo.com/76979871\" rel=\"noopener noreferrer nofollow\">A talk</a></div>",
        "<p><a href=\"https://example.com/?a=1&amp;b\" title=\"t\" rel=\"noopener noreferrer nofollow\">out</a> <a href=\"/en/other\">in</a> <a href=\"mailto:a@b.example\">mail</a></p>",
        "<p>1 &lt; 2 &amp; 3&nbsp;€ مرحبا</p>",
        "",
    ];
    for html in cases {
        assert_eq!(clean(html), html);
    }
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn k2_cleaning_twice_is_cleaning_once(raw in soup::html()) {
        let once = clean(&raw);
        prop_assert_eq!(clean(&once), once);
    }
}
