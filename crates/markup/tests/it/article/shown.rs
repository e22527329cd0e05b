//! Articles as pages show them.

use markup::ArticleHtml;

#[test]
fn k3_headings_have_the_ids_that_the_contents_list_names() {
    let article = ArticleHtml::from_markdown("# One & two\n\ntext\n\n# One & two\n\n## ثلاثة");
    let html = article.html();
    let contents = article.contents();
    assert_eq!(contents.len(), 3);
    for heading in contents {
        let tag = format!("<h{} id=\"{}\">", heading.level, heading.id);
        assert_eq!(html.as_str().matches(&tag).count(), 1, "{tag} in {}", html.as_str());
    }
}

#[test]
fn p12_what_is_wider_than_a_phone_can_be_scrolled_by_keys() {
    let article = ArticleHtml::from_markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n```rust\n<table>\n```");
    let html = article.html();
    let html = html.as_str();
    assert_eq!(html.matches("<div class=\"wide\" tabindex=\"0\"><table>").count(), 1, "{html}");
    assert_eq!(html.matches("</table></div>").count(), 1, "{html}");
    assert!(html.contains("<pre tabindex=\"0\"><code class=\"language-rust\">&lt;table&gt;"), "{html}");
    assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
}

#[test]
fn k2_files_of_a_draft_are_asked_for_where_its_preview_is() {
    let article = ArticleHtml::clean(
        "<p>src=\"/files/text</p><p><img src=\"/files/abc/a.png\" alt=\"A\"> <a href=\"/files/abd/b.pdf\">B</a></p>",
    );
    let html = article.html_with_files_at("/en/previews/x/files/");
    let html = html.as_str();
    assert!(html.contains("src=\"/files/text"), "a text stays as it is: {html}");
    assert!(html.contains("<img src=\"/en/previews/x/files/abc/a.png\""), "{html}");
    assert!(html.contains("<a href=\"/en/previews/x/files/abd/b.pdf\""), "{html}");
    assert!(!html.contains("\"/files/abc") && !html.contains("\"/files/abd"), "{html}");
}
