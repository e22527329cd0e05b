//! Articles put into answers (K8).

use markup::{ArticleHtml, Html};

fn said(source: &str) -> String {
    let there =
        |address: &str| address.strip_prefix('/').map(|path| format!("https://help.acme.test/{path}"));
    ArticleHtml::clean(source).to_message_markdown(there)
}

#[test]
fn k8_an_article_is_said_with_the_signs_of_an_answer() {
    let markdown = said(
        "<h2>Returns</h2><p>Run <code>__init__</code> and a*b* <u>now</u>, <strong>please</strong>.<br>See <a href=\"/en_us/x-1\">there</a>.</p>\
         <pre><code># apt-get install\n__name__</code></pre><ul><li><p>one</p></li><li><p>two</p></li></ul>\
         <div class=\"callout callout-warning\"><p>Careful</p></div>",
    );
    assert!(markdown.contains("[there](https://help.acme.test/en_us/x-1)"), "{markdown}");
    let html = Html::typed(&markdown);
    for shown in [
        "<code>__init__</code>",
        "a*b* now",
        "<strong>please</strong>",
        "# apt-get install",
        "<li>one",
        "<blockquote>",
    ] {
        assert!(html.as_str().contains(shown), "{shown} in {html:?} of {markdown}");
    }
    assert!(!html.as_str().contains("<em>"), "{html:?}");
}

#[test]
fn k8_what_an_answer_cannot_show_is_said_in_words() {
    let markdown = said(
        "<figure><img src=\"/files/6ab13b800000000000000000/a.png\" alt=\"A bulb\"><figcaption>The bulb</figcaption></figure>\
         <details><summary>More</summary><p>Inside</p></details>\
         <table><tbody><tr><th>Size</th><td rowspan=\"2\">XL</td></tr><tr><th>Weight</th></tr></tbody></table>",
    );
    for shown in ["The bulb", "**More**", "Inside", "Size", "XL", "Weight"] {
        assert!(markdown.contains(shown), "{shown} in {markdown}");
    }
    assert!(!markdown.contains(['<', '>']) && !markdown.contains("!["), "{markdown}");
}
