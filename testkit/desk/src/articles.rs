//! Articles of a test.

use db::{params, sql};
use desk::article::{IndexKeeper, NewArticle, Typed};
use desk::category::{CategoryText, NewCategory};
use kernel::Language;
use markup::ArticleHtml;

use crate::Kit;

sql! {
    NEWEST = "select coalesce(max(seq), 0) from fact";
}

impl Kit {
    /// Makes the index and tells it all that happened.
    pub async fn index(&self) {
        let mut keeper = IndexKeeper::begin(&self.desk).await.expect("the index can be made");
        self.catch_up(&mut keeper).await;
    }

    /// Tells the index all that happened. PostgreSQL shows facts only once every older transaction of the server is over,
    /// those of other stories too.
    pub async fn catch_up(&self, keeper: &mut IndexKeeper) {
        let reader = self.db.reader().await.expect("a reader is free");
        let (newest,): (i64,) = reader.one(NEWEST.with(params![])).await.expect("facts can be counted");
        reader.end();
        while keeper.position().seq < newest {
            keeper.next().await.expect("the index can be told");
        }
    }
}

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
