//! Snippets: texts under a name with a value per language, for labels and wherever pages and answers use them.

mod edit;
mod name;
mod outdated;
mod say;

use std::collections::BTreeMap;

use db::{Call, FromRow, Row, Statement, params, sql};
use kernel::{Code, Fault, Id, Language, Noun, Text, Time};

use crate::act::{Rule, View, Visible};
use crate::code;
use crate::conversation::MAX_TEXT;
use crate::line;
use crate::right::Right;
use crate::who::User;

pub use name::SnippetName;
pub(crate) use say::check;
pub use say::{Label, Said};

/// What snippets announce.
pub mod facts {
    crate::interest::facts! {
        /// A snippet was added.
        ADDED "snippet.added";
        /// A snippet has another name or other texts.
        CHANGED "snippet.changed";
        /// A snippet was removed.
        REMOVED "snippet.removed";
    }
}

/// The most snippets of an organization.
pub const MOST: usize = 500;

/// A snippet by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet {
    /// The id.
    pub id: SnippetId,
    /// The name.
    pub name: SnippetName,
}

impl Noun for Snippet {
    const NAME: &'static str = "snippet";
}

/// The id of a snippet.
pub type SnippetId = Id<Snippet>;

/// A text for every language that has one; of a snippet there is at least one.
pub type Texts = BTreeMap<Language, Text<MAX_TEXT>>;

/// What a snippet says in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The text.
    pub text: String,
    /// Whether the text it was translated from has changed since (K4).
    pub is_outdated: bool,
}

/// A user changes it or removes it.
pub enum Edit {}

sql! {
    FIND = "select s.id, s.name from snippet s where s.org_id = $1 and s.id = $2 and /*see*/$3/*end*/";
    ALL = "select id, name from snippet where org_id = $1 order by name_key, id";
    TEXTS = "select language, text, told_at from snippet_text where org_id = $1 and snippet_id = $2 order by language";
}

impl View<User> {
    /// Every snippet, by name.
    pub async fn snippets(&self) -> Result<Vec<Snippet>, Fault> {
        uses(self.who()).map_err(Fault::new)?;
        self.reader().all(ALL.with(params![self.org()])).await
    }

    /// The texts of a snippet that was seen, by language.
    pub async fn texts_of(&self, snippet: &Snippet) -> Result<BTreeMap<Language, Told>, Fault> {
        let own = self.own_language().await?;
        let rows: Vec<(Language, String, Time)> =
            self.reader().all(TEXTS.with(params![self.org(), snippet.id])).await?;
        let source = rows.iter().find(|(language, ..)| Some(language) == own.as_ref()).map(|(.., at)| *at);
        let told = |(language, text, at)| (language, Told { text, is_outdated: Some(at) < source });
        Ok(rows.into_iter().map(told).collect())
    }
}

impl Visible<User> for Snippet {
    type Noun = Self;
    const TABLE: &'static str = "s";

    fn find(who: &User, id: SnippetId) -> Call<'static> {
        FIND.with(params![who.org, id, uses(who).is_ok()])
    }
}

impl Rule<User, Edit> for Snippet {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

/// Whoever answers puts them into answers, and whoever manages what is shown writes them.
fn uses(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Reply) || who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
}

/// The text of a snippet in one language, checked.
pub fn text_of(typed: &str) -> Result<Text<MAX_TEXT>, Fault> {
    line::text(typed)
}

impl FromRow for Snippet {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let name: String = row.get(1)?;
        Ok(Self { id: row.get(0)?, name: SnippetName::stored(name) })
    }
}

/// Every statement about snippets.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, edit::STATEMENTS, outdated::STATEMENTS, say::STATEMENTS].concat()
}
