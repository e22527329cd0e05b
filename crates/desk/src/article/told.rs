//! Taking an article in as a folder or an archive tells it: all of it in one act, or nothing.

use db::{params, sql};
use kernel::{Fault, Language};

use super::{
    Arrangement, Article, ArticleFileId, ArticleId, Audience, NewArticle, NewArticleFile, Schedule, Seen,
    Typed, Write,
};
use crate::act::{Act, Allowed};
use crate::kb::KbId;
use crate::who::System;

/// An article as it was told, and what of it is to be changed.
#[derive(Clone, Debug)]
pub struct Told {
    /// The article, where there is one.
    pub known: Option<ArticleId>,
    /// Its hash, where there is none yet.
    pub hash: String,
    /// Where it came from.
    pub from: TakenFrom,
    /// What counts at once, where it is to change, and the revision it was seen in.
    pub arrangement: Option<(Arrangement, i64)>,
    /// Files that it has not yet.
    pub files: Vec<(ArticleFileId, NewArticleFile)>,
    /// The texts that are to change, the source first.
    pub texts: Vec<ToldText>,
}

/// Where an article was taken in from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TakenFrom {
    /// The fingerprint of its place.
    pub origin: String,
    /// The fingerprint of what it was told as.
    pub told: String,
    /// What was said of it there, as [`Origin`](super::Origin) has it; may be empty.
    pub said: String,
}

/// A text that is to change.
#[derive(Clone, Debug)]
pub struct ToldText {
    /// The language.
    pub language: Language,
    /// What it was changed from.
    pub seen: Seen,
    /// What is to be read.
    pub live: Option<Typed>,
    /// What is to be written.
    pub draft: Option<Typed>,
    /// Whether its source changed since.
    pub is_outdated: bool,
    /// What is to happen to it, where that is to change.
    pub schedule: Option<Schedule>,
}

sql! {
    REMEMBER = "insert into article_origin (org_id, kb_id, origin, article_id, told, said) values ($1, $2, $3, $4, $5, $6)
        on conflict (org_id, kb_id, origin) do update
        set article_id = excluded.article_id, told = excluded.told, said = excluded.said";
    OUTDATED = "update article_text set outdated = $4 where org_id = $1 and article_id = $2 and language = $3";
}

impl Act<System> {
    /// Takes an article in. Refuses what the pages refuse, with the same codes; `article_changed` and `state_changed` where
    /// somebody has changed it since it was looked at.
    pub async fn take_in(&mut self, kb: KbId, told: &Told) -> Result<ArticleId, Fault> {
        let (id, begun) = match told.known {
            Some(id) => (id, None),
            None => self.begin_told(kb, told).await?,
        };
        let (org, from) = (self.org(), &told.from);
        let values = params![org, kb, &from.origin, id, &from.told, &from.said];
        self.writer().await?.run(REMEMBER.with(values)).await?;
        if told.is_nothing() {
            return Ok(id);
        }
        let article = self.open::<Write, Article>(id).await?;
        for (file, new) in &told.files {
            article.add_file_at(self, (*file, new)).await?;
        }
        for (nth, text) in told.texts.iter().enumerate() {
            let begun = begun.filter(|_| nth == 0);
            article.take_in_text(self, text, begun).await?;
        }
        if let Some((arrangement, revision)) = &told.arrangement {
            article.arrange(self, (arrangement, *revision)).await?;
        }
        Ok(id)
    }

    /// Begins it with the first thing it says.
    async fn begin_told(&mut self, kb: KbId, told: &Told) -> Result<(ArticleId, Seen), Fault> {
        let first = told.texts.first();
        let said = first.and_then(|text| Some((&text.language, text.live.as_ref().or(text.draft.as_ref())?)));
        let (language, typed) = said.ok_or_else(|| Fault::internal("an article was told without a text"))?;
        let new = NewArticle::new(language.clone(), typed.clone()).at(&told.hash);
        let is_internal = told.arrangement.as_ref().is_some_and(|(to, _)| to.audience == Audience::Internal);
        let new = if is_internal { new.internal() } else { new };
        let (id, draft) = new.begin(self, kb).await?;
        Ok((id, Some((draft, 1))))
    }
}

impl Told {
    /// Whether nothing of it is to change.
    pub(crate) fn is_nothing(&self) -> bool {
        self.arrangement.is_none() && self.files.is_empty() && self.texts.is_empty()
    }
}

impl Allowed<Article, Write> {
    /// `begun` is the draft with which the article began, which says already what is told first.
    async fn take_in_text(&self, act: &mut Act<System>, told: &ToldText, begun: Seen) -> Result<(), Fault> {
        let language = &told.language;
        let first = told.live.as_ref().or(told.draft.as_ref());
        let seen = match (begun, first) {
            (Some(_), Some(typed)) => {
                self.fits(act, typed).await?;
                begun
            }
            (_, Some(typed)) => Some(self.save(act, language, (typed, told.seen)).await?),
            (_, None) => told.seen,
        };
        if told.live.is_some() {
            self.publish(act, language, seen).await?;
            if let Some(draft) = &told.draft {
                self.save(act, language, (draft, seen)).await?;
            }
        }
        if told.is_outdated {
            let org = act.org();
            act.writer().await?.run(OUTDATED.with(params![org, self.id, language, true])).await?;
        }
        match told.schedule {
            Some(schedule) => self.schedule(act, language, schedule).await,
            None => Ok(()),
        }
    }
}
