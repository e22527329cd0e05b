//! SQLite's FTS5 with its English stemmer.

use anyhow::Result;
use rusqlite::{Connection, params};

use crate::articles::Article;
use crate::contest::Contestant;
use crate::gain::DEPTH;

/// What it is asked: any of the words, so that a question of many words finds something at all.
pub(crate) struct Sqlite {
    connection: Connection,
    /// What a hit in the title counts for, in its bm25.
    title: f64,
    /// Whether the last word is a beginning.
    beginnings: bool,
}

impl Sqlite {
    pub(crate) fn of(articles: &[Article], title: f64, beginnings: bool) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "create virtual table article using fts5 (id unindexed, title, text, tokenize = 'porter unicode61')",
        )?;
        for article in articles {
            connection.execute(
                "insert into article (id, title, text) values (?1, ?2, ?3)",
                params![article.id, article.title, article.text],
            )?;
        }
        Ok(Self { connection, title, beginnings })
    }
}

impl Contestant for Sqlite {
    fn name(&self) -> String {
        let beginnings = if self.beginnings { ", last word a beginning" } else { "" };
        format!("SQLite FTS5 porter, any word, title × {}{beginnings}", self.title)
    }

    fn answer(&mut self, typed: &str) -> Result<Vec<String>> {
        let words: Vec<&str> =
            typed.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        if let Some(last) = quoted.last_mut().filter(|_| self.beginnings) {
            last.push('*');
        }
        let mut statement = self.connection.prepare_cached(
            "select id from article where article match ?1 order by bm25(article, 0.0, ?2, 1.0), id limit ?3",
        )?;
        let depth = i64::try_from(DEPTH)?;
        let found = statement.query_map(params![quoted.join(" OR "), self.title, depth], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
