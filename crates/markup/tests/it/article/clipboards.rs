//! What word processors and editors hand over, written by hand after the shapes they are known for.

use markup::ArticleHtml;

const CLIPBOARDS: [(&str, &str, &str); 5] = [
    ("Word", include_str!("clipboards/word.html"), include_str!("clipboards/word.article.html")),
    (
        "Google Docs",
        include_str!("clipboards/google-docs.html"),
        include_str!("clipboards/google-docs.article.html"),
    ),
    (
        "Word Online",
        include_str!("clipboards/word-online.html"),
        include_str!("clipboards/word-online.article.html"),
    ),
    (
        "LibreOffice",
        include_str!("clipboards/libreoffice.html"),
        include_str!("clipboards/libreoffice.article.html"),
    ),
    ("TipTap", include_str!("clipboards/tiptap.html"), include_str!("clipboards/tiptap.article.html")),
];

#[test]
fn k2_what_is_pasted_keeps_its_structure_and_nothing_else() {
    for (from, pasted, article) in CLIPBOARDS {
        assert_eq!(ArticleHtml::clean(pasted).as_str(), article.trim_end(), "{from}");
    }
}

#[test]
fn k2_what_is_pasted_with_line_ends_of_windows_is_the_same() {
    for (from, pasted, article) in CLIPBOARDS {
        let pasted = pasted.replace('\n', "\r\n");
        assert_eq!(ArticleHtml::clean(&pasted).as_str(), article.trim_end(), "{from}");
    }
}

#[test]
fn k5_what_is_pasted_goes_to_markdown_and_back() {
    for (from, pasted, _) in CLIPBOARDS {
        let article = ArticleHtml::clean(pasted);
        let markdown = article.to_markdown();
        assert_eq!(ArticleHtml::from_markdown(&markdown), article, "{from}");
    }
}
