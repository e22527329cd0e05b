//! Articles of a test.

use desk::article::{NewArticle, Typed};
use desk::category::{CategoryText, NewCategory};
use kernel::Language;
use markup::ArticleHtml;

/// The language that sites of a test speak.
pub fn english() -> Language {
    "en_us".parse().expect("a language's code")
}

/// What is typed of an article; the text with the signs of Markdown.
pub fn typed(title: &str, text: &str) -> Typed {
    Typed::new(title, ArticleHtml::from_markdown(text)).expect("a title")
}

/// An article in English for everybody, still a draft.
pub fn draft(title: &str, text: &str) -> NewArticle {
    NewArticle::new(english(), typed(title, text))
}

/// An article in English for everybody, read at once.
pub fn article(title: &str, text: &str) -> NewArticle {
    draft(title, text).published()
}

/// A category at the top, shown at once.
pub fn category(title: &str) -> NewCategory {
    let text = CategoryText::new(title, "", "").expect("a title");
    NewCategory { parent: None, language: english(), text, icon: String::new(), is_published: true }
}
