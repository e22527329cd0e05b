use markup::{ArticleHtml, Page};

fn read(source: &str) -> (String, String) {
    let page = Page::read(source);
    (page.title, ArticleHtml::clean(&page.body).into_string())
}

#[test]
fn k2_a_page_of_another_help_centre_is_its_title_and_its_text() {
    let zendesk = "<!doctype html><html lang=\"de\"><head><title>Rücksendung &ndash; Acme</title>\
        <meta name=\"Description\" content=\"Wie &amp; wo\"></head><body><nav><a href=\"/\">Home</a></nav>\
        <main><h1 class=\"article-title\">R&uuml;cksendung</h1><div class=\"article-body\"><p>Bis <b>50</b>.</p><div>Tief</div></div>\
        <footer>Ende</footer></main></body></html>";
    let (title, text) = read(zendesk);
    assert_eq!(
        (title.as_str(), text.as_str()),
        ("Rücksendung", "<p>Bis <strong>50</strong>.</p>\n<p>Tief</p>")
    );
    let page = Page::read(zendesk);
    assert_eq!((page.language.as_deref(), page.said("description")), (Some("de"), Some("Wie & wo")));

    let confluence = "<html><head><title>Docs : Setting up</title></head><body><div id=\"main-header\"><h1 id=\"title-heading\">\
        <span id=\"title-text\"> Docs : Setting up </span></h1></div><div id=\"main-content\" class=\"wiki-content group\"><p>Plug in.</p>\
        <div>Wait.</div></div><div id=\"footer\">Printed</div></body></html>";
    assert_eq!(read(confluence), ("Setting up".to_owned(), "<p>Plug in.</p>\n<p>Wait.</p>".to_owned()));

    let plain = "<title>Only this</title><p>a<nav>b</nav><p>c";
    assert_eq!(
        read(plain),
        ("Only this".to_owned(), "<p>Only this</p>".replace("Only this", "a") + "\n<p>c</p>")
    );
}

#[test]
fn k2_our_own_page_gives_back_the_very_text() {
    let text = "<h2>a</h2>\n<details>\n<summary>b</summary>\n<p>c &lt;article&gt;</p>\n</details>";
    let page = format!("<html><body><h1>T</h1><article data-article>\n{text}\n</article></body></html>");
    assert_eq!(read(&page), ("T".to_owned(), text.to_owned()));
}

#[test]
fn k2_a_broken_page_is_read_as_far_as_it_goes() {
    for broken in
        ["", "<", "<title>", "<title>a", "<h1>a", "<article data-article>", "<main><nav>a", "<html lang"]
    {
        Page::read(broken);
    }
    assert_eq!(read("<main><h1>a</h1><nav>b<p>c").1, "");
}

#[test]
fn k5_markdown_with_other_addresses_is_the_article_again() {
    let article = ArticleHtml::clean(
        "<p><a href=\"/en_us/b-abcdefgh#x\">b</a> <img src=\"/files/1/a.png\" alt=\"a\"></p>\
         <figure><img src=\"/files/1/a.png\" alt=\"\"><figcaption>in <a href=\"/files/1/a.png\">it</a></figcaption></figure>\
         <table><tr><td><a href=\"/files/1/a.png\">c</a></td></tr></table><pre>/files/1/a.png</pre>",
    );
    let there = |address: &str| match address {
        "/files/1/a.png" => Some("../files/1/a.png".to_owned()),
        "/en_us/b-abcdefgh#x" => Some("b.md#x".to_owned()),
        _ => None,
    };
    let back = |address: &str| match address {
        "../files/1/a.png" => Some("/files/1/a.png".to_owned()),
        "b.md#x" => Some("/en_us/b-abcdefgh#x".to_owned()),
        _ => None,
    };
    let markdown = article.to_markdown_with(there, back);
    assert!(markdown.contains("[b](b.md#x) ![a](../files/1/a.png)"), "{markdown}");
    assert_eq!(
        markdown.matches("](/files/").count() + markdown.matches("\"/files/").count(),
        0,
        "{markdown}"
    );
    assert_eq!(ArticleHtml::from_markdown_with(&markdown, back), article);
}
