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

#[test]
fn k2_other_ways_to_write_it_become_ours() {
    let cases = [
        ("<h1>a</h1><h2>b</h2><h5>c</h5>", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>"),
        ("<h2>a</h2><h6>b</h6>", "<h2>a</h2>\n<h4>b</h4>"),
        ("<h2><b>a</b></h2><h2>a <b>b</b></h2>", "<h2>a</h2>\n<h2>a <strong>b</strong></h2>"),
        ("one<br><br>two<br>three<br>", "<p>one</p>\n<p>two<br>three</p>"),
        ("<p></p><p>&nbsp;</p><p><br></p><ul></ul><blockquote></blockquote>", ""),
        ("<p>a <b>b </b>c<i> d</i></p>", "<p>a <strong>b</strong> c <em>d</em></p>"),
        ("<i>a</i><em>b</em><strike>c</strike><ins>d</ins>", "<p><em>ab</em><s>c</s><u>d</u></p>"),
        ("<b>a<p>b</b>c</p>", "<p><strong>a</strong></p>\n<p><strong>b</strong>c</p>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        (
            "<table>a<tr>b<td>c</table>",
            "<p>a</p>\n<p>b</p>\n<table>\n<tbody>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>",
        ),
        (
            "<dl><dt>a<dd>b</dl><center>c</center><font color=red>d</font>",
            "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d</p>",
        ),
        ("<p>a<div>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<figure><img src=/files/a></figure>", "<p><img src=\"/files/a\" alt=\"\"></p>"),
        ("<details><summary>a</summary></details>", "<p>a</p>"),
        (
            "<div class='alert alert-danger'>a</div>",
            "<div class=\"callout callout-danger\">\n<p>a</p>\n</div>",
        ),
        ("<pre class=lang-C++>a<br>b</pre>", "<pre><code class=\"language-c++\">a\nb</code></pre>"),
        ("<p>https://youtu.be/dQw4w9WgXcQ</p>", "<p>https://youtu.be/dQw4w9WgXcQ</p>"),
        ("<select><option>a</select><button>b</button><audio>c</audio>", "<p>b</p>"),
        ("<p>&eacute;&#8364;&#150;&copy 1</p>", "<p>é€–© 1</p>"),
    ];
    for (raw, html) in cases {
        assert_eq!(clean(raw), html, "{raw}");
        assert_eq!(clean(html), html, "{raw}");
    }
}

#[test]
fn k2_pictures_from_elsewhere_are_links_to_them() {
    let link = |words: &str| {
        format!(
            "<p><a href=\"https://a.example/b/c.png\" rel=\"noopener noreferrer nofollow\">{words}</a></p>"
        )
    };
    let cases = [
        ("<img src=https://a.example/b/c.png alt='A lamp'>", link("A lamp")),
        ("<img src=//a.example/b/c.png>", link("c.png")),
        (
            "<a href=/d><img src=https://a.example/b/c.png alt=e></a>",
            "<p><a href=\"/d\">e</a></p>".to_owned(),
        ),
        ("<img src=data:image/png;base64,AA alt=e><img src=blob:x>", "<p>e</p>".to_owned()),
        ("<img src=c.png>", String::new()),
    ];
    for (raw, html) in cases {
        assert_eq!(clean(raw), html, "{raw}");
    }
}
