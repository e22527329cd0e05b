//! Which article of the knowledge base an article of a folder is.

use folder::{Article as Told, Problem};
use kernel::Fault;
use net::ContentHash;

use super::said::{self, Said};
use crate::act::View;
use crate::article::{ArticleId, Origin};
use crate::kb::KbId;
use crate::page_path;
use crate::who::System;

/// Who it is.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// The article, where it is here already.
    pub(super) known: Option<ArticleId>,
    /// What it has in addresses, or will have.
    pub(super) hash: String,
    /// The fingerprint of its place.
    pub(super) origin: String,
    /// The fingerprint of what it was told as last, if it was.
    pub(super) told: Option<String>,
    /// What was said of it then, if that is known.
    pub(super) said: Option<Said>,
}

impl Identity {
    /// By the id in its file, or else by where it was taken in from; a new one, where it was not.
    pub(super) async fn find(
        view: &View<System>,
        kb: KbId,
        (told, source): (&Told, &str),
    ) -> Result<Result<Self, Problem>, Fault> {
        let origin = ContentHash::of(format!("{source}\n{}", told.key).as_bytes()).to_string();
        let before = view.article_of_origin(kb, &origin).await?;
        if let Some(hash) = &told.id {
            if !page_path::is_hash(hash) {
                let file =
                    told.texts.first().and_then(|text| text.any()).map(|version| version.file.to_string());
                let what =
                    format!("{hash} is no id of an article: eight small letters and digits from 2 to 7");
                return Ok(Err(Problem::of(file.unwrap_or_default(), what)));
            }
            let known = view.article_of_hash(hash).await?;
            let before = before.filter(|before| Some(before.id) == known);
            return Ok(Ok(Self::new((known, hash.clone()), origin, before)));
        }
        let who = match &before {
            Some(before) => (Some(before.id), before.hash.clone()),
            None => (None, page_path::new_hash(&view.desk().context().random)),
        };
        Ok(Ok(Self::new(who, origin, before)))
    }

    fn new((known, hash): (Option<ArticleId>, String), origin: String, before: Option<Origin>) -> Self {
        let said = before.as_ref().and_then(|before| said::read(&before.said));
        Self { known, hash, origin, told: before.map(|before| before.told), said }
    }
}
