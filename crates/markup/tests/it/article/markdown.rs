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
