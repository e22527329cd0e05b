//! What a folder tells of a knowledge base.

use std::fmt;

use kernel::{Language, Time};

use crate::path::FilePath;

/// All of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Library {
    /// Categories: each behind the one it stands in, those of one beside each other in their order.
    pub categories: Vec<Category>,
    /// Articles, those of one category in their order.
    pub articles: Vec<Article>,
    /// Old addresses and where they lead.
    pub redirects: Vec<(String, String)>,
}

/// A category: a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// The folder.
    pub path: FilePath,
    /// What identifies it in addresses, once it has been in a knowledge base.
    pub id: Option<String>,
    /// The name of its drawing.
    pub icon: String,
    /// Whether it is shown; nothing where the folder does not say.
    pub is_published: Option<bool>,
    /// Its place among those beside it.
    pub order: Option<i64>,
    /// What it says, at least in one language.
    pub texts: Vec<CategoryText>,
}

/// What a category says in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryText {
    /// The file; the folder, where no file says anything.
    pub file: FilePath,
    /// The language.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The slug; may be empty.
    pub slug: String,
    /// The description; may be empty.
    pub description: String,
    /// Whether readers of this language see it.
    pub is_shown: bool,
}

/// For whom an article is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scope {
    /// For everybody.
    #[default]
    Public,
    /// For the people inside.
    Internal,
}

/// Who alone reads an internal article, by name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reader {
    /// The members of a team.
    Team(String),
    /// Whoever holds a permission set.
    Set(String),
}

/// An article in every language it is written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// By what it is known again where it has no id: its file, without language and ending.
    pub key: String,
    /// What identifies it in addresses, once it has been in a knowledge base.
    pub id: Option<String>,
    /// The language it was first written in.
    pub source: Language,
    /// For whom it is.
    pub scope: Scope,
    /// Who alone reads it; everybody inside, where there is nobody.
    pub readers: Vec<Reader>,
    /// Whether the home page shows it.
    pub is_featured: bool,
    /// The tags.
    pub tags: Vec<String>,
    /// The categories it stands in, by their folders.
    pub categories: Vec<FilePath>,
    /// Its place in the first of them.
    pub order: Option<i64>,
    /// Its texts, the source first.
    pub texts: Vec<Text>,
}

/// An article in one language. At least one of its versions is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The language.
    pub language: Language,
    /// What is read.
    pub live: Option<Version>,
    /// What is written.
    pub draft: Option<Version>,
    /// Whether its source changed since.
    pub is_outdated: bool,
    /// When the draft is to be published, and when what is read is to be taken back.
    pub schedule: [Option<Time>; 2],
}

/// A version of a text: a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The file.
    pub file: FilePath,
    /// The title.
    pub title: String,
    /// The slug; may be empty.
    pub slug: String,
    /// What search engines are told: title, description, key words.
    pub meta: [String; 3],
    /// The text, with addresses as this file writes them.
    pub body: Body,
    /// Lines of its front matter that mean nothing here and stay.
    pub extra: String,
}

/// A text as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// Markdown.
    Markdown(String),
    /// HTML, not clean.
    Html(String),
    /// Left where it is until somebody asks for it: [`body_of`](crate::body_of).
    Unread,
}

impl Text {
    /// What is read, or else written.
    pub fn any(&self) -> Option<&Version> {
        self.live.as_ref().or(self.draft.as_ref())
    }

    /// Every version.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        self.live.iter().chain(&self.draft)
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Team(name) => write!(formatter, "team: {name}"),
            Self::Set(name) => write!(formatter, "set: {name}"),
        }
    }
}
