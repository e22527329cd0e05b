//! PostgreSQL's text search with its English configuration.

use anyhow::{Context, Result};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls};

use crate::articles::Article;
use crate::contest::Contestant;
use crate::gain::DEPTH;

/// What is asked of it. `websearch_to_tsquery` demands every word, so a question of many words would mostly find nothing:
/// the words are joined by "or" instead, and in the second way those articles come first that have all.
pub(crate) const WAYS: &[Way] = &[
    Way { name: "any word, ts_rank_cd", order: "ts_rank_cd(words, any_word) desc" },
    Way {
        name: "all words before any, ts_rank_cd",
        order: "words @@ all_words desc, ts_rank_cd(words, any_word) desc",
    },
    Way {
        name: "all words before any, ts_rank_cd by length",
        order: "words @@ all_words desc, ts_rank_cd(words, any_word, 1) desc",
    },
    Way {
        name: "all words before any, ts_rank by length",
        order: "words @@ all_words desc, ts_rank(words, any_word, 1) desc",
    },
];

pub(crate) struct Way {
    name: &'static str,
    order: &'static str,
}

pub(crate) struct Postgres {
    runtime: Runtime,
    client: Client,
    way: &'static Way,
}

impl Postgres {
    pub(crate) fn of(articles: &[Article], address: &str, way: &'static Way) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let client = runtime.block_on(filled(articles, address)).context("PostgreSQL")?;
        Ok(Self { runtime, client, way })
    }
}

async fn filled(articles: &[Article], address: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute("create temporary table article (id text primary key, words tsvector)").await?;
    for article in articles {
        // The weights of A and D are 1.0 and 0.1 by default.
        let filling = "insert into article (id, words) values ($1,
            setweight(to_tsvector('english', $2), 'A') || setweight(to_tsvector('english', $3), 'D'))";
        client.execute(filling, &[&article.id, &article.title, &article.text]).await?;
    }
    Ok(client)
}

impl Contestant for Postgres {
    fn name(&self) -> String {
        format!("PostgreSQL, {}", self.way.name)
    }

    fn answer(&mut self, typed: &str) -> Result<Vec<String>> {
        let asked = format!(
            "with asked as (select websearch_to_tsquery('english', $1) as all_words,
                 replace(websearch_to_tsquery('english', $1)::text, '&', '|')::tsquery as any_word)
             select id from article, asked where words @@ any_word order by {}, id limit {DEPTH}",
            self.way.order
        );
        let rows = self.runtime.block_on(self.client.query(&asked, &[&typed]))?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }
}
