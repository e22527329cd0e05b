//! What people typed, and the articles that answer it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::articles::Article;
use crate::package::Package;

const FILE: &str = "xtask/relevance/questions.toml";

/// What an article that answers is worth, and one that helps.
const ANSWERS: u32 = 2;
const HELPS: u32 = 1;

/// The whole set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Questions {
    pub(crate) text: Package,
    #[serde(rename = "question")]
    pub(crate) all: Vec<Question>,
}

/// One question with its judged articles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) typed: String,
    /// What is hard about it.
    pub(crate) kind: String,
    answers: Vec<String>,
    #[serde(default)]
    helps: Vec<String>,
}

impl Questions {
    pub(crate) fn read() -> Result<Self> {
        let text = std::fs::read_to_string(FILE).context(FILE)?;
        toml::from_str(&text).context(FILE)
    }

    /// A question that names an article which is not there would be judged unfairly, and silently so.
    pub(crate) fn check(&self, articles: &[Article]) -> Result<()> {
        let known: BTreeSet<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        for question in &self.all {
            let mut judged = question.answers.iter().chain(&question.helps);
            if let Some(unknown) = judged.find(|id| !known.contains(id.as_str())) {
                bail!("\"{}\" names {unknown}, which is no article", question.typed);
            }
        }
        Ok(())
    }
}

impl Question {
    /// What each judged article is worth.
    pub(crate) fn grades(&self) -> BTreeMap<&str, u32> {
        let answers = self.answers.iter().map(|id| (id.as_str(), ANSWERS));
        answers.chain(self.helps.iter().map(|id| (id.as_str(), HELPS))).collect()
    }
}
