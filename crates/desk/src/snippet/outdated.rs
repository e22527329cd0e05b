//! Translations that say less than their source by now (K4). The source is the text in the language of the default brand's
//! knowledge base; a snippet without one has nothing out of date.

use std::collections::BTreeSet;

use db::{params, sql};
use kernel::{Fault, Language};

use super::SnippetId;
use crate::act::View;
use crate::setting::{self, Values};
use crate::who::User;

sql! {
    SPOKEN = "select coalesce(s.value, $2) from kb k join brand b on b.org_id = k.org_id and b.id = k.brand_id
        left join setting s on s.org_id = k.org_id and s.scope = k.id and s.name = 'languages'
        where k.org_id = $1 order by b.is_default desc, k.title, k.id limit 1";
    OUTDATED = "select distinct t.snippet_id from snippet_text o
        join snippet_text t on t.org_id = o.org_id and t.snippet_id = o.snippet_id
        where o.org_id = $1 and o.language = $2 and t.told_at < o.told_at";
}

impl View<User> {
    /// The snippets of which a translation is out of date, for whoever was shown all.
    pub async fn outdated_snippets(&self) -> Result<BTreeSet<SnippetId>, Fault> {
        super::uses(self.who()).map_err(Fault::new)?;
        let own = self.own_language().await?;
        let rows: Vec<(SnippetId,)> = self.reader().all(OUTDATED.with(params![self.org(), &own])).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// The language that the organization writes first.
    pub(super) async fn own_language(&self) -> Result<Language, Fault> {
        let unset = setting::value(&Values::new(), "languages").to_owned();
        let set: Option<(String,)> =
            self.reader().maybe(SPOKEN.with(params![self.org(), unset.clone()])).await?;
        let spoken = set.map_or(unset, |(list,)| list);
        let first = spoken.split(',').next().unwrap_or_default();
        first.trim().parse().map_err(Fault::internal)
    }
}
