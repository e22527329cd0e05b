//! Saving a revision: what only those who manage themes see until it is published.

use ::theme::{Template, Values, Version};
use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::revision::{NewRevision, Revision, RevisionKind};
use super::{Edit, Files, RevisionId, Theme, facts, file};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::User;

sql! {
    POINT = "update theme set draft_id = $3 where org_id = $1 and id = $2";
}

/// What is to be saved.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The version of the template that its files are laid over.
    pub base: Option<Version>,
    /// The values of settings.
    pub values: Values,
    /// Files of its own. One that is as the base has it is not kept as the theme's own.
    pub files: Files,
}

impl Allowed<Theme, Edit> {
    /// Saves a revision made from the one that was `seen`: `state_changed` where somebody has saved since, `theme_wrong` for
    /// files that make no theme and values that it does not take. What is as it was saved last is not saved again.
    pub async fn save(
        &self,
        act: &mut Act<User>,
        seen: RevisionId,
        draft: &Draft,
    ) -> Result<RevisionId, Fault> {
        self.keep(act, seen, draft, RevisionKind::Saved).await
    }

    /// Makes the newest revision what an older one of this theme was.
    pub async fn restore(
        &self,
        act: &mut Act<User>,
        seen: RevisionId,
        older: RevisionId,
    ) -> Result<RevisionId, Fault> {
        self.belongs_to(act)?;
        let was = Revision::find_in(act, self.id, older).await?;
        let files = file::of_in(act, older).await?;
        let draft = Draft { base: was.base, values: was.values, files };
        self.keep(act, seen, &draft, RevisionKind::Restored).await
    }

    pub(super) async fn keep(
        &self,
        act: &mut Act<User>,
        seen: RevisionId,
        draft: &Draft,
        kind: RevisionKind,
    ) -> Result<RevisionId, Fault> {
        self.belongs_to(act)?;
        if seen != self.draft {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let org = act.org();
        let files = draft.own(&self.template)?;
        let was = Revision::find_in(act, self.id, self.draft).await?;
        let had = file::of_in(act, self.draft).await?;
        if was.base == draft.base && was.values == draft.values && had == files {
            return Ok(self.draft);
        }
        let new = NewRevision { theme: self.id, base: draft.base, values: &draft.values, kind };
        let id = new.add(act).await?;
        file::keep(act, id, &files).await?;
        act.writer().await?.run(POINT.with(params![org, self.id, id])).await?;
        let payload = json!({ "kb": self.kb, "name": self.name });
        act.announce(facts::SAVED, self.id.to_string(), payload).await?;
        Ok(id)
    }
}

impl Draft {
    /// The files that differ from the base's, once they make a theme that takes the values.
    fn own(&self, template: &str) -> Result<Files, Fault> {
        let wrong =
            |why: String| Fault::new(&code::THEME_WRONG).at("theme", &code::THEME_WRONG, vec![("why", why)]);
        let package = super::read::package(template, self.base, &self.files)
            .map_err(|fault| wrong(fault.to_string()))?;
        if let Some(refused) = self.values.refused(package.manifest()).first() {
            return Err(wrong(format!("{} {}", refused.at, refused.why)));
        }
        let base =
            Template::named(template).and_then(|template| template.files(self.base?)).unwrap_or_default();
        let differs = |path: &String, content: &bytes::Bytes| base.get(path) != Some(content);
        let own = self.files.iter().filter(|(path, content)| differs(path, content));
        Ok(own.map(|(path, content)| (path.clone(), content.clone())).collect())
    }
}
