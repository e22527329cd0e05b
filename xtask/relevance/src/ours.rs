//! The product's own search.

use anyhow::Result;
use kernel::{Language, Time};
use search::{Document, Index, Question, Scope};

use crate::articles::Article;
use crate::contest::Contestant;
use crate::gain::DEPTH;

/// Everybody may find everything here.
const EVERYBODY: &str = "everybody";

pub(crate) struct Ours {
    index: Index,
    language: Language,
}

impl Ours {
    pub(crate) fn of(articles: &[Article]) -> Result<Self> {
        let language: Language = "en_us".parse()?;
        let index = Index::in_memory().map_err(said)?;
        let rebuild = index.rebuild().map_err(said)?;
        for article in articles {
            let document = Document {
                article: article.id.clone(),
                language: language.clone(),
                scope: vec![EVERYBODY.to_owned()],
                filters: Vec::new(),
                title: article.title.clone(),
                headings: Vec::new(),
                tags: Vec::new(),
                text: article.text.clone(),
                updated_at: Time::default(),
            };
            rebuild.add(&document).map_err(said)?;
        }
        rebuild.finish("all", Time::default()).map_err(said)?;
        Ok(Self { index, language })
    }
}

impl Contestant for Ours {
    fn name(&self) -> String {
        "Portico".to_owned()
    }

    fn answer(&mut self, typed: &str) -> Result<Vec<String>> {
        let question = Question {
            limit: DEPTH,
            ..Question::new(typed, vec![self.language.clone()], Scope::any_of([EVERYBODY]))
        };
        let hits = self.index.search(&question).map_err(said)?;
        Ok(hits.hits.into_iter().map(|hit| hit.article).collect())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as map_err hands it over")]
pub(crate) fn said(fault: kernel::Fault) -> anyhow::Error {
    anyhow::anyhow!("{fault}")
}
