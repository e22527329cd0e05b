use kernel::{Language, Time};

/// What is found: one article in one language.
#[derive(Debug, Clone)]
pub struct Document {
    /// The article's id, which is unique in the whole index.
    pub article: String,
    /// What its text is written in.
    pub language: Language,
    /// Who may find it, in terms that mean something to the caller alone. A [`Scope`](crate::Scope) asks for them.
    pub scope: Vec<String>,
    /// By what a search can be narrowed, for example its categories.
    pub filters: Vec<String>,
    /// Its title.
    pub title: String,
    /// The headings in its text.
    pub headings: Vec<String>,
    /// Words it is to be found by beside those in its text.
    pub tags: Vec<String>,
    /// Its plain text.
    pub text: String,
    /// When it was last changed; of two that fit equally well the newer comes first.
    pub updated_at: Time,
}

/// What became of an article.
#[derive(Debug, Clone)]
pub enum Change {
    /// It is now this, in these languages. Whatever it was before is gone.
    Replace {
        /// The article's id.
        article: String,
        /// One for each language, each with this article's id.
        documents: Vec<Document>,
    },
    /// It is not to be found any more.
    Remove {
        /// The article's id.
        article: String,
    },
}
