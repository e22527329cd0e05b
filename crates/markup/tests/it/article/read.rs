use markup::{ArticleHtml, ArticleLink, ArticlePicture, Hint};

const ARTICLE: &str = "<h2>Set up</h2>\n<p>Take <strong>the la</strong>mp out.<br>See <a href='/en/box'>the <em>box</em></a><a href='/en/lid'>lid</a>.</p>\
    <h3>Set up</h3><ul><li>one<li>two</ul><p><img src='/files/a.png' alt='A lamp'> <a href='/files/b.pdf'><img src='/files/a.png'></a></p>\
    <h3>Größe &amp; Maß</h3><h4>日本語</h4><table><tr><th>a<td>b</table><iframe src='https://youtu.be/dQw4w9WgXcQ' title='Film'></iframe><pre>let a;</pre>\
    <details><summary>Fold</summary><h2>Inside</h2></details>";

#[test]
fn k2_an_article_is_read_apart() {
    let article = ArticleHtml::clean(ARTICLE);
    assert_eq!(
        article.text(),
        "Take the lamp out. See the boxlid.\none\ntwo\nA lamp\na\nb\nFilm\nlet a;\nFold"
    );
    assert_eq!(article.headings(), "Set up\nSet up\nGröße & Maß\n日本語\nInside");
    assert_eq!(article.excerpt(20), "Take the lamp out.…");
    let link = |href: &str, text: &str| ArticleLink { href: href.to_owned(), text: text.to_owned() };
    assert_eq!(
        article.links(),
        [
            link("/en/box", "the box"),
            link("/en/lid", "lid"),
            link("/files/b.pdf", ""),
            link("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "Film"),
        ]
    );
    let picture = |alt: &str| ArticlePicture { src: "/files/a.png".to_owned(), alt: alt.to_owned() };
    assert_eq!(article.pictures(), [picture("A lamp"), picture("")]);
    assert_eq!(article.files(), ["/files/a.png", "/files/b.pdf"]);
}

#[test]
fn k2_contents_lead_to_the_ids_of_the_page() {
    let article = ArticleHtml::clean(ARTICLE);
    let contents = article.contents();
    let ids: Vec<_> = contents.iter().map(|heading| (heading.level, heading.id.as_str())).collect();
    assert_eq!(
        ids,
        [
            (2, "section-set-up"),
            (3, "section-set-up-2"),
            (3, "section-größe-maß"),
            (4, "section-日本語"),
            (2, "section-inside")
        ]
    );
    let page = article.html();
    for heading in &contents {
        let tag = format!("<h{} id=\"{}\">", heading.level, heading.id);
        assert_eq!(page.as_str().matches(&tag).count(), 1, "{tag}");
    }
    assert!(!article.as_str().contains(" id="), "{}", article.as_str());
}

#[test]
fn k2_a_page_scrolls_wide_tables_and_waits_with_pictures_below() {
    let article = ArticleHtml::clean(
        "<p><img src=/files/a.png><img src=/files/b.png></p><table><td>a</table><p>&lt;table&gt;&lt;img&gt;</p>",
    );
    assert_eq!(
        article.html().as_str(),
        "<p><img src=\"/files/a.png\" alt=\"\"><img loading=\"lazy\" src=\"/files/b.png\" alt=\"\"></p>\n\
         <div class=\"wide\" tabindex=\"0\"><table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table></div>\n<p>&lt;table&gt;&lt;img&gt;</p>"
    );
    assert_eq!(
        ArticleHtml::clean(article.html().as_str()),
        article,
        "what a page adds is no part of the text"
    );
}

#[test]
fn k2_ids_are_unique_whatever_headings_say() {
    let article = ArticleHtml::clean(
        "<h2>a 2</h2><h2>a</h2><h2>a</h2><h2>a-2</h2><h2>!</h2><h2>?</h2><h2>section-a</h2>",
    );
    let mut ids: Vec<_> = article.contents().into_iter().map(|heading| heading.id).collect();
    assert!(ids.iter().all(|id| id.starts_with("section-")), "{ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 7);
}

#[test]
fn k2_links_to_headings_find_them_again() {
    let cases = [
        ("<h2 id=x>A b</h2><p><a href=#x>c</a></p>", "#section-a-b"),
        ("<p><a href=#x>c</a></p><h2><a name=x></a>A b</h2>", "#section-a-b"),
        ("<h2>A b</h2><p><a href=#a-b>c</a></p>", "#section-a-b"),
        ("<h2>A b</h2><p><a href=#section-a-b>c</a></p><h2>Section a b</h2>", "#section-a-b"),
        ("<h2>A b</h2><p><a href=#elsewhere>c</a></p>", "#elsewhere"),
    ];
    for (source, href) in cases {
        let article = ArticleHtml::clean(source);
        assert_eq!(article.links()[0].href, href, "{source}");
        assert_eq!(ArticleHtml::clean(article.as_str()), article);
    }
    let markdown = "[c](#a-b)\n\n## A b\n";
    assert_eq!(ArticleHtml::from_markdown(markdown).links()[0].href, "#section-a-b");
}

#[test]
fn k3_reading_takes_a_minute_for_200_words_or_400_signs() {
    for (text, words, minutes) in [
        (String::new(), 0, 1),
        ("word ".repeat(200), 200, 1),
        ("word ".repeat(201), 201, 2),
        ("日本語文".repeat(100), 200, 1),
        ("日本語文".repeat(101), 202, 2),
        (format!("{}{}", "word ".repeat(100), "日本語文".repeat(50)), 200, 1),
        ("สวัสดี".repeat(200), 600, 3),
    ] {
        let article = ArticleHtml::from_plain(&text);
        assert_eq!((article.words(), article.minutes()), (words, minutes), "{text}");
    }
}

#[test]
fn k2_addresses_of_an_export_find_their_files() {
    let translate = |address: &str| match address {
        "images/lamp.png" => Some("/files/1.png".to_owned()),
        "other.md" => Some("/en/articles/other".to_owned()),
        "evil" => Some("javascript:alert(1)".to_owned()),
        _ => None,
    };
    let article = ArticleHtml::from_markdown_with(
        "![Lamp](images/lamp.png) [other](other.md#a) [other](other.md) [evil](evil) ![gone](images/gone.png)",
        translate,
    );
    assert_eq!(
        article.as_str(),
        "<p><img src=\"/files/1.png\" alt=\"Lamp\"> <a href=\"other.md#a\">other</a> <a href=\"/en/articles/other\">other</a> evil gone</p>"
    );
}

#[test]
fn k2_hints_say_what_to_look_at_again() {
    let long = "word ".repeat(31);
    let article = ArticleHtml::clean(&format!(
        "<h3>Low</h3><p><img src=/files/a.png></p><p>{long}. Short one.</p><h2>Fine</h2><table><tr><td>a<td>b</table>\
         <p><a href=/b>Click here!</a> <a href=/c>Hier</a> <a href=/d><img src=/files/b.png></a> <a href=/e>the box</a></p>\
         <ul><li>{}</ul>",
        "長".repeat(101)
    ));
    let said = |hint: Hint| match hint {
        Hint::PictureWithoutAlt { src } => format!("picture {src}"),
        Hint::LongSentence { beginning, length } => format!("{length} {}", &beginning[..9]),
        Hint::SkippedLevel { level, text } => format!("level {level} {text}"),
        Hint::EmptyLink { href } => format!("empty {href}"),
        Hint::VagueLink { href, text } => format!("vague {href} {text}"),
        Hint::TableWithoutHeader { beginning } => format!("table {beginning}"),
    };
    let hints: Vec<_> = article.hints().into_iter().map(said).collect();
    assert_eq!(
        hints,
        [
            "level 3 Low",
            "picture /files/a.png",
            "31 word word",
            "table a b",
            "picture /files/b.png",
            "101 長長長",
            "vague /b Click here!",
            "vague /c Hier",
            "empty /d",
        ]
    );
    assert!(ArticleHtml::clean("<h2>A</h2><h3>B</h3><p>c</p><h2>D</h2>").hints().is_empty());
}

#[test]
fn th34_what_an_older_edition_cleaned_is_cleaned_by_todays() {
    let hostile = "<p onclick=\"steal()\">Hello<script>steal()</script></p>";
    for edition in [0, ArticleHtml::EDITION - 1, ArticleHtml::EDITION + 1] {
        assert_eq!(ArticleHtml::stored(hostile.to_owned(), edition).as_str(), "<p>Hello</p>", "{edition}");
    }
    let clean = ArticleHtml::clean(hostile);
    assert_eq!(ArticleHtml::stored(clean.as_str().to_owned(), ArticleHtml::EDITION), clean);
}
