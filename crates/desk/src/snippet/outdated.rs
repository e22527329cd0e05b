//! Translations that say less than their source by now (K4). The source is the text in the language of the default brand's
//! knowledge base; a snippet without one has nothing out of date.

use std::collections::BTreeSet;

use db::{params, sql};
use kernel::{Fault, Language};

use super::SnippetId;
use crate::act::View;
use crate::kb::Kb;
use crate::who::User;

sql! {
    OUTDATED = "select distinct t.snippet_id from snippet_text o
        join snippet_text t on t.org_id = o.org_id and t.snippet_id = o.snippet_id
        where o.org_id = $1 and o.language = $2 and t.told_at < o.told_at";
}

impl View<User> {
    /// The snippets of which a translation is out of date, for whoever was shown all.
    pub async fn outdated_snippets(&self) -> Result<BTreeSet<SnippetId>, Fault> {
        super::uses(self.who()).map_err(Fault::new)?;
        let Some(own) = self.own_language().await? else { return Ok(BTreeSet::new()) };
        let rows: Vec<(SnippetId,)> = self.reader().all(OUTDATED.with(params![self.org(), &own])).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// The language that the organization writes first.
    pub(super) async fn own_language(&self) -> Result<Option<Language>, Fault> {
        match Kb::of_org(self.reader(), self.org()).await?.first() {
            Some(kb) => kb.language(self.reader(), self.org()).await,
            None => Ok(None),
        }
    }
}
