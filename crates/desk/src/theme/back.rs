//! One step back: a theme is what it was before it was upgraded, and stays that (T2).

use kernel::Fault;
use serde_json::json;

use super::publish;
use super::revision::{NewRevision, Revision, RevisionKind};
use super::{Designer as _, Edit, RevisionId, Theme, facts, file};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::User;

impl Allowed<Theme, Edit> {
    /// Makes the theme what it was before its last upgrade: what was saved, and where anything was published since, what was
    /// published. What was shown then passed the gate then. `state_changed` where somebody saved since the revision that was
    /// `seen`, `theme_not_upgraded` where there is nothing to go back to, `theme_unpublished` where the theme is shown of which
    /// nothing had been published.
    pub async fn step_back(&self, act: &mut Act<User>, seen: RevisionId) -> Result<RevisionId, Fault> {
        self.belongs_to(act)?;
        if seen != self.draft {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let before = self.before.ok_or_else(|| Fault::new(&code::THEME_NOT_UPGRADED))?;
        let is = Revision::find_in(act, self.id, self.draft).await?;
        let was = Revision::find_in(act, self.id, before.draft).await?;
        let files = file::of_in(act, was.id).await?;
        let (kind, by) = (RevisionKind::Restored, Some(act.who().signature()));
        let new = NewRevision { theme: self.id, base: was.base, values: &was.values, kind, by };
        let id = new.add(act).await?;
        file::keep(act, id, &files).await?;
        self.point(act, id, (None, is.base)).await?;
        let payload = json!({ "kb": self.kb, "name": self.name });
        act.announce(facts::STEPPED_BACK, self.id.to_string(), payload).await?;
        let live = if before.live == Some(before.draft) { Some(id) } else { before.live };
        if self.live != before.live {
            self.show(act, live).await?;
        }
        Ok(id)
    }

    async fn show(&self, act: &mut Act<User>, live: Option<RevisionId>) -> Result<(), Fault> {
        match live {
            Some(live) => publish::point(act, self, live).await,
            None if self.is_active => Err(Fault::new(&code::THEME_UNPUBLISHED)),
            None => publish::take_back(act, self.id).await,
        }
    }
}
